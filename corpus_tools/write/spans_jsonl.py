"""Turn the spans of an annotated document into one line of JSON, the form of the gold files and more."""

import json
from typing import Any

from spacy.tokens import Doc

from corpus_tools.document import TextDocument, document_of
from corpus_tools.labels import LAYERS, Layer
from corpus_tools.spans import Annotation, annotations_of


def to_spans_json(doc: Doc, *, doc_id: str) -> str:
    """Return ``id``, ``text`` (cleaned) and ``spans`` in text order as one line with its line end.

    ``start`` and ``end`` count characters of the text, ``source_start`` and ``source_end`` of the original text.
    ``entry``, ``variation`` and the attributes of the scheme stand only where they are known.
    """
    document = document_of(doc)
    found = [(layer, annotation) for layer in LAYERS for annotation in annotations_of(doc, layer)]
    found.sort(key=lambda pair: (pair[1].start_char, -pair[1].end_char))
    spans = [_row(layer, annotation, doc.text, document) for layer, annotation in found]
    return json.dumps({"id": doc_id, "text": doc.text, "spans": spans}, ensure_ascii=False) + "\n"


def _row(layer: Layer, annotation: Annotation, text: str, document: TextDocument | None) -> dict[str, Any]:
    start, end, evidence = annotation.start_char, annotation.end_char, annotation.evidence
    source = document.aligned.origin(start, end) if document else (start, end)
    row: dict[str, Any] = {
        "start": start,
        "end": end,
        "layer": layer.name,
        "type": annotation.type,
        "text": text[start:end],
        "rule": evidence.rule,
        "version": evidence.version,
        "score": round(evidence.score, 4),
    }
    if evidence.entry:
        row["entry"] = evidence.entry
    if evidence.variation:
        row["variation"] = evidence.variation
    row |= {key: value for key, value in annotation.attributes.items() if value}
    return row | {"source_start": source[0], "source_end": source[1]}
