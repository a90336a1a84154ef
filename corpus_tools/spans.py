"""Annotated stretches of characters <-> span groups of a Doc; the one rule for overlaps and for borders in a token.

Borders are exact in characters. Where a border cuts a token, the border wins: the token is split and its tree mended
(:func:`set_spans`). In one layer the longer of two crossing spans stays; spans of different layers are free.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc, Span

from corpus_tools.labels import Layer
from corpus_tools.token_split import split_tokens

#: Counts how many tokens were split for a border, by layer (``doc.user_data``).
SPLITS = "corpus_tools.splits"


@dataclass(frozen=True)
class Evidence:
    """Why a span is there: the rule (or model), its version, how sure it is (0 to 1), the lexicon entry it matched.

    ``variation`` says how the wording differs from the entry's form, if it does (``annotate/lexicon_match.py``).
    """

    rule: str
    version: str
    score: float
    entry: str | None = None
    variation: str | None = None


@dataclass(frozen=True)
class Annotation:
    """A stretch of the cleaned text with a type; offsets count characters.

    ``attributes`` are those of the scheme: ``holder``, ``holders``, ``trigger``, ``speaker``.
    """

    start_char: int
    end_char: int
    type: str
    evidence: Evidence
    attributes: dict[str, Any] = field(default_factory=dict)


def resolve(annotations: Iterable[Annotation], *, nesting: bool) -> list[Annotation]:
    """Drop what may not stand beside a better annotation of the same layer; the rest in text order.

    The longer one wins, then the higher score, then the earlier. With ``nesting`` a span inside another one stays.
    """
    kept: list[Annotation] = []
    ranked = sorted(annotations, key=lambda a: (a.start_char - a.end_char, -a.evidence.score, a.start_char, a.type))
    for candidate in ranked:
        if all(_may_stand(candidate, other, nesting) for other in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda a: (a.start_char, -a.end_char))


def _may_stand(a: Annotation, b: Annotation, nesting: bool) -> bool:
    if a.end_char <= b.start_char or b.end_char <= a.start_char:
        return True
    inside = b.start_char <= a.start_char and a.end_char <= b.end_char
    same = (a.start_char, a.end_char) == (b.start_char, b.end_char)
    return nesting and inside and not same


def set_spans(doc: Doc, layer: Layer, annotations: Iterable[Annotation]) -> Doc:
    """Fill the span group of ``layer`` and return the Doc: a new one if a border had to split a token.

    Each span's label is its type and its id the rule; all else stands in the group's ``attrs``, in span order:
    ``scores`` (as spaCy's span categorizer has them) and ``annotations``. Other groups keep their spans.
    """
    ordered = sorted(annotations, key=lambda a: (a.start_char, -a.end_char))
    borders = {border for a in ordered for border in (a.start_char, a.end_char)}
    before = len(doc)
    doc = split_tokens(doc, borders)
    counts = doc.user_data.setdefault(SPLITS, {})
    counts[layer.name] = counts.get(layer.name, 0) + len(doc) - before
    spans = []
    for a in ordered:
        span = doc.char_span(a.start_char, a.end_char, label=a.type, span_id=a.evidence.rule)
        if span is None:
            raise ValueError(f"{layer.name} {a.start_char}-{a.end_char} has no characters of the text")
        spans.append(span)
    doc.spans[layer.group] = spans
    doc.spans[layer.group].attrs.update(
        {
            "scores": [a.evidence.score for a in ordered],
            "annotations": [_packed(a) for a in ordered],
        }
    )
    return doc


def _packed(a: Annotation) -> dict[str, Any]:
    evidence = {"rule": a.evidence.rule, "version": a.evidence.version}
    if a.evidence.entry:
        evidence["entry"] = a.evidence.entry
    if a.evidence.variation:
        evidence["variation"] = a.evidence.variation
    return {"evidence": evidence, "attributes": dict(a.attributes)}


def annotations_of(doc: Doc, layer: Layer) -> list[Annotation]:
    """Return what :func:`set_spans` put into the Doc, in text order; empty where the layer was not tagged."""
    if layer.group not in doc.spans:
        return []
    group = doc.spans[layer.group]
    packed = group.attrs.get("annotations") or [{} for _ in group]
    scores = group.attrs.get("scores") or [1.0 for _ in group]
    return [_unpacked(*row) for row in zip(group, packed, scores, strict=True)]


def _unpacked(span: Span, packed: dict[str, Any], score: float) -> Annotation:
    evidence = packed.get("evidence", {})
    return Annotation(
        span.start_char,
        span.end_char,
        span.label_,
        Evidence(
            evidence.get("rule", span.id_),
            evidence.get("version", ""),
            float(score),
            evidence.get("entry"),
            evidence.get("variation"),
        ),
        dict(packed.get("attributes", {})),
    )
