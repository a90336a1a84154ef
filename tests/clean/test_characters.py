from __future__ import annotations

import pytest

from corpus_tools.alignment import AlignedText, Edit
from corpus_tools.clean.characters import blank_lines, blanks, composed, invisible, line_ends


def after(text: str, edits: list[Edit]) -> str:
    aligned = AlignedText(text).apply(edits)
    aligned.check()
    return aligned.text


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_one(end: str) -> None:
    text = f"甲{end}乙{end}{end}丙\n"
    assert after(text, line_ends(text)) == "甲\n乙\n\n丙\n"


def test_invisible_characters_go_and_nothing_else() -> None:
    text = "\ufeff甲\u200b乙\x00\u00ad丙\u202e丁\u2060\x07\x7f\t\n🇨🇳"
    assert after(text, invisible(text)) == "甲乙丙丁\t\n🇨🇳"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\u3000\u3000甲\u00a0\t乙  \n 丙", "甲 乙\n丙"),
        (" ", ""),
        ("甲 乙", "甲 乙"),
        ("甲\u2003乙", "甲 乙"),
        ("甲\n \n乙", "甲\n\n乙"),
    ],
)
def test_runs_of_blanks_become_one_and_none_at_the_edges(text: str, expected: str) -> None:
    assert after(text, blanks(text)) == expected


def test_empty_lines_go() -> None:
    text = "\n\n甲\n\n\n乙\n丙\n"
    assert after(text, blank_lines(text)) == "甲\n乙\n丙"


def test_compatibility_ideographs_are_composed_one_for_one() -> None:
    text = "\uf9dc甲\u2126"
    assert after(text, composed(text)) == "隆甲Ω"
    assert composed("甲乙é") == []


def test_a_letter_and_its_mark_are_composed() -> None:
    text = "wa\u030cng"
    assert after(text, composed(text)) == "wǎng"
