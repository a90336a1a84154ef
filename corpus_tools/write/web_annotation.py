"""Turn the spans of an annotated document into W3C Web Annotations (JSON-LD)."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from urllib.parse import quote

from spacy.tokens import Doc

from corpus_tools.document import TextDocument, document_of
from corpus_tools.errors import WriteError
from corpus_tools.labels import Layer
from corpus_tools.provenance import Provenance
from corpus_tools.spans import Annotation
from corpus_tools.write.span_rows import FACTS, PLACES, facts, label, span_rows

HOLDS = (PLACES - {"white-space"}) | FACTS | {"source"}
_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
#: Terms that the Web Annotation vocabulary lacks: what a source was when its characters were counted.
_OWN = "urn:x-corpus-tools:vocabulary#"
#: Characters before and after a quotation, so that it is found again where the text was changed.
_AROUND = 16


def to_web_annotations(
    doc: Doc, *, doc_id: str, provenance: Provenance | None = None, base: str = "urn:x-corpus-tools:"
) -> str:
    """Return an AnnotationCollection with one AnnotationPage, one annotation a span.

    Each has the targets ``BASE/DOC/text``, the cleaned text, and ``BASE/DOC/source``, the original text, as
    TextPositionSelector (in code points) and TextQuoteSelector; the state of a source says its SHA-256 and name. The
    body tags with ``slogan:policy``; a second one has rule, version, score, entry and attributes as JSON. Names, trees
    and metadata are no annotations of this kind.
    """
    root = f"{base}{quote(doc_id, safe='')}"
    document = document_of(doc)
    rows = list(span_rows(doc))
    text_state = _state(hashlib.sha256(doc.text.encode("utf-8", "surrogatepass")).hexdigest(), f"{doc_id}, cleaned")
    source_state = _state(document.source.sha256, document.source.name) if document else {}
    items = []
    for number, (layer, a) in enumerate(rows, start=1):
        targets = [_target(f"{root}/text", text_state, doc.text, a.start_char, a.end_char)]
        if document is not None:
            places = document.aligned.origin(a.start_char, a.end_char)
            targets.append(_target(f"{root}/source", source_state, document.aligned.original, *places))
        items.append(_annotation(f"{root}/annotation/{number}", layer, a, targets, provenance))
    page: dict[str, Any] = {"id": f"{root}/page", "type": "AnnotationPage", "startIndex": 0, "items": items}
    made = {
        "@context": [_CONTEXT, {"ct": _OWN}],
        "id": f"{root}/annotations",
        "type": "AnnotationCollection",
        "label": _title(document, doc_id),
        "total": len(items),
        "first": page,
    }
    try:
        return json.dumps(made, ensure_ascii=False, allow_nan=False, default=str, indent=1) + "\n"
    except ValueError as error:
        raise WriteError(f"{doc_id}: can't be written as JSON: {error}") from error


def _annotation(
    name: str, layer: Layer, a: Annotation, targets: list[dict[str, Any]], provenance: Provenance | None
) -> dict[str, Any]:
    evidence = json.dumps(facts(a), ensure_ascii=False, allow_nan=False, default=str)
    made: dict[str, Any] = {
        "id": name,
        "type": "Annotation",
        "motivation": "tagging",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": label(layer, a), "format": "text/plain"},
            {"type": "TextualBody", "purpose": "describing", "value": evidence, "format": "application/json"},
        ],
        "target": targets,
    }
    if provenance is not None:
        made["generator"] = {"type": "Software", "name": f"corpus-tools {provenance.version}"}
        if provenance.date:
            made["generated"] = f"{provenance.date}T00:00:00Z" if "T" not in provenance.date else provenance.date
    return made


def _target(source: str, state: dict[str, Any], text: str, start: int, end: int) -> dict[str, Any]:
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    around = {"prefix": text[max(0, start - _AROUND) : start], "suffix": text[end : end + _AROUND]}
    words = {"type": "TextQuoteSelector", "exact": text[start:end], **around}
    return {"type": "SpecificResource", "source": source, "state": state, "selector": [position, words]}


def _state(sha256: str, name: str) -> dict[str, Any]:
    return {"type": "ct:SourceState", "ct:sha256": sha256, "ct:name": name}


def _title(document: TextDocument | None, doc_id: str) -> str:
    return (document.metadata.first("headline") if document else None) or doc_id
