"""Spans, their parts, attributes and relations -> TEI: in the sentence where they fit into one, else in standOff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus_tools.escapes import json_line
from corpus_tools.labels import LAYERS, Layer
from corpus_tools.write.annotated_text import AnnotatedText, pointer_name
from corpus_tools.write.numbered_spans import NumberedSpan, NumberedStretch, Relation, certainty
from corpus_tools.write.sentences import SentenceToken
from corpus_tools.write.tei_elements import Element, element
from corpus_tools.write.tei_features import feature_structure
from corpus_tools.write.tei_header import tagger


class SpanGroups:
    """The span groups of a document by the sentence they stand in; what crosses a border is sentence 0."""

    def __init__(self, text: AnnotatedText) -> None:
        self._text = text
        self._spans: dict[int, list[NumberedSpan]] = {}
        self._stretches: dict[int, list[tuple[NumberedSpan, NumberedStretch]]] = {}
        for span in text.spans:
            home = span.parts[0].sentence.number if len(span.parts) == 1 else 0
            self._spans.setdefault(home, []).append(span)
            for stretch in span.stretches:
                at = stretch.parts[0].sentence.number if len(stretch.parts) == 1 else 0
                self._stretches.setdefault(at, []).append((span, stretch))

    def of(self, sentence: int) -> Iterator[Element]:
        """Yield the groups of a sentence, each layer's spans and behind them their parts; 0 for those in standOff."""
        spans, stretches = self._spans.get(sentence, ()), self._stretches.get(sentence, ())
        for layer in LAYERS if spans or stretches else ():
            members = [_span(self._text, span) for span in spans if span.layer == layer]
            yield from self._group(layer, layer.name, members)
            parts = [_stretch(self._text, span, stretch) for span, stretch in stretches if span.layer == layer]
            yield from self._group(layer, f"{layer.name}_part", parts)

    def _group(self, layer: Layer, name: str, members: list[Element]) -> Iterator[Element]:
        if members:
            yield element("spanGrp", *members, type=name, resp=f"app:{tagger(self._text, layer)}")


def stand_off(text: AnnotatedText, groups: SpanGroups) -> Element | None:
    """Return ``standOff``: registries, relations, spans over borders, attributes, record; None if there is nothing."""
    persons = [element("person", element("persName", name), xml_id=id_) for name, id_ in text.persons.items()]
    bodies = [element("org", element("orgName", name), xml_id=id_) for name, id_ in text.bodies.items()]
    stated = [_relation(text, relation) for relation in text.relations]
    content = [
        *(_list("listPerson", persons)),
        *(_list("listOrg", bodies)),
        *(_list("listRelation", stated)),
        *groups.of(0),
        *(_attributes(text, span) for span in text.spans if _has_features(span)),
        *([element("xenoData", json_line(text.record), type="record")] if text.record else []),
    ]
    return element("standOff", *content) if content else None


def _list(name: str, members: list[Element]) -> Iterable[Element]:
    return [element(name, *members)] if members else []


def _span(text: AnnotatedText, span: NumberedSpan) -> Element:
    evidence = span.annotation.evidence
    pointers = [f"{span.layer.name}:{text.keys.types[span.layer.name, span.annotation.type]}"]
    if evidence.rule or evidence.version:
        pointers.append(f"rule:{text.keys.rules[evidence.rule, evidence.version]}")
    if evidence.entry:
        pointers.append(f"entry:{text.keys.entries[evidence.entry]}")
    if _has_features(span):
        pointers.append(f"#{text.id('fs', span.eid)}")
    return element(
        "span",
        xml_id=text.span_id(span),
        **_ends(span.tokens),
        ana=" ".join(pointers),
        cert=certainty(evidence.score),
        n=span.facts.trigger,
    )


def _stretch(text: AnnotatedText, span: NumberedSpan, stretch: NumberedStretch) -> Element:
    return element(
        "span",
        xml_id=f"{text.span_id(span)}.p{stretch.number}",
        **_ends(stretch.tokens),
        ana=f"part:{pointer_name(stretch.role)}",
        corresp=f"#{text.span_id(span)}",
        n=None if stretch.chars is None else f"{stretch.chars[0]}-{stretch.chars[1]}",
    )


def _ends(tokens: list[SentenceToken]) -> dict[str, str | None]:
    return {"from_": f"#{tokens[0].id}", "to": f"#{tokens[-1].id}"}


def _relation(text: AnnotatedText, relation: Relation) -> Element:
    """Return who (or whose title) stands in the relation; a title refers to a person, all others come from them."""
    participant, span = f"#{text.participant(relation.participant)}", f"#{text.span_id(relation.span)}"
    active, passive = (span, participant) if relation.name == "refersTo" else (participant, span)
    return element("relation", name=relation.name, active=active, passive=passive)


def _attributes(text: AnnotatedText, span: NumberedSpan) -> Element:
    return feature_structure(
        span.facts.values,
        variation=span.annotation.evidence.variation,
        kind=span.layer.name,
        identifier=text.id("fs", span.eid),
    )


def _has_features(span: NumberedSpan) -> bool:
    return bool(span.facts.values or span.annotation.evidence.variation)
