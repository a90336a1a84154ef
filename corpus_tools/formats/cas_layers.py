"""What a span of ours is in a UIMA CAS: names of types, and the features that a span is written with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from corpus_tools.formats.xml_characters import legal
from corpus_tools.span_facts import SpanFacts, facts_of
from corpus_tools.spans import Annotation, Evidence

_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api"
SENTENCE = f"{_DKPRO}.segmentation.type.Sentence"
TOKEN = f"{_DKPRO}.segmentation.type.Token"
LEMMA = f"{_DKPRO}.segmentation.type.Lemma"
DIV = f"{_DKPRO}.segmentation.type.Div"
HEADING = f"{_DKPRO}.segmentation.type.Heading"
PARAGRAPH = f"{_DKPRO}.segmentation.type.Paragraph"
POS = f"{_DKPRO}.lexmorph.type.pos.POS"
MORPH = f"{_DKPRO}.lexmorph.type.morph.MorphologicalFeatures"
DEPENDENCY = f"{_DKPRO}.syntax.type.dependency.Dependency"
NAME = f"{_DKPRO}.ner.type.NamedEntity"
METADATA = f"{_DKPRO}.metadata.type.DocumentMetaData"
#: INCEpTION's note on who annotated; it stands in some of its exports.
CAS_METADATA = "de.tudarmstadt.ukp.clarin.webanno.api.type.CASMetadata"

#: Names in ``webanno.custom`` are those of a project's own layers.
_OWN = "webanno.custom"
LAYER_TYPES = {"title": f"{_OWN}.Title", "slogan": f"{_OWN}.Slogan", "directive": f"{_OWN}.Directive"}
PART = f"{_OWN}.SpanPart"
RECORD = f"{_OWN}.CorpusRecord"
#: Features with one text. ``type`` is a name that INCEpTION keeps for itself, so the type of a span is its ``kind``.
TEXTS = ("eid", "kind", "rule", "version", "entry", "variation")
#: Features with several texts, by layer: participants that stand nowhere near the span.
NAMES = {"title": ("holder", "refersTo"), "slogan": (), "directive": ("speaker",)}
#: Layers with links to their parts; the role of a link is the role of the part.
WITH_PARTS = ("title", "directive")
#: Relation of the scheme -> feature, and role of the link.
FEATURE_OF = {"holdsTitle": "holder", "refersTo": "refersTo", "issuedBy": "speaker"}
RELATION_OF = {feature: relation for relation, feature in FEATURE_OF.items()}


def link_type(layer: str) -> str:
    """Return the type of the links of a layer, named as INCEpTION names it."""
    return f"{LAYER_TYPES[layer]}PartsLink"


@dataclass(frozen=True)
class CasSpan:
    """A span as its features have it; ``parts`` are (role, start, end), offsets count characters of the text."""

    start: int
    end: int
    texts: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parts: tuple[tuple[str, int, int], ...] = ()


def cas_span(row: Mapping[str, Any], text: str) -> CasSpan:
    """Return how a span of the record (``write/packed.py``) is written.

    A holder or speaker is a link where its words stand in the line of the span, the nearest ones; else a text.
    """
    layer = row["layer"]
    facts = span_facts(row, text)
    texts = {"eid": row["id"], "kind": row["type"], "rule": row["rule"], "version": row["version"]}
    texts |= {key: row[key] for key in ("entry", "variation") if key in row}
    if layer == "directive" and facts.trigger is not None:
        texts["trigger"] = facts.trigger
    names: dict[str, tuple[str, ...]] = {}
    parts = [(s.role, s.start, s.end) for s in facts.stretches] if layer in WITH_PARTS else []
    for relation, name in facts.relations:
        feature = FEATURE_OF[relation]
        place = _nearest(name, row["start"], row["end"], text) if layer in WITH_PARTS else None
        if place is not None:
            parts.append((feature, *place))
        elif feature in NAMES[layer]:
            names[feature] = (*names.get(feature, ()), legal(name))
    written = {key: legal(value) for key, value in texts.items() if value}
    return CasSpan(row["start"], row["end"], written, names, tuple(parts))


def span_facts(row: Mapping[str, Any], text: str) -> SpanFacts:
    """Return the facts that the attributes of a span of the record state."""
    evidence = Evidence(row["rule"], row["version"], row["score"])
    attributes = row.get("attributes", {})
    return facts_of(Annotation(row["start"], row["end"], row["type"], evidence, attributes), text, _anywhere)


def _anywhere(start: int, end: int) -> bool:
    return True


def _nearest(words: str, start: int, end: int, text: str) -> tuple[int, int] | None:
    """Return where the words stand in the line of a span: nearest to it, the earlier of two."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    found = []
    at = text.find(words, first, last)
    while at >= 0:
        behind = at + len(words)
        found.append((max(at - end, start - behind, 0), at, behind))
        at = text.find(words, at + 1, last)
    return min(found)[1:] if found else None
