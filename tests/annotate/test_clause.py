from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.annotate.clause import clauses, is_headline

LONG = "全市各级各部门认真落实会议部署的各项工作任务并取得了阶段性的明显进展，"


def texts(text: str) -> list[str]:
    return [text[c.start : c.end] for c in clauses(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("要抓好预警，守住底线；确保安全。", ["要抓好预警", "守住底线", "确保安全"]),
        ("会议要求：一要快！二要准？", ["会议要求", "一要快", "二要准"]),
        ("要抓好预警、值守和巡查。", ["要抓好预警、值守和巡查"]),
        ("坚持“快，准；稳”原则，要落实。", ["坚持“快，准；稳”原则", "要落实"]),
        ("学习《甲，乙》，要落实（含丙，丁）工作。", ["学习《甲，乙》", "要落实（含丙，丁）工作"]),
        ("增长3,000亿元，比例1:2。", ["增长3,000亿元", "比例1:2"]),
        ("一行。\n二行，三。", ["一行", "二行", "三"]),
        ("“没有关上，要落实。", ["“没有关上", "要落实"]),
        ("", []),
        ("，，。", []),
    ],
)
def test_clauses_end_at_marks_but_not_inside_quotation(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_a_blank_or_dash_ends_a_clause_in_a_headline_only() -> None:
    assert texts("抓好预警 守住底线——王明主持") == ["抓好预警", "守住底线", "王明主持"]
    running = LONG + "要抓好 预警——值守。"
    assert texts(running)[-1] == "要抓好 预警——值守"


def test_a_clause_knows_its_mark_line_and_place() -> None:
    first, second, third, fourth = clauses("甲在此，乙在此。丙在此。\n丁在此")
    assert [c.mark for c in (first, second, third, fourth)] == ["，", "。", "。", ""]
    assert [c.first for c in (first, second, third, fourth)] == [True, False, True, True]
    assert [c.opens_line for c in (first, second, third, fourth)] == [True, False, False, True]
    assert [c.line for c in (first, second, third, fourth)] == [0, 0, 0, 1]
    assert (first.headline, fourth.headline) == (False, True)


@pytest.mark.parametrize(
    ("line", "expected"),
    [("守住底线", True), ("守住底线。", False), ("会议要求：", False), ("", False), ("甲" * 71, False)],
)
def test_a_headline_is_short_and_has_no_full_stop(line: str, expected: bool) -> None:
    assert is_headline(line) is expected


@given(st.text(alphabet="甲乙，。“”（）1,\n —、", max_size=40))
def test_clauses_stand_in_order_and_hold_no_line_end(text: str) -> None:
    row = list(clauses(text))
    assert all(c.start < c.end and "\n" not in text[c.start : c.end] for c in row)
    assert all(a.end <= b.start for a, b in itertools.pairwise(row))
    assert all(text[c.start : c.end] == text[c.start : c.end].strip() for c in row)
