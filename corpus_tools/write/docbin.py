"""Turn annotated documents into spaCy's DocBin (``.spacy``), which plain spaCy opens."""

from __future__ import annotations

import json
from collections.abc import Iterable

import srsly
from spacy.tokens import Doc, DocBin

from corpus_tools.content import ALL
from corpus_tools.formats.docbin_record import RECORD
from corpus_tools.provenance import Provenance
from corpus_tools.stored.doc import to_doc
from corpus_tools.stored.offsets import text_and_places
from corpus_tools.write.packed import packed_document, packed_sentences
from corpus_tools.write.stored import to_stored

HOLDS = ALL
#: NORM is left out: spaCy takes it from the vocabulary, so the same Doc could give other bytes.
_ATTRIBUTES = ("ORTH", "LEMMA", "TAG", "POS", "MORPH", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE")


def to_docbin(doc: Doc, *, doc_id: str, provenance: Provenance | None = None) -> bytes:
    """Return a DocBin of one document; see :func:`docbin_of`."""
    return docbin_of([(doc, doc_id, provenance)])


def docbin_of(documents: Iterable[tuple[Doc, str, Provenance | None]]) -> bytes:
    """Return a DocBin of documents with their identifiers; they are in memory together.

    Tokens, tags, trees and names are spaCy's, the layers are ``doc.spans["titles"]`` and so on, with scores, evidence
    and attributes in ``attrs``; the rest is JSON in ``doc.user_data["corpus_tools.record"]``. White space stands as
    spaCy has it, trees as UD has them. Other user data, vectors and span groups that are no layer are left out.
    """
    bin_ = DocBin(attrs=_ATTRIBUTES)
    records = []
    for doc, doc_id, provenance in documents:
        stored = to_stored(doc, doc_id=doc_id, provenance=provenance)
        _, places = text_and_places(stored)
        record = packed_document(stored) | {"sentences": packed_sentences(stored, places)}
        stored.source = None  # the Doc that goes in carries no TextDocument
        bin_.add(to_doc(stored, doc.vocab))
        records.append(json.dumps(record, ensure_ascii=True, allow_nan=False))
    bin_.store_user_data = True
    bin_.user_data = [srsly.msgpack_dumps({RECORD: record}) for record in records]
    return bin_.to_bytes()
