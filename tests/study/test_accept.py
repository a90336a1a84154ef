from __future__ import annotations

from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.errors import LexiconError
from corpus_tools.lexicon import package_lexicon
from corpus_tools.study.accept import COLUMNS, Accepted, accepted_rows, add_to_lexicon, guessed_subtype

HEADER = "accept\tform\tfirst date"


def test_the_columns_are_those_of_the_shipped_table() -> None:
    assert package_lexicon("slogans.tsv").entries
    table = resources.files("corpus_tools").joinpath("lexicons", "slogans.tsv").read_text(encoding="utf-8")
    assert tuple(table.splitlines()[0].split("\t")) == COLUMNS


@pytest.mark.parametrize(
    ("form", "subtype"),
    [
        ("两个守住", "numeric"),
        ("3个守住", "numeric"),
        ("守堤有责、护岸有方", "parallel"),
        ("守堤有责，护岸有方", "parallel"),
        ("守堤、护好岸", "policy"),
        ("守好一江清水", "policy"),
    ],
)
def test_a_type_is_guessed(form: str, subtype: str) -> None:
    assert guessed_subtype(form) == subtype


def test_marked_rows_are_taken_with_their_type_and_year() -> None:
    table = f"{HEADER}\nx\t两个守住\t2001-03-04\n\t守堤\t2001\nmobilization\t打好守堤硬仗\t\nX\t守堤为民\t2002\n"
    assert accepted_rows(table, name="t.tsv") == [
        Accepted("两个守住", "numeric", "2001"),
        Accepted("打好守堤硬仗", "mobilization", ""),
        Accepted("守堤为民", "policy", "2002"),
    ]
    assert accepted_rows(table, name="t.tsv", subtype="allusion")[0].subtype == "allusion"


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ("", "t.tsv:1: accept"),
        ("form\tfirst date\n守堤\t2001\n", "t.tsv:1: accept"),
        (f"{HEADER}\nslogan\t守堤\t2001\n", "t.tsv:2: accept: 'slogan'"),
        (f"{HEADER}\nx\t\t2001\n", "t.tsv:2: form"),
        (f"{HEADER}\nx\t以…为重\t2001\n", "t.tsv:2: form"),
    ],
)
def test_faults_are_named_with_their_place(table: str, fault: str) -> None:
    with pytest.raises(LexiconError, match=fault.replace("(", r"\(")):
        accepted_rows(table, name="t.tsv")


def test_a_form_never_stands_twice_in_any_punctuation() -> None:
    rows = [Accepted("守堤、护岸", "parallel", ""), Accepted("守堤，护岸", "parallel", "")]
    text, added, left_out = add_to_lexicon("", rows)
    assert (added, left_out) == (["守堤、护岸"], ["守堤，护岸"])
    assert add_to_lexicon(text, rows)[0] == text


def test_ids_go_on_behind_the_last_and_the_header_is_kept() -> None:
    before = "id\tform\tstatus\nmy-0007\t守堤\tretired\nold-1\t护岸\tactive\n"
    text, _, left_out = add_to_lexicon(before, [Accepted("查险", "policy", "2001"), Accepted("守堤", "policy", "")])
    assert text == f"{before}my-0008\t查险\tactive\n"
    assert left_out == ["守堤"]


@given(
    st.lists(st.text("守堤护岸、，查险", min_size=1, max_size=8).filter(lambda form: form.strip("、，")), max_size=12)
)
def test_adding_twice_changes_nothing(forms: list[str]) -> None:
    rows = [Accepted(form, "policy", "") for form in forms]
    once, added, left_out = add_to_lexicon("", rows)
    assert len(added) + len(left_out) == len(rows)
    assert add_to_lexicon(once, rows)[0] == once
