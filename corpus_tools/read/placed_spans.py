"""Spans that a file places by characters -> spans over the tokens of a stored text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from corpus_tools.errors import ReadError
from corpus_tools.labels import LAYERS
from corpus_tools.span_change import Marked
from corpus_tools.spans import Evidence
from corpus_tools.stored.offsets import text_and_places, touched
from corpus_tools.stored.split import split_stored
from corpus_tools.stored.text import StoredSpan, StoredText

#: Types that stand for their layer where a file names no layer; each type belongs to one.
_LAYER_OF = {each.name: layer.name for layer in LAYERS for each in layer.types}
TRIMMED = "white space at the ends of spans"
#: What the rule of a span that a person set begins with.
ANNOTATOR = "annotator "


@dataclass
class PlacedSpan:
    """A span over ``text[start:end]``; ``place`` is where it stands in the file, for messages."""

    layer: str
    type: str
    start: int
    end: int
    evidence: Evidence
    attributes: dict[str, Any] = field(default_factory=dict)
    place: str = ""

    @property
    def mark(self) -> Marked:
        """Type, start and end."""
        return self.type, self.start, self.end


def label_of(written: str) -> tuple[str, str] | None:
    """Return layer and type of a label: ``slogan:policy``, ``policy``, or ``slogan`` alone (also its type then).

    None for a label that is none of ours.
    """
    layer, colon, kind = written.partition(":")
    known = {each.name for each in LAYERS}
    if colon and layer.lower() in known and kind:
        return layer.lower(), kind
    if written in _LAYER_OF:
        return _LAYER_OF[written], written
    return (written.lower(), written.lower()) if written.lower() in known else None


def annotated_by(who: str) -> Evidence:
    """Return the evidence of a span that a person set: ``rule`` names them, nothing else is known."""
    return Evidence(f"{ANNOTATOR}{who}", "", 1.0)


def place_spans(stored: StoredText, spans: Iterable[PlacedSpan]) -> None:
    """Put spans into a stored text, in place of those in it; a token with a border inside it is split.

    White space at the ends of a span is cut off and counted. Raises ReadError for a span that lies outside the text, or
    on white space only.
    """
    text, _ = text_and_places(stored)
    found = [_trimmed(span, text, stored) for span in spans]
    split_stored(stored, (border for span in found for border in (span.start, span.end)))
    _, places = text_and_places(stored)
    order = {layer.name: number for number, layer in enumerate(LAYERS)}
    found.sort(key=lambda span: (order[span.layer], span.start, -span.end))
    numbers: Counter[str] = Counter()
    stored.spans = []
    for span in found:
        tokens = touched(places, span.start, span.end)
        if tokens is None:
            raise ReadError(f"{span.place}: no token at {span.start} to {span.end}")
        numbers[span.layer] += 1
        stored.spans.append(_stored(span, numbers[span.layer], tokens))


def _trimmed(span: PlacedSpan, text: str, stored: StoredText) -> PlacedSpan:
    if not 0 <= span.start < span.end <= len(text):
        raise ReadError(
            f"{span.place}: {span.start} to {span.end} is no stretch of the text, which has {len(text)} characters"
        )
    words = text[span.start : span.end]
    if not words.strip():
        raise ReadError(f"{span.place}: {span.start} to {span.end} is white space; remove the span")
    left, right = len(words) - len(words.lstrip()), len(words) - len(words.rstrip())
    if left or right:
        stored.losses[TRIMMED] = stored.losses.get(TRIMMED, 0) + 1
        span.start, span.end = span.start + left, span.end - right
    return span


def _stored(span: PlacedSpan, number: int, tokens: tuple[int, int]) -> StoredSpan:
    evidence = span.evidence
    return StoredSpan(
        span.layer,
        number,
        span.type,
        *tokens,
        evidence.score,
        evidence.rule,
        evidence.version,
        evidence.entry,
        evidence.variation,
        values=span.attributes,
    )
