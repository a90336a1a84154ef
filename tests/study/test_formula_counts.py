from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.study.formula_counts import NgramCounts, Occurrences, frequent
from corpus_tools.study.independent_texts import IndependentTexts
from corpus_tools.study.parallel_pattern import parallel_runs
from corpus_tools.study.quoted_pattern import quoted_strings


def forms(texts: IndependentTexts, found: Occurrences) -> dict[str, int]:
    """How often each candidate stands, by its first spelling."""
    first = found.first
    counts = np.bincount(found.candidate, minlength=found.candidates)
    return {
        texts.text[found.start_char[at] : found.end_char[at]]: int(count)
        for at, count in zip(first.tolist(), counts.tolist(), strict=True)
    }


def test_ngrams_that_recur_are_counted_inside_clauses_only(texts_of: Callable[..., IndependentTexts]) -> None:
    texts = texts_of("要守好江堤", "请守好江堤", "守好，江堤")
    assert forms(texts, NgramCounts(texts, 2).of_length(4)) == {"守好江堤": 2}
    assert forms(texts, NgramCounts(texts, 3).of_length(4)) == {}


def test_work_titles_digits_and_latin_part_ngrams(texts_of: Callable[..., IndependentTexts]) -> None:
    texts = texts_of("《守好江堤办法》守好3江堤", "《守好江堤办法》守好A江堤")
    assert forms(texts, NgramCounts(texts, 2).of_length(4)) == {}


def test_copies_do_not_make_a_form_frequent() -> None:
    text = "守好江堤。查险报险。转移群众。"
    texts = IndependentTexts([("a", "2001", text), ("b", "2002", text)])
    assert forms(texts, NgramCounts(texts, 2).of_length(4)) == {}


@given(st.lists(st.text("甲乙丙，", min_size=1, max_size=30), min_size=1, max_size=6))
def test_growing_pass_by_pass_finds_what_counting_everything_finds(documents: list[str]) -> None:
    texts = IndependentTexts((f"d{n}", "2001", document) for n, document in enumerate(documents))
    holders: dict[str, list[int]] = defaultdict(list)
    for number in range(len(texts)):
        text = texts.text[slice(*texts.bounds(number))]
        for at in range(len(text) - 3):
            if "，" not in text[at : at + 4]:
                holders[text[at : at + 4]].append(number)
    expected = {form: len(found) for form, found in holders.items() if len(set(found)) >= 2}
    assert forms(texts, NgramCounts(texts, 2).of_length(4)) == expected


def test_counts_are_looked_up_by_place(texts_of: Callable[..., IndependentTexts]) -> None:
    texts = texts_of("守堤守岸", "守堤查险")
    counts = NgramCounts(texts, 2)
    assert counts.counts_at(np.array([0, 2]), 2).tolist() == [2, 1]
    assert counts.counts_at(np.array([0]), 1).tolist() == [3]


def test_parallel_runs_are_cut_out_of_their_clause(texts_of: Callable[..., IndependentTexts]) -> None:
    texts = texts_of("坚持守堤有责、护岸有方的原则", "落实守堤有责、护岸有方", "守堤有责，护岸有方。")
    found = forms(texts, frequent(texts, parallel_runs(texts), 3))
    assert found == {"守堤有责、护岸有方": 3}


def test_runs_of_three_need_equal_units(texts_of: Callable[..., IndependentTexts]) -> None:
    texts = texts_of("查得细、报得快、转得早", "查得细、上报得快、转得早")
    assert forms(texts, parallel_runs(texts))["查得细、报得快、转得早"] == 1


def test_a_unit_that_stands_twice_makes_no_run(texts_of: Callable[..., IndependentTexts]) -> None:
    assert (
        forms(texts_of("守堤护岸、守堤护岸"), parallel_runs(texts_of("守堤护岸、守堤护岸"))).get("守堤护岸、守堤护岸")
        is None
    )


def test_quoted_strings_keep_their_inner_marks(texts_of: Callable[..., IndependentTexts]) -> None:
    texts = texts_of("落实“早查、早报”要求", "落实‘早查，早报’要求", "“《江堤志》”“abc”")
    assert forms(texts, quoted_strings(texts)) == {"早查、早报": 2}


def test_a_corpus_without_patterns_has_no_candidates(texts_of: Callable[..., IndependentTexts]) -> None:
    texts = texts_of("abc")
    assert parallel_runs(texts).candidates == quoted_strings(texts).candidates == 0
    assert NgramCounts(texts, 2).of_length(12).candidates == 0
