"""An aligned text -> the pieces by which original and cleaned text differ, each with the steps that made it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corpus_tools.alignment import AlignedText, AppliedEdit


@dataclass(frozen=True)
class Piece:
    """A stretch of the original, ``start_char`` to ``end_char``, and what stands for it in the cleaned text.

    ``steps`` are the cleaning steps that changed it, in their order; a piece without steps is unchanged. All pieces'
    ``original`` joined is the original text, their ``cleaned`` the cleaned text.
    """

    original: str
    cleaned: str
    start_char: int
    end_char: int
    steps: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """``kept``, ``removed``, ``added`` or ``replaced``."""
        if not self.steps:
            return "kept"
        if not self.cleaned:
            return "removed"
        return "replaced" if self.original else "added"


@dataclass
class StepCount:
    """What a step did: its edits, the characters it took out, those it changed for others, those it put in."""

    edits: int = 0
    removed: int = 0
    changed: int = 0
    added: int = 0

    def add(self, other: StepCount) -> None:
        """Add the counts of another document."""
        self.edits += other.edits
        self.removed += other.removed
        self.changed += other.changed
        self.added += other.added


def counts_by_step(edits: Sequence[AppliedEdit]) -> dict[str, StepCount]:
    """Count what each step did, in the order in which they ran; characters as the step met them."""
    counts: dict[str, StepCount] = {}
    for edit in edits:
        count = counts.setdefault(edit.step, StepCount())
        old, new = len(edit.removed), len(edit.replacement)
        count.edits += 1
        count.removed += max(0, old - new)
        count.added += max(0, new - old)
        if old == new:
            count.changed += sum(a != b for a, b in zip(edit.removed, edit.replacement, strict=True))
        else:
            count.changed += min(old, new)
    return counts


def pieces_of(aligned: AlignedText) -> list[Piece]:
    """Return the pieces of a text in order; neighbours by the same steps are one piece."""
    found: list[Piece] = []
    for piece in _pieces(aligned):
        last = found[-1] if found else None
        if last is not None and last.steps == piece.steps:
            found[-1] = replace(
                last,
                original=last.original + piece.original,
                cleaned=last.cleaned + piece.cleaned,
                end_char=piece.end_char,
            )
        else:
            found.append(piece)
    return found


def _pieces(aligned: AlignedText) -> Iterator[Piece]:
    original, text = aligned.original, aligned.text
    owners = _Owners(aligned)
    kept = _kept(aligned).tolist()
    starts, ends = aligned.starts.tolist(), aligned.ends.tolist()
    at = i = 0
    while i < len(text):
        start = starts[i]
        yield from owners.gap(at, start)
        at = max(at, start)
        j = i + 1
        if kept[i]:
            # A run of characters that follow one another in both texts.
            while j < len(text) and kept[j] and starts[j] == start + j - i:
                j += 1
            yield Piece(original[start : start + j - i], text[i:j], start, start + j - i)
            at = start + j - i
        else:
            end = max(at, ends[i])
            while j < len(text) and not kept[j] and starts[j] < end:
                end = max(end, ends[j])
                j += 1
            yield from _replaced(Piece(original[at:end], text[i:j], at, end, owners.steps(at, end)), owners)
            at = end
        i = j
    yield from owners.gap(at, len(original))


def _replaced(piece: Piece, owners: _Owners) -> Iterator[Piece]:
    """Cut a stretch of which only blanks are left by its steps; they stand for the blanks at its end."""
    if piece.cleaned.strip() or not piece.original.strip():
        yield piece
        return
    *removed, last = owners.gap(piece.start_char, piece.end_char)
    yield from removed
    text = last.original.rstrip()
    border = last.start_char + len(text)
    if text and border < last.end_char:
        yield replace(last, original=text, end_char=border)
        steps = owners.steps(border, last.end_char)
        yield Piece(last.original[len(text) :], piece.cleaned, border, last.end_char, steps)
    else:
        yield replace(last, cleaned=piece.cleaned)


def _kept(aligned: AlignedText) -> NDArray[np.bool_]:
    """Which characters of the text stand for one equal character of the original, and for it alone."""
    starts, ends = aligned.starts, aligned.ends
    kept: NDArray[np.bool_] = ends - starts == 1
    old, new = (
        np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        for text in (aligned.original, aligned.text)
    )
    kept[kept] = old[starts[kept]] == new[kept]
    apart = starts[1:] >= ends[:-1]
    kept[1:] &= apart
    kept[:-1] &= apart
    return kept


class _Owners:
    """For each character of the original the step that took it out, or changed it last."""

    def __init__(self, aligned: AlignedText) -> None:
        self._original = aligned.original
        self._names = list(dict.fromkeys(edit.step for edit in aligned.edits))
        numbers = {name: number for number, name in enumerate(self._names)}
        self._owner = [-1] * len(aligned.original)
        self._added: dict[int, list[str]] = defaultdict(list)
        dead = bytearray(len(aligned.original))
        for edit in aligned.edits:
            if edit.start == edit.end:
                if edit.replacement and edit.step not in self._added[edit.start]:
                    self._added[edit.start].append(edit.step)
                continue
            number = numbers[edit.step]
            # A tag for which a line end is left is taken out, whatever becomes of the line end.
            final = not edit.replacement or (not edit.replacement.strip() and bool(edit.removed.strip()))
            for place in range(edit.start, edit.end):
                # What an earlier step took out inside a stretch is not the later step's doing.
                if not dead[place]:
                    self._owner[place] = number
                    dead[place] = final

    def gap(self, start: int, end: int) -> Iterator[Piece]:
        """Yield the pieces of a stretch of which nothing is left, one a step."""
        if start >= end:
            return
        first = start
        run: tuple[int, set[int]] | None = None  # its start, its steps; blanks go with what stands beside them
        owner = -2
        for last in range(start + 1, end + 1):
            if last < end and self._owner[last] == self._owner[first]:
                continue
            here = self._owner[first]
            blank = self._original[first:last].isspace()
            if run is None or not (blank or owner in (here, -2)):
                if run is not None:
                    yield self._removed(run[0], first, run[1])
                run = (first, set())
                owner = -2
            run[1].add(here)
            owner = owner if blank else here
            first = last
        if run is not None:
            yield self._removed(run[0], end, run[1])

    def steps(self, start: int, end: int) -> tuple[str, ...]:
        """The steps that made what stands for a stretch of the original."""
        numbers = set(self._owner[start:end])
        named = {self._names[number] for number in numbers if number >= 0}
        named.update(self._added.get(start, ()))
        return tuple(name for name in self._names if name in named) or ("unknown",)

    def _removed(self, start: int, end: int, numbers: set[int]) -> Piece:
        names = tuple(self._names[number] for number in sorted(numbers) if number >= 0)
        return Piece(self._original[start:end], "", start, end, names or ("unknown",))
