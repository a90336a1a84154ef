"""The tokens of a stored text -> its text, and where each token stands in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from corpus_tools.stored.text import StoredText

#: Start and end of a stretch in characters of the cleaned text.
Place = tuple[int, int]


def text_and_places(stored: StoredText) -> tuple[str, list[Place]]:
    """Return the cleaned text and the place of every token, in the order of the document."""
    if not stored.sentences:
        return stored.record.get("text", ""), []
    pieces = [stored.before]
    places: list[Place] = []
    at = len(stored.before)
    for sentence in stored.sentences:
        for token in sentence.tokens:
            behind = at + len(token.text)
            places.append((at, behind))
            pieces += (token.text, token.space)
            at = behind + len(token.space)
    return "".join(pieces), places


def touched(places: Sequence[Place], start: int, end: int) -> tuple[int, int] | None:
    """Return the first and the last token that share characters with a stretch, None where only white space does."""
    first = bisect_right(places, start, key=lambda place: place[1])
    last = bisect_left(places, end, key=lambda place: place[0]) - 1
    return (first, last) if first <= last else None
