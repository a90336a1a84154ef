"""An annotated document -> its rows in the tables of ``parquet_schema.py``."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from spacy.tokens import Doc

from corpus_tools.document import TextDocument, document_of
from corpus_tools.metadata import FIELDS
from corpus_tools.provenance import Provenance
from corpus_tools.write.numbered_spans import NumberedSpan, numbered_spans
from corpus_tools.write.sentences import Sentence, numbered_sentences

Row = dict[str, Any]
#: Start and end in the cleaned text -> the four columns of a place.
_Place = Callable[[int, int], Row]


def rows_of(doc: Doc, *, doc_id: str, provenance: Provenance) -> dict[str, list[Row]]:
    """Return the rows of a document by table. A Doc without a TextDocument is its own original."""
    sentences = numbered_sentences(doc, doc_id=doc_id)
    spans = numbered_spans(doc, sentences)
    document = document_of(doc)
    original = document.aligned.original if document else doc.text

    def place(start: int, end: int) -> Row:
        begin, behind = document.aligned.origin(start, end) if document else (start, end)
        return {"start": start, "end": end, "original_start": begin, "original_end": behind}

    numbers = {token.place: n for n, token in enumerate(token for s in sentences for token in s.tokens)}
    rows: dict[str, list[Row]] = {"documents": [_document(doc, document, sentences, provenance)]}
    rows["sentences"] = [_sentence(sentence, numbers, place) for sentence in sentences]
    rows["tokens"] = _tokens(sentences, numbers, place)
    rows["spans"] = [_span(span, doc.text, original, numbers, place) for span in spans]
    rows["relations"] = [
        {"span_id": span.eid, "relation": name, "participant": participant}
        for span in spans
        for name, participant in span.facts.relations
    ]
    rows["stretches"] = [
        {"span_id": span.eid, "role": s.role, "text": doc.text[s.start : s.end], **place(s.start, s.end)}
        for span in spans
        for s in span.facts.stretches
    ]
    for table in rows.values():
        for row in table:
            row["doc_id"] = doc_id
    return rows


def _document(doc: Doc, document: TextDocument | None, sentences: list[Sentence], provenance: Provenance) -> Row:
    row: Row = {name: document.metadata.all(name) if document else [] for name in FIELDS}
    row |= {"text": doc.text, "original": document.aligned.original if document else doc.text}
    if document:
        source = document.source
        row |= {"source_name": source.name, "source_sha256": source.sha256, "source_encoding": source.encoding}
        row |= {"source_media_type": source.media_type}
    row |= {"remarks": document.remarks if document else [], "cleaning": list(document.cleaning) if document else []}
    row |= {"sentences": len(sentences), "tokens": sum(len(sentence.tokens) for sentence in sentences)}
    return row | {"provenance": json.dumps(asdict(provenance), ensure_ascii=False, sort_keys=True)}


def _sentence(sentence: Sentence, numbers: dict[int, int], place: _Place) -> Row:
    first, last = sentence.tokens[0], sentence.tokens[-1]
    return {
        "sentence_id": sentence.id,
        "sentence": sentence.number,
        "block": sentence.block,
        "kind": sentence.kind,
        "level": sentence.level,
        "begins_block": sentence.begins_block,
        "text": sentence.text,
        "original": sentence.original,
        "first_token": numbers[first.place],
        "tokens": len(sentence.tokens),
        **place(first.start, last.end),
    }


def _tokens(sentences: list[Sentence], numbers: dict[int, int], place: _Place) -> list[Row]:
    rows: list[Row] = []
    before: tuple[int, str] | None = None
    for sentence in sentences:
        for token in sentence.tokens:
            name = token.entity
            rows.append(
                {
                    "token_id": token.id,
                    "sentence": sentence.number,
                    "token": numbers[token.place],
                    "n": token.number,
                    "form": token.form,
                    "lemma": token.lemma,
                    "upos": token.upos,
                    "xpos": token.xpos or None,
                    "feats": token.feats or None,
                    "head": token.head,
                    "deprel": token.deprel,
                    "native_label": token.native,
                    "ner": f"{'I' if name == before else 'B'}-{name[1]}" if name else None,
                    "space_after": token.space_after,
                    "damaged": token.damaged,
                    **place(token.start, token.end),
                }
            )
            before = name
    return rows


def _span(span: NumberedSpan, text: str, original: str, numbers: dict[int, int], place: _Place) -> Row:
    annotation, evidence = span.annotation, span.annotation.evidence
    where = place(annotation.start_char, annotation.end_char)
    return {
        "span_id": span.eid,
        "layer": span.layer.name,
        "type": annotation.type,
        "rule": evidence.rule,
        "version": evidence.version,
        "score": evidence.score,
        "entry": evidence.entry,
        "variation": evidence.variation,
        "trigger": span.facts.trigger,
        "text": text[annotation.start_char : annotation.end_char],
        "original": original[where["original_start"] : where["original_end"]],
        "sentence": span.parts[0].sentence.number,
        "last_sentence": span.parts[-1].sentence.number,
        "first_token": numbers[span.parts[0].tokens[0].place],
        "last_token": numbers[span.parts[-1].tokens[-1].place],
        "attributes": json.dumps(annotation.attributes, ensure_ascii=False, default=str),
        **where,
    }
