"""The edits of an aligned text <-> rows that a file can hold, from which text and original are aligned anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from corpus_tools.alignment import AlignedText, AppliedEdit, Edit
from corpus_tools.errors import CleaningError

#: A row: step, place in the text that the step returned, characters removed, characters put there.
Row = Sequence[Any]


def edit_rows(aligned: AlignedText) -> list[list[Any]]:
    """Return one row an edit, in the order in which they were made; see :func:`realigned`."""
    return [[edit.step, edit.at, edit.removed, edit.replacement] for edit in aligned.edits]


def realigned(text: str, rows: Iterable[Row]) -> AlignedText:
    """Undo the edits of ``rows`` on ``text``, then make them again, so that every character has its origin.

    Raises CleaningError if the rows are no edits, or not those of this text.
    """
    edits = [_edit(row) for row in rows]
    if not edits:
        return AlignedText(text)
    last = AlignedText(text)
    last.edits = tuple(edits)
    aligned = AlignedText(last.rebuilt())
    for edits_of_step in _passes(edits):
        aligned = aligned.apply(edits_of_step)
    if aligned.text != text or len(aligned.edits) != len(edits):
        raise CleaningError("the edits on record do not lead to this text; the text or the record was changed")
    return aligned


def _edit(row: Row) -> AppliedEdit:
    match row:
        case [str(step), int(at), str(removed), str(replacement)]:
            return AppliedEdit(0, 0, removed, replacement, step, at)
    raise CleaningError(f"{row!r} is no edit; it should be [step, place, removed, replacement]")


def _passes(edits: Iterable[AppliedEdit]) -> Iterator[list[Edit]]:
    """Yield the edits that can have been made in one pass: of one step, forward through the text."""
    made: list[Edit] = []
    behind, shift = 0, 0
    for edit in edits:
        if made and (edit.at < behind or edit.step != made[-1].step):
            yield made
            made, shift = [], 0
        start = edit.at - shift
        made.append(Edit(start, start + len(edit.removed), edit.replacement, edit.step))
        behind = edit.at + len(edit.replacement)
        shift += len(edit.replacement) - len(edit.removed)
    if made:
        yield made
