"""A clause that orders -> the places where the order may begin, with features of the model that chooses one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache

from corpus_tools.annotate.clause_reading import ClauseReading
from corpus_tools.annotate.predicate import PredicateReader
from corpus_tools.annotate.word_classes import WordClasses

#: Words whose features are kept for the next clause that has them.
_KEPT = 1 << 14
#: Steps of how many characters are left of the clause.
_LEFT = (3, 5, 8, 12, 20)


def places(reading: ClauseReading, rule_begin: int | None) -> list[int]:
    """Return the offsets (characters of the clause) at which an order may begin: tokens, and where lists say so."""
    found = {reading.lead, *(word.start - reading.clause.start for word in reading.words)}
    if reading.modal:
        found |= {reading.modal.start, reading.modal_begin}
    if rule_begin is not None:
        found.add(rule_begin)
    if reading.intro:
        found.add(reading.intro.rest)
    if reading.request:
        found.add(reading.request.begin)
    text = reading.text
    return sorted(place for place in found if 0 <= place < len(text) and not text[place].isspace())


def begin_features(
    reading: ClauseReading, rule_begin: int | None, reader: PredicateReader, classes: WordClasses
) -> list[list[str]]:
    """Return the features of each of :func:`places`."""
    words = {word.start - reading.clause.start: word for word in reading.words}
    starts = list(words)
    verb = next((at for at, word in words.items() if word.pos == "VERB" and at >= reading.lead), None)
    intro = reading.intro.rest if reading.intro else None
    head, subject = _head_and_subject(reading)
    known = {
        "rule": rule_begin,
        "modal": reading.modal_begin if reading.modal else None,
        "lead": reading.lead,
        "intro": intro,
        "verb": verb,
        "request": reading.request.begin if reading.request else None,
        "head": head,
        "subject": subject,
    }
    rows = []
    for number, place in enumerate(places(reading, rule_begin)):
        row = ["bias", f"number={min(number, 6)}"]
        row += [f"{name}{_side(place, other)}" for name, other in known.items()]
        row += reader.openings(reading.text, place)
        row += _characters(reading.text, place)
        word = words.get(place)
        nth = bisect_left(starts, place)
        if word is None:
            row.append("inside a token")
            following = nth
        else:
            row += _word(word.text, word.tag, word.relation, word.pos, classes)
            following = nth + 1
        if nth == 0:
            row.append("first")
        else:
            left = reading.words[nth - 1]
            row += _left(left.text, left.tag, left.relation, word.tag if word is not None else "", classes)
        if following < len(starts):
            right = reading.words[following]
            row += [f"w+={right.text}", f"t+={right.tag}"]
        rows.append(row)
    return rows


def _head_and_subject(reading: ClauseReading) -> tuple[int | None, int | None]:
    """Where the word begins on which the clause depends, and its last subject in the clause (characters of it)."""
    words = reading.words
    if not words:
        return None, None
    first, last = words[0].i, words[-1].i
    head = next((w for w in words if w.head == w.i or not first <= w.head <= last), None)
    if head is None:
        return None, None
    start = reading.clause.start
    subjects = [w.start - start for w in words if w.head == head.i and w.relation[:5] == "nsubj"]
    return head.start - start, subjects[-1] if subjects else None


@lru_cache(maxsize=_KEPT)
def _word(text: str, tag: str, relation: str, pos: str, classes: WordClasses) -> list[str]:
    return [f"w={text}", f"t={tag}", f"d={relation}", f"p={pos}", *(f"k={name}" for name in classes.of(text))]


@lru_cache(maxsize=_KEPT)
def _left(text: str, tag: str, relation: str, next_tag: str, classes: WordClasses) -> list[str]:
    row = [f"w-={text}", f"t-={tag}", f"d-={relation}", f"subject-={relation[:5] == 'nsubj'}", f"t-t={tag}{next_tag}"]
    return row + [f"k-={name}" for name in classes.of(text)]


def _side(place: int, other: int | None) -> str:
    if other is None:
        return "?"
    return "=" if place == other else "<" if place < other else ">"


def _characters(text: str, place: int) -> list[str]:
    left = text[max(0, place - 2) : place]
    rest = bisect_right(_LEFT, len(text) - place)
    return [f"c={text[place]}", f"cc={text[place : place + 2]}", f"-c={left[-1:]}", f"-cc={left}", f"rest={rest}"]
