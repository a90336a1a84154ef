"""Gold files: what is read, what is written, and every fault that is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus_tools.errors import GoldError
from corpus_tools.gold.document import GoldDocument, GoldSpan, read_documents, write_documents

Write = Callable[..., Path]


def row(spans: object, *, key: object = "flood", text: object = "要压实责任。") -> dict[str, object]:
    return {"id": key, "text": text, "spans": spans}


def good(**changes: Any) -> dict[str, Any]:
    return {"start": 0, "end": 5, "layer": "directive", "type": "obligation", **changes}


def faults_of(path: Path) -> list[str]:
    with pytest.raises(GoldError) as caught:
        read_documents(path)
    return str(caught.value).splitlines()


def test_what_was_written_is_read_again(document: GoldDocument, tmp_path: Path) -> None:
    path = tmp_path / "g.jsonl"
    path.write_text(write_documents([document]), encoding="utf-8")
    assert read_documents(path) == {"flood": document}
    again = read_documents(path)["flood"]
    assert [span.to_row() for span in again.spans] == [span.to_row() for span in document.spans]


def test_attributes_of_the_scheme_are_kept_and_others_left(write_rows: Write) -> None:
    path = write_rows(row([good(trigger="要", speaker="", score=0.5, rule="directive-duty")]))
    span = read_documents(path)["flood"].spans[0]
    assert span.to_row() == good(trigger="要")
    assert span.rule == "directive-duty"
    assert span.speaker == ""


def test_one_holder_or_many_are_names() -> None:
    assert GoldSpan(0, 2, "title", "office", {"holder": "沈明岚"}).names == {"沈明岚"}
    assert GoldSpan(0, 2, "title", "collective", {"holders": ["沈明岚", "许问渠"]}).names == {"沈明岚", "许问渠"}
    assert GoldSpan(0, 2, "title", "office").names == frozenset()


def test_spans_come_in_text_order_the_longer_one_first(write_rows: Write) -> None:
    nested = [(3, 5), (0, 2), (0, 5)]
    spans = [{"start": a, "end": b, "layer": "title", "type": "office"} for a, b in nested]
    document = read_documents(write_rows(row(spans)))["flood"]
    assert [(s.start, s.end) for s in document.spans] == [(0, 5), (0, 2), (3, 5)]
    assert document.of_layer("slogan") == []


def test_empty_lines_and_a_byte_order_mark_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "g.jsonl"
    path.write_text('\ufeff\n{"id": "a", "text": "水", "spans": []}\r\n\n', encoding="utf-8")
    assert list(read_documents(path)) == ["a"]


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\x0c", "\x1e"])
def test_a_separator_inside_a_text_ends_no_line(document: GoldDocument, tmp_path: Path, separator: str) -> None:
    path = tmp_path / "g.jsonl"
    text = document.text + separator + "水位平稳。"
    path.write_text(write_documents([GoldDocument("a", text, document.spans)]), encoding="utf-8")
    assert read_documents(path)["a"].text == text


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ('{"id": "a", ', "no JSON"),
        ("[1, 2]", "not an object"),
        ({"id": "a", "text": "水"}, "spans is missing"),
        ({"id": "a", "sha256": "0", "spans": []}, "text is missing; join the standoff file"),
        (row([], key=7), "id is no string"),
        (row([], key=["a"]), "id is no string"),
        (row([], text=None), "text is no string"),
        (row(None), "spans is no list"),
        (row({"start": 1}), "spans is no list"),
        (row(["x"]), "span 1: start, end, layer or type is missing"),
        (row([good(start="eins")]), "span 1: start, end, layer or type is missing or no number"),
        (row([good(start=None)]), "span 1: start, end, layer or type is missing or no number"),
        (row([good(layer="name")]), "layer 'name' is unknown; write one of title, slogan, directive"),
        (row([good(layer=["title"])]), "layer ['title'] is unknown"),
        (row([good(type="office")]), "type 'office' is none of directive; write one of obligation"),
        (row([good(type=["bare"])]), "type ['bare'] is none of directive"),
        (row([good(end=7)]), "0-7 is no stretch of a text of 6 characters"),
        (row([good(start=5)]), "5-5 is no stretch"),
        (row([good(start=-1)]), "-1-5 is no stretch"),
        (row([good(layer="title", type="collective", holders="沈明岚")]), "holders is no list of names"),
    ],
)
def test_a_fault_is_named_with_its_line(write_rows: Write, broken: object, fault: str) -> None:
    lines = faults_of(write_rows(row([], key="first"), broken))
    assert len(lines) == 1
    assert lines[0].startswith("gold.jsonl:2: ")
    assert fault in lines[0]


def test_all_faults_are_told_at_once(write_rows: Write) -> None:
    path = write_rows("{", row([good(end=99), good(layer="x")]), row([], key="b"), row([], key="b"))
    lines = faults_of(path)
    assert [line.split(": ")[0] for line in lines] == ["gold.jsonl:1", "gold.jsonl:2", "gold.jsonl:2", "gold.jsonl:4"]
    assert "stands twice" in lines[-1]


def test_a_file_that_is_missing_empty_or_no_text_is_named(tmp_path: Path) -> None:
    assert faults_of(tmp_path / "none.jsonl") == [f"{tmp_path / 'none.jsonl'}: no such file; check the spelling"]
    empty, packed = tmp_path / "empty.jsonl", tmp_path / "packed.jsonl"
    empty.write_bytes(b"\n")
    packed.write_bytes(b"\xff\xfe\x00")
    assert "holds no document" in faults_of(empty)[0]
    assert "can't be read as UTF-8" in faults_of(packed)[0]
    assert "can't be read" in faults_of(tmp_path)[0]
