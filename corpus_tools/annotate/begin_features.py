"""A clause that orders -> the places where the order may begin, with features of the model that chooses one."""

from __future__ import annotations

from corpus_tools.annotate.clause_reading import ClauseReading
from corpus_tools.annotate.predicate import PredicateReader
from corpus_tools.annotate.word_classes import WordClasses


def places(reading: ClauseReading, rule_begin: int | None) -> list[int]:
    """Return the offsets (characters of the clause) at which an order may begin: tokens, and where lists say so."""
    found = {reading.lead, *(token.idx - reading.clause.start for token in reading.tokens)}
    if reading.modal:
        found |= {reading.modal.start, reading.modal_begin}
    if rule_begin is not None:
        found.add(rule_begin)
    if reading.intro:
        found.add(reading.intro.rest)
    text = reading.text
    return sorted(place for place in found if 0 <= place < len(text) and not text[place].isspace())


def begin_features(
    reading: ClauseReading, rule_begin: int | None, reader: PredicateReader, classes: WordClasses
) -> list[list[str]]:
    """Return the features of each of :func:`places`."""
    tokens = {token.idx - reading.clause.start: token for token in reading.tokens}
    verb = next((at for at, t in tokens.items() if t.pos_ == "VERB" and at >= reading.lead), None)
    intro = reading.intro.rest if reading.intro else None
    known = {
        "rule": rule_begin,
        "modal": reading.modal_begin if reading.modal else None,
        "lead": reading.lead,
        "intro": intro,
        "verb": verb,
    }
    starts = sorted(tokens)
    rows = []
    for number, place in enumerate(places(reading, rule_begin)):
        row = ["bias", f"number={min(number, 6)}"]
        row += [f"{name}{_side(place, other)}" for name, other in known.items()]
        row += _lists(reading, reader, place)
        row += _characters(reading.text, place)
        before = max((at for at in starts if at < place), default=None)
        after = min((at for at in starts if at > place), default=None)
        token = tokens.get(place)
        if token is None:
            row.append("inside a token")
        else:
            row += [f"w={token.text}", f"t={token.tag_}", f"d={token.dep_}", f"p={token.pos_}"]
            row += [f"k={name}" for name in classes.of(token.text)]
        if before is None:
            row.append("first")
        else:
            left = tokens[before]
            row += [f"w-={left.text}", f"t-={left.tag_}", f"d-={left.dep_}", f"subject-={left.dep_[:5] == 'nsubj'}"]
            row.append(f"t-t={left.tag_}{token.tag_ if token is not None else ''}")
            row += [f"k-={name}" for name in classes.of(left.text)]
        if after is not None:
            row += [f"w+={tokens[after].text}", f"t+={tokens[after].tag_}"]
        rows.append(row)
    return rows


def _side(place: int, other: int | None) -> str:
    if other is None:
        return "?"
    return "=" if place == other else "<" if place < other else ">"


def _lists(reading: ClauseReading, reader: PredicateReader, place: int) -> list[str]:
    row = [f"{name} {min(length, 2)}" for name, length in reader.opens_with(reading.text, place).items()]
    if reader.opens_with_order(reading.text, place):
        row.append("opens an order")
    return row


def _characters(text: str, place: int) -> list[str]:
    left = text[max(0, place - 2) : place]
    rest = sum(len(text) - place >= step for step in (3, 5, 8, 12, 20))
    return [f"c={text[place]}", f"cc={text[place : place + 2]}", f"-c={left[-1:]}", f"-cc={left}", f"rest={rest}"]
