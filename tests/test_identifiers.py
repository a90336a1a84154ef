from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from corpus_tools.identifiers import document_id, sentence_id, span_id, unique_ids, xml_id

NAMES = st.text(max_size=130)
#: Names as files have them: letters of any script, ASCII digits, marks.
COMMON = st.text(alphabet="甲乙文件会议éÄab-_. 0129()【】，/\\:", max_size=30)


@given(NAMES)
@example("")
@example("..")
@example("../../etc/passwd")
@example("/")
@example("a\x00b")
@example(".hidden")
@example("-rf")
@example("a\u202eb")
def test_an_identifier_is_safe_in_a_path(name: str) -> None:
    made = document_id(name)
    assert re.fullmatch(r"[\w.-]{1,100}", made)
    assert made[0] not in ".-"
    assert (Path("/base") / f"{made}.xml").parent == Path("/base")
    assert unicodedata.is_normalized("NFC", made)


@given(NAMES)
def test_an_identifier_stays_as_it_is_when_made_again(name: str) -> None:
    assert document_id(document_id(name)) == document_id(name)


@given(
    st.lists(st.sampled_from(["a", "A", "a-2", "A-2", "a b", "a/b", "", "é", "e\u0301", "文件", "文 件"]), max_size=12)
)
def test_identifiers_of_a_run_are_unique_whatever_the_case(names: list[str]) -> None:
    made = unique_ids(names)
    assert len(made) == len(names)
    assert len({identifier.lower() for identifier in made}) == len(names)


@given(st.lists(NAMES, max_size=8))
def test_uniqueness_keeps_identifiers_safe(names: list[str]) -> None:
    made = unique_ids(names)
    assert len({identifier.lower() for identifier in made}) == len(names)
    assert all(re.fullmatch(r"[\w.-]+", identifier) and identifier[0] not in ".-" for identifier in made)


def test_the_first_of_two_keeps_its_name() -> None:
    assert unique_ids(["Bericht", "bericht", "bericht"]) == ["Bericht", "bericht-2", "bericht-3"]


def is_ncname(name: str) -> bool:
    try:
        etree.fromstring(f'<a xml:id="{name}"/>'.encode())
    except etree.XMLSyntaxError:
        return False
    return ":" not in name


@given(COMMON)
@example("2022")
@example("_")
def test_identifiers_of_common_names_are_fit_for_xml(name: str) -> None:
    made = document_id(name)
    assert is_ncname(xml_id(made))
    assert is_ncname(sentence_id(made, 1))
    assert is_ncname(span_id(made, "t", 12))


@pytest.mark.parametrize("name", ["²x", "a②", "文①", "x½"])
def test_digits_in_circles_are_fit_for_xml(name: str) -> None:
    assert is_ncname(xml_id(document_id(name)))


def test_an_identifier_leaves_room_for_suffixes_in_a_file_name() -> None:
    made = document_id("全市防汛抗旱工作会议" * 20)
    assert len(f".{made}.conllu.partial".encode()) <= 255
