"""The spans of a CAS, set beside those on record -> spans of the document, and which of them a person changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cassis import Cas

from corpus_tools.errors import ReadError
from corpus_tools.formats.cas_layers import LAYER_TYPES, NAMES, RELATION_OF, TEXTS, CasSpan, cas_span, span_facts
from corpus_tools.read.cas_tokens import selected
from corpus_tools.read.placed_spans import PlacedSpan, annotated_by
from corpus_tools.span_change import Marked, SpanChange
from corpus_tools.span_facts import ROLES, SpanFacts, Stretch, attributes_of
from corpus_tools.spans import Evidence

_ROLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True)
class _Found:
    """A span of the CAS; ``place`` names it in messages."""

    layer: str
    span: CasSpan
    score: float | None
    place: str


class SpansOfCas:
    """The spans of one CAS; ``rows`` are those on record by identifier, None where the CAS has no record of ours."""

    def __init__(self, cas: Cas, text: str, *, name: str, rows: Mapping[str, Mapping[str, Any]] | None) -> None:
        self._cas = cas
        self._text = text
        self._name = name
        self._rows = rows
        self.changes: list[SpanChange] = []

    def spans(self, annotator: str) -> list[PlacedSpan]:
        """Return the spans: as they are on record where nobody changed them, else by ``annotator``."""
        rows = dict(self._rows or {})
        spans = []
        for found in self._found():
            eid = found.span.texts.get("eid", "")
            row = rows.get(eid)
            if row is not None and row["layer"] == found.layer:
                del rows[eid]
            else:
                row = None
            if self._rows is None:
                spans.append(self._bare(found))
            elif row is not None and _same(cas_span(row, self._text), found.span):
                spans.append(_recorded(row, found.place))
            else:
                spans.append(self._corrected(found, row, eid, annotator))
        for eid, row in rows.items():
            words = self._text[row["start"] : row["end"]]
            self.changes.append(SpanChange("removed", row["layer"], eid, _where(row), None, words))
        return spans

    def _found(self) -> Iterator[_Found]:
        for layer, name in LAYER_TYPES.items():
            for each in selected(self._cas, name, self._text, self._name):
                place = f"{self._name}: {layer} at {each.begin}"
                if each.begin == each.end:
                    raise ReadError(f"{place}: an empty span; remove it")
                texts = {key: str(v) for key in (*TEXTS, "trigger") if (v := getattr(each, key, None))}
                names = {key: found for key in NAMES[layer] if (found := _texts(getattr(each, key, None)))}
                score = getattr(each, "score", None)
                span = CasSpan(each.begin, each.end, texts, names, tuple(self._parts(each, place)))
                yield _Found(layer, span, None if score is None else float(score), place)

    def _parts(self, found: Any, place: str) -> Iterator[tuple[str, int, int]]:
        for link in _elements(getattr(found, "parts", None)):
            target = link.target
            if target is None:  # a slot that was opened and never filled
                continue
            start, end, role = target.begin, target.end, link.role or getattr(target, "role", None) or "other"
            if not 0 <= start < end <= len(self._text):
                raise ReadError(f"{place}: its part {role} from {start} to {end} lies outside the text")
            yield str(role), start, end

    def _bare(self, found: _Found) -> PlacedSpan:
        """Return a span of a CAS without a record: all that its features say."""
        texts = found.span.texts
        score = 1.0 if found.score is None else min(1.0, max(0.0, found.score))
        evidence = Evidence(
            texts.get("rule", ""), texts.get("version", ""), score, texts.get("entry"), texts.get("variation")
        )
        return self._placed(found, evidence, None)

    def _corrected(self, found: _Found, row: Mapping[str, Any] | None, eid: str, annotator: str) -> PlacedSpan:
        texts = found.span.texts
        by = annotated_by(annotator)
        evidence = Evidence(by.rule, by.version, by.score, texts.get("entry"), texts.get("variation"))
        placed = self._placed(found, evidence, row)
        after = (placed.type, placed.start, placed.end)
        words = self._text[placed.start : placed.end]
        what, before = ("added", None) if row is None else ("changed", _where(row))
        self.changes.append(SpanChange(what, found.layer, eid if row else "", before, after, words))
        return placed

    def _placed(self, found: _Found, evidence: Evidence, row: Mapping[str, Any] | None) -> PlacedSpan:
        span = found.span
        kind = span.texts.get("kind") or found.layer
        facts = _facts(span, row, self._text)
        attributes = attributes_of(kind, facts, self._text)
        return PlacedSpan(found.layer, kind, span.start, span.end, evidence, attributes, found.place)


def _facts(span: CasSpan, row: Mapping[str, Any] | None, text: str) -> SpanFacts:
    """Return what the features state; what they leave as it was is taken from the record."""
    old = span_facts(row, text) if row is not None else SpanFacts()
    written = cas_span(row, text) if row is not None else CasSpan(0, 0)
    relations, trigger, stretches = old.relations, old.trigger, old.stretches
    if (span.names, _participants(span)) != (written.names, _participants(written)):
        linked = [(RELATION_OF[role], text[start:end]) for role, start, end in _participants(span)]
        named = [(RELATION_OF[key], name) for key, names in span.names.items() for name in names]
        relations = tuple(dict.fromkeys([*linked, *named]))
    if _stretches(span) != _stretches(written):
        roles = [part for part in _stretches(span) if part[0] in ROLES or _ROLE.fullmatch(part[0])]
        stretches = tuple(Stretch(*part) for part in roles)
    if span.texts.get("trigger") != written.texts.get("trigger"):
        trigger = span.texts.get("trigger")
    return SpanFacts(relations, trigger, stretches, old.values)


def _participants(span: CasSpan) -> list[tuple[str, int, int]]:
    return sorted(part for part in span.parts if part[0] in RELATION_OF)


def _stretches(span: CasSpan) -> list[tuple[str, int, int]]:
    return [part for part in span.parts if part[0] not in RELATION_OF]


def _same(written: CasSpan, found: CasSpan) -> bool:
    return (written.start, written.end, dict(written.texts), dict(written.names), sorted(written.parts)) == (
        *(found.start, found.end, dict(found.texts), dict(found.names)),
        sorted(found.parts),
    )


def _recorded(row: Mapping[str, Any], place: str) -> PlacedSpan:
    evidence = Evidence(row["rule"], row["version"], row["score"], row.get("entry"), row.get("variation"))
    attributes = row.get("attributes", {})
    return PlacedSpan(row["layer"], row["type"], row["start"], row["end"], evidence, attributes, place)


def _where(row: Mapping[str, Any]) -> Marked:
    return row["type"], row["start"], row["end"]


def _elements(array: Any) -> list[Any]:
    """Return what an array of UIMA holds; XMI without one has a plain list, or nothing."""
    found = getattr(array, "elements", array)
    return [each for each in found if each is not None] if found else []


def _texts(array: Any) -> tuple[str, ...]:
    return tuple(str(each) for each in _elements(array) if str(each).strip())
