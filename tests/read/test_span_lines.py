from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.errors import ReadError
from corpus_tools.labels import LAYERS, SLOGAN
from corpus_tools.read.json_document import read_json
from corpus_tools.read.onto import onto
from corpus_tools.read.span_lines import read_doccano, read_label_studio, read_prodigy, read_spans_jsonl
from corpus_tools.spans import Annotation, annotations_of
from corpus_tools.stored.doc import to_doc
from corpus_tools.write import to_spans_json
from corpus_tools.write.doccano import to_doccano
from corpus_tools.write.json_document import to_json
from corpus_tools.write.label_studio import LabelStudioCorpus, labeling_config, to_label_studio
from corpus_tools.write.prodigy import to_prodigy

TEXT = "𠮷山说，守好大堤。\n严禁瞒报。 好"


def spans(doc: Doc) -> list[Annotation]:
    return [a for layer in LAYERS for a in annotations_of(doc, layer)]


def places(doc: Doc) -> list[tuple[int, int, str]]:
    return [(a.start_char, a.end_char, a.type) for a in spans(doc)]


@pytest.mark.parametrize(
    ("write", "read", "whole"),
    [
        (to_prodigy, read_prodigy, True),
        (to_label_studio, read_label_studio, True),
        (to_doccano, read_doccano, False),
        (to_spans_json, read_spans_jsonl, False),  # its scores have four places
    ],
)
def test_spans_come_back(doc: Doc, write: Callable[..., str], read: Callable[..., Any], whole: bool) -> None:
    (stored,) = read((write(doc, doc_id="a")).encode(), name="x.jsonl")
    again = to_doc(stored)
    assert (stored.doc_id, again.text, places(again)) == ("a", doc.text, places(doc))
    if whole:
        assert spans(again) == spans(doc)


def test_prodigy_counts_tokens_to_the_last_one(doc: Doc) -> None:
    task = json.loads(to_prodigy(doc, doc_id="a"))
    for span in task["spans"]:
        first, last = task["tokens"][span["token_start"]], task["tokens"][span["token_end"]]
        assert (first["start"], last["end"]) == (span["start"], span["end"])
    assert [token["id"] for token in task["tokens"]] == list(range(len(doc)))


def test_without_tokens_every_character_is_one_and_a_line_a_sentence() -> None:
    row = {"id": 7, "text": TEXT, "label": [[4, 8, "slogan:mobilization"], [10, 16, "prohibition"], [0, 2, "PER"]]}
    (stored,) = read_doccano(json.dumps(row).encode(), name="d.jsonl")
    again = to_doc(stored)
    assert [t.text for t in again if not t.text.isspace()] == [c for c in TEXT if not c.isspace()]
    assert [sent.text.strip() for sent in again.sents] == TEXT.split("\n")
    assert stored.losses == {"label PER": 1, "white space at the ends of spans": 1}
    assert [(s.text, s.label_, s.id_) for s in again.spans["directives"]] == [
        ("严禁瞒报。", "prohibition", "annotator unnamed")
    ]


def test_the_newer_form_of_doccano() -> None:
    entity = {"id": 1, "label": "slogan", "start_offset": 4, "end_offset": 8}
    row = {"id": 7, "text": TEXT, "entities": [entity], "relations": [{"id": 1}], "Comments": []}
    (stored,) = read_doccano(json.dumps(row).encode(), name="d.jsonl")
    assert [(s.layer, s.type) for s in stored.spans] == [("slogan", "slogan")]
    assert (stored.doc_id, stored.losses) == ("7", {"relations": 1})


def test_label_studio_may_count_utf_16_units() -> None:
    value = {"start": 5, "end": 9, "text": "守好大堤", "labels": ["mobilization"]}
    result = [{"type": "labels", "value": value, "origin": "manual"}, {"type": "choices", "value": {"choices": ["x"]}}]
    task = {
        "id": 1,
        "data": {"text": TEXT},
        "annotations": [{"completed_by": {"id": 3, "email": "a@b"}, "result": result}],
    }
    (stored,) = read_label_studio(json.dumps([task]).encode(), name="l.json")
    again = to_doc(stored)
    assert [(s.text, s.id_) for s in again.spans["slogans"]] == [("守好大堤", "annotator a@b")]
    assert stored.losses == {"results of type choices": 1}


def test_a_prediction_that_was_changed_is_the_annotators(doc: Doc) -> None:
    task = json.loads(to_label_studio(doc, doc_id="a", style="annotations"))
    task["annotations"][0]["completed_by"] = 4
    task["annotations"][0]["result"][0]["origin"] = "prediction-changed"
    task["annotations"].append({"completed_by": 5, "result": []})
    first, second = read_label_studio(json.dumps(task).encode(), name="l.json")
    assert [first.doc_id, second.doc_id] == ["a.4", "a.5"]
    assert [s.rule for s in first.spans].count("annotator 4") == 1
    assert second.spans == []


def test_a_rejected_task_has_no_spans(doc: Doc) -> None:
    task = json.loads(to_prodigy(doc, doc_id="a")) | {"answer": "reject"}
    (stored,) = read_prodigy(json.dumps(task).encode(), name="p.jsonl")
    assert stored.spans == []
    assert stored.losses == {"spans of a task with the answer reject": len(spans(doc))}


def test_spans_go_onto_their_document_and_split_tokens(doc: Doc) -> None:
    (whole,) = read_json(to_json(doc, doc_id="a").encode(), name="a.json")
    row = {"doc_id": "a", "text": doc.text, "label": [[5, 7, "policy"]]}  # from inside 吴俊清 to inside 主持
    row["label"] = [[5, 8, "policy"]]
    (bare,) = read_doccano(json.dumps(row).encode(), name="d.jsonl")
    made = onto(bare, whole)
    again = to_doc(made)
    (slogan,) = annotations_of(again, SLOGAN)
    assert again.text[slogan.start_char : slogan.end_char] == again.text[5:8]
    assert [t.text for t in again][3:7] == ["吴", "俊清", "主", "持"]
    assert [ent.text for ent in again.ents] == ["吴俊清"]
    assert made.source == whole.source
    with pytest.raises(ReadError, match="not the text of document a: they differ from character 0"):
        onto(read_doccano(b'{"text": "x", "label": []}', name="d.jsonl")[0], whole)


@pytest.mark.parametrize(
    ("read", "row", "message"),
    [
        (read_doccano, {"text": TEXT}, "x.jsonl:1: neither 'label' nor 'entities'"),
        (read_doccano, {"label": []}, "x.jsonl:1: 'text' is missing"),
        (read_doccano, {"text": TEXT, "label": [[0, 99, "policy"]]}, "x.jsonl:1: span 1: 0 to 99 is no stretch"),
        (read_doccano, {"text": TEXT, "label": [[3, 3, "policy"]]}, "x.jsonl:1: span 1: 3 to 3 is no stretch"),
        (read_doccano, {"text": TEXT, "label": [[9, 10, "policy"]]}, "x.jsonl:1: span 1: 9 to 10 is white space"),
        (read_doccano, {"text": TEXT, "label": [["a", 3, "policy"]]}, "x.jsonl:1: span 1: ['a', 3, 'policy'] is no"),
        (read_prodigy, {"text": TEXT, "spans": [{"start": 0, "end": 2}]}, "x.jsonl:1: span 1: 'label' is missing"),
        (
            read_prodigy,
            {"text": TEXT, "tokens": [{"start": 0, "end": 2}, {"start": 1, "end": 3}]},
            "x.jsonl:1: the token at 1 to 3 overlaps",
        ),
        (read_label_studio, {"text": TEXT}, "x.jsonl:1: 'data' is missing"),
        (
            read_spans_jsonl,
            {"id": "a", "text": TEXT, "spans": [{"start": 0, "end": 2, "layer": "x", "type": "y"}]},
            "x.jsonl:1: span 1: 'x' is no layer",
        ),
        (
            read_spans_jsonl,
            {"id": "a", "text": TEXT, "spans": [{"start": 0, "end": 2, "layer": "title", "type": "y", "text": "别的"}]},
            "x.jsonl:1: span 1: its words are '别的'",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_its_line(read: Callable[..., Any], row: Any, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(json.dumps(row).encode(), name="x.jsonl")
    assert str(caught.value).startswith(message)


def test_a_faulty_line_refuses_the_file() -> None:
    with pytest.raises(ReadError, match=r"^x\.jsonl:2: not JSON"):
        read_doccano(b'{"text": "a", "label": []}\n{"text": \n', name="x.jsonl")


def test_label_studio_takes_a_list_of_tasks_and_knows_every_label() -> None:
    class Kept(io.BytesIO):
        def close(self) -> None:
            """Stay readable."""

    file = Kept()
    corpus = LabelStudioCorpus(lambda _: file)
    doc = Doc(Vocab(), words=["好"], spaces=[False])
    for doc_id in ("a", "b"):
        corpus.add(doc, doc_id=doc_id)
    corpus.close()
    assert [task["data"]["doc_id"] for task in json.loads(file.getvalue())] == ["a", "b"]
    config = etree.fromstring(labeling_config())
    assert [each.get("value") for each in config.iter("Label")] == [
        f"{la.name}:{t.name}" for la in LAYERS for t in la.types
    ]
