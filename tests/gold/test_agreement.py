"""Coefficients against the worked example of Krippendorff (1995, p. 57): two observers, a continuum of 24 units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.gold.agreement import cohen_kappa, expected_disagreement, observed_disagreement, unit_alpha

LENGTH = 24
EXAMPLE = {
    "A": ([(2, 10), (14, 20)], [(4, 8), (15, 17)]),
    "B": ([(0, 18)], [(0, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 9), (9, 10)]),
    "C": ([(2, 8), (10, 12), (14, 18), (20, 22)], [(0, 2), (4, 8), (10, 14), (16, 18), (20, 22)]),
    "D": ([(0, 2), (2, 10), (10, 14), (14, 20), (20, 24)], [(0, 4), (4, 8), (8, 15), (15, 17), (17, 24)]),
}
STRETCH = 5000


def stretched(units: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(start * STRETCH, end * STRETCH) for start, end in units]


@pytest.mark.parametrize(("name", "value"), [("A", 0.03125), ("B", 2.26736), ("C", 0.02777), ("D", 0.38715)])
def test_observed_disagreement_of_the_published_example(name: str, value: float) -> None:
    assert observed_disagreement(*EXAMPLE[name], LENGTH) == pytest.approx(value, abs=0.00001)


@pytest.mark.parametrize(("name", "value"), [("A", 0.0699), ("B", 1.17731), ("C", 0.08642), ("D", 0.41445)])
def test_expected_disagreement_of_a_fine_grained_continuum(name: str, value: float) -> None:
    rows = [stretched(row) for row in EXAMPLE[name]]
    assert expected_disagreement(rows, LENGTH * STRETCH) == pytest.approx(value, abs=0.005)


@pytest.mark.parametrize(("name", "value"), [("A", 0.553), ("B", -0.926), ("C", 0.679), ("D", 0.066)])
def test_alpha_of_the_published_example(name: str, value: float) -> None:
    left, right = (stretched(row) for row in EXAMPLE[name])
    assert unit_alpha({"x": left}, {"x": right}, LENGTH * STRETCH) == pytest.approx(value, abs=0.02)


def test_kappa_of_the_published_example() -> None:
    left, right = ["0"] * 24, ["0"] * 24
    for row, units in ((left, EXAMPLE["A"][0]), (right, EXAMPLE["A"][1])):
        for start, end in units:
            row[start:end] = ["1"] * (end - start)
    assert cohen_kappa(left, right) == pytest.approx(0.385, abs=0.001)


def test_without_variation_there_is_no_coefficient() -> None:
    assert cohen_kappa(["0", "0"], ["0", "0"]) is None
    assert cohen_kappa([], []) is None
    assert unit_alpha({}, {}, 10) is None


@given(st.lists(st.integers(1, 6), min_size=1, max_size=12), st.integers(0, 5))
def test_full_agreement_is_one_wherever_the_units_stand(sizes: list[int], offset: int) -> None:
    units, at = [], offset
    for size in sizes:
        units.append((at, at + size))
        at += size + 1
    assert unit_alpha({"x": units}, {"x": units}, at + 50) == pytest.approx(1.0)
