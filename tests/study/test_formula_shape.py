from __future__ import annotations

import pytest

from corpus_tools.study.formula_shape import NEWS, FormulaShape


@pytest.mark.parametrize("form", ["的江堤安全", "守好江堤和", "并守好江堤", "、"])
def test_a_string_that_is_cut_off_weighs_nothing(shape: FormulaShape, form: str) -> None:
    assert shape.weight(form) == 0


@pytest.mark.parametrize(
    "form",
    [
        "站长表示",
        "同比增长",
        "顾望舒、沈明岚",
        "县水务局局长",
        "记者从现场获悉",
        "北京、天津",
        "第2次",
        "会议还研究",
        "守堤责任、护岸责任",
    ],
)
def test_news_is_told_by_its_words(shape: FormulaShape, form: str) -> None:
    assert shape.weight(form) == NEWS


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("守好一江清水", "一江清水流域"),  # opens like a call
        ("坚持守堤为民", "坚持推动"),  # nothing but verbs
        ("查险情、守江堤、转群众", "两岸、三乡、五村、七组"),
        ("守堤为民、守堤靠民", "江堤加固、水库清淤"),  # a frame
        ("两个守住", "江堤"),
        ("江清岸绿", "江边工作者"),
        ("深化河道治理", "河道治理工程"),
    ],
)
def test_formulas_weigh_more(shape: FormulaShape, better: str, worse: str) -> None:
    assert shape.weight(better) > shape.weight(worse) > NEWS
