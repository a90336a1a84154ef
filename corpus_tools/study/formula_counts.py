"""Independent texts -> candidates for formulas and every place where they stand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus_tools.study.formula_measures import document_frequency
from corpus_tools.study.independent_texts import IndependentTexts, Ints

SHORTEST, LONGEST = 4, 12
#: Kinds of candidates, in the order in which they are shown.
NGRAM, PARALLEL, QUOTED = "ngram", "parallel", "quoted"
KINDS = (NGRAM, PARALLEL, QUOTED)
_HAN_BLOCKS = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x3FFFF))


@dataclass(frozen=True)
class Occurrences:
    """Where the candidates of one kind stand: three parallel rows sorted by candidate, then by place.

    ``candidate`` numbers the candidates from 0 without gaps; ``text[start_char:end_char]`` is the form as written.
    """

    kind: str
    candidate: Ints
    start_char: Ints
    end_char: Ints

    @property
    def candidates(self) -> int:
        """How many candidates there are."""
        return int(self.candidate[-1]) + 1 if len(self.candidate) else 0

    @property
    def first(self) -> Ints:
        """The place, in these rows, of each candidate's first occurrence."""
        return np.searchsorted(self.candidate, np.arange(self.candidates))

    def only(self, wanted: NDArray[np.bool_]) -> Occurrences:
        """Return the candidates for which ``wanted`` (one value a candidate) is true, numbered anew."""
        numbers = np.cumsum(wanted) - 1
        rows = wanted[self.candidate]
        return Occurrences(self.kind, numbers[self.candidate[rows]], self.start_char[rows], self.end_char[rows])


def occurrences(kind: str, key: Ints, start_char: Ints, end_char: Ints) -> Occurrences:
    """Make occurrences of places in text order; places with the same ``key`` are one candidate."""
    candidate = np.unique(key, return_inverse=True)[1].astype(np.int64)
    order = np.argsort(candidate, kind="stable")
    return Occurrences(kind, candidate[order], start_char[order], end_char[order])


def frequent(texts: IndependentTexts, found: Occurrences, min_documents: int) -> Occurrences:
    """Return the candidates that stand in at least ``min_documents`` independent documents."""
    documents = document_frequency(found.candidate, texts.documents_of(found.start_char), found.candidates)
    return found.only(documents >= min_documents)


@dataclass(frozen=True)
class _Level:
    """All frequent n-grams of one length: sorted places, the n-gram at each, and how often each n-gram stands."""

    start_char: Ints
    number: Ints
    count: Ints


class NgramCounts:
    """Frequent n-grams of characters inside clauses, up to ``LONGEST``.

    Grown from the frequent (n−1)-grams pass by pass: an n-gram can only be frequent if the two (n−1)-grams in it are
    (Agrawal, R. and Srikant, R. (1994), "Fast algorithms for mining association rules", VLDB 1994). Any character that
    is not Han parts n-grams, and the characters of work titles in 《》 belong to none. Memory grows linearly with the
    text: about 16 bytes a place of a frequent n-gram.
    """

    def __init__(self, texts: IndependentTexts, min_documents: int) -> None:
        self.codes = np.frombuffer(texts.text.encode("utf-32-le"), dtype=np.uint32)
        usable = is_han(self.codes) & ~_in_work_title(self.codes)
        #: How many characters can be part of an n-gram: what probabilities are taken of.
        self.characters = int(usable.sum())
        self._levels: dict[int, _Level] = {}
        starts = np.flatnonzero(usable).astype(np.int64)
        keys = self.codes[starts].astype(np.int64)
        for length in range(1, LONGEST + 1):
            level = _frequent_level(texts, starts, keys, min_documents)
            self._levels[length] = level
            follows = np.flatnonzero(level.start_char[1:] == level.start_char[:-1] + 1)
            starts = level.start_char[follows]
            keys = level.number[follows] * len(level.count) + level.number[follows + 1]

    def of_length(self, length: int) -> Occurrences:
        """Return all frequent n-grams of one length with their places."""
        level = self._levels[length]
        order = np.argsort(level.number, kind="stable")
        starts = level.start_char[order]
        return Occurrences(NGRAM, level.number[order], starts, starts + length)

    def counts_at(self, start_char: Ints, length: int) -> Ints:
        """Return how often the n-gram at each place stands in the corpus; 1 for one that is not frequent."""
        level = self._levels[length]
        if not len(level.start_char):
            return np.ones(len(start_char), dtype=np.int64)
        at = np.minimum(np.searchsorted(level.start_char, start_char), len(level.start_char) - 1)
        return np.where(level.start_char[at] == start_char, level.count[level.number[at]], 1)


def is_han(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Tell which code points are Chinese characters (〇 is one)."""
    found: NDArray[np.bool_] = codes == 0x3007
    for first, last in _HAN_BLOCKS:
        found |= (codes >= first) & (codes <= last)
    return found


def _in_work_title(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which characters stand between 《 and 》; a title ends with its line at the latest."""
    change = np.zeros(len(codes), dtype=np.int64)
    opened = 0
    places = np.flatnonzero((codes == ord("《")) | (codes == ord("》")) | (codes == ord("\n")))
    for place, code in zip(places.tolist(), codes[places].tolist(), strict=True):
        if code == ord("《"):
            opened += 1
            change[place] += 1
        elif opened:
            closed = opened if code == ord("\n") else 1
            opened -= closed
            change[place] -= closed
    return np.cumsum(change) > 0


def _frequent_level(texts: IndependentTexts, starts: Ints, keys: Ints, min_documents: int) -> _Level:
    number = np.unique(keys, return_inverse=True)[1].astype(np.int64)
    size = int(number.max()) + 1 if len(number) else 0
    wanted = document_frequency(number, texts.documents_of(starts), size) >= min_documents
    rows = wanted[number]
    anew = np.cumsum(wanted) - 1
    number = anew[number[rows]]
    return _Level(starts[rows], number, np.bincount(number, minlength=int(wanted.sum())))
