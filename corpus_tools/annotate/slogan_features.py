"""Proposals of a document -> features of the model that tells which of them are slogans, and of what type."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc

from corpus_tools.annotate.slogan_proposal import CALL_NOUN, CALL_OPENING, DIGITS, HEAD_NOUN, Proposal, is_half
from corpus_tools.annotate.word import Word, words_of
from corpus_tools.annotate.word_classes import WordClasses

_SPEECH = re.compile(r"[您你咱！？!?]|我们|我要|我是")
_SEPARATORS = re.compile(r"[、，；,;·\s—-]+")
_ONE_NUMBER = re.compile(rf"[{DIGITS}](?:个|大)?.{{1,3}}")
_MANY_NUMBERS = re.compile(rf"(?:[{DIGITS}].{{1,3}}){{2,5}}")
#: Nouns behind a quotation that tell what the quoted words are.
_TAIL = re.compile(
    r"的?[\u4e00-\u9fff]{0,4}?(行动|工程|计划|改革|机制|模式|工作|活动|制度|体系|战略|政策|措施|建设|平台|中心|项目|经验|问题|现象|企业|服务|作用|作风|规划|时期|经济|产业|地区|关系|标准|导向|攻坚|专项|主题|倡议|合作)"
)
_MARKS = "，。；：！？,;:!?\n"
_CROSSED = ("in quotes=", "source ", "pieces and length=")
_WITH = ("head", "tail=", "-2=", "clause starts=", "clause ends=", "t-=", "length=", "whole=", "genre=")


def slogan_features(
    text: str, doc: Doc, found: Sequence[Proposal], classes: WordClasses, genre: str
) -> list[list[str]]:
    """Return the features of every proposal. ``genre`` is a word for the kind of text."""
    listed = [p for p in found if p.entry is not None]
    rows = [p for p in found if any(s.startswith(("row", "clauses", "rule slogan-parallel")) for s in p.sources)]
    words = words_of(doc)
    starts = [word.start for word in words]
    marks = [place for place, character in enumerate(text) if character in _MARKS]
    return [_features(text, p, _near(listed, p), _near(rows, p), words, starts, marks, classes, genre) for p in found]


def _near(found: Sequence[Proposal], p: Proposal) -> list[Proposal]:
    """Proposals other than ``p`` that share characters with it; ``found`` is in text order."""
    low = bisect_right([q.start for q in found], p.start - 121) if found else 0
    near = []
    for q in found[low:]:
        if q.start >= p.end:
            break
        if q.end > p.start and (q.start, q.end) != (p.start, p.end):
            near.append(q)
    return near


def _features(
    text: str,
    p: Proposal,
    listed: list[Proposal],
    rows: list[Proposal],
    words: Sequence[Word],
    starts: Sequence[int],
    marks: Sequence[int],
    classes: WordClasses,
    genre: str,
) -> list[str]:
    wording = text[p.start : p.end]
    inside_quotes = text[p.start - 1 : p.start] in ("“", "‘") and text[p.end : p.end + 1] in ("”", "’")
    first, last = (p.start - 1, p.end + 1) if inside_quotes else (p.start, p.end)
    row = [
        "bias",
        f"genre={genre}",
        f"in quotes={inside_quotes}",
        f"length={_step(len(wording), 3, 4, 5, 6, 8, 10, 14, 20)}",
    ]
    row += [f"source {source}" for source in sorted(p.sources)]
    row += _lexicon(p, listed)
    for size in (1, 2, 3):
        row += [f"-{size}={text[max(0, first - size) : first]}", f"+{size}={text[last : last + size]}"]
    row += _pieces(wording)
    row += _tokens(p, words, starts, first, last, classes)
    row += [f"c={wording[:1]}", f"cc={wording[:2]}", f"e={wording[-1:]}", f"ee={wording[-2:]}"]
    before = bisect_left(marks, p.start)
    clause = marks[before - 1] + 1 if before else 0
    row.append(f"clause starts={clause == first}")
    row.append(f"clause ends={last >= len(text) or text[last] in _MARKS}")
    row += _surroundings(text, last)
    row += _shape(wording)
    row.append(f"inside a row={any(q.start <= p.start and p.end <= q.end for q in rows)}")
    row = [feature.replace("\n", "⏎") for feature in row]  # a line end would break the model's listing of its weights
    keys = [f for f in row if f.startswith(_CROSSED)]
    others = [f for f in row if f.startswith(_WITH)]
    return row + [f"{key}|{other}" for key in keys for other in others]


def _lexicon(p: Proposal, listed: list[Proposal]) -> list[str]:
    row = [
        f"holds a listed one={any(p.start <= q.start and q.end <= p.end for q in listed)}",
        f"in a listed one={any(q.start <= p.start and p.end <= q.end for q in listed)}",
    ]
    if p.entry is not None:
        row += [f"half={is_half(p.entry)}", f"variant={bool(p.entry.variant_of)}", f"context={p.entry.context}"]
    return row


def _pieces(wording: str) -> list[str]:
    pieces = [piece for piece in _SEPARATORS.split(wording) if piece]
    row = [f"pieces={min(len(pieces), 6)}"]
    if len(pieces) < 2:
        return row
    lengths = [len(piece) for piece in pieces]
    shortest = min(lengths)
    same = [i for i in range(shortest) if len({piece[i] for piece in pieces}) == 1]
    same_end = [i for i in range(1, shortest + 1) if len({piece[-i] for piece in pieces}) == 1]
    equal = len(set(lengths)) == 1
    row += [f"equal={equal}", f"longest={_step(max(lengths), 3, 4, 5, 7, 9, 12)}"]
    row += [f"difference={min(3, max(lengths) - shortest)}", f"same={min(3, len(same))}"]
    row += [f"same first={0 in same}", f"same last={1 in same_end}"]
    row += [f"same c={pieces[0][i]}" for i in same[:3]] + [f"same e={pieces[0][-i]}" for i in same_end[:2]]
    row.append(f"shared={min(3, len(set(pieces[0]) & set(pieces[1])))}")
    row.append(f"marks={'，' in wording}{'；' in wording}{'、' in wording}")
    row.append(f"pieces and length={min(len(pieces), 4)} {equal} {_step(max(lengths), 3, 4, 5, 7, 9)}")
    return row


def _tokens(
    p: Proposal, words: Sequence[Word], starts: Sequence[int], first: int, last: int, classes: WordClasses
) -> list[str]:
    low = max(0, bisect_right(starts, p.start) - 1)
    high = max(low + 1, bisect_right(starts, p.end - 1))
    inner = words[low:high]
    if not inner:
        return []
    whole = inner[0].start == p.start and inner[-1].end == p.end
    row = [f"whole={whole}", f"t0={inner[0].tag}", f"t1={inner[-1].tag}", f"w0={inner[0].text}"]
    row += [f"w1={inner[-1].text}", f"tokens={min(8, len(inner))}"]
    row.append("tags=" + "-".join(word.tag for word in inner[:5]))
    row += [f"w={word.text}" for word in inner if word.pos != "PUNCT"][:14]
    row += [f"k={name}" for word in inner[:6] for name in classes.of(word.text)[1:2]]
    if any(word.pos == "PROPN" or word.entity for word in inner):
        row.append("name in it")
    before = bisect_right(starts, first - 1) - 1
    after = bisect_right(starts, last - 1)
    if before >= 0:
        row += [f"w-={words[before].text}", f"t-={words[before].tag}"]
    if after < len(words):
        row += [f"w+={words[after].text}", f"t+={words[after].tag}"]
    return row


def _surroundings(text: str, end: int) -> list[str]:
    row = []
    if m := HEAD_NOUN.match(text, end):
        row += ["head", f"head={m.group('noun')}"]
    if m := _TAIL.match(text, end, end + 14):
        row.append(f"tail={m.group(1)}")
    return row


def _shape(wording: str) -> list[str]:
    row = [f"balanced={wording.count('“') == wording.count('”')}"]
    if re.search(r"\d|[A-Za-z]", wording):
        row.append("figures")
    if _SPEECH.search(wording):
        row.append("speech")
    if wording[0] in DIGITS:
        row.append("number first")
    if "了" in wording:
        row.append("了")
    row.append(f"numbers={bool(_ONE_NUMBER.fullmatch(wording))}{bool(_MANY_NUMBERS.fullmatch(wording))}")
    if m := CALL_OPENING.match(wording):
        row += [f"call={m.group('verb')}", f"call adverb={bool(m.group('adverbs'))}"]
    if m := CALL_NOUN.search(wording):
        row.append(f"call noun={m.group()}")
    return row


def _step(value: int, *steps: int) -> int:
    return bisect_right(steps, value)
