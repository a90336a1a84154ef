from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.study.formula_measures import (
    MARK,
    branching_entropy,
    deviation_of_proportions,
    document_frequency,
    normalized_pmi,
)


def entropy(*neighbours: int) -> float:
    row = np.array(neighbours, dtype=np.int64)
    return float(branching_entropy(np.zeros(len(row), dtype=np.int64), row, 1)[0])


@pytest.mark.parametrize(
    ("neighbours", "bits"),
    [
        ((7, 7, 7, 7), 0),
        ((1, 2, 3, 4), 2),
        ((1, 1, 2, 2), 1),
        ((1, 1, 2, 3), 1.5),
        ((MARK, MARK, MARK, MARK), 2),  # a mark is another neighbour each time
        ((MARK, MARK, 5, 5), 1.5),  # ¼ log 4 twice, ½ log 2
    ],
)
def test_branching_entropy_as_computed_by_hand(neighbours: tuple[int, ...], bits: float) -> None:
    assert entropy(*neighbours) == pytest.approx(bits)


@given(st.lists(st.integers(-1, 5), min_size=1, max_size=60))
def test_branching_entropy_lies_between_nothing_and_all_different(neighbours: list[int]) -> None:
    assert -1e-9 <= entropy(*neighbours) <= math.log2(len(neighbours)) + 1e-9


def test_candidates_are_measured_apart() -> None:
    bits = branching_entropy(np.array([0, 0, 1, 1]), np.array([3, 3, 3, 4]), 2)
    assert bits.tolist() == pytest.approx([0, 1])


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([0, 1], 0.0),  # as the text is
        ([0, 0], 0.5),  # ½ (|1 − ½| + |0 − ½|)
        ([0, 0, 0, 1], 0.25),
    ],
)
def test_deviation_of_proportions_as_computed_by_hand(parts: list[int], expected: float) -> None:
    row = np.array(parts)
    found = deviation_of_proportions(np.zeros(len(row), dtype=np.int64), row, 1, np.array([0.5, 0.5]))
    assert found[0] == pytest.approx(expected)


def test_deviation_of_proportions_minds_the_size_of_parts() -> None:
    sizes = np.array([0.1, 0.2, 0.7])
    assert deviation_of_proportions(np.array([0]), np.array([0]), 1, sizes)[0] == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("whole", "parts", "pieces", "expected"),
    [
        (0.25, 0.25, 2, 0.0),  # by chance
        (0.25, 0.0625, 2, 1.0),  # never without each other
        (0.25, 0.125, 2, 0.5),  # log₂ 2 ÷ −log₂ ¼
        (0.25, 1 / 64, 3, 1.0),
    ],
)
def test_normalized_pmi_as_computed_by_hand(whole: float, parts: float, pieces: int, expected: float) -> None:
    assert normalized_pmi(np.array([whole]), np.array([parts]), pieces)[0] == pytest.approx(expected)


def test_a_document_counts_once() -> None:
    assert document_frequency(np.array([0, 0, 0, 1]), np.array([4, 2, 4, 4]), 3).tolist() == [2, 1, 0]
