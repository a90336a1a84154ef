from __future__ import annotations

import pytest

from corpus_tools.metadata import FIELDS, TextMetadata


def test_values_keep_their_order_and_come_once() -> None:
    metadata = TextMetadata()
    for value in ("甲", "乙", "甲"):
        metadata.add("reporter", value, 3, 4)
    assert metadata.all("reporter") == ["甲", "乙"]
    assert metadata.first("reporter") == "甲"
    assert metadata.values["reporter"][0].start_char == 3


def test_an_absent_field_is_none_and_empty() -> None:
    metadata = TextMetadata()
    metadata.add("source", "")
    assert metadata.first("source") is None
    assert metadata.all("url") == []


def test_an_unknown_field_is_refused_with_those_there_are() -> None:
    with pytest.raises(KeyError, match="headline"):
        TextMetadata().add("colour", "red")


def test_iteration_follows_the_order_of_the_fields() -> None:
    metadata = TextMetadata()
    for name in reversed(list(FIELDS)):
        metadata.add(name, name)
    assert [name for name, _ in metadata] == list(FIELDS)
