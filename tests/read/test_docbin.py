from __future__ import annotations

import struct
import zlib
from typing import Any

import numpy as np
import pytest
import spacy
import srsly
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from corpus_tools.errors import ReadError
from corpus_tools.labels import SLOGAN
from corpus_tools.read.docbin import read_docbin
from corpus_tools.spans import annotations_of
from corpus_tools.stored.doc import to_doc
from corpus_tools.write.docbin import docbin_of, to_docbin


def opened(data: bytes) -> Doc:
    (doc,) = DocBin().from_bytes(data).get_docs(spacy.blank("zh").vocab)
    return doc


def test_plain_spacy_has_tokens_tags_tree_names_and_spans(doc: Doc) -> None:
    found = opened(to_docbin(doc, doc_id="a"))
    assert found.text == doc.text
    assert [ent.text for ent in found.ents] == ["吴俊清"]
    for group in ("titles", "slogans", "directives"):
        assert [(s.text, s.label_, s.id_) for s in found.spans[group]] == [
            (s.text, s.label_, s.id_) for s in doc.spans[group]
        ]
        assert found.spans[group].attrs["scores"] == doc.spans[group].attrs["scores"]
    assert [t.pos_ for t in found if not t.text.isspace()] == [t.pos_ for t in doc if not t.text.isspace()]
    assert found.has_annotation("DEP")
    assert [type(value) for value in found.user_data.values()] == [str]


def test_what_was_changed_in_spacy_comes_back(doc: Doc) -> None:
    found = opened(to_docbin(doc, doc_id="a"))
    found.set_ents([])
    found[0].tag_ = "MD"
    found.spans["slogans"] = [Span(found, 0, 1, label="policy")]
    (stored,) = read_docbin(DocBin(store_user_data=True, docs=[found]).to_bytes(), name="a.spacy")
    again = to_doc(stored)
    assert (len(again.ents), again[0].tag_) == (0, "MD")
    assert [(s.text, s.label_) for s in again.spans["slogans"]] == [("要", "policy")]
    assert stored.source is not None
    assert stored.source.name == "a.txt"


def test_a_docbin_of_others_is_read_and_what_is_lost_counted() -> None:
    nlp = spacy.blank("zh")
    words, deps = ["停", "水", "\n", "两", "天"], ["dep", "ROOT", "dep", "nummod", "obj"]
    doc = Doc(nlp.vocab, words=words, spaces=[False] * 5, heads=[1, 1, 1, 4, 1], deps=deps)
    doc.ents = [Span(doc, 3, 5, label="DATE")]
    doc.spans["sc"] = [Span(doc, 0, 2, label="x")]
    doc.cats = {"news": 1.0}
    doc.user_data["note"] = ("a", 1)
    data = DocBin(store_user_data=True, docs=[doc, nlp("好")]).to_bytes()
    first, second = read_docbin(data, name="in/n.spacy")
    assert (first.doc_id, second.doc_id) == ("n-1", "n-2")
    assert first.losses == {"span group sc": 1, "text categories": 1, "user data": 1}
    again = to_doc(first)
    assert again.text == doc.text
    assert [(t.text, t.dep_, t.head.text) for t in again if not t.text.isspace()][-1] == ("天", "obj", "天")
    assert [ent.label_ for ent in again.ents] == ["DATE"]
    assert to_doc(second).text == "好"


def test_evidence_that_does_not_pair_with_spans_is_counted(doc: Doc) -> None:
    found = opened(to_docbin(doc, doc_id="a"))
    found.spans["slogans"].append(Span(found, 0, 1, label="policy"))
    (stored,) = read_docbin(DocBin(store_user_data=True, docs=[found]).to_bytes(), name="a.spacy")
    assert stored.losses == {"evidence of slogans": len(doc.spans["slogans"])}
    assert all(a.evidence.score == 1.0 for a in annotations_of(to_doc(stored), SLOGAN))


def test_documents_in_one_file(doc: Doc) -> None:
    data = docbin_of([(doc, "a", None), (doc, "b", None)])
    assert [stored.doc_id for stored in read_docbin(data, name="a.spacy")] == ["a", "b"]


def repacked(data: bytes, **changes: Any) -> bytes:
    return zlib.compress(srsly.msgpack_dumps(srsly.msgpack_loads(zlib.decompress(data)) | changes))


@pytest.mark.parametrize("value", [np.zeros(2), b"\x80\x04N."])
def test_user_data_that_is_not_plain_is_refused(doc: Doc, value: Any) -> None:
    data = repacked(to_docbin(doc, doc_id="a"), user_data=[srsly.msgpack_dumps({"x": value})])
    with pytest.raises(ReadError, match=r"^a\.spacy: document 1: its user data is not plain"):
        read_docbin(data, name="a.spacy")


def test_a_span_outside_the_tokens_is_refused(doc: Doc) -> None:
    doc.spans.clear()
    group = {"name": "x", "attrs": {}, "spans": [struct.pack(">QQQllll", 0, 0, 0, 2, 99_999, 0, 1)]}
    packed = srsly.msgpack_dumps({srsly.msgpack_dumps(group): ["x"]})
    data = repacked(to_docbin(doc, doc_id="a"), span_groups=[packed])
    with pytest.raises(ReadError, match="a span from token 2 to 99999"):
        read_docbin(data, name="a.spacy")


@pytest.mark.parametrize("data", [b"", b"PK", zlib.compress(b"x"), zlib.compress(srsly.msgpack_dumps({"strings": []}))])
def test_what_is_no_docbin_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"^a\.spacy: "):
        read_docbin(data, name="a.spacy")


def test_a_record_of_other_tokens_is_refused(doc: Doc) -> None:
    found = opened(to_docbin(doc, doc_id="a"))
    other = Doc(Vocab(), words=["要动", "员"], user_data=dict(found.user_data))
    with pytest.raises(ReadError, match=r"^a\.spacy: document 1: a sentence on record begins at"):
        read_docbin(DocBin(store_user_data=True, docs=[other]).to_bytes(), name="a.spacy")
