"""Turn an annotated document into one line of JSON that holds all of it."""

from __future__ import annotations

import json
from typing import Any

from spacy.tokens import Doc

from corpus_tools.content import ALL
from corpus_tools.provenance import Provenance
from corpus_tools.stored.offsets import Place, text_and_places
from corpus_tools.stored.text import StoredText, StoredToken
from corpus_tools.write.packed import packed_document, packed_names, packed_span
from corpus_tools.write.stored import to_stored

HOLDS = ALL


def to_json(doc: Doc, *, doc_id: str, provenance: Provenance | None = None) -> str:
    """Return the document as one line with its line end, in the form of ``annotations/schema/document.schema.json``.

    Offsets count characters (code points) of ``text``, heads tokens of their sentence from 1. Lines of several
    documents may stand in one file. Raises WriteError for an attribute of a span that JSON has no form for.
    """
    stored = to_stored(doc, doc_id=doc_id, provenance=provenance)
    return json.dumps(packed(stored), ensure_ascii=False, allow_nan=False) + "\n"


def packed(stored: StoredText) -> dict[str, Any]:
    """Return a stored text as plain values."""
    text, places = text_and_places(stored)
    row = packed_document(stored) | {"text": text, "sentences": []}
    left = iter(places)
    for sentence in stored.sentences:
        tokens = [_token(token, next(left), text) for token in sentence.tokens]
        begun = {"kind": sentence.kind, "level": sentence.level, "begins_block": sentence.begins_block}
        row["sentences"].append({"start": tokens[0]["start"], "end": tokens[-1]["end"], **begun, "tokens": tokens})
    row["names"] = packed_names(stored, places)
    row["spans"] = [packed_span(span, text, places) for span in stored.spans]
    return row


def _token(token: StoredToken, place: Place, text: str) -> dict[str, Any]:
    row: dict[str, Any] = {"start": place[0], "end": place[1], "text": text[place[0] : place[1]]}
    written = {"lemma": token.lemma, "upos": token.upos, "xpos": token.xpos, "feats": token.feats}
    row |= {key: value for key, value in written.items() if value}
    return row | ({} if token.head is None else {"head": token.head, "deprel": token.deprel})
