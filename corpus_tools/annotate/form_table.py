"""The forms of a word list -> the longest one that begins at a place of a text."""

from __future__ import annotations

from collections.abc import Iterable

#: Forms by their first character: the lengths that occur, longest first, and the forms.
FormTable = dict[str, tuple[list[int], frozenset[str]]]


def form_table(forms: Iterable[str]) -> FormTable:
    """Forms by their first character, with the lengths that occur, longest first."""
    by_first: dict[str, set[str]] = {}
    for form in forms:
        by_first.setdefault(form[0], set()).add(form)
    return {
        first: (sorted({len(form) for form in found}, reverse=True), frozenset(found))
        for first, found in by_first.items()
    }


def length_at(text: str, at: int, table: FormTable) -> int:
    """Length of the longest form of the table that begins at ``at``; 0 if none does."""
    row = table.get(text[at : at + 1])
    if row is not None:
        lengths, forms = row
        for length in lengths:
            if (piece := text[at : at + length]) in forms:
                return len(piece)
    return 0
