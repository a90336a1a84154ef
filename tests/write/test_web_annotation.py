from __future__ import annotations

import json
from typing import Any

from spacy.tokens import Doc

from corpus_tools.document import document_of
from corpus_tools.labels import LAYERS
from corpus_tools.provenance import Provenance
from corpus_tools.spans import annotations_of
from corpus_tools.write.web_annotation import to_web_annotations


def written(doc: Doc) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(
        to_web_annotations(doc, doc_id="一/a b", provenance=Provenance("0.1", date="2026-01-02"))
    )
    return made


def test_each_span_is_an_annotation_of_the_text_and_of_its_source(doc: Doc) -> None:
    found = written(doc)
    document = document_of(doc)
    assert document is not None
    spans = [a for layer in LAYERS for a in annotations_of(doc, layer)]
    items = found["first"]["items"]
    assert found["total"] == len(items) == len(spans)
    for item in items:
        text, source = item["target"]
        for target, whole in ((text, doc.text), (source, document.aligned.original)):
            position, words = target["selector"]
            stretch = whole[position["start"] : position["end"]]
            assert words["exact"] == stretch
            assert whole[: position["start"]].endswith(words["prefix"])
            assert whole[position["end"] :].startswith(words["suffix"])
        assert source["state"] == {"type": "ct:SourceState", "ct:sha256": "0" * 64, "ct:name": "a.txt"}
    removed = [item["target"][1]["selector"][1]["exact"] for item in items]
    assert any("實(shí)" in words for words in removed)


def test_the_body_tags_and_gives_the_evidence(doc: Doc) -> None:
    item = written(doc)["first"]["items"][0]
    tag, evidence = item["body"]
    assert (tag["purpose"], tag["value"].partition(":")[0]) == ("tagging", "directive")
    assert {"rule", "version", "score"} <= json.loads(evidence["value"]).keys()
    assert (item["generator"]["name"], item["generated"]) == ("corpus-tools 0.1", "2026-01-02T00:00:00Z")


def test_identifiers_are_iris_and_differ(doc: Doc) -> None:
    found = written(doc)
    ids = [item["id"] for item in found["first"]["items"]]
    assert len({*ids}) == len(ids)
    assert ids[0] == "urn:x-corpus-tools:%E4%B8%80%2Fa%20b/annotation/1"
