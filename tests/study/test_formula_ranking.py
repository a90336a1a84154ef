from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

from corpus_tools.lexicon import Lexicon
from corpus_tools.study.formula_ranking import best, rank_formulas, score
from corpus_tools.study.formula_shape import FormulaShape
from corpus_tools.study.independent_texts import IndependentTexts
from corpus_tools.study.listed_forms import ListedForms

#: Six documents of different words, with the same formulas in different company.
OPENINGS = ("春汛将至", "县里部署", "夜雨不停", "江水上涨", "冬修开工", "村民自愿")
CORPUS = [
    f"{opening}，{left}守好一江清水{right}。{left}践行“早查、早报、早转”{right}，坚持查得细致、报得及时{right}。"
    for opening, left, right in zip(OPENINGS, "要能须应可会", "啊吧呢吗呀嘛", strict=True)
]


@pytest.fixture
def ranked(texts_of: Callable[..., IndependentTexts], lexicon_of: Callable[..., Lexicon], shape: FormulaShape) -> Any:
    def run(*forms: str, **options: Any) -> dict[str, Any]:
        listed = ListedForms([lexicon_of(*forms)])
        return {row.form: row for row in rank_formulas(texts_of(*CORPUS), listed, shape, **options)}

    return run


def test_each_kind_is_found_with_free_borders_only(ranked: Any) -> None:
    rows = ranked()
    assert rows["守好一江清水"].kind == "ngram"
    assert rows["早查、早报、早转"].kind == "quoted"
    assert not {"守好一江清", "好一江清水", "一江清水"} & set(rows)


def test_a_row_tells_counts_measures_and_the_first_place(ranked: Any) -> None:
    row = ranked()["守好一江清水"]
    assert (row.documents, row.occurrences) == (6, 6)
    assert row.left_entropy == pytest.approx(2.585, abs=1e-3)  # log₂ 6
    assert row.dispersion == pytest.approx(0, abs=0.01)
    characters = sum("\u4e00" <= ch <= "\u9fff" for text in CORPUS for ch in text)
    # the weakest split is before 水, which stands once more in 江水: log₂(N ÷ 7) ÷ log₂(N ÷ 6)
    assert row.association == pytest.approx(math.log2(characters / 7) / math.log2(characters / 6))
    assert (row.first_date, row.first_document) == ("2001-01-01", "d1")
    assert (row.left, row.node) == ("春汛将至，要", "守好一江清水")
    assert row.right.startswith("啊。")


def test_listed_forms_are_left_out_in_any_punctuation(ranked: Any) -> None:
    rows = ranked("守好一江清水", "早查，早报，早转")
    assert not {"守好一江清水", "早查、早报、早转"} & set(rows)


def test_kinds_may_be_chosen(ranked: Any) -> None:
    assert {row.kind for row in ranked(kinds=("quoted",)).values()} == {"quoted"}


def test_a_form_must_stand_in_enough_documents(ranked: Any) -> None:
    assert ranked(min_documents=7) == {}


def test_best_takes_so_many_of_each_kind(ranked: Any) -> None:
    rows = list(ranked().values())
    assert len(best(rows, 1)) == len({row.kind for row in rows})


def test_the_score_falls_when_any_side_is_weak() -> None:
    sides = {"documents": 9, "occurrences": 9, "border": 3.0, "association": 0.6, "dispersion": 0.2}
    good = score(**sides, parts=9, length=6, shape=1.0)  # type: ignore[arg-type]
    for name, worse in {"documents": 5, "border": 1.5, "association": 0.3, "dispersion": 0.6}.items():
        assert score(**{**sides, name: worse}, parts=9, length=6, shape=1.0) < good  # type: ignore[arg-type]
