"""Readings of the clauses of a document -> features of the model that tells which of them order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby

from corpus_tools.annotate.clause_reading import ClauseReading
from corpus_tools.annotate.word_classes import WordClasses

#: Words that tell what kind of text it is, looked for in its first characters.
_GENRE = ("央视网", "各位代表", "第一条", "通知", "措施", "办法", "报告", "会见", "会谈", "通电话", "调研", "座谈会")
_GENRE_MORE = ("同志们", "女士", "决议", "？")
_GENRE_WITHIN = 3000
_LAW = re.compile(r"应当|不得|可以|严禁|禁止|必须|须")
_ARTICLE = re.compile(r"#* ?第[一二三四五六七八九十百零〇\d ]+[条章]")
#: Clauses on each side whose features an item sees.
_WINDOW = (-2, -1, 1, 2)
#: Verbs by which somebody is introduced who orders, hopes, says or vows.
_SAYING = re.compile(
    r"强调|指出|要求|提出|部署|号召|希望|表示|认为|建议|提醒|介绍|说|勉励|嘱咐|叮嘱|寄语|决定|明确|宣布|通报|祝愿|主张|呼吁|愿|敦促|批示|倡议|重申|鼓励|规定"
)
#: Words that tell what time a stretch is about.
_TIME = re.compile(
    r"去年|过去[一二三四五两\d]*年|[一五二三十\d]+年来|今年以来|近年来|以来|已经|今年|明年|下一步|下一阶段|未来|今后|当前|目前|“?[一二三四五六七八九十]+五”?(?:时期|期间|规划)|全年|昨天|日前|近日|\d{4}年"
)
#: Characters of a heading whose words are kept.
_HEADING_LENGTH = 40
_FROM_NEIGHBOURS = ("w0=", "t0=", "t01=", "head=", "verb=", "w-1=", "k0=")


def clause_features(
    readings: Sequence[ClauseReading], rules: Sequence[str], classes: WordClasses, told: Sequence[frozenset[str]]
) -> list[list[str]]:
    """Return the features of every clause.

    ``rules`` names the rule that takes the clause for an order (``none`` if no rule does), ``told`` holds what the
    rule reader noticed of the clause's surroundings (narration, pledge, a holder of a post in it).
    """
    own = [_own(r, rule, more) for r, rule, more in zip(readings, rules, told, strict=True)]
    words = [_words(r, classes) for r in readings]
    document = _document(readings, rules)
    shares = [f for f in document if f.startswith(("rules=", "law=", "opens="))]
    rows = []
    for at, (reading, line, past) in enumerate(zip(readings, _lines(readings), _behind(readings), strict=True)):
        row = ["bias", *own[at], *words[at], *_bag(reading), *document, *line, *past]
        row += [f"{own[at][1]}&{f}" for f in past if f.startswith(("said=", "time="))]
        row += [f"opens={reading.opens}&{f}" for f in past if f.startswith(("said=", "time="))]
        crossed = [own[at][0], own[at][1], f"opens={reading.opens}", *(f for f in words[at] if f.startswith("t0="))]
        row += [f"{a}&{b}" for a in crossed for b in shares]
        for distance in _WINDOW:
            row += _neighbour(readings, own, words, at, distance)
        rows.append(row)
    return rows


def _own(reading: ClauseReading, rule: str, told: frozenset[str]) -> list[str]:
    """What the word lists and rules say of a clause; the first two features are the rule and the modal."""
    modal = reading.modal
    row = [f"rule={rule}", f"modal={modal.type if modal else 'none'}"]
    if modal:
        row.append(f"modal word={reading.text[modal.start : modal.end]}")
        row.append("modal first" if modal.start <= reading.lead else "modal later")
    row += [f"opens={reading.opens}", f"adverbs={_step(reading.adverbs, 1, 2, 4)}"]
    row += sorted(reading.facts | told)
    if intro := reading.intro:
        row += ["intro", f"intro goes on={intro.rest < len(reading.text)}"]
        row += [f"intro firm={intro.firm}", f"intro strong={intro.strong}"]
    row.append(f"mark={reading.clause.mark or '$'}")
    return row


def _words(reading: ClauseReading, classes: WordClasses) -> list[str]:
    begin = reading.clause.start + reading.lead
    tokens = [token for token in reading.tokens if token.idx >= begin] or list(reading.tokens)
    body = reading.text[reading.lead :]
    row = [f"c1={body[:1]}", f"c2={body[:2]}", f"e1={body[-1:]}", f"e2={body[-2:]}"]
    row.append(f"length={_step(len(body), 3, 5, 8, 12, 18, 30)}")
    if not tokens:
        return row
    for at, token in enumerate(tokens[:3]):
        row += [f"w{at}={token.text}", f"t{at}={token.tag_}", f"d{at}={token.dep_}"]
        row += [f"k{at}={name}" for name in classes.of(token.text)]
    row += [f"w-1={tokens[-1].text}", f"t-1={tokens[-1].tag_}"]
    row += [f"k-1={name}" for name in classes.of(tokens[-1].text)]
    if len(tokens) > 1:
        row += [f"t01={tokens[0].tag_}{tokens[1].tag_}", f"t-2={tokens[-2].tag_}"]
    first, last = tokens[0].i, tokens[-1].i
    head = next((t for t in tokens if t.head.i == t.i or not first <= t.head.i <= last), None)
    if head is not None:
        row += [f"head={head.text}", f"head pos={head.pos_}", f"head dep={head.dep_}"]
        row += [f"kh={name}" for name in classes.of(head.text)]
        row.append(f"head subject={any(child.dep_.startswith('nsubj') for child in head.children)}")
    verb = next((t for t in tokens if t.pos_ == "VERB"), None)
    if verb is not None:
        row += [f"verb={verb.text}", f"verb at={_step(verb.i - first, 1, 2, 3, 5)}"]
        row += [f"kv={name}" for name in classes.of(verb.text)]
    else:
        row.append("no verb")
    row += [f"pronoun={t.text}" for t in tokens if t.tag_.startswith("PRP")][:2]
    if any(t.ent_type_ == "PER" for t in tokens):
        row.append("person")
    return row


def _bag(reading: ClauseReading) -> list[str]:
    return [f"word={t.text}" for t in reading.tokens if t.pos_ not in ("NUM", "PUNCT", "PROPN")]


def _document(readings: Sequence[ClauseReading], rules: Sequence[str]) -> list[str]:
    """What kind of text it is, by shares of its clauses."""
    count = max(1, len(readings))
    text = "\n".join(r.text for r in readings[:400])[:_GENRE_WITHIN]
    row = [
        f"law={_share(sum(bool(_LAW.search(r.text)) for r in readings), count, 0.03, 0.08, 0.15, 0.25)}",
        f"articles={_share(sum(bool(_ARTICLE.match(r.text)) for r in readings), count, 0.01, 0.05)}",
        f"rules={_share(sum(rule != 'none' for rule in rules), count, 0.05, 0.15, 0.3, 0.5, 0.7)}",
        f"opens={_share(sum(r.opens for r in readings), count, 0.05, 0.15, 0.3, 0.5)}",
        f"past={_share(sum('past' in r.facts for r in readings), count, 0.02, 0.06, 0.12)}",
        f"intros={_share(sum(r.intro is not None for r in readings), count, 0.01, 0.04, 0.08)}",
        f"numbered={_share(sum(r.numbered for r in readings), count, 0.02, 0.08)}",
    ]
    return row + [f"has {word}" for word in (*_GENRE, *_GENRE_MORE) if word in text]


def _lines(readings: Sequence[ClauseReading]) -> list[list[str]]:
    """Features of the line each clause stands in, and of its place there."""
    rows = []
    for _, group in groupby(readings, key=lambda r: r.clause.line):
        line = list(group)
        count = len(line)
        shared = [
            f"line opens={_share(sum(r.opens for r in line), count, 0.01, 0.2, 0.4, 0.6, 0.8)}",
            f"line past={_share(sum('past' in r.facts for r in line), count, 0.01, 0.15, 0.3)}",
            f"line length={_step(count, 2, 4, 8, 15)}",
            f"line modals={_share(sum(r.modal is not None for r in line), count, 0.01, 0.1, 0.3)}",
            f"line intro={any(r.intro for r in line)}",
        ]
        for at, reading in enumerate(line):
            clause = reading.clause
            before = (line[at - 1].clause.mark or "$") if at else "^"
            place = [f"place={_step(at, 1, 2, 4, 8)}", f"mark before={before}", f"first={clause.first}"]
            place += [f"headline={clause.headline}", f"opens line={clause.opens_line}", f"numbered={reading.numbered}"]
            rows.append(shared + place)
    return rows


def _behind(readings: Sequence[ClauseReading]) -> list[list[str]]:
    """What stands before each clause, however far: who was introduced last, the time spoken of, heading, paragraph."""
    rows = []
    said, said_at, said_line, time, heading = "none", -99, -1, "none", ["none"]
    opening: list[str] = []
    for at, reading in enumerate(readings):
        clause = reading.clause
        if clause.opens_line:
            short = len(reading.text) <= _HEADING_LENGTH and (
                clause.headline or reading.numbered or clause.mark == "。"
            )
            if short:
                heading = [token.text for token in reading.tokens if token.pos_ in ("NOUN", "VERB", "PROPN")][:6]
            opening = [f"paragraph opens={reading.opens}", f"paragraph modal={reading.modal is not None}"]
            opening += [f"paragraph w0={token.text}" for token in reading.tokens[:1]]
            opening += [f"paragraph t0={token.tag_}" for token in reading.tokens[:1]]
        words = list(_SAYING.finditer(reading.text))
        inside = reading.intro is not None and reading.intro.rest < len(reading.text)
        if words and inside:
            said, said_at, said_line = words[-1].group(), at, clause.line
        near = "line" if said_line == clause.line else "text"
        if m := _last(_TIME, reading.text):
            time = re.sub(r"[一二三四五六七八九十\d]+", "n", m)
        row = [f"said={said} {near}", f"said ago={_step(at - said_at, 1, 2, 4, 8, 16)} {near}", f"time={time}"]
        row += [f"heading={word}" for word in heading]
        if not clause.opens_line:
            row += opening
        around = [*readings[max(0, at - 5) : at], *readings[at + 1 : at + 6]]
        row.append(f"around open={_share(sum(r.opens for r in around), max(1, len(around)), 0.1, 0.3, 0.5, 0.7)}")
        row.append(
            f"around modal={_share(sum(r.modal is not None for r in around), max(1, len(around)), 0.1, 0.25, 0.5)}"
        )
        row.append(f"around past={_share(sum('past' in r.facts for r in around), max(1, len(around)), 0.1, 0.25)}")
        rows.append(row)
        if words and not inside:
            said, said_at, said_line = words[-1].group(), at, clause.line
    return rows


def _last(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.findall(text)
    return str(found[-1]) if found else ""


def _neighbour(
    readings: Sequence[ClauseReading], own: list[list[str]], words: list[list[str]], at: int, distance: int
) -> list[str]:
    other = at + distance
    if not 0 <= other < len(readings):
        return [f"{distance}:edge"]
    same = readings[other].clause.line == readings[at].clause.line
    prefix = f"{distance}:" if same else f"{distance}L:"
    row = [prefix + feature for feature in own[other]]
    if abs(distance) == 1:
        row += [prefix + feature for feature in words[other] if feature.startswith(_FROM_NEIGHBOURS)]
    return row


def _step(value: int, *steps: int) -> int:
    """Number of steps that ``value`` reaches."""
    return bisect_right(steps, value)


def _share(part: int, whole: int, *steps: float) -> int:
    return bisect_right(steps, part / whole)
