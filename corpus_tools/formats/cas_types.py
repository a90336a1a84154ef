"""The type system of our CAS: the types of DKPro Core that are used, and our layers as INCEpTION builds its own."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from xml.etree import ElementTree

from cassis import TypeSystem, load_typesystem

from corpus_tools.formats.cas_layers import (
    DEPENDENCY,
    DIV,
    HEADING,
    LAYER_TYPES,
    LEMMA,
    METADATA,
    MORPH,
    NAME,
    NAMES,
    PARAGRAPH,
    PART,
    POS,
    RECORD,
    SENTENCE,
    TEXTS,
    TOKEN,
    WITH_PARTS,
    link_type,
)
from corpus_tools.labels import LAYER_BY_NAME

_UIMA = "{http://uima.apache.org/resourceSpecifier}"
#: A token refers to these; we write none.
_OF_TOKENS = {TOKEN.replace("Token", "Stem"), TOKEN.replace("Token", "TokenForm")}
_OF_DKPRO = {SENTENCE, DIV, HEADING, PARAGRAPH, LEMMA, POS, MORPH, NAME, TOKEN, *_OF_TOKENS, DEPENDENCY}
_STRING, _ANNOTATION = "uima.cas.String", "uima.tcas.Annotation"
_GLOSSES = {
    "eid": "identifier of the span in its document; leave it as it is",
    "kind": "type of the span",
    "rule": "rule or model that found it",
    "version": "version of that rule",
    "entry": "entry of the lexicon that it matches",
    "variation": "how its wording differs from the entry",
    "score": "how sure the rule is, from 0 to 1",
    "holder": "who holds the title, where no words near it say so",
    "refersTo": "whom the title means, where no words near it say so",
    "speaker": "who issues the directive, where no words near it say so",
    "trigger": "words that make it a directive",
    "parts": "parts, holders, speakers, addressees: the role says which",
}


@cache
def type_system() -> TypeSystem:
    """Return the whole type system, as it stands beside an XMI file and in a JSON one. Don't change it."""
    types = _dkpro()
    _add_own(types)
    return types


def layers_xml() -> bytes:
    """Return our layers alone, to be imported into a project of INCEpTION (Settings, Layers, Import)."""
    types = TypeSystem()
    _add_own(types)
    return _xml(types)


def type_system_xml() -> bytes:
    """Return the whole type system as UIMA's XML."""
    return _xml(type_system())


def _xml(types: TypeSystem) -> bytes:
    written = types.to_xml()
    return (written if isinstance(written, str) else "").encode()


def _dkpro() -> TypeSystem:
    """Return the types of DKPro Core that we use, as cassis has them: the type systems of others fit to them."""
    whole = ElementTree.fromstring(files("cassis.resources").joinpath("dkpro-core-types.xml").read_bytes())
    for types in whole.findall(f"{_UIMA}types"):
        for found in list(types):
            if found.findtext(f"{_UIMA}name", "").strip() not in _OF_DKPRO:
                types.remove(found)
    made = load_typesystem(ElementTree.tostring(whole, encoding="unicode"))
    metadata = made.create_type(METADATA, "uima.tcas.DocumentAnnotation")
    for each in ("documentTitle", "documentId", "documentUri", "collectionId", "documentBaseUri"):
        made.create_feature(metadata, each, _STRING)
    return made


def _add_own(types: TypeSystem) -> None:
    part = types.create_type(PART, _ANNOTATION, description="part of a title or directive, or who takes part in it")
    types.create_feature(part, "role", _STRING, description="what the part is")
    for layer, name in LAYER_TYPES.items():
        made = types.create_type(name, _ANNOTATION, description=LAYER_BY_NAME[layer].gloss)
        for text in (*TEXTS, *(("trigger",) if layer == "directive" else ())):
            types.create_feature(made, text, _STRING, description=_GLOSSES[text])
        types.create_feature(made, "score", "uima.cas.Float", description=_GLOSSES["score"])
        for names in NAMES[layer]:
            types.create_feature(made, names, "uima.cas.StringArray", description=_GLOSSES[names])
        if layer in WITH_PARTS:
            link = types.create_type(link_type(layer), "uima.cas.TOP")
            types.create_feature(link, "role", _STRING)
            types.create_feature(link, "target", PART)
            types.create_feature(made, "parts", "uima.cas.FSArray", link.name, description=_GLOSSES["parts"])
    record = types.create_type(
        RECORD, _ANNOTATION, description="what no layer holds of the document; leave it as it is"
    )
    types.create_feature(record, "json", _STRING, description="JSON")
