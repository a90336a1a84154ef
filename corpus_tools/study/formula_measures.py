"""Counts of a candidate's occurrences -> how free its borders are, how firm it holds, how evenly it is spread."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

#: As a neighbour: a mark, a line end or the border of the text.
MARK = -1


def branching_entropy(candidate: Ints, neighbour: Ints, candidates: int) -> Floats:
    """Return for each candidate the entropy, in bits, of the characters that stand beside it.

    ``candidate`` and ``neighbour`` run parallel, one value an occurrence; candidates are numbers below ``candidates``,
    neighbours any numbers from 0 and ``MARK``. H = −Σ p(c) log₂ p(c) over the neighbours c: Tanaka-Ishii, K. (2005),
    "Entropy as an indicator of context boundaries", IJCNLP 2005; Jin, Z. and Tanaka-Ishii, K. (2006), "Unsupervised
    segmentation of Chinese text by use of branching entropy", COLING/ACL 2006. A mark counts as another neighbour each
    time, as sentence borders do in the accessor variety of Feng, H. et al. (2004), Computational Linguistics 30(1):
    a form that always stands between commas is as free as one with ever new neighbours.
    """
    totals = np.bincount(candidate, minlength=candidates).astype(np.float64)
    at_mark = neighbour == MARK
    marks = np.bincount(candidate[at_mark], minlength=candidates)
    owner, counts = _runs(candidate[~at_mark], neighbour[~at_mark])
    share = counts / totals[owner]
    entropy = np.bincount(owner, weights=-share * np.log2(share), minlength=candidates).astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        entropy += np.where(marks > 0, marks / totals * np.log2(totals), 0.0)
    return entropy


def deviation_of_proportions(candidate: Ints, part: Ints, candidates: int, part_sizes: Floats) -> Floats:
    """Return Gries' DP of each candidate: 0 for one spread as the text itself is, towards 1 for one in a single place.

    ``part`` says in which part of the corpus an occurrence stands; ``part_sizes`` are shares of the corpus that add up
    to 1. DP = ½ Σ |v − s| over the parts, v the share of the occurrences and s that of the text: Gries, S. Th. (2008),
    "Dispersions and adjusted frequencies in corpora", International Journal of Corpus Linguistics 13(4).
    """
    totals = np.bincount(candidate, minlength=candidates).astype(np.float64)
    keys, counts = np.unique(candidate * len(part_sizes) + part, return_counts=True)
    owner, found_in = keys // len(part_sizes), keys % len(part_sizes)
    sizes = part_sizes[found_in]
    inside = np.bincount(owner, weights=np.abs(counts / totals[owner] - sizes), minlength=candidates)
    outside = 1.0 - np.bincount(owner, weights=sizes, minlength=candidates)
    return (inside + outside) / 2


def normalized_pmi(whole: Floats, parts: Floats, pieces: int) -> Floats:
    """Return how firm the parts of a form hold together: 0 as by chance, 1 if none occurs without the others.

    ``whole`` is the form's probability, ``parts`` the product of the probabilities of its ``pieces`` parts.
    NPMI = log₂(p(w) / Π p(x)) / ((pieces − 1) · −log₂ p(w)). For two parts: Bouma, G. (2009), "Normalized (pointwise)
    mutual information in collocation extraction", GSCL 2009; for more the product is that of the total correlation of
    Watanabe (1960), normalised alike, as in Van de Cruys, T. (2011), "Two multivariate generalizations of pointwise
    mutual information", DiSCo 2011.
    """
    firmness: Floats = np.log2(whole / parts) / ((pieces - 1) * -np.log2(whole))
    return firmness


def document_frequency(candidate: Ints, document: Ints, candidates: int) -> Ints:
    """Return in how many documents each candidate stands; the occurrences of one need not stand together."""
    return np.bincount(_runs(candidate, document)[0], minlength=candidates).astype(np.int64)


def _runs(first: Ints, second: Ints) -> tuple[Ints, Ints]:
    """The different pairs of two parallel rows: the first value of each pair, and how often the pair stands there."""
    width = int(second.max()) + 1 if len(second) else 1
    keys, counts = np.unique(first * width + second, return_counts=True)
    return keys // width, counts.astype(np.int64)
