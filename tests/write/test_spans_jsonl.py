from __future__ import annotations

import json

from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.write import to_spans_json


def test_spans_map_to_text_and_source(doc: Doc) -> None:
    line = to_spans_json(doc, doc_id="a")
    assert line.count("\n") == 1
    row = json.loads(line)
    assert (row["id"], row["text"]) == ("a", doc.text)
    assert [span["text"] for span in row["spans"]] == ["动员", "要落实举措", "坚决防控。 再防", "坚决", "记者"]
    assert all(row["text"][span["start"] : span["end"]] == span["text"] for span in row["spans"])
    duty = row["spans"][1]
    assert duty["source_end"] - duty["source_start"] == len("要落實(shí)举措")
    assert (duty["trigger"], duty["speaker"], duty["score"]) == ("要", "吴俊清", 0.7)


def test_keys_stand_only_where_they_are_known(doc: Doc) -> None:
    slogan, inner = json.loads(to_spans_json(doc, doc_id="a"))["spans"][2:4]
    assert slogan["entry"] == "slo-0001"
    assert not {"entry", "holder", "holders", "trigger", "speaker"} & inner.keys()


def test_a_bare_doc_has_no_spans() -> None:
    assert json.loads(to_spans_json(Doc(Vocab(), words=["甲"], spaces=[False]), doc_id="a")) == {
        "id": "a",
        "text": "甲",
        "spans": [],
    }
