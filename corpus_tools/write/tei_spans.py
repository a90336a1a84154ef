"""Spans, their parts, attributes and relations -> TEI: in the sentence where they fit into one, else in standOff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from corpus_tools.formats.escapes import json_line
from corpus_tools.formats.tei_fields import TELLS
from corpus_tools.labels import LAYERS, Layer
from corpus_tools.write.annotated_text import AnnotatedText, pointer_name
from corpus_tools.write.numbered_spans import NumberedSpan, NumberedStretch, Relation, SpanPart, certainty
from corpus_tools.write.tei_elements import Element, Line, Part, attributes_of, element
from corpus_tools.write.tei_features import feature_structure
from corpus_tools.write.tei_header import tagger

#: How spans lie in a document: in groups at the end of their sentence, as elements round their tokens, all in standOff.
LAYOUTS = ("default", "inline", "standoff")
Layout = Literal["default", "inline", "standoff"]


class SpanGroups:
    """The span groups of a document by the sentence they stand in; 0 stands for standOff.

    There stands what crosses the border of a sentence; all of it with the layout ``standoff``. With ``inline`` only
    parts of spans are in groups.
    """

    def __init__(self, text: AnnotatedText, layout: Layout = "default") -> None:
        self._text = text
        self._layout = layout
        self._spans: dict[int, list[NumberedSpan]] = {}
        self._stretches: dict[int, list[tuple[NumberedSpan, NumberedStretch]]] = {}
        for span in text.spans:
            if layout != "inline":
                self._spans.setdefault(self._home(span.parts), []).append(span)
            for stretch in span.stretches:
                self._stretches.setdefault(self._home(stretch.parts), []).append((span, stretch))

    def _home(self, parts: Sequence[SpanPart]) -> int:
        return parts[0].sentence.number if len(parts) == 1 and self._layout != "standoff" else 0

    def of(self, sentence: int) -> Iterator[Element]:
        """Yield the groups of a sentence, each layer's spans and behind them their parts; 0 for those in standOff."""
        spans, stretches = self._spans.get(sentence, ()), self._stretches.get(sentence, ())
        for layer in LAYERS if spans or stretches else ():
            members: list[Part] = [_span(self._text, span) for span in spans if span.layer is layer]
            yield from self._group(layer, layer.name, members)
            parts: list[Part] = [
                _stretch(self._text, span, stretch) for span, stretch in stretches if span.layer is layer
            ]
            yield from self._group(layer, f"{layer.name}_part", parts)

    def _group(self, layer: Layer, name: str, members: list[Part]) -> Iterator[Element]:
        if members:
            yield element("spanGrp", *members, type=name, resp=f"app:{tagger(self._text, layer)}")


def stand_off(text: AnnotatedText, groups: SpanGroups, others: Iterable[Part] = ()) -> Element | None:
    """Return ``standOff``: registries, relations, spans over borders, attributes, record; None if there is nothing.

    ``others`` stand before the spans.
    """
    persons = [element("person", element("persName", name), xml_id=id_) for name, id_ in text.persons.items()]
    bodies = [element("org", element("orgName", name), xml_id=id_) for name, id_ in text.bodies.items()]
    places = [_place(name, id_, text.place_codes.get(name)) for name, id_ in text.places.items()]
    stated = [_relation(text, relation) for relation in text.relations]
    stated += [told for span in text.spans for told in _told(text, span)]
    content = [
        *(_list("listPerson", persons)),
        *(_list("listOrg", bodies)),
        *(_list("listPlace", places)),
        *(_list("listRelation", stated)),
        *others,
        *groups.of(0),
        *(_attributes(text, span) for span in text.spans if _has_features(span)),
        *([element("xenoData", json_line(text.record), type="record")] if text.record else []),
    ]
    return element("standOff", *content) if content else None


def _place(name: str, identifier: str, code: str | None) -> Element:
    number = element("idno", code, type="GB2260") if code else None
    return element("place", element("placeName", name), number, xml_id=identifier)


def _list(name: str, members: list[Element]) -> Iterable[Element]:
    return [element(name, *members)] if members else []


def _span(text: AnnotatedText, span: NumberedSpan) -> Line:
    attributes = attributes_of(evidence_attributes(text, span))
    return Line(f'<span xml:id="{text.span_id(span)}"{_ends(span.parts)}{attributes}/>')


def evidence_attributes(text: AnnotatedText, span: NumberedSpan) -> dict[str, str | None]:
    """Return the attributes that say what a span is, which rule and entry found it, how surely, and its trigger."""
    evidence = span.annotation.evidence
    pointers = [f"{span.layer.name}:{text.keys.types[span.layer.name, span.annotation.type]}"]
    if evidence.rule or evidence.version:
        pointers.append(f"rule:{text.keys.rules[evidence.rule, evidence.version]}")
    if evidence.entry:
        pointers.append(f"entry:{text.keys.entries[evidence.entry]}")
    if _has_features(span):
        pointers.append(f"#{text.id('fs', span.eid)}")
    return {"ana": " ".join(pointers), "cert": certainty(evidence.score), "n": span.facts.trigger}


def _stretch(text: AnnotatedText, span: NumberedSpan, stretch: NumberedStretch) -> Line:
    identifier = text.span_id(span)
    ana = f'ana="part:{pointer_name(stretch.role)}" corresp="#{identifier}"'
    n = "" if stretch.chars is None else f' n="{stretch.chars[0]}-{stretch.chars[1]}"'
    return Line(f'<span xml:id="{_part_id(identifier, stretch)}"{_ends(stretch.parts)} {ana}{n}/>')


def _ends(parts: Sequence[SpanPart]) -> str:
    return f' from="#{parts[0].tokens[0].id}" to="#{parts[-1].tokens[-1].id}"'


def _relation(text: AnnotatedText, relation: Relation) -> Element:
    """Return who (or whose title) stands in the relation; a title refers to a person, all others come from them."""
    participant, span = f"#{text.participant(relation.participant)}", f"#{text.span_id(relation.span)}"
    active, passive = (span, participant) if relation.name == "refersTo" else (participant, span)
    return element("relation", name=relation.name, active=active, passive=passive)


def _told(text: AnnotatedText, span: NumberedSpan) -> Iterator[Element]:
    """Yield whom a directive tells: the same as ``part:addressee`` says, as a relation."""
    for stretch in span.stretches:
        if stretch.role == "addressee":
            identifier = text.span_id(span)
            yield element("relation", name=TELLS, active=f"#{identifier}", passive=f"#{_part_id(identifier, stretch)}")


def _part_id(span_id: str, stretch: NumberedStretch) -> str:
    return f"{span_id}.p{stretch.number}"


def _attributes(text: AnnotatedText, span: NumberedSpan) -> Element:
    return feature_structure(
        span.facts.values,
        variation=span.annotation.evidence.variation,
        kind=span.layer.name,
        identifier=text.id("fs", span.eid),
    )


def _has_features(span: NumberedSpan) -> bool:
    return bool(span.facts.values or span.annotation.evidence.variation)
