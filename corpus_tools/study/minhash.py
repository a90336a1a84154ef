"""Character shingles, their Jaccard index, MinHash signatures and the buckets in which like signatures meet.

Shingles and MinHash: Broder, On the resemblance and containment of documents (1997). Bands: Leskovec, Rajaraman and
Ullman, Mining of Massive Datasets (2014), section 3.4.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

#: Characters in a shingle: one changed character changes five of them.
SHINGLE = 5
#: Numbers in a signature; its estimate of the Jaccard index has a standard error of 0.04 or less.
PERMUTATIONS = 128
_SEED = 20_191_001
#: A pair that is as like as the threshold meets in a bucket with at least this probability.
_RECALL = 0.999
_SPREAD, *_MIX = (np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))

Signatures = NDArray[np.uint32]


def shingles(text: str) -> set[str]:
    """Return the stretches of ``SHINGLE`` characters of a text; a shorter text is its own shingle."""
    return {text[start : start + SHINGLE] for start in range(max(1, len(text) - SHINGLE + 1))}


def jaccard(one: set[str], other: set[str]) -> float:
    """Return the size of the intersection by that of the union, 0 to 1; of two empty sets it is 1."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if one or other else 1.0


def signature(text: str) -> bytes:
    """Return the MinHash of the shingles: ``PERMUTATIONS`` numbers of four bytes, the same on every machine."""
    hashes = _hashes(text)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(hashes, [0, len(hashes)], PERMUTATIONS, _SEED)
    return np.array(matrix.to_rows()[0], dtype="<u4").tobytes()


def estimates(signatures: Signatures, of: int, others: list[int]) -> NDArray[np.float64]:
    """Return the estimated Jaccard index of one row with each of the others."""
    same: NDArray[np.bool_] = signatures[others] == signatures[of]
    return np.asarray(same.sum(axis=1) / PERMUTATIONS, dtype=np.float64)


def bands(threshold: float) -> tuple[int, int]:
    """Return how many bands of how many numbers a signature is cut into: the longest bands that miss next to no pair.

    Two documents of similarity s agree in at least one of b bands of r numbers with probability 1 - (1 - s^r)^b.
    """
    for rows in range(PERMUTATIONS, 1, -1):
        number = PERMUTATIONS // rows
        if 1 - (1 - threshold**rows) ** number >= _RECALL:
            return number, rows
    return PERMUTATIONS, 1


def buckets(signatures: Signatures, threshold: float) -> NDArray[np.int32]:
    """Return the bucket of each signature (row) in each band (column), -1 where it is alone in its bucket."""
    number, rows = bands(threshold)
    found = np.full((len(signatures), number), -1, dtype=np.int32)
    for band in range(number):
        part = np.ascontiguousarray(signatures[:, band * rows : (band + 1) * rows])
        keys = part.view(np.dtype((np.void, part.itemsize * rows))).ravel()
        _, labels, sizes = np.unique(keys, return_inverse=True, return_counts=True)
        shared = sizes[labels] > 1
        found[shared, band] = labels[shared]
    return found


def _hashes(text: str) -> NDArray[np.uint64]:
    """One number a shingle: a polynomial over its characters, mixed by the end of SplitMix64 (Steele et al. 2014)."""
    codes = np.frombuffer(text.ljust(SHINGLE, "\0").encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    count = len(codes) - SHINGLE + 1
    found = np.zeros(count, dtype=np.uint64)
    for place in range(SHINGLE):
        found = found * _SPREAD + codes[place : place + count]
    for factor, shift in zip(_MIX, (30, 27), strict=True):
        found = (found ^ (found >> np.uint64(shift))) * factor
    return found ^ (found >> np.uint64(31))
