from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.study.folded_text import digest, folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("守堤，护岸。", "守堤 护岸"),
        ("守堤\n\u3000\u3000护岸！", "“守堤”——护岸"),
        ("水位１２．５米", "水位 12.5 米"),
        ("（2019）12号", "〔2019〕12 号"),
    ],
)
def test_blanks_marks_and_widths_make_no_difference(one: str, other: str) -> None:
    assert digest(folded(one)) == digest(folded(other))


@pytest.mark.parametrize(("one", "other"), [("水位3.5米", "水位35米"), ("守堤", "护堤"), ("增长5%", "增长5.0%")])
def test_letters_digits_and_the_point_in_a_number_do(one: str, other: str) -> None:
    assert digest(folded(one)) != digest(folded(other))


@given(st.text(max_size=60))
def test_a_folded_text_is_a_text_that_can_be_told(text: str) -> None:
    once = folded(text)
    assert not any(ch.isspace() for ch in once)
    assert len(digest(once)) == 32


def test_a_lone_surrogate_is_no_error() -> None:
    assert digest("\ud800") != digest("\ud801")
