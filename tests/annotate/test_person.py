from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from corpus_tools.annotate.person import (
    Names,
    foreign_name_before,
    is_likely_name,
    name_after,
    name_before,
    surname_before,
    surname_length,
)


@pytest.fixture
def names_of(make_doc: Callable[..., Doc]) -> Callable[..., Names]:
    def build(text: str, *, persons: tuple[str, ...] = (), known: tuple[str, ...] = ()) -> Names:
        names = Names(make_doc(list(text), persons=persons))
        for name in known:
            names.add(name)
        return names

    return build


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("市长王明主持会议", "王明"),
        ("市长王小明强调", "王小明"),
        ("市长欧阳小明出席", "欧阳小明"),
        ("市长王明、李华参加", "王明"),
        ("市长王明", "王明"),
        ("市长沈明说，要快", "沈明"),
        ("市长林郑明岚女士来到", "林郑明岚"),
        ("市长马克·里希特主持", "马克·里希特"),
        ("市长马克·里希特访问", "马克·里希特"),
        ("市长工作会议", ""),
        ("市长信箱", ""),
        ("市长办公会", ""),
        ("省长成功对外招商", ""),
        ("省长应当由大会选举", ""),
        ("书记关于党建的讲话", ""),
        ("主席万岁！", ""),
        ("省长和其他人", ""),
    ],
)
def test_a_name_behind_a_post_is_read_by_surname_and_what_follows(
    names_of: Callable[..., Names], text: str, name: str
) -> None:
    assert text[2 : name_after(names_of(text), 2)] == name


def test_a_known_name_is_read_whatever_follows(names_of: Callable[..., Names]) -> None:
    assert name_after(names_of("市长王明实地走访", known=("王明",)), 2) == 4


def test_a_foreign_name_is_read_behind_a_foreign_post(names_of: Callable[..., Names]) -> None:
    text = "总统巴拉托夫通电话"
    assert text[2 : name_after(names_of(text), 2, foreign=True)] == "巴拉托夫"
    assert name_after(names_of("省长依法任免"), 2, foreign=True) == 2


def test_the_names_of_the_model_help_where_the_surname_is_rare(names_of: Callable[..., Names]) -> None:
    assert name_after(names_of("市长亓官氏来访", persons=("亓官氏",)), 2) == 5
    assert name_after(names_of("市长这个市来访", persons=("这个市",)), 2) == 2


@pytest.mark.parametrize(
    ("text", "end", "name"),
    [
        ("王明同志主持", 2, "王明"),
        ("，王小明院士作报告", 4, "王小明"),
        ("会见和李华同志", 5, "李华"),
        ("，向李华同志学习", 4, "李华"),
        ("，以沈明岚同志为榜样", 5, "沈明岚"),
        ("全体同志", 2, ""),
        ("各位同志", 2, ""),
        ("马克·里希特先生", 6, "马克·里希特"),
    ],
)
def test_a_name_before_a_form_of_respect_is_read(
    names_of: Callable[..., Names], text: str, end: int, name: str
) -> None:
    assert text[name_before(names_of(text), end) : end] == name


def test_a_transliteration_before_a_post_is_read(names_of: Callable[..., Names]) -> None:
    assert foreign_name_before(names_of("，巴拉托夫总统来访"), 5) == 1
    assert foreign_name_before(names_of("，水库总统来访"), 3) == 3


@pytest.mark.parametrize(("text", "end", "start"), [("，吴书记说", 2, 1), ("，党书记说", 2, 2), ("公安书记说", 2, 2)])
def test_a_lone_surname_before_a_post_is_read(names_of: Callable[..., Names], text: str, end: int, start: int) -> None:
    assert surname_before(names_of(text), end) == start


@pytest.mark.parametrize(("text", "likely"), [("沈明岚", True), ("应当由", True), ("全面推", False), ("四川省", False)])
def test_words_and_places_are_no_names(text: str, likely: bool) -> None:
    assert is_likely_name(text) is (likely and text == "沈明岚")


@pytest.mark.parametrize(("text", "length"), [("欧阳小明", 2), ("王明", 1), ("的明", 0), ("", 0)])
def test_surnames_of_one_and_two_characters_are_known(text: str, length: int) -> None:
    assert surname_length(text, 0) == length
