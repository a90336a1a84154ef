from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.alignment import AlignedText, Edit
from corpus_tools.clean.punctuation import full_width, paired_quotes


def after(text: str, edits: list[Edit]) -> str:
    aligned = AlignedText(text).apply(edits)
    aligned.check()
    return aligned.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议要求:一、抓好;二、做到!", "会议要求：一、抓好；二、做到！"),
        ("会议召开,谁来?", "会议召开，谁来？"),
        ("会议召开.\n下午", "会议召开。\n下午"),
        ("增长3.5%,较快", "增长3.5%，较快"),
        ("(会议)召开", "（会议）召开"),
        ("“甲”,《乙》;", "“甲”，《乙》；"),
        ("A组,B组", "A组，B组"),
    ],
)
def test_marks_between_chinese_characters_are_widened(text: str, expected: str) -> None:
    assert after(text, full_width(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "增长3,000亿元",
        "上午8:30开会",
        "比例1:2，3:45",
        "3.5万元",
        "见 http://a.cn/x?y=1,2;z",
        "abc, def; ghi. (jkl)",
        "1.甲",
        "版本2.0.1",
    ],
)
def test_numbers_times_addresses_and_latin_text_stay(text: str) -> None:
    assert full_width(text) == []


@pytest.mark.parametrize("text", ["3?日上午", "2?月", "202?年", "第?日"])
def test_a_damaged_digit_stays(text: str) -> None:
    assert full_width(text) == []


@pytest.mark.parametrize("text", ["见http://a.cn/s?关键词=1", "http://a.cn/甲?a=1,乙"])
def test_an_address_with_chinese_in_it_stays(text: str) -> None:
    assert full_width(text) == []


def test_nested_brackets_are_widened_together() -> None:
    text = "甲(乙(丙)丁)"
    assert after(text, full_width(text)) == "甲（乙（丙）丁）"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('他说:"好","行"', "他说:“好”,“行”"),
        ('"甲"\n"乙"', "“甲”\n“乙”"),
        ('甲"乙', '甲"乙'),
        ('say "x"', 'say "x"'),
        ('甲"乙\n丙"丁', '甲"乙\n丙"丁'),
    ],
)
def test_straight_quotes_are_paired_line_by_line(text: str, expected: str) -> None:
    assert after(text, paired_quotes(text)) == expected


@given(st.text(alphabet='甲乙,.:;?!()"12a日\n、。“” ', max_size=40))
def test_widening_keeps_every_character_in_its_place(text: str) -> None:
    for step in (paired_quotes, full_width):
        widened = after(text, step(text))
        assert len(widened) == len(text)
