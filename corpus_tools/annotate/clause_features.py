"""Readings of the clauses of a document -> features of the model that tells which of them order."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import lru_cache

from corpus_tools.annotate.clause_context import behind, document, lines, step
from corpus_tools.annotate.clause_reading import ClauseReading
from corpus_tools.annotate.word_classes import WordClasses

#: Clauses on each side whose features an item sees.
_WINDOW = (-2, -1, 1, 2)
#: Words whose features are kept for the next clause that has them.
_KEPT = 1 << 14


def clause_features(
    readings: Sequence[ClauseReading], rules: Sequence[str], classes: WordClasses, told: Sequence[frozenset[str]]
) -> list[list[str]]:
    """Return the features of every clause.

    ``rules`` names the rule that takes the clause for an order (``none`` if no rule does), ``told`` holds what the
    rule reader noticed of the clause's surroundings (narration, pledge, a holder of a post in it).
    """
    own = [_own(r, rule, more) for r, rule, more in zip(readings, rules, told, strict=True)]
    subjects = {w.head for r in readings for w in r.words if w.relation.startswith("nsubj") and w.head != w.i}
    words = [_words(r, classes, subjects) for r in readings]
    further = [[mine[0], f"opens={r.opens}"] for r, mine in zip(readings, own, strict=True)]
    beside = [[*_for_neighbours(r, mine), *more] for r, mine, (_, more) in zip(readings, own, words, strict=True)]
    kind = document(readings, rules)
    crossed = _Crossed([f for f in kind if f.startswith(("rules=", "law=", "opens="))])
    rows = []
    for at, (reading, line, past) in enumerate(zip(readings, lines(readings), behind(readings), strict=True)):
        opens = f"opens={reading.opens}"
        row = ["bias", *own[at], *words[at][0], *_bag(reading), *kind, *line, *past]
        said = [f for f in past if f.startswith(("said=", "time="))]
        row += [f"{own[at][1]}&{f}" for f in said]
        row += [f"{opens}&{f}" for f in said]
        for feature in (*own[at][:2], opens, *words[at][1][1:2]):
            row += crossed[feature]
        for distance in _WINDOW:
            other = at + distance
            if 0 <= other < len(readings):
                mark = "" if readings[other].clause.line == reading.clause.line else "L"
                prefix = f"{distance}{mark}:"
                row += [prefix + f for f in (beside[other] if distance in (-1, 1) else further[other])]
            else:
                row.append(f"{distance}:edge")
        rows.append(row)
    return rows


class _Crossed(dict[str, list[str]]):
    """A feature of a clause -> the same crossed with each of the document's shares."""

    def __init__(self, shares: list[str]) -> None:
        self._shares = shares

    def __missing__(self, feature: str) -> list[str]:
        row = self[feature] = [f"{feature}&{share}" for share in self._shares]
        return row


def _own(reading: ClauseReading, rule: str, told: frozenset[str]) -> list[str]:
    """What the word lists and rules say of a clause; the first two features are the rule and the modal."""
    modal = reading.modal
    row = [f"rule={rule}", f"modal={modal.type if modal else 'none'}"]
    if modal:
        row.append(f"modal word={reading.text[modal.start : modal.end]}")
        row.append("modal first" if modal.start <= reading.lead else "modal later")
    row += [f"opens={reading.opens}", f"adverbs={step(reading.adverbs, 1, 2, 4)}"]
    row += sorted(reading.facts | told)
    if intro := reading.intro:
        row += ["intro", f"intro goes on={intro.rest < len(reading.text)}"]
        row += [f"intro firm={intro.firm}", f"intro strong={intro.strong}"]
    if request := reading.request:
        row += [
            f"asks={request.verb}",
            f"asks whom={request.told}",
            f"asks first={request.begin - len(request.verb) <= reading.lead}",
        ]
    row.append(f"mark={reading.clause.mark or '$'}")
    return row


def _for_neighbours(reading: ClauseReading, own: list[str]) -> list[str]:
    """What the clauses beside a clause see of it, but for its words."""
    row = [own[0], f"opens={reading.opens}", own[-1]]
    if "past" in reading.facts:
        row.append("past")
    return row + [feature for feature in own if feature.startswith("intro")] if reading.intro else row


def _words(reading: ClauseReading, classes: WordClasses, with_subject: Set[int]) -> tuple[list[str], list[str]]:
    """Features of the clause's words, and those of them that its neighbours see."""
    begin = reading.clause.start + reading.lead
    words = reading.words if not reading.lead else [w for w in reading.words if w.start >= begin] or reading.words
    body = reading.text[reading.lead :]
    row = [f"c2={body[:2]}", f"e2={body[-2:]}"]
    row.append(f"length={step(len(body), 3, 5, 8, 12, 18, 30)}")
    if not words:
        return row, []
    first, second, last = words[0], words[1] if len(words) > 1 else None, words[-1]
    for at, word in enumerate(words[:2]):
        row += _word_at(at, word.text, word.tag, classes)
    near = [f"w0={first.text}", f"t0={first.tag}"]
    row += [f"d0={first.relation}", f"w-1={last.text}", f"t-1={last.tag}", *_classes("k-1", last.text, classes)]
    if second is not None:
        near.append(f"t01={first.tag}{second.tag}")
        row.append(near[-1])
    head = next((w for w in words if w.head == w.i or not first.i <= w.head <= last.i), None)
    if head is not None:
        near.append(f"head={head.text}")
        row += [near[-1], f"head pos={head.pos}", *_classes("kh", head.text, classes)]
        row.append(f"head subject={head.i in with_subject}")
    verb = next((w for w in words if w.pos == "VERB"), None)
    if verb is not None:
        row += [f"verb={verb.text}", f"verb at={step(verb.i - first.i, 1, 2, 3, 5)}"]
        row += _classes("kv", verb.text, classes)
    else:
        row.append("no verb")
    if any(w.entity == "PER" for w in words):
        row.append("person")
    return row, near


@lru_cache(maxsize=_KEPT)
def _word_at(at: int, text: str, tag: str, classes: WordClasses) -> list[str]:
    return [f"w{at}={text}", f"t{at}={tag}", *(f"k{at}={number}" for number in classes.of(text))]


@lru_cache(maxsize=_KEPT)
def _classes(name: str, text: str, classes: WordClasses) -> list[str]:
    """The class of a word of middle size; the coarse and the fine one are only known of the first words."""
    return [f"{name}={number}" for number in classes.of(text)[1:2]]


def _bag(reading: ClauseReading) -> list[str]:
    return [f"word={w.text}" for w in reading.words if w.pos not in ("NUM", "PUNCT", "PROPN")]
