"""The spans of a Doc -> rows for the tools in which people annotate by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from spacy.tokens import Doc

from corpus_tools.errors import WriteError
from corpus_tools.labels import LAYERS, Layer
from corpus_tools.spans import Annotation, annotations_of

#: What a text with spans by characters holds, whatever says how they lie.
PLACES = frozenset(
    {"white-space", "spans", "types", "nested-spans", "crossing-spans", "same-extent-spans", "cross-sentence-spans"}
)
#: What rides along where a tool keeps the keys that it does not know.
FACTS = frozenset({"evidence", "attributes", "relations", "stretches"})


def label(layer: Layer, annotation: Annotation) -> str:
    """Return layer and type as one label: ``slogan:policy``."""
    return f"{layer.name}:{annotation.type}"


def span_rows(doc: Doc) -> Iterator[tuple[Layer, Annotation]]:
    """Yield the spans of all layers in text order, the longer of two that begin together first."""
    found = [(layer, annotation) for layer in LAYERS for annotation in annotations_of(doc, layer)]
    yield from sorted(found, key=lambda pair: (pair[1].start_char, -pair[1].end_char))


def facts(annotation: Annotation) -> dict[str, Any]:
    """Return rule, version, score, entry, variation and attributes, where they are known."""
    evidence = annotation.evidence
    row: dict[str, Any] = {"rule": evidence.rule, "version": evidence.version, "score": evidence.score}
    row |= {"entry": evidence.entry} if evidence.entry else {}
    row |= {"variation": evidence.variation} if evidence.variation else {}
    return row | ({"attributes": dict(annotation.attributes)} if annotation.attributes else {})


def line(row: dict[str, Any], *, doc_id: str) -> str:
    """Return a row as one line of JSON. Raises WriteError for a value that JSON has no form for (NaN)."""
    try:
        return json.dumps(row, ensure_ascii=False, allow_nan=False, default=str) + "\n"
    except ValueError as error:
        raise WriteError(f"{doc_id}: can't be written as JSON: {error}") from error
