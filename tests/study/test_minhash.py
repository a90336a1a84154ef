from __future__ import annotations

import random

import numpy as np
import pytest

from corpus_tools.study.minhash import (
    PERMUTATIONS,
    Signatures,
    bands,
    buckets,
    estimates,
    jaccard,
    shingles,
    signature,
)

POOL = "江河湖海山川田园春夏秋冬东西南北风霜雨雪"


def text(seed: int, length: int = 800) -> str:
    return "".join(random.Random(seed).choices(POOL, k=length))


def matrix(*texts: str) -> Signatures:
    return np.frombuffer(b"".join(map(signature, texts)), dtype="<u4").reshape(-1, PERMUTATIONS)


@pytest.mark.parametrize(
    ("one", "other", "index"),
    [("守堤护岸查险", "守堤护岸查险", 1.0), ("守堤护岸查险", "守堤护岸查", 0.5), ("守", "护", 0.0), ("", "", 1.0)],
)
def test_the_jaccard_index_is_counted_over_stretches_of_five(one: str, other: str, index: float) -> None:
    assert jaccard(shingles(one), shingles(other)) == index


def test_the_estimate_is_near_the_index() -> None:
    base = text(1)
    others = [base[:cut] + text(cut)[cut:] for cut in range(0, 801, 50)]
    found = estimates(matrix(base, *others), 0, list(range(1, len(others) + 1)))
    exact = [jaccard(shingles(base), shingles(other)) for other in others]
    assert np.abs(found - exact).max() < 0.2
    assert np.abs(found - exact).mean() < 0.06


def test_a_signature_is_always_the_same() -> None:
    """A change of these numbers is a change of what is found: then the range of rensa in pyproject.toml is wrong."""
    numbers = np.frombuffer(signature("云溪县各村要备足沙袋，加密巡查"), dtype="<u4")
    assert numbers[:4].tolist() == [3268357936, 3320900554, 3287982536, 3285726753]


def test_a_text_of_one_character_has_a_signature() -> None:
    assert signature("守") != signature("护")
    assert len(signature("")) == 4 * PERMUTATIONS


@pytest.mark.parametrize("threshold", [0.5, 0.6, 0.7, 0.8, 0.9, 1.0])
def test_bands_miss_one_pair_in_a_thousand_at_most_and_fit_the_signature(threshold: float) -> None:
    number, rows = bands(threshold)
    assert number * rows <= PERMUTATIONS
    assert (1 - threshold**rows) ** number <= 0.001


def test_like_texts_meet_and_unlike_ones_are_alone() -> None:
    base = text(1)
    found = buckets(matrix(base, base[:-20] + text(2, 20), text(3)), 0.8)
    assert (found[0] == found[1])[found[0] >= 0].any()
    assert (found[2] == -1).all()
