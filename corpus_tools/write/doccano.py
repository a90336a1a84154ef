"""Turn an annotated document into a line of doccano's JSONL (sequence labelling)."""

from __future__ import annotations

from spacy.tokens import Doc

from corpus_tools.provenance import Provenance
from corpus_tools.write.span_rows import PLACES, label, line, span_rows

HOLDS = PLACES


def to_doccano(doc: Doc, *, doc_id: str, provenance: Provenance | None = None) -> str:
    """Return ``doc_id``, ``text`` and ``label``: [[start, end, ``slogan:policy``], …], in characters.

    A span is a place and a label there, nothing more: rules, scores and attributes are lost.
    """
    labels = [[a.start_char, a.end_char, label(layer, a)] for layer, a in span_rows(doc)]
    return line({"doc_id": doc_id, "label": labels, "text": doc.text}, doc_id=doc_id)
