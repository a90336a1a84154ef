"""A text -> the numbers the encoder reads: its pieces, its characters, and where each character stands in its piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus_tools.annotate.neural.pieces import BEGIN, END, UNKNOWN, Piece

#: How many places in a piece are told apart, each once for pieces of one character and once for longer ones.
PLACES = 8
_LAST_PLACE = PLACES // 2 - 1


@dataclass(frozen=True, slots=True)
class EncoderInput:
    """Rows of numbers for one window, with a mark at both ends: ``pieces`` one a piece, the others one a character.

    ``piece_of`` is the index of each character's piece in ``pieces``; ``places`` its place in that piece.
    """

    pieces: list[int]
    characters: list[int]
    piece_of: list[int]
    places: list[int]


def encoder_input(text: str, pieces: Sequence[Piece], numbers: dict[str, int]) -> EncoderInput:
    """Return the numbers of a text cut into ``pieces``; a character that ``numbers`` lacks is unknown."""
    return EncoderInput(
        [BEGIN, *(piece.number for piece in pieces), END],
        [BEGIN, *(numbers.get(character, UNKNOWN) for character in text), END],
        [0, *(index for index, p in enumerate(pieces, start=1) for _ in range(p.start, p.end)), len(pieces) + 1],
        [0, *(_place(offset, p.end - p.start) for p in pieces for offset in range(p.end - p.start)), 0],
    )


def _place(offset: int, length: int) -> int:
    return min(offset, _LAST_PLACE) * 2 + (length > 1)
