"""Text -> pieces: the likeliest cut under a unigram model of pieces (Kudo 2018), as SentencePiece makes it."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

#: What white space is written as.
BLANK = "▁"
PADDING, BEGIN, END, UNKNOWN, MASK = range(5)
SPECIAL = ("<pad>", "<s>", "</s>", "<unk>", "<mask>")
#: An unknown character costs so much more than the rarest piece.
_UNKNOWN_COST = 10.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch ``text[start:end]`` and the number of its piece."""

    start: int
    end: int
    number: int


class Pieces:
    """The vocabulary: forms with their logarithms of probabilities; numbers count on behind the special ones."""

    def __init__(self, rows: Iterable[tuple[str, float]]) -> None:
        self.rows = list(rows)
        self._scores = dict(self.rows)
        self._numbers = {form: number for number, (form, _) in enumerate(self.rows, start=len(SPECIAL))}
        self._longest = max(map(len, self._scores), default=1)
        self._unknown = min(self._scores.values(), default=0.0) - _UNKNOWN_COST

    def __len__(self) -> int:
        return len(self.rows) + len(SPECIAL)

    def cut(self, text: str, *, dropped: float = 0.0, rng: random.Random | None = None) -> list[Piece]:
        """Return the pieces of a text, in order; together they cover it.

        In training each longer piece is left out with the chance ``dropped`` wherever it might stand, so that a model
        meets other cuts as well.
        """
        seen = "".join(map(written, text))
        size = len(seen)
        best = [0.0, *[float("-inf")] * size]
        begins = [0] * (size + 1)
        scores = self._scores
        for start in range(size):
            reached = best[start]
            single = reached + scores.get(seen[start], self._unknown)
            if single > best[start + 1]:
                best[start + 1], begins[start + 1] = single, start
            for end in range(start + 2, min(size, start + self._longest) + 1):
                score = scores.get(seen[start:end])
                if score is None or (dropped and rng is not None and rng.random() < dropped):
                    continue
                if reached + score > best[end]:
                    best[end], begins[end] = reached + score, start
        found: list[Piece] = []
        end = size
        while end:
            start = begins[end]
            found.append(Piece(start, end, self._numbers.get(seen[start:end], UNKNOWN)))
            end = start
        found.reverse()
        return found


def written(character: str) -> str:
    """Return how pieces write a character: one for one, full-width marks as half-width, white space as ``▁``."""
    if character.isspace():
        return BLANK
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character
