"""Spans, their parts, attributes and relations in our TEI -> spans over the tokens of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus_tools.labels import LAYER_BY_NAME
from corpus_tools.read.tei_features import VARIATION_FEATURE, read_features
from corpus_tools.read.tei_xml import TEI, XML_ID, Element, error_at
from corpus_tools.span_facts import RELATIONS
from corpus_tools.stored_text import StoredSpan, StoredStretch

_NS = {"t": TEI}
_NUMBER = re.compile(r".*?(\d+)")
_CHARS = re.compile(r"(\d+)-(\d+)")
_PART = "part:"


class SpanReader:
    """Reads the spans of one document; ``places`` gives each token's place in it by its ``xml:id``."""

    def __init__(self, root: Element, known: dict[str, Element], places: dict[str, int], name: str) -> None:
        self._root = root
        self._known = known
        self._places = places
        self._name = name
        self._prefixes = {
            str(p.get("ident")): str(p.get("replacementPattern", ""))
            for p in root.iterfind("t:teiHeader/t:encodingDesc/t:listPrefixDef/t:prefixDef", _NS)
        }
        self._spans: dict[str, StoredSpan] = {}
        #: Parts of each span with their numbers: those over a border of sentences stand behind the others.
        self._parts: dict[int, list[tuple[int, StoredStretch]]] = {}

    def spans(self) -> list[StoredSpan]:
        """Return the spans. Raises ReadError for a pointer that leads nowhere and for a value that is none."""
        groups = list(self._root.iter(f"{{{TEI}}}spanGrp"))
        for group in groups:
            if (kind := group.get("type", "")) in LAYER_BY_NAME:
                for found in group:
                    self._read_span(found, kind)
        for group in groups:
            if group.get("type", "").removesuffix("_part") in LAYER_BY_NAME and group.get("type", "").endswith("_part"):
                self._read_parts(group)
        for relation in self._root.iterfind("t:standOff/t:listRelation/t:relation", _NS):
            self._read_relation(relation)
        return list(self._spans.values())

    def _read_span(self, found: Element, layer: str) -> None:
        identifier = found.get(XML_ID, "")
        match = _NUMBER.fullmatch(identifier)
        if match is None:
            raise error_at(found, self._name, "a span without an xml:id that ends in its number")
        cert = found.get("cert", "1")
        try:
            score = float(cert)
        except ValueError as error:
            raise error_at(found, self._name, f"cert {cert!r} is no number from 0 to 1") from error
        span = StoredSpan(layer, int(match[1]), "", *self._ends(found), score, trigger=found.get("n"))
        for pointer in found.get("ana", "").split():
            self._read_pointer(found, pointer, span)
        if not span.type:
            raise error_at(found, self._name, f"span {identifier} has no type; @ana should begin with {layer}:")
        self._spans[identifier] = span

    def _read_pointer(self, found: Element, pointer: str, span: StoredSpan) -> None:
        target = self._target(found, pointer)
        prefix, _, key = pointer.partition(":")
        if pointer.startswith("#"):
            values = read_features(target, name=self._name)
            span.variation = values.pop(VARIATION_FEATURE, None)
            span.values |= values
        elif prefix == "rule":
            span.rule = target.findtext("t:catDesc", "", _NS)
            span.version = target.get("n", "")
        elif prefix == "entry":
            span.entry = target.get("n", key)
        elif prefix == span.layer:
            span.type = target.get("n", key)

    def _read_parts(self, group: Element) -> None:
        for found in group:
            span = self._spans.get(found.get("corresp", "")[1:])
            role = found.get("ana", "")
            match = _NUMBER.fullmatch(found.get(XML_ID, ""))
            if span is None or not role.startswith(_PART) or match is None:
                raise error_at(found, self._name, "a part whose span, role (part:…) or xml:id is missing")
            chars = _CHARS.fullmatch(found.get("n", ""))
            limits = (int(chars[1]), int(chars[2])) if chars else None
            stretch = StoredStretch(role.removeprefix(_PART), *self._ends(found), limits)
            self._parts.setdefault(id(span), []).append((int(match[1]), stretch))
            span.stretches = [part for _, part in sorted(self._parts[id(span)], key=lambda part: part[0])]

    def _read_relation(self, relation: Element) -> None:
        name = relation.get("name", "")
        ends = [relation.get(side, "")[1:] for side in ("active", "passive")]
        participant, span_id = reversed(ends) if name == "refersTo" else ends
        span, party = self._spans.get(span_id), self._known.get(participant)
        if span is None or party is None:
            raise error_at(relation, self._name, f"relation {name}: #{participant} or #{span_id} is not in the file")
        if name not in RELATIONS.values():
            raise error_at(relation, self._name, f"{name!r} is no relation that we know")
        span.relations.append((name, "".join(_texts(party))))

    def _ends(self, found: Element) -> tuple[int, int]:
        ends = [self._places.get(found.get(side, "")[1:]) for side in ("from", "to")]
        first, last = ends
        if first is None or last is None or last < first:
            places = f"from {found.get('from')} to {found.get('to')}"
            raise error_at(found, self._name, f"a span {places}; both should be tokens of the text, in this order")
        return first, last

    def _target(self, found: Element, pointer: str) -> Element:
        prefix, _, key = pointer.partition(":")
        identifier = pointer if pointer.startswith("#") else self._prefixes.get(prefix, "").replace("$1", key)
        target = self._known.get(identifier[1:]) if identifier else None
        if target is None:
            raise error_at(found, self._name, f"pointer {pointer} leads nowhere; declare its prefix and its category")
        return target


def _texts(party: Element) -> Iterator[str]:
    """Yield the name of a person or body."""
    for child in party:
        if isinstance(child.text, str):
            yield child.text
