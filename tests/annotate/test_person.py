from __future__ import annotations

import pytest

from corpus_tools.annotate.person import name_after, name_before, surname_length


def after(text: str, start: int, *, names: dict[int, int] | None = None, known: set[str] | None = None) -> str:
    return text[start : name_after(text, start, names=names or {}, known=known or set())]


def before(text: str, end: int, *, names: dict[int, int] | None = None, known: set[str] | None = None) -> str:
    return text[name_before(text, end, names=names or {}, known=known or set()) : end]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("市长王明主持会议", "王明"),
        ("市长王小明强调", "王小明"),
        ("市长欧阳小明出席", "欧阳小明"),
        ("市长王明、李华参加", "王明"),
        ("市长王明", "王明"),
        ("市长马克·里希特主持", "马克·里希特"),
        pytest.param(
            "市长马克·里希特访问",
            "马克·里希特",
        ),
        ("市长工作会议", ""),
        ("市长信箱", ""),
        ("市长办公会", ""),
    ],
)
def test_a_name_behind_a_post_is_read_by_surname_and_what_follows(text: str, name: str) -> None:
    assert after(text, 2) == name


def test_a_known_name_is_read_whatever_follows() -> None:
    assert after("市长王明实地走访", 2, known={"王明"}) == "王明"


def test_the_names_of_the_model_help_where_the_surname_is_rare() -> None:
    assert after("市长亓官氏来访", 2, names={2: 5}) == "亓官氏"
    assert after("市长这个市来访", 2, names={2: 5}) == ""


@pytest.mark.parametrize(
    ("text", "end", "name"),
    [
        ("王明同志主持", 2, "王明"),
        ("，王小明院士作报告", 4, "王小明"),
        ("会见和李华同志", 5, "李华"),
        pytest.param(
            "，向李华同志学习",
            4,
            "李华",
        ),
        ("全体同志", 2, ""),
        ("各位同志", 2, ""),
        ("马克·里希特先生", 6, "马克·里希特"),
    ],
)
def test_a_name_before_a_form_of_respect_is_read(text: str, end: int, name: str) -> None:
    assert before(text, end) == name


@pytest.mark.parametrize(("text", "length"), [("欧阳小明", 2), ("王明", 1), ("的明", 0), ("", 0)])
def test_surnames_of_one_and_two_characters_are_known(text: str, length: int) -> None:
    assert surname_length(text, 0) == length
