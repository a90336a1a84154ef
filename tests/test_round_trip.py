"""A document written and read again is the document; its files are the same to the byte."""

from __future__ import annotations

import stored_docs
from hypothesis import HealthCheck, given, settings
from spacy.tokens import Doc

from corpus_tools.read.conllu import read_conllu
from corpus_tools.read.tei import read_tei
from corpus_tools.stored.doc import to_doc
from corpus_tools.write import to_conllu, to_tei

PROVENANCE = stored_docs.PROVENANCE
many = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@many
@given(stored_docs.docs())
def test_a_document_comes_back_from_tei(doc: Doc) -> None:
    written = to_tei(doc, doc_id="a", provenance=PROVENANCE)
    (stored,) = read_tei(written, name="a.xml")
    again = to_doc(stored, doc.vocab)
    assert stored_docs.state(again) == stored_docs.state(doc)
    assert (stored.doc_id, stored.provenance, stored.losses) == ("a", PROVENANCE, {})
    assert to_tei(again, doc_id=stored.doc_id, provenance=PROVENANCE) == written


@many
@given(stored_docs.docs())
def test_a_document_comes_back_from_conllu(doc: Doc) -> None:
    written = to_conllu(doc, doc_id="a", provenance=PROVENANCE)
    (stored,) = read_conllu(written.encode(), name="a.conllu")
    again = to_doc(stored, doc.vocab)
    assert stored_docs.state(again) == stored_docs.state(doc)
    assert (stored.doc_id, stored.provenance, stored.losses) == ("a", PROVENANCE, {})
    assert to_conllu(again, doc_id=stored.doc_id, provenance=PROVENANCE) == written


@many
@given(stored_docs.docs())
def test_tei_is_the_same_after_a_way_through_conllu(doc: Doc) -> None:
    written = to_tei(doc, doc_id="a", provenance=PROVENANCE)
    (stored,) = read_tei(written, name="a.xml")
    lines = to_conllu(to_doc(stored, doc.vocab), doc_id=stored.doc_id, provenance=stored.provenance)
    (back,) = read_conllu(lines.encode(), name="a.conllu")
    assert back.provenance is not None
    assert to_tei(to_doc(back, doc.vocab), doc_id=back.doc_id, provenance=back.provenance) == written
