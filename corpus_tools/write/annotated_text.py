"""A Doc with all that the TEI writer points to: sentences, spans, participants, and identifiers for each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc

from corpus_tools.document import TextDocument, document_of
from corpus_tools.labels import LAYERS
from corpus_tools.overlap import Overlap
from corpus_tools.provenance import Provenance
from corpus_tools.span_facts import title_parts
from corpus_tools.write.numbered_spans import NumberedSpan, Relation, numbered_spans, relations
from corpus_tools.write.record import record_of
from corpus_tools.write.sentences import NOT_A_NAME, Sentence, name_start, numbered_sentences
from corpus_tools.write.unique_keys import unique_keys

#: Labels of names that every header explains.
NAME_TYPES = {"PER": "person", "LOC": "place", "ORG": "organization"}
#: Relations whose participant is a person.
_OF_PERSONS = ("holdsTitle", "refersTo")


@dataclass(frozen=True)
class PointerKeys:
    """What pointers say for types (with their layer), rules (with their version), entries and labels of names."""

    types: dict[tuple[str, str], str]
    rules: dict[tuple[str, str], str]
    entries: dict[str, str]
    names: dict[str, str]


@dataclass(frozen=True)
class AnnotatedText:
    """One document ready to be written; ``start`` is what all its identifiers begin with.

    ``persons``, ``bodies`` and ``places`` map a name to its identifier, in the order of the text; two people of one
    name are one. ``place_codes`` has the codes of divisions (GB/T 2260) that the document states of places. ``names``
    are the names of the Doc (its entities) in their order. ``overlap`` is None where it was not looked for.
    """

    doc_id: str
    start: str
    document: TextDocument | None
    sentences: list[Sentence]
    spans: list[NumberedSpan]
    relations: list[Relation]
    provenance: Provenance
    keys: PointerKeys
    record: dict[str, Any]
    names: list[str]
    persons: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    place_codes: dict[str, str] = field(default_factory=dict)
    overlap: Overlap | None = None

    def id(self, *names: str) -> str:
        """Return the identifier of something in this document: its names, joined by dots."""
        return ".".join((self.start, *names))

    def span_id(self, span: NumberedSpan) -> str:
        """Return a span's identifier; ``span.`` keeps slogans (``s1``) and sentences (``s1``) apart."""
        return f"{self.start}.span.{span.eid}"

    def participant(self, name: str) -> str:
        """Return the identifier of a person or body that a relation names."""
        return self.persons.get(name) or self.bodies[name]

    def registered(self, name: str, label: str) -> str | None:
        """Return the identifier of a name in the registry of its type, None for a type without one."""
        registry = {"PER": self.persons, "ORG": self.bodies, "LOC": self.places}.get(label)
        return registry.get(name) if registry else None


def annotated_text(doc: Doc, *, doc_id: str, provenance: Provenance, overlap: Overlap | None = None) -> AnnotatedText:
    """Return all that is in a Doc, numbered.

    Holders and names tagged PER are persons, names tagged ORG and other speakers are bodies, names tagged LOC and
    places with a code are places.
    """
    sentences = numbered_sentences(doc, doc_id=doc_id)
    spans = numbered_spans(doc, sentences)
    stated = relations(spans)
    start = name_start(doc_id)
    holders = [r.participant for r in stated if r.name in _OF_PERSONS]
    names = [" ".join(ent.text.split()) for ent in doc.ents]
    tagged: dict[str, list[str]] = {"PER": [], "ORG": [], "LOC": []}
    for name, ent in zip(names, doc.ents, strict=True):
        if name and ent.label_ in tagged:
            tagged[ent.label_].append(name)
    persons = dict.fromkeys([*tagged["PER"], *holders])
    speakers = (r.participant for r in stated if r.participant not in persons)
    bodies = dict.fromkeys([*tagged["ORG"], *speakers])
    document = document_of(doc)
    codes = _place_codes(document, spans, document.text if document else doc.text)
    places = dict.fromkeys([*tagged["LOC"], *codes])
    return AnnotatedText(
        doc_id=doc_id,
        start=start,
        document=document,
        sentences=sentences,
        spans=spans,
        relations=stated,
        provenance=provenance,
        keys=_keys(sentences, spans),
        record=record_of(doc, sentences),
        names=names,
        persons={name: f"{start}.person.{n}" for n, name in enumerate(persons, start=1)},
        bodies={name: f"{start}.body.{n}" for n, name in enumerate(bodies, start=1)},
        places={name: f"{start}.place.{n}" for n, name in enumerate(places, start=1)},
        place_codes=codes,
        overlap=overlap,
    )


def pointer_name(name: str) -> str:
    """Return the name of a rule, entry or type as a pointer can hold it, ``_`` for what is no part of names in XML."""
    return NOT_A_NAME.sub("_", name) or "_"


def _place_codes(document: TextDocument | None, spans: list[NumberedSpan], text: str) -> dict[str, str]:
    """Return the code of each place for which the metadata or titles state one and the same."""
    stated: dict[str, set[str]] = {}
    if document:
        for place, code in zip(document.metadata.all("place"), document.metadata.all("place_code"), strict=False):
            stated.setdefault(" ".join(place.split()), set()).add(code)
    for span in spans:
        stated_code = span.facts.values.get("jurisdiction_code")
        if not isinstance(stated_code, str):
            continue
        parts = [p for p in title_parts(span.annotation.attributes) if p.role == "jurisdiction"]
        if len(parts) == 1 and 0 <= parts[0].start < parts[0].end <= len(text):
            stated.setdefault(" ".join(text[parts[0].start : parts[0].end].split()), set()).add(stated_code)
    return {name: codes.pop() for name, codes in stated.items() if name and len(codes) == 1}


def _keys(sentences: list[Sentence], spans: list[NumberedSpan]) -> PointerKeys:
    types: dict[tuple[str, str], str] = {}
    for layer in LAYERS:
        found = (s.annotation.type for s in spans if s.layer == layer)
        names = dict.fromkeys([*(t.name for t in layer.types), *found])
        types |= {(layer.name, name): key for name, key in unique_keys(names, pointer_name).items()}
    evidence = [s.annotation.evidence for s in spans]
    rules = sorted({(e.rule, e.version) for e in evidence if e.rule or e.version})
    entries = sorted({e.entry for e in evidence if e.entry})
    labels = {token.entity[1] for s in sentences for token in s.tokens if token.entity}
    return PointerKeys(
        types=types,
        rules=unique_keys(rules, lambda rule: pointer_name(rule[0])),
        entries=unique_keys(entries, pointer_name),
        names=unique_keys([*NAME_TYPES, *sorted(labels - set(NAME_TYPES))], pointer_name),
    )
