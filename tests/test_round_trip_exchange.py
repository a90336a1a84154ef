"""A document written in a lossless exchange format and read again is the document; its files are the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import stored_docs
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from spacy.tokens import Doc

from corpus_tools.read.cas import read_cas
from corpus_tools.read.docbin import read_docbin
from corpus_tools.read.json_document import read_json
from corpus_tools.read.onto import onto
from corpus_tools.read.span_lines import read_prodigy
from corpus_tools.spans import annotations_of
from corpus_tools.stored.doc import to_doc
from corpus_tools.write.cas import to_cas_json, to_cas_xmi
from corpus_tools.write.docbin import to_docbin
from corpus_tools.write.json_document import to_json
from corpus_tools.write.prodigy import to_prodigy

PROVENANCE = stored_docs.PROVENANCE
SCHEMA = Path(__file__).resolve().parents[1] / "annotations" / "schema" / "document.schema.json"
LOSSLESS: list[tuple[Callable[..., bytes | str], Callable[..., list[Any]]]] = [
    (to_json, read_json),
    (to_docbin, read_docbin),
    (to_cas_xmi, read_cas),
    (to_cas_json, read_cas),
]
many = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def _bytes(written: bytes | str) -> bytes:
    return written.encode() if isinstance(written, str) else written


@pytest.mark.parametrize(("write", "read"), LOSSLESS, ids=["json", "docbin", "xmi", "cas-json"])
@many
@given(doc=stored_docs.docs())
def test_a_document_comes_back(write: Callable[..., Any], read: Callable[..., Any], doc: Doc) -> None:
    written = _bytes(write(doc, doc_id="a", provenance=PROVENANCE))
    (stored,) = read(written, name="a")
    again = to_doc(stored, doc.vocab)
    assert stored_docs.state(again) == stored_docs.state(doc)
    assert (stored.doc_id, stored.provenance, stored.losses) == ("a", PROVENANCE, {})
    assert _bytes(write(again, doc_id=stored.doc_id, provenance=PROVENANCE)) == written


@many
@given(stored_docs.docs())
def test_json_is_valid_under_its_schema(doc: Doc) -> None:
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert list(validator.iter_errors(json.loads(to_json(doc, doc_id="a", provenance=PROVENANCE)))) == []


@many
@given(stored_docs.docs())
def test_spans_come_back_from_prodigy_onto_their_document(doc: Doc) -> None:
    (bare,) = read_prodigy(to_prodigy(doc, doc_id="a").encode(), name="a.jsonl")
    (whole,) = read_json(to_json(doc, doc_id="a", provenance=PROVENANCE).encode(), name="a.json")
    for stored in (bare, onto(bare, whole)):
        again = to_doc(stored, doc.vocab)
        assert again.text == doc.text
        for layer in stored_docs.LAYERS:
            assert annotations_of(again, layer) == annotations_of(doc, layer)
