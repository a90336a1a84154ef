"""Original text, the edits made to it, and the cleaned text between which any span maps both ways."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus_tools.errors import CleaningError

Offsets = NDArray[np.int32]


@dataclass(frozen=True, order=True)
class Edit:
    """Replace the characters ``start`` to ``end`` of a text by ``replacement``; ``step`` names the cleaning step."""

    start: int
    end: int
    replacement: str
    step: str


@dataclass(frozen=True)
class AppliedEdit:
    """An edit as it stands in the record: offsets count characters of the *original* text."""

    start: int
    end: int
    removed: str
    replacement: str
    step: str


class AlignedText:
    """A text with its origin: character ``i`` of ``text`` comes from ``original[starts[i]:ends[i]]``.

    Immutable; :meth:`apply` returns a new one, so steps compose without any being lost. A replacement as long as
    what it replaces maps one character to one; any other maps each of its characters to the whole stretch replaced.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        self.text = original
        self.edits: tuple[AppliedEdit, ...] = ()
        self.starts: Offsets = np.arange(len(original), dtype=np.int32)
        self.ends: Offsets = self.starts + 1

    def apply(self, edits: Iterable[Edit]) -> AlignedText:
        """Return the text after ``edits``, whose offsets count characters of the present ``text``.

        Raises CleaningError if two edits overlap or one lies outside the text.
        """
        ordered = sorted(edits)
        if all(0 <= e.start <= e.end <= len(self.text) for e in ordered):
            ordered = [e for e in ordered if self.text[e.start : e.end] != e.replacement]
            if not ordered:
                return self
        text: list[str] = []
        starts: list[Offsets] = []
        ends: list[Offsets] = []
        applied: list[AppliedEdit] = []
        at = 0
        for edit in ordered:
            if not at <= edit.start <= edit.end <= len(self.text):
                raise CleaningError(f"edit {edit} overlaps another or lies outside the text; mend step {edit.step}")
            text += [self.text[at : edit.start], edit.replacement]
            origin = self.origin(edit.start, edit.end)
            new_starts, new_ends = self._replacement_offsets(edit, origin)
            starts += [self.starts[at : edit.start], new_starts]
            ends += [self.ends[at : edit.start], new_ends]
            removed = self.text[edit.start : edit.end]
            applied.append(AppliedEdit(*origin, removed, edit.replacement, edit.step))
            at = edit.end
        result = AlignedText.__new__(AlignedText)
        result.original = self.original
        result.text = "".join([*text, self.text[at:]])
        result.starts = np.concatenate([*starts, self.starts[at:]])
        result.ends = np.concatenate([*ends, self.ends[at:]])
        result.edits = (*self.edits, *applied)
        return result

    def _replacement_offsets(self, edit: Edit, origin: tuple[int, int]) -> tuple[Offsets, Offsets]:
        size = len(edit.replacement)
        if size == edit.end - edit.start:
            return self.starts[edit.start : edit.end], self.ends[edit.start : edit.end]
        if edit.start == edit.end and self._inside_replaced(edit.start):
            origin = int(self.starts[edit.start]), int(self.ends[edit.start])
        return np.full(size, origin[0], dtype=np.int32), np.full(size, origin[1], dtype=np.int32)

    def _inside_replaced(self, place: int) -> bool:
        """Whether ``place`` lies between two characters that map to one stretch of the original."""
        return (
            0 < place < len(self.text)
            and self.starts[place - 1] == self.starts[place]
            and self.ends[place - 1] == self.ends[place]
        )

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of ``text`` to the smallest span of ``original`` that holds all its characters.

        An empty span maps to the empty place before the character that follows it.
        """
        if start == end:
            place = int(self.starts[start]) if start < len(self.text) else self._last_end()
            return place, place
        return int(self.starts[start:end].min()), int(self.ends[start:end].max())

    def _last_end(self) -> int:
        return int(self.ends[-1]) if len(self.ends) else 0

    def image(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of ``original`` to the span of ``text`` that came from it (empty if all of it was removed)."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        last = int(np.searchsorted(self.starts, end, side="left"))
        return first, max(first, last)

    def check(self) -> None:
        """Prove the record: order kept, unchanged characters equal, every other original character in an edit.

        Raises CleaningError naming the first character that can't be accounted for.
        """
        if np.any(np.diff(self.starts) < 0) or np.any(np.diff(self.ends) < 0):
            raise CleaningError("alignment runs backwards; a cleaning step moved text")
        covered = np.zeros(len(self.original) + 1, dtype=np.int32)
        for edit in self.edits:
            covered[edit.start] += 1
            covered[edit.end] -= 1
        edited = np.cumsum(covered)[:-1] > 0
        kept = np.zeros(len(self.original), dtype=bool)
        single = (self.ends - self.starts) == 1
        for number in np.flatnonzero(single):
            at = int(self.starts[number])
            kept[at] = True
            if self.original[at] != self.text[number] and not edited[at]:
                raise CleaningError(f"original character {at} changed without an edit")
        lost = np.flatnonzero(~(kept | edited))
        if len(lost):
            raise CleaningError(f"original character {int(lost[0])} is neither kept nor in an edit")
