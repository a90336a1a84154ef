"""Texts with identifier and date -> one long text of independent documents, its clauses and equal parts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

#: Two documents that share at least this part of their clauses (of the one that has more) count as one.
SAME_DOCUMENT = 0.8
#: A clause that stands in more groups of documents than this tells nothing about copies (a formula, a dateline).
COMMON_CLAUSE = 32
#: At most so many parts for the dispersion; a corpus of fewer documents has one part a document.
MOST_PARTS = 100
_CLAUSE_END = re.compile(r"[，。；：！？\n,;:!?]+")


class IndependentTexts:
    """The documents of a corpus without copies, one after the other in the order of their dates.

    ``text`` holds them all, with a line end behind each; a position in it is called ``start_char``. It takes two bytes
    a character (four if the corpus holds characters beyond the BMP). ``copies`` counts the documents set aside because
    an independent one has nearly the same clauses. Documents without a date stand last.
    """

    def __init__(self, texts: Iterable[tuple[str, str, str]]) -> None:
        rows = list(texts)
        rows.sort(key=lambda row: (row[1] == "", row[1]))
        groups = copy_groups(clauses(text) for _, _, text in rows)
        kept = [row for row, is_first in zip(rows, _firsts(groups), strict=True) if is_first]
        self.copies = len(rows) - len(kept)
        self.ids = [doc_id for doc_id, _, _ in kept]
        self.dates = [date for _, date, _ in kept]
        self.text = "".join(f"{text}\n" for _, _, text in kept)
        lengths = np.array([len(text) + 1 for _, _, text in kept], dtype=np.int64)
        self._ends = np.cumsum(lengths)
        self.part_of_document = _parts(lengths)
        sizes = np.bincount(self.part_of_document, weights=lengths) if kept else np.zeros(0)
        self.part_sizes: NDArray[np.float64] = sizes / max(1.0, float(sizes.sum()))

    def __len__(self) -> int:
        return len(self.ids)

    def documents_of(self, start_char: Ints) -> Ints:
        """Return for each position the number of the document it stands in."""
        return np.searchsorted(self._ends, start_char, side="right")

    def bounds(self, document: int) -> tuple[int, int]:
        """Return where a document stands in ``text``: its first character and the line end behind it."""
        return (int(self._ends[document - 1]) if document else 0), int(self._ends[document]) - 1


def clauses(text: str) -> Iterator[str]:
    """Yield the stretches between ，。；：！？ and line ends, without white space around them; never an empty one."""
    for clause in _CLAUSE_END.split(text):
        if stripped := clause.strip():
            yield stripped


def copy_groups(documents: Iterable[Iterable[str]]) -> list[int]:
    """Put each document, given as its clauses, into a group of near copies; return the group of each, from 0.

    A document joins the earlier document with which it shares most clauses, if they share ``SAME_DOCUMENT`` of the
    clauses of the longer one; else it opens a group. Clauses are kept as hashes only.
    """
    holders: dict[int, list[int]] = {}
    sizes: list[int] = []
    groups: list[int] = []
    for document in documents:
        hashes = {hash(clause) for clause in document}
        shared = Counter(group for value in hashes for group in holders.get(value, ()))
        for group, count in shared.most_common(3):
            if count >= SAME_DOCUMENT * max(sizes[group], len(hashes)):
                groups.append(group)
                break
        else:
            group = len(sizes)
            sizes.append(len(hashes))
            groups.append(group)
            for value in hashes:
                known = holders.setdefault(value, [])
                if len(known) < COMMON_CLAUSE:
                    known.append(group)
    return groups


def _firsts(groups: list[int]) -> Iterator[bool]:
    seen: set[int] = set()
    for group in groups:
        yield group not in seen
        seen.add(group)


def _parts(lengths: Ints) -> Ints:
    """The part each document belongs to: neighbours are joined until there are ``MOST_PARTS`` of about equal size."""
    if len(lengths) <= MOST_PARTS:
        return np.arange(len(lengths), dtype=np.int64)
    middles = np.cumsum(lengths) - lengths / 2
    numbers = (middles * MOST_PARTS / lengths.sum()).astype(np.int64)
    return np.unique(numbers, return_inverse=True)[1].astype(np.int64)
