"""Original text, the edits made to it, and the cleaned text between which any span maps both ways."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus_tools.errors import CleaningError

Offsets = NDArray[np.int32]


class Edit(NamedTuple):
    """Replace the characters ``start`` to ``end`` of a text by ``replacement``; ``step`` names the cleaning step."""

    start: int
    end: int
    replacement: str
    step: str


class AppliedEdit(NamedTuple):
    """An edit as it stands in the record: ``start`` and ``end`` count characters of the *original* text.

    ``removed`` is what stood there when the step came to it (not the original, where an earlier step had changed it);
    ``at`` is the place of the replacement in the text that the step returned.
    """

    start: int
    end: int
    removed: str
    replacement: str
    step: str
    at: int


class AlignedText:
    """A text with its origin: character ``i`` of ``text`` comes from ``original[starts[i]:ends[i]]``.

    Immutable; :meth:`apply` returns a new one, so steps compose without any being lost. A replacement as long as
    what it replaces maps one character to one; any other maps each of its characters to the whole stretch replaced.
    ``starts`` and ``ends`` never fall: cleaning does not move text.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        self.text = original
        self.edits: tuple[AppliedEdit, ...] = ()
        self.starts: Offsets = np.arange(len(original), dtype=np.int32)
        self.ends: Offsets = self.starts + np.int32(1)

    def apply(self, edits: Iterable[Edit]) -> AlignedText:
        """Return the text after ``edits``, whose offsets count characters of the present ``text``.

        Takes time linear in the text and the edits, but for sorting them. Raises CleaningError if two edits overlap
        or one lies outside the text.
        """
        ordered = sorted(edits)
        text, size = self.text, len(self.text)
        if all(0 <= edit.start <= edit.end <= size for edit in ordered):
            ordered = [edit for edit in ordered if text[edit.start : edit.end] != edit.replacement]
            if not ordered:
                return self
        pieces: list[str] = []
        at = 0
        for edit in ordered:
            if not at <= edit.start <= edit.end <= size:
                raise CleaningError(f"edit {edit} overlaps another or lies outside the text; mend step {edit.step}")
            pieces += (text[at : edit.start], edit.replacement)
            at = edit.end
        pieces.append(text[at:])
        result = AlignedText.__new__(AlignedText)
        result.original = self.original
        result.text = "".join(pieces)
        applied, result.starts, result.ends = self._follow(ordered)
        result.edits = self.edits + applied
        return result

    def _follow(self, ordered: Sequence[Edit]) -> tuple[tuple[AppliedEdit, ...], Offsets, Offsets]:
        """Return the record of sound edits, and the offsets of the text they lead to."""
        count, size = len(ordered), len(self.text)
        first = np.fromiter((edit.start for edit in ordered), dtype=np.int64, count=count)
        last = np.fromiter((edit.end for edit in ordered), dtype=np.int64, count=count)
        new = np.fromiter((len(edit.replacement) for edit in ordered), dtype=np.int64, count=count)
        low, high = self._origins(first, last)
        after = first + np.cumsum(new - (last - first)) - (new - (last - first))
        applied = tuple(
            AppliedEdit(start, end, self.text[edit.start : edit.end], edit.replacement, edit.step, at)
            for edit, start, end, at in zip(ordered, low.tolist(), high.tolist(), after.tolist(), strict=True)
        )
        unequal = new != last - first
        if not unequal.any():
            return applied, self.starts, self.ends
        first, last, new, low, high, after = (column[unequal] for column in (first, last, new, low, high, after))
        border = np.zeros(size + 1, dtype=np.int8)
        removed = first < last
        border[first[removed]] += 1  # disjoint stretches begin and end at different places
        border[last[removed]] -= 1
        kept = np.cumsum(border[:-1], dtype=np.int8) == 0
        starts, ends = self.starts[kept], self.ends[kept]
        total = int(new.sum())
        if total:
            places = np.repeat(after - np.cumsum(new) + new, new) + np.arange(total)
            starts = _with_inserted(starts, places, np.repeat(low, new))
            ends = _with_inserted(ends, places, np.repeat(high, new))
        return applied, starts, ends

    def _origins(self, first: NDArray[np.int64], last: NDArray[np.int64]) -> tuple[Offsets, Offsets]:
        """Map many spans at once; an insertion between characters of one stretch belongs to what they share of it."""
        starts = np.append(self.starts, np.int32(self._last_end()))
        ends = np.concatenate([np.zeros(1, dtype=np.int32), self.ends])
        low = starts[first]
        return low, np.where(first == last, np.maximum(low, ends[first]), ends[last]).astype(np.int32)

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of ``text`` to the smallest span of ``original`` that holds all its characters.

        An empty span maps to the empty place before the character that follows it.
        """
        if start == end:
            place = int(self.starts[start]) if start < len(self.text) else self._last_end()
            return place, place
        return int(self.starts[start]), int(self.ends[end - 1])

    def _last_end(self) -> int:
        return int(self.ends[-1]) if len(self.ends) else 0

    def image(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of ``original`` to the span of ``text`` that came from it (empty if all of it was removed)."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        last = int(np.searchsorted(self.starts, end, side="left"))
        return first, max(first, last)

    def rebuilt(self) -> str:
        """Return the original, built anew from ``text`` and ``edits`` alone: each edit undone, the last one first.

        Edits are undone in runs that go backwards through the text, so a step costs one pass. Raises CleaningError
        for an edit that can't have been made.
        """
        text = self.text
        number = len(self.edits)
        while number:
            pieces: list[str] = []
            behind = len(text)
            run = number
            while number and (edit := self.edits[number - 1]).at + len(edit.replacement) <= behind:
                pieces += [text[edit.at + len(edit.replacement) : behind], edit.removed]
                behind = edit.at
                number -= 1
            if run == number:
                raise CleaningError(f"edit {self.edits[number - 1]} lies outside the text; the record was changed")
            pieces.append(text[:behind])
            text = "".join(reversed(pieces))
        return text

    def check(self) -> None:
        """Prove the record: order kept, unchanged characters equal, every other one in an edit, original rebuilt.

        Raises CleaningError naming the first character that can't be accounted for.
        """
        if np.any(np.diff(self.starts) < 0) or np.any(np.diff(self.ends) < 0):
            raise CleaningError("alignment runs backwards; a cleaning step moved text")
        size = len(self.original)
        covered = np.zeros(size + 1, dtype=np.int32)
        np.add.at(covered, [edit.start for edit in self.edits], 1)
        np.add.at(covered, [edit.end for edit in self.edits], -1)
        edited = np.cumsum(covered)[:-1] > 0
        single = self.ends - self.starts == 1
        places = self.starts[single]
        changed = places[(_code_points(self.original)[places] != _code_points(self.text)[single]) & ~edited[places]]
        if len(changed):
            raise CleaningError(f"original character {int(changed[0])} changed without an edit")
        kept = np.zeros(size, dtype=bool)
        kept[places] = True
        lost = np.flatnonzero(~(kept | edited))
        if len(lost):
            raise CleaningError(f"original character {int(lost[0])} is neither kept nor in an edit")
        if self.edits and self.rebuilt() != self.original:
            raise CleaningError("the original can't be rebuilt from the text and its edits; a record was changed")


def _with_inserted(column: Offsets, places: NDArray[np.int64], values: Offsets) -> Offsets:
    """Return the column with values put in, so that they stand at ``places`` of the result."""
    result = np.empty(len(column) + len(places), dtype=np.int32)
    old = np.ones(len(result), dtype=bool)
    old[places] = False
    result[places] = values
    result[old] = column
    return result


def _code_points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
