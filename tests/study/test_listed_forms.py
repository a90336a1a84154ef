from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus_tools.lexicon import Lexicon
from corpus_tools.study.listed_forms import ListedForms, bare


def test_forms_are_compared_without_marks() -> None:
    assert bare("守堤有责、“护岸”有方 ") == "守堤有责护岸有方"


@pytest.mark.parametrize(
    ("form", "known"),
    [
        ("守堤有责、护岸有方", True),
        ("守堤有责，护岸有方", True),
        ("坚持守堤有责、护岸有方", True),  # two characters more
        ("要坚持守堤有责、护岸有方", False),
        ("守堤有责", False),
        ("以江堤为重点", True),
        ("以江堤和水库为重点", False),  # the gap holds less
    ],
)
def test_a_listed_form_is_known_in_any_punctuation(lexicon_of: Callable[..., Lexicon], form: str, known: bool) -> None:
    listed = ListedForms([lexicon_of("守堤有责、护岸有方"), lexicon_of("以…为重点", max_gap="4")])
    assert listed.knows(form) is known


def test_an_empty_lexicon_knows_nothing(lexicon_of: Callable[..., Lexicon]) -> None:
    listed = ListedForms([lexicon_of()])
    assert not listed.knows("守堤")
    assert listed.reach("守堤有责").tolist() == [0, 0, 0, 0]


def test_reach_tells_what_stands_inside_a_listed_form(lexicon_of: Callable[..., Lexicon]) -> None:
    listed = ListedForms([lexicon_of("守堤有责、护岸有方", "守堤")])
    text = "要守堤有责，护岸有方。守\n堤"
    reach = listed.reach(text).tolist()
    assert reach[0] == 0
    assert reach[1] == text.index("。")
    assert max(reach) == text.index("。")
