"""Of the 250,000 pieces of e5 those that Chinese official texts need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus_tools.annotate.neural.pieces import BLANK, Pieces, written
from corpus_tools.model.joint.e5_file import E5File

#: Characters of each raw text, and of all, that are counted.
_OF_EACH, _OF_ALL = 4_000, 4_000_000
#: A longer piece must occur so often; a treebank sentence counts so many times.
_OFTEN, _TREEBANK_WEIGHT = 3, 3


@dataclass(frozen=True)
class KeptPiece:
    """A piece, its logarithm of probability, and its row in the file of e5 (-1: e5 has none)."""

    form: str
    score: float
    row: int


def kept_pieces(
    file: E5File, characters: Sequence[str], raw: Iterable[str], treebank: Iterable[str]
) -> list[KeptPiece]:
    """Return single characters that e5 knows, and longer pieces that occur, the frequent ones first."""
    letters = {*map(written, characters), BLANK}
    known = {
        form: KeptPiece(form, file.scores[row], row)
        for form, row in file.pieces.items()
        if form and letters.issuperset(form) and BLANK not in form[1:]
    }
    counts = _counts(Pieces((p.form, p.score) for p in known.values()), raw, treebank)
    kept = [piece for piece in known.values() if len(piece.form) == 1 or counts[piece.form] >= _OFTEN]
    kept.sort(key=lambda piece: (-counts[piece.form], piece.form))
    least = min(piece.score for piece in kept)
    lacking = sorted(letter for letter in letters if letter not in known and counts[letter])
    return [*kept, *(KeptPiece(letter, least, -1) for letter in lacking)]


def _counts(pieces: Pieces, raw: Iterable[str], treebank: Iterable[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    seen = 0
    for text in raw:
        _count(pieces, text[:_OF_EACH], 1, counts)
        seen += min(len(text), _OF_EACH)
        if seen > _OF_ALL:
            break
    for text in treebank:
        _count(pieces, text, _TREEBANK_WEIGHT, counts)
    return counts


def _count(pieces: Pieces, text: str, weight: int, counts: Counter[str]) -> None:
    for line in text.split("\n"):
        seen = "".join(map(written, line))
        for piece in pieces.cut(line):
            counts[seen[piece.start : piece.end]] += weight
