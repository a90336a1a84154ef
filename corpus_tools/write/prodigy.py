"""Turn an annotated document into a task of Prodigy (``spans.manual``), one line of JSON."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Any

from spacy.tokens import Doc

from corpus_tools.document import document_of
from corpus_tools.provenance import Provenance
from corpus_tools.write.span_rows import FACTS, PLACES, facts, label, line, span_rows

HOLDS = PLACES | FACTS | {"tokens"}


def to_prodigy(doc: Doc, *, doc_id: str, provenance: Provenance | None = None) -> str:
    """Return ``text``, ``tokens`` and ``spans`` with ``label`` (``slogan:policy``), borders in characters and tokens.

    ``token_end`` is the last token of a span, as Prodigy counts. Evidence and attributes are keys of the span; Prodigy
    keeps them on spans that nobody touches.
    """
    document = document_of(doc)
    meta = {"id": doc_id} | ({"source": document.source.name} if document else {})
    tokens: list[dict[str, Any]] = [
        {"text": t.text, "start": t.idx, "end": t.idx + len(t), "id": t.i, "ws": bool(t.whitespace_)} for t in doc
    ]
    starts = [token["start"] for token in tokens]
    spans = []
    for layer, a in span_rows(doc):
        first, last = bisect_right(starts, a.start_char) - 1, bisect_left(starts, a.end_char) - 1
        borders = {"start": a.start_char, "end": a.end_char, "token_start": first, "token_end": last}
        spans.append(borders | {"label": label(layer, a)} | facts(a))
    row = {"_view_id": "spans_manual", "meta": meta, "text": doc.text, "tokens": tokens, "spans": spans}
    return line(row, doc_id=doc_id)
