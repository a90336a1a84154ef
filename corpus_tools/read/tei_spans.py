"""Spans, their parts, attributes and relations in our TEI -> spans over the tokens of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus_tools.formats.tei_fields import TELLS
from corpus_tools.labels import LAYER_BY_NAME
from corpus_tools.read.tei_features import VARIATION_FEATURE, read_features
from corpus_tools.read.tei_sentence import SentenceReader
from corpus_tools.read.tei_xml import TEI, XML_ID, Element, error_at, local
from corpus_tools.span_facts import RELATIONS
from corpus_tools.stored.text import StoredSpan, StoredStretch

_NS = {"t": TEI}
_CHARS = re.compile(r"(\d+)-(\d+)")
_PART = "part:"
_TARGETS = tuple(f"{{{TEI}}}{tag}" for tag in ("category", "fs", "person", "org"))


class SpanReader:
    """Reads the spans of one document; ``sentences`` knows the place of each token in it."""

    def __init__(self, root: Element, header: Element, sentences: SentenceReader, name: str) -> None:
        self._sentences = sentences
        self._name = name
        self._stand_off = root.find("t:standOff", _NS)
        #: What pointers may lead to.
        self._known: dict[str, Element] = {}
        for part in (header, self._stand_off):
            for found in part.iter(*_TARGETS) if part is not None else ():
                if (identifier := found.get(XML_ID)) is not None:
                    self._known[identifier] = found
        self._prefixes = {
            str(p.get("ident")): str(p.get("replacementPattern", ""))
            for p in header.iterfind("t:encodingDesc/t:listPrefixDef/t:prefixDef", _NS)
        }
        self._spans: dict[str, StoredSpan] = {}
        #: The span that each element round tokens is a part of, by its identifier.
        self._fragments: dict[str, StoredSpan] = {}
        #: What pointers with a prefix say: what it is about, its name and its version.
        self._meanings: dict[str, tuple[str, str, str]] = {}
        #: Parts of each span by their numbers: those over a border of sentences stand behind the others.
        self._parts: dict[str, dict[int, StoredStretch]] = {}

    def spans(self) -> list[StoredSpan]:
        """Return the spans. Raises ReadError for a pointer that leads nowhere and for a value that is none."""
        for found, first, last in self._sentences.inline:
            self._read_inline(found, first, last)
        groups = self._sentences.span_groups
        if self._stand_off is not None:
            groups = [*groups, *self._stand_off.iterchildren(f"{{{TEI}}}spanGrp")]
        kinds = [(group.get("type", ""), group) for group in groups]
        for kind, group in kinds:
            if kind in LAYER_BY_NAME:
                for found in group:
                    self._read_span(found, kind, *self._sentences.ends(found))
        for kind, group in kinds:
            if kind.endswith("_part") and kind.removesuffix("_part") in LAYER_BY_NAME:
                self._read_parts(group)
        for identifier, parts in self._parts.items():
            self._spans[identifier].stretches = [part for _, part in sorted(parts.items(), key=lambda pair: pair[0])]
        if self._stand_off is not None:
            for relation in self._stand_off.iterfind("t:listRelation/t:relation", _NS):
                self._read_relation(relation)
        return list(self._spans.values())

    def _read_inline(self, found: Element, first: int, last: int) -> None:
        """Read an element round tokens: a span, or the next part of one."""
        before, identifier = found.get("prev"), found.get(XML_ID, "")
        if last < first:
            raise error_at(found, self._name, f"{local(found)} {identifier} holds no token; remove it")
        if before is None:
            span = self._read_span(found, found.get("type", ""), first, last)
        else:
            known = self._fragments.get(before[1:])
            if known is None or known.last + 1 != first:
                raise error_at(found, self._name, f"@prev {before!r} leads to no part that ends before this one")
            span = known
            span.last = last
        self._fragments[identifier] = span

    def _read_span(self, found: Element, layer: str, first: int, last: int) -> StoredSpan:
        identifier = found.get(XML_ID, "")
        number = _number(identifier)
        if number is None:
            raise error_at(found, self._name, "a span without an xml:id that ends in its number")
        cert = found.get("cert", "1")
        try:
            score = float(cert)
        except ValueError as error:
            raise error_at(found, self._name, f"cert {cert!r} is no number from 0 to 1") from error
        span = StoredSpan(layer, number, "", first, last, score, trigger=found.get("n"))
        for pointer in found.get("ana", "").split():
            self._read_pointer(found, pointer, span)
        if not span.type:
            raise error_at(found, self._name, f"span {identifier} has no type; @ana should begin with {layer}:")
        self._spans[identifier] = span
        return span

    def _read_pointer(self, found: Element, pointer: str, span: StoredSpan) -> None:
        if pointer.startswith("#"):
            values = read_features(self._target(found, pointer), name=self._name)
            span.variation = values.pop(VARIATION_FEATURE, None)
            span.values |= values
            return
        prefix, named, version = self._meanings.get(pointer) or self._meaning(found, pointer)
        if prefix == "rule":
            span.rule, span.version = named, version
        elif prefix == "entry":
            span.entry = named
        elif prefix == span.layer:
            span.type = named

    def _meaning(self, found: Element, pointer: str) -> tuple[str, str, str]:
        target = self._target(found, pointer)
        prefix, _, key = pointer.partition(":")
        if prefix == "rule":
            meaning = prefix, target.findtext("t:catDesc", "", _NS), target.get("n", "")
        else:
            meaning = prefix, target.get("n", key), ""
        self._meanings[pointer] = meaning
        return meaning

    def _read_parts(self, group: Element) -> None:
        for found in group:
            identifier = found.get("corresp", "")[1:]
            role = found.get("ana", "")
            number = _number(found.get(XML_ID, ""))
            if identifier not in self._spans or not role.startswith(_PART) or number is None:
                raise error_at(found, self._name, "a part whose span, role (part:…) or xml:id is missing")
            limits = None
            if written := found.get("n"):
                chars = _CHARS.fullmatch(written)
                limits = (int(chars[1]), int(chars[2])) if chars else None
            stretch = StoredStretch(role.removeprefix(_PART), *self._sentences.ends(found), limits)
            self._parts.setdefault(identifier, {})[number] = stretch

    def _read_relation(self, relation: Element) -> None:
        name = relation.get("name", "")
        if name == TELLS:
            self._check_told(relation)
            return
        ends = [relation.get(side, "")[1:] for side in ("active", "passive")]
        participant, span_id = reversed(ends) if name == "refersTo" else ends
        span, party = self._spans.get(span_id), self._known.get(participant)
        if span is None or party is None:
            raise error_at(relation, self._name, f"relation {name}: #{participant} or #{span_id} is not in the file")
        if name not in RELATIONS.values():
            raise error_at(relation, self._name, f"{name!r} is no relation that we know")
        span.relations.append((name, "".join(_texts(party))))

    def _check_told(self, relation: Element) -> None:
        """Check that who is told is a part of the directive; the part says the same."""
        span_id, part = (relation.get(side, "")[1:] for side in ("active", "passive"))
        if _number(part) not in self._parts.get(span_id, ()):
            raise error_at(relation, self._name, f"relation {TELLS}: #{part} is no part of #{span_id}")

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
        if local(child) in ("persName", "orgName") and child.text:
            yield child.text


def _number(identifier: str) -> int | None:
    """Return the number that an identifier ends in."""
    digits = identifier[len(identifier.rstrip("0123456789")) :]
    return int(digits) if digits else None
