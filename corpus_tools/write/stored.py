"""An annotated Doc -> the stored text that a reader of its file has to come to."""

from __future__ import annotations

import json
from typing import Any

from spacy.tokens import Doc

from corpus_tools.alignment_record import edit_rows
from corpus_tools.document import TextDocument, document_of
from corpus_tools.errors import WriteError
from corpus_tools.labels import LAYERS
from corpus_tools.metadata import TextMetadata
from corpus_tools.provenance import Provenance
from corpus_tools.span_facts import SpanFacts, attributes_of
from corpus_tools.spans import Annotation, annotations_of
from corpus_tools.stored.offsets import Place, touched
from corpus_tools.stored.text import StoredSentence, StoredSpan, StoredText, StoredToken
from corpus_tools.write.conllu import native_label
from corpus_tools.write.sentences import SentenceToken, numbered_sentences


def to_stored(doc: Doc, *, doc_id: str, provenance: Provenance | None) -> StoredText:
    """Return all that the lossless formats hold; :func:`corpus_tools.stored.doc.to_doc` makes the Doc again.

    Attributes of spans stand in ``StoredSpan.values``, whole. Lost are span groups that are no layer, and spans on
    white space. Raises WriteError for an attribute that JSON has no form for (NaN).
    """
    sentences = numbered_sentences(doc, doc_id=doc_id)
    document = document_of(doc)
    text = doc.text
    stored = StoredText(document.source.name if document else doc_id, doc_id, provenance=provenance)
    rows = [row for sentence in sentences for row in sentence.tokens]
    places = [(row.token.idx, row.token.idx + len(row.token)) for row in rows]
    ends = [*(start for start, _ in places[1:]), len(text)]
    spaces = iter([text[place[1] : end] for place, end in zip(places, ends, strict=bool(places))])
    entity: tuple[int, str] | None = None
    for sentence in sentences:
        tokens = []
        for row in sentence.tokens:
            tokens.append(_token(row, next(spaces), entity))
            entity = row.entity
        stored.sentences.append(StoredSentence(tokens, sentence.kind, sentence.begins_block, 0, sentence.level))
    stored.before = text[: places[0][0]] if places else ""
    stored.record["layers"] = [layer.name for layer in LAYERS if layer.group in doc.spans]
    if not sentences and text:
        stored.record["text"] = text
    stored.spans = _spans(doc, places, doc_id)
    if document is not None:
        _add_document(stored, document)
    return stored


def _token(row: SentenceToken, space: str, before: tuple[int, str] | None) -> StoredToken:
    token = row.token
    return StoredToken(
        text=token.text,
        lemma=token.lemma_,
        upos=row.upos,
        xpos=token.tag_,
        feats=str(token.morph) if token.has_morph() else "",
        head=row.head,
        deprel="" if row.deprel is None else native_label(row) or row.deprel,
        space=space,
        name=row.entity[1] if row.entity else None,
        continues=row.entity is not None and row.entity == before,
    )


def _spans(doc: Doc, places: list[Place], doc_id: str) -> list[StoredSpan]:
    spans = []
    for layer in LAYERS:
        number = 0
        for annotation in annotations_of(doc, layer):
            tokens = touched(places, annotation.start_char, annotation.end_char)
            if tokens:
                number += 1
                spans.append(_span(layer.name, number, tokens, annotation, doc_id))
    return spans


def _span(layer: str, number: int, tokens: tuple[int, int], annotation: Annotation, doc_id: str) -> StoredSpan:
    evidence = annotation.evidence
    try:
        plain: dict[str, Any] = json.loads(json.dumps(annotation.attributes, default=str, allow_nan=False))
    except ValueError as error:
        raise WriteError(f"{doc_id}: {layer} {number}: an attribute can't be written: {error}") from error
    return StoredSpan(
        layer,
        number,
        annotation.type,
        *tokens,
        evidence.score,
        evidence.rule,
        evidence.version,
        evidence.entry or None,
        evidence.variation or None,
        values=attributes_of(annotation.type, SpanFacts(values=plain), ""),  # in the order of the scheme
    )


def _add_document(stored: StoredText, document: TextDocument) -> None:
    stored.source = document.source
    stored.metadata = TextMetadata({name: list(found) for name, found in document.metadata.values.items() if found})
    stored.damage = list(document.damage)
    stored.remarks = list(document.remarks)
    stored.cleaning = tuple(document.cleaning)
    stored.cleaned_by = document.cleaned_by
    stored.record["blocks"] = [[b.kind, b.start_char, b.end_char, b.level] for b in document.blocks]
    stored.record["places"] = {
        name: [None if e.start_char is None else [e.start_char, e.end_char] for e in found]
        for name, found in stored.metadata.values.items()
    }
    if document.aligned.edits:
        stored.record["edits"] = edit_rows(document.aligned)
