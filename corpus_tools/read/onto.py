"""Spans that came home -> the document that they were taken from, with its words, tags and trees, and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy

from corpus_tools.errors import ReadError
from corpus_tools.read.placed_spans import ANNOTATOR, PlacedSpan, place_spans
from corpus_tools.span_change import SpanChange, remark_on
from corpus_tools.span_facts import SpanFacts, Stretch, attributes_of
from corpus_tools.spans import Evidence
from corpus_tools.stored.offsets import text_and_places
from corpus_tools.stored.text import StoredSpan, StoredText


def onto(found: StoredText, document: StoredText) -> StoredText:
    """Return the document with the spans of ``found`` in place of its own; borders inside a token split it.

    A span that comes home in its place and with its type, from a file that can't hold rules, stays as it was in the
    document. ``changes`` of the result say what is new, changed and gone. Raises ReadError if the two texts differ.
    """
    text, _ = text_and_places(found)
    own, _ = text_and_places(document)
    if text != own:
        at = next((n for n, (a, b) in enumerate(zip(text, own, strict=False)) if a != b), min(len(text), len(own)))
        raise ReadError(
            f"{found.name}: not the text of document {document.doc_id}: they differ from character {at} on; "
            "annotate the text as it was written out"
        )
    made = deepcopy(document)
    before, after = _placed_spans(document), _placed_spans(found)
    corrected = {(change.layer, change.after) for change in found.changes}
    earlier = {(span.layer, span.mark): span for span in before}
    spans = [
        known
        if (known := earlier.get((each.layer, each.mark))) is not None
        and each.evidence.rule.startswith(ANNOTATOR)
        and (each.layer, each.mark) not in corrected
        else each
        for each in after
    ]
    made.changes = _changes(before, spans, text)
    place_spans(made, spans)
    made.record["layers"] = found.record.get("layers", made.record.get("layers", []))
    made.losses |= found.losses
    made.annotator = found.annotator
    if made.changes:
        made.remarks.append(remark_on(made.changes, found.annotator or "unnamed"))
    return made


def _changes(before: Sequence[PlacedSpan], after: Sequence[PlacedSpan], text: str) -> list[SpanChange]:
    """Set the spans beside those that were there.

    One that is gone, and one that is new and shares characters with it in its layer, are one that was changed.
    """
    gone = _without(before, after)
    changes = []
    for span in _without(after, before):
        old = next((o for o in gone if o.layer == span.layer and o.start < span.end and span.start < o.end), None)
        if old is not None:
            gone.remove(old)
        words = text[span.start : span.end]
        mark = old.mark if old else None
        changes.append(SpanChange("changed" if old else "added", span.layer, "", mark, span.mark, words))
    changes += [SpanChange("removed", o.layer, "", o.mark, None, text[o.start : o.end]) for o in gone]
    return changes


def _without(spans: Iterable[PlacedSpan], others: Iterable[PlacedSpan]) -> list[PlacedSpan]:
    """Return the spans that have no like among the others, each of which counts once."""
    left = [_likeness(other) for other in others]
    found = []
    for span in spans:
        if (likeness := _likeness(span)) in left:
            left.remove(likeness)
        else:
            found.append(span)
    return found


def _likeness(span: PlacedSpan) -> tuple[str, str, int, int, str]:
    return span.layer, *span.mark, span.evidence.rule


def _placed_spans(stored: StoredText) -> list[PlacedSpan]:
    text, places = text_and_places(stored)
    return [_placed(span, text, places, stored.name) for span in stored.spans]


def _placed(span: StoredSpan, text: str, places: list[tuple[int, int]], name: str) -> PlacedSpan:
    stretches = []
    for stretch in span.stretches:
        start, end = places[stretch.first][0], places[stretch.last][1]
        if stretch.chars is not None:
            start, end = start + stretch.chars[0], start + stretch.chars[1]
        stretches.append(Stretch(stretch.role, start, end))
    facts = SpanFacts(tuple(span.relations), span.trigger, tuple(stretches), span.values)
    evidence = Evidence(span.rule, span.version, span.score, span.entry, span.variation)
    attributes = attributes_of(span.type, facts, text)
    start, end = places[span.first][0], places[span.last][1]
    return PlacedSpan(span.layer, span.type, start, end, evidence, attributes, name)
