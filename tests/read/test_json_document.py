from __future__ import annotations

import json
from typing import Any

import pytest
import stored_docs
from spacy.tokens import Doc

from corpus_tools.errors import ReadError
from corpus_tools.read.json_document import read_json
from corpus_tools.stored.doc import to_doc
from corpus_tools.write.json_document import to_json


@pytest.fixture
def written(doc: Doc) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(to_json(doc, doc_id="a"))
    return found


def read(value: Any) -> list[Any]:
    return read_json(json.dumps(value, ensure_ascii=False).encode(), name="a.json")


def test_a_file_holds_one_document_a_list_or_one_a_line(doc: Doc) -> None:
    line = to_json(doc, doc_id="a")
    other = to_json(doc, doc_id="b")
    pretty = json.dumps(json.loads(line), indent=2)
    for data, ids in ((line + other, ["a", "b"]), (f"[{line},{other}]", ["a", "b"]), (pretty, ["a"])):
        found = read_json(data.encode(), name="a.jsonl")
        assert [stored.doc_id for stored in found] == ids
        assert stored_docs.state(to_doc(found[0], doc.vocab)) == stored_docs.state(doc)


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (("format",), "other", "'format' is 'other'"),
        (("format_version",), 2, "newer than this program"),
        (("text",), None, "'text' is None; it should be a string"),
        (("id",), 3, "'id' is 3"),
        (("sentences", 1, "tokens", 0, "start"), 0, "sentence 2: token 1: it begins at 0"),
        (("sentences", 1, "tokens", 0, "end"), 999, "no stretch of the text"),
        (("sentences", 0, "tokens", 1, "text"), "别的", "its text is '别的'"),
        (("sentences", 0, "tokens", 1, "head"), 9, "sentence 1: the head of token 2 is 9"),
        (("sentences", 0, "tokens"), [], "a sentence without a token"),
        (("sentences", 0, "kind"), "poem", "'poem' is no kind of block"),
        (("sentences",), [], "no token has the characters from 0 on"),
        (("names", 0, "end"), 6, "name 1: 4 to 6 does not begin and end with a token"),
        (("spans", 0, "layer"), "verse", "span 1: 'verse' is no layer"),
        (("spans", 0, "start"), 1.5, "span 1: 'start' is 1.5"),
        (("spans", 0, "score"), 2, "span 1: 'score' is 2.0"),
        (("spans", 0, "type"), "", "span 1: 'type' is empty"),
        (("layers",), ["verse"], "'verse' is no layer"),
        (("metadata",), {"colour": []}, "'colour' is no metadata field"),
        (("cleaned_by",), {}, "'cleaned_by': no record of a cleaning profile"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(
    written: dict[str, Any], path: tuple[Any, ...], value: Any, reason: str
) -> None:
    at: Any = written
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    with pytest.raises(ReadError) as caught:
        read(written)
    assert str(caught.value).startswith("a.json:1: ")
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.json: the file is empty"),
        (b"[]", "a.json:1: no object in it"),
        (b"7", "a.json:1: no object in it"),
        (b"[7]", "a.json: document 1: 7 where an object"),
        (b'{"a": 1}\n{"a": \n', "a.json:2: not JSON"),
        (b'{\n"a": 1,\n"b" 2}', "a.json:3: not JSON"),
        (b'{"a": NaN}', "NaN is no number"),
        (b'{"a": 1, "a": 2}', "'a' stands twice"),
        (b'{"a":' * 100_000, "nested too deep"),
        ("{}".encode("utf-16"), "a.json:1: not UTF-8"),
    ],
)
def test_what_is_no_json_is_refused_with_its_line(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=r"^a\.json") as caught:
        read_json(data, name="a.json")
    assert message in str(caught.value)


def test_edits_that_do_not_lead_to_the_text_are_refused(written: dict[str, Any]) -> None:
    written["edits"][0][1] = 9
    (stored,) = read(written)
    with pytest.raises(ReadError, match=r"document a: .*edit"):
        to_doc(stored)
