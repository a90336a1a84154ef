"""Candidates that lost, with the reason: kept in ``doc.spans["…_candidates"]`` on request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc

from corpus_tools.labels import Layer
from corpus_tools.spans import Annotation

#: Behind the name of a layer's span group.
SUFFIX = "_candidates"


@dataclass(frozen=True)
class Loser:
    """A stretch that was weighed and not marked; ``reason`` names the first condition it failed."""

    annotation: Annotation
    reason: str


def keep_losers(doc: Doc, layer: Layer, losers: Iterable[Loser]) -> None:
    """Put the losers of a layer into their span group: label = type, id = rule; the rest stands in ``attrs``.

    A border inside a token is moved out to the token's; the exact offsets (characters) are in ``attrs["losers"]``.
    """
    spans, rows = [], []
    for loser in sorted(losers, key=lambda row: (row.annotation.start_char, -row.annotation.end_char)):
        a = loser.annotation
        span = doc.char_span(a.start_char, a.end_char, label=a.type, span_id=a.evidence.rule, alignment_mode="expand")
        if span is not None:
            spans.append(span)
            row = {"start": a.start_char, "end": a.end_char, "evidence": a.evidence, "reason": loser.reason}
            rows.append(row)
    doc.spans[layer.group + SUFFIX] = spans
    doc.spans[layer.group + SUFFIX].attrs["losers"] = rows
