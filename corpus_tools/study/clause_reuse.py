"""Texts with identifiers -> how many of a document's clauses stand in others too, and in which most of them."""

from __future__ import annotations

import hashlib
import tempfile
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from corpus_tools.overlap import Reuse
from corpus_tools.study.folded_text import folded
from corpus_tools.study.independent_texts import COMMON_CLAUSE, clauses

#: Letters and digits of a clause that counts: shorter ones recur by themselves.
LONG_CLAUSE = 12
_ROW = np.dtype([("clause", "<u8"), ("document", "<u4")])
#: Clauses that are looked at together.
_PART = 8_000_000

_Rows = NDArray[np.void]
_Ints = NDArray[np.int64]


class ClauseReuse:
    """Takes the documents of a corpus one by one, in any order, and then tells the reuse of each.

    A clause is what stands between ，。；：！？ and line ends; one of ``LONG_CLAUSE`` letters and digits counts, once
    a document. It is kept as 64 bits of BLAKE2b in a temporary file, and looked at in parts that fit into memory: of
    50 million clauses any two different ones are taken for one with probability 0.0001.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  (close does)
        self._ids: list[str] = []
        self._rows = 0

    def __enter__(self) -> ClauseReuse:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the temporary file."""
        self._file.close()

    def add(self, doc_id: str, text: str) -> None:
        """Take in a document, its text cleaned. Raises OSError if the disk is full."""
        long = {clause for clause in map(folded, clauses(text)) if len(clause) >= LONG_CLAUSE}
        rows = np.empty(len(long), dtype=_ROW)
        rows["clause"] = np.frombuffer(b"".join(map(_hash, long)), dtype="<u8")
        rows["document"] = len(self._ids)
        self._ids.append(doc_id)
        self._file.write(rows.tobytes())
        self._rows += len(rows)

    def reuse(self) -> dict[str, Reuse]:
        """Return the reuse of each document, by identifier.

        Which document shares most is told by clauses that stand in at most ``COMMON_CLAUSE`` documents: a formula of
        hundreds says nothing about a source. Of equals it is the smallest identifier.
        """
        count = len(self._ids)
        order = sorted(range(count), key=self._ids.__getitem__)
        place = np.empty(count, dtype=np.int64)
        place[order] = np.arange(count)
        totals, reused = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
        pairs: _Ints = np.zeros(0, dtype=np.int64)
        shared: _Ints = np.zeros(0, dtype=np.int64)
        parts = self._rows // _PART + 1
        for part in range(parts):
            rows = self._part(part, parts)
            documents = place[rows["document"]]
            totals += np.bincount(documents, minlength=count)
            sizes = _group_sizes(rows["clause"])
            reused += np.bincount(documents[sizes > 1], minlength=count)
            telling = (sizes > 1) & (sizes <= COMMON_CLAUSE)
            found = _pairs(rows["clause"][telling], documents[telling], count)
            pairs, shared = _added(
                np.concatenate([pairs, found]), np.concatenate([shared, np.ones(len(found), dtype=np.int64)])
            )
        most_with, most_shared = _most(pairs, shared, count)
        names = [self._ids[number] for number in order]
        return {
            name: Reuse(int(total), int(again), names[other] if most else "", int(most))
            for name, total, again, other, most in zip(names, totals, reused, most_with, most_shared, strict=True)
        }

    def _part(self, part: int, parts: int) -> _Rows:
        """The clauses whose hash falls into a part, those that are equal next to one another."""
        self._file.seek(0)
        kept = []
        while block := self._file.read(_PART * _ROW.itemsize):
            rows = np.frombuffer(block, dtype=_ROW)
            kept.append(rows[rows["clause"] % np.uint64(parts) == part])
        found = np.concatenate(kept) if kept else np.empty(0, dtype=_ROW)
        return found[np.argsort(found["clause"], kind="stable")]


def _hash(clause: str) -> bytes:
    return hashlib.blake2b(clause.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _group_sizes(values: NDArray[np.uint64]) -> _Ints:
    """For each of the sorted values how often it stands there."""
    _, labels, sizes = np.unique(values, return_inverse=True, return_counts=True)
    return sizes[labels].astype(np.int64)


def _pairs(values: NDArray[np.uint64], documents: _Ints, count: int) -> _Ints:
    """All ordered pairs of documents that stand at equal values, each as ``one * count + other``."""
    found = []
    for step in range(1, COMMON_CLAUSE):
        same = values[step:] == values[:-step]
        if not same.any():
            break
        one, other = documents[:-step][same], documents[step:][same]
        found += [one * count + other, other * count + one]
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)


def _added(keys: _Ints, numbers: _Ints) -> tuple[_Ints, _Ints]:
    """The different keys, sorted, with the sum of the numbers of each."""
    different, labels = np.unique(keys, return_inverse=True)
    return different, np.bincount(labels, weights=numbers, minlength=len(different)).astype(np.int64)


def _most(pairs: _Ints, shared: _Ints, count: int) -> tuple[_Ints, _Ints]:
    """For each document the one it shares most with, and how much; 0 of nothing."""
    most_with, most_shared = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    ones = pairs // count if count else pairs
    best = np.lexsort((pairs, -shared, ones))  # by document, then most shared, then smallest other
    firsts = best[np.unique(ones[best], return_index=True)[1]]
    most_with[ones[firsts]], most_shared[ones[firsts]] = pairs[firsts] % max(1, count), shared[firsts]
    return most_with, most_shared
