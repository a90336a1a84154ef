"""Candidates that lost, with the reason: kept in ``doc.spans["…_candidates"]`` on request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from spacy.tokens import Doc

from corpus_tools.labels import Layer
from corpus_tools.spans import Annotation, Evidence

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
            evidence = asdict(a.evidence)  # as plain values, so that the Doc can be stored and sent to other processes
            rows.append({"start": a.start_char, "end": a.end_char, "evidence": evidence, "reason": loser.reason})
    doc.spans[layer.group + SUFFIX] = spans
    doc.spans[layer.group + SUFFIX].attrs["losers"] = rows


def losers_of(doc: Doc, layer: Layer) -> list[tuple[Annotation, str]]:
    """Return what :func:`keep_losers` put into the Doc, with its reasons, in text order; empty if nothing was kept."""
    group = doc.spans.get(layer.group + SUFFIX)
    if group is None:
        return []
    return [
        (Annotation(row["start"], row["end"], span.label_, Evidence(**row["evidence"])), row["reason"])
        for span, row in zip(group, group.attrs["losers"], strict=True)
    ]
