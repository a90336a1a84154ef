from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.alignment import AlignedText, Edit
from corpus_tools.clean.script import is_traditional, pinyin_glosses, readings, to_simplified


def after(text: str, edits: list[Edit]) -> str:
    aligned = AlignedText(text).apply(edits)
    aligned.check()
    return aligned.text


def test_glosses_of_a_text_that_is_glossed_throughout_go() -> None:
    text = "網(wǎng)絡(luò)發(fā)展，經(jīng)濟(jì)向好"
    assert after(text, pinyin_glosses(text)) == "網絡發展，經濟向好"


def test_glosses_in_full_width_brackets_and_in_decomposed_letters_go() -> None:
    text = "網（wǎng）絡(luo\u0300)"
    assert after(text, pinyin_glosses(text)) == "網絡"


@pytest.mark.parametrize(
    "text",
    [
        "会(huì)议和行(xíng)动",  # a textbook: simplified characters glossed
        "網(wang)絡(xyz)",  # no readings of the characters
        "經濟發展(fazhan)",
        "甲(a)乙(b)",
    ],
)
def test_other_brackets_stay(text: str) -> None:
    assert pinyin_glosses(text) == []


def test_a_lone_gloss_in_a_long_text_stays() -> None:
    text = "經濟社會發展工作會議召開，市委書記強調要堅決守住底線，確保安全。網(wǎng)路"
    assert pinyin_glosses(text) == []


def test_a_traditional_text_is_converted_one_character_for_one() -> None:
    text = "發展經濟，頭髮乾燥，乾隆著作，裡面"
    edits = to_simplified(text)
    assert after(text, edits) == "发展经济，头发干燥，乾隆著作，里面"
    assert all(edit.end - edit.start == 1 == len(edit.replacement) for edit in edits)


@pytest.mark.parametrize("text", ["发展经济，乾隆著作", "全市干部在后台里面工作" * 5 + "于右任題", "", "abc 123"])
def test_simplified_text_is_left_alone(text: str) -> None:
    assert to_simplified(text) == []


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=30))
def test_conversion_never_changes_the_length(text: str) -> None:
    assert len(after(text, to_simplified(text))) == len(text)


def test_readings_have_tone_marks_and_hold_all_of_a_character() -> None:
    assert {"xíng", "háng"} <= readings("行")
    assert is_traditional("發")
    assert not is_traditional("发")
