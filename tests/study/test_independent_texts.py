from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.study.independent_texts import MOST_PARTS, IndependentTexts, clauses, copy_groups


def test_a_clause_ends_at_marks_and_line_ends() -> None:
    assert list(clauses("守堤，护岸；查险：报险\n  撤离！？好。")) == ["守堤", "护岸", "查险", "报险", "撤离", "好"]


@pytest.mark.parametrize(("shared", "same"), [(10, True), (8, True), (7, False), (0, False)])
def test_documents_that_share_four_fifths_of_their_clauses_are_one(shared: int, same: bool) -> None:
    first = [f"clause {n}" for n in range(10)]
    second = first[:shared] + [f"other {n}" for n in range(10 - shared)]
    assert copy_groups([first, second]) == ([0, 0] if same else [0, 1])


def test_a_short_text_inside_a_long_one_is_no_copy() -> None:
    long = [f"clause {n}" for n in range(10)]
    assert copy_groups([long, long[:3]]) == [0, 1]


def test_of_copies_the_earliest_is_kept_and_the_undated_goes_last() -> None:
    rows = [("x", "", "甲乙。丙丁。"), ("late", "2005", "守堤。护岸。"), ("early", "2004", "守堤。护岸。")]
    texts = IndependentTexts(rows)
    assert (texts.ids, texts.dates, texts.copies) == (["early", "x"], ["2004", ""], 1)


def test_a_position_leads_back_to_its_document(texts_of: Callable[..., IndependentTexts]) -> None:
    texts = texts_of("守堤", "护岸护岸", "查险")
    assert texts.documents_of(np.array([0, 1, 3, 6, 8])).tolist() == [0, 0, 1, 1, 2]
    assert [texts.text[slice(*texts.bounds(n))] for n in range(3)] == ["守堤", "护岸护岸", "查险"]


def test_an_empty_corpus_has_no_document() -> None:
    assert len(IndependentTexts([])) == 0


@given(st.lists(st.integers(1, 40), min_size=1, max_size=400))
def test_parts_add_up_to_the_corpus_and_are_not_too_many(lengths: list[int]) -> None:
    texts = IndependentTexts((f"d{n}", "2001", f"{n}" * length) for n, length in enumerate(lengths))
    assert len(texts.part_sizes) <= MOST_PARTS
    assert texts.part_sizes.sum() == pytest.approx(1)
    assert len(texts.part_of_document) == len(texts)
