"""The pieces of a cleaned document -> rows in which original and cleaned text stand side by side, a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus_tools.changes import Piece


def rows_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return the pieces by lines of the cleaned text; lines that were taken out whole are rows of their own."""
    rows: list[list[Piece]] = [[]]
    for piece in (part for whole in pieces for part in _lines(whole)):
        whole_lines = piece.kind == "removed" and "\n" in piece.original.strip(" \t") and piece.original.strip()
        if whole_lines and rows[-1]:
            rows.append([])
        rows[-1].append(piece)
        if "\n" in piece.cleaned or whole_lines:
            rows.append([])
    return [row for row in rows if row]


def _lines(piece: Piece) -> Iterator[Piece]:
    """Cut an unchanged piece behind its line ends; others stay whole."""
    if piece.kind != "kept":
        yield piece
        return
    at = piece.start_char
    for line in piece.original.split("\n"):
        end = min(at + len(line) + 1, piece.end_char)
        if at < end:
            text = piece.original[at - piece.start_char : end - piece.start_char]
            yield replace(piece, original=text, cleaned=text, start_char=at, end_char=end)
        at = end


def is_same(row: Sequence[Piece]) -> bool:
    """Tell whether nothing was changed in a row."""
    return all(piece.kind == "kept" for piece in row)
