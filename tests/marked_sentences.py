"""Sentences of the lexicons: ⟦ ⟧ round a stretch -> the bare text and where the stretch stands in it."""

from __future__ import annotations

from typing import NamedTuple

#: In place of a counterexample: there is none.
NONE = "–"


class Marked(NamedTuple):
    """A text without its ⟦ ⟧ and the stretch that they held (characters)."""

    text: str
    start: int
    end: int


def marked(sentence: str) -> Marked:
    start, end = sentence.index("⟦"), sentence.index("⟧") - 1
    return Marked(sentence.replace("⟦", "").replace("⟧", ""), start, end)
