"""A stored text -> plain values as JSON has them: what belongs to the document, its sentences, its spans."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from corpus_tools.stored.offsets import Place
from corpus_tools.stored.text import StoredSpan, StoredText

#: What stands at the head of every record of ours.
FORMAT = "corpus-tools document"
FORMAT_VERSION = 1


def packed_document(stored: StoredText) -> dict[str, Any]:
    """Return all but text, tokens and spans; what is empty is left out."""
    row: dict[str, Any] = {"format": FORMAT, "format_version": FORMAT_VERSION, "id": stored.doc_id}
    if stored.source is not None:
        row["source"] = asdict(stored.source)
        row["metadata"] = {
            name: [
                {"value": e.value} | ({} if e.start_char is None else {"start": e.start_char, "end": e.end_char})
                for e in found
            ]
            for name, found in stored.metadata.values.items()
        }
        row["damage"] = [{"start": d.start_char, "end": d.end_char, "what": d.what} for d in stored.damage]
        row["remarks"] = list(stored.remarks)
        row["cleaning"] = list(stored.cleaning)
        if stored.cleaned_by is not None:
            row["cleaned_by"] = stored.cleaned_by.to_row()
        blocks = stored.record.get("blocks", ())
        row["blocks"] = [dict(zip(("kind", "start", "end", "level"), b, strict=True)) for b in blocks]
        row["edits"] = stored.record.get("edits", [])
    if stored.provenance is not None:
        row["provenance"] = asdict(stored.provenance)
    row["layers"] = stored.record.get("layers", [])
    return {key: value for key, value in row.items() if value not in ([], {}, ()) or key == "layers"}


def packed_sentences(stored: StoredText, places: list[Place]) -> list[list[Any]]:
    """Return where each sentence begins (in characters), kind and level of its block, and whether it begins one."""
    rows: list[list[Any]] = []
    first = 0
    for sentence in stored.sentences:
        rows.append([places[first][0], sentence.kind, sentence.level, sentence.begins_block])
        first += len(sentence.tokens)
    return rows


def packed_names(stored: StoredText, places: list[Place]) -> list[dict[str, Any]]:
    """Return the names, ``start`` and ``end`` in characters."""
    names: list[dict[str, Any]] = []
    tokens = (token for sentence in stored.sentences for token in sentence.tokens)
    for (start, end), token in zip(places, tokens, strict=True):
        if token.name is None:
            continue
        if token.continues and names:
            names[-1]["end"] = end
        else:
            names.append({"start": start, "end": end, "label": token.name})
    return names


def packed_span(span: StoredSpan, text: str, places: list[Place]) -> dict[str, Any]:
    """Return a span of :func:`corpus_tools.write.stored.to_stored`, ``start`` and ``end`` in characters."""
    start, end = places[span.first][0], places[span.last][1]
    row: dict[str, Any] = {
        "id": f"{span.layer[0]}{span.number}",
        "start": start,
        "end": end,
        "layer": span.layer,
        "type": span.type,
        "text": text[start:end],
        "rule": span.rule,
        "version": span.version,
        "score": span.score,
    }
    row |= {key: value for key, value in (("entry", span.entry), ("variation", span.variation)) if value is not None}
    return row | ({"attributes": span.values} if span.values else {})
