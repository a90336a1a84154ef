"""What a document's pointers mean: its taxonomies, and the prefixes that lead to them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from corpus_tools.labels import LAYERS, SCHEME_VERSION, Layer
from corpus_tools.span_facts import ROLES
from corpus_tools.write.annotated_text import NAME_TYPES, AnnotatedText
from corpus_tools.write.tei_elements import Element, Part, element
from corpus_tools.write.tei_repeated import Repeated
from corpus_tools.write.tree import UD_RELATIONS


def taxonomies(text: AnnotatedText) -> Element:
    """Return ``classDecl``: the layers in full, and of relations, rules and entries those that the document has."""
    return element(
        "classDecl",
        *(_layer(text, layer) for layer in LAYERS),
        _parts(text),
        _names(text),
        _relations(text),
        _rules(text),
        _entries(text),
    )


def prefixes(text: AnnotatedText) -> Part:
    """Return ``listPrefixDef``: ``title:office`` means ``#DOC.title.office``, so pointers read alike in all files."""
    return Repeated(text.start, ("prefixes",), partial(_prefixes, text))


def _prefixes(text: AnnotatedText) -> Element:
    glosses = {layer.name: f"types of the layer {layer.name}" for layer in LAYERS}
    glosses |= {"part": "what the parts of titles and directives are"}
    glosses |= {"ud-syn": "relations of Universal Dependencies; _ stands for :", "rule": "rules of the taggers"}
    glosses |= {"entry": "entries of the lexicons", "app": "programs, pipeline components and lexicons"}
    return element("listPrefixDef", *(_prefix(text, ident, gloss) for ident, gloss in glosses.items()))


def _prefix(text: AnnotatedText, ident: str, gloss: str) -> Element:
    return element(
        "prefixDef", element("p", gloss), ident=ident, matchPattern="(.+)", replacementPattern=f"#{text.id(ident)}.$1"
    )


def _taxonomy(text: AnnotatedText, name: str, gloss: str, categories: Iterable[Element]) -> Element | None:
    content = list(categories)
    if not content:
        return None
    return element("taxonomy", element("desc", gloss, xml_lang="en"), *content, xml_id=text.id(name))


def _category(identifier: str, gloss: str, gloss_zh: str | None = None, *, n: str | None = None) -> Element:
    return element(
        "category",
        element("catDesc", gloss, xml_lang="en" if gloss_zh else None),
        element("catDesc", gloss_zh, xml_lang="zh") if gloss_zh else None,
        xml_id=identifier,
        n=n,
    )


def _layer(text: AnnotatedText, layer: Layer) -> Part:
    names = {t.name for t in layer.types}
    if any(of == layer.name and name not in names for of, name in text.keys.types):
        return _written_layer(text, layer)
    return Repeated(text.start, ("layer", layer), partial(_written_layer, text, layer))


def _written_layer(text: AnnotatedText, layer: Layer) -> Element:
    known = [_category(text.id(layer.name, t.name), t.gloss, t.gloss_zh) for t in layer.types]
    names = {t.name for t in layer.types}
    others = [(name, key) for (of, name), key in text.keys.types.items() if of == layer.name and name not in names]
    return element(
        "taxonomy",
        element("desc", f"{layer.gloss} (scheme {SCHEME_VERSION})", xml_lang="en"),
        element("desc", layer.gloss_zh, xml_lang="zh"),
        *known,
        *(
            _category(text.id(layer.name, key), f"{name}, not in the scheme", n=None if name == key else name)
            for name, key in others
        ),
        xml_id=text.id(layer.name),
    )


def _parts(text: AnnotatedText) -> Element | None:
    found = dict.fromkeys(stretch.role for span in text.spans for stretch in span.stretches)
    roles = [role for role in (*ROLES, *(found.keys() - ROLES.keys())) if role in found]
    categories = (_category(text.id("part", role), ROLES.get(role, role)) for role in sorted(roles))
    return _taxonomy(text, "part", "what the parts of titles and directives are", categories)


def _names(text: AnnotatedText) -> Element | None:
    categories = (
        _category(text.id("NER", key), NAME_TYPES.get(label, label), n=None if label == key else label)
        for label, key in text.keys.names.items()
    )
    return _taxonomy(text, "NER", "types of names", categories)


def _relations(text: AnnotatedText) -> Element | None:
    found = {token.deprel for s in text.sentences for token in s.tokens if token.deprel}
    categories = (_category(text.id("ud-syn", n.replace(":", "_")), _gloss(n)) for n in sorted(found))
    return _taxonomy(text, "UD-SYN", "relations of Universal Dependencies", categories)


def _gloss(deprel: str) -> str:
    main, _, subtype = deprel.partition(":")
    return f"{deprel}: {UD_RELATIONS[main]}" + (f", {subtype}" if subtype else "")


def _rules(text: AnnotatedText) -> Element | None:
    categories = (
        _category(text.id("rule", key), rule, n=version or None) for (rule, version), key in text.keys.rules.items()
    )
    return _taxonomy(text, "rules", "rules and models that found spans of this text; n is the version", categories)


def _entries(text: AnnotatedText) -> Element | None:
    forms: dict[str, str] = {}
    for span in text.spans:
        if span.annotation.evidence.entry:
            forms.setdefault(span.annotation.evidence.entry, "".join(token.form for token in span.tokens))
    categories = (
        _category(text.id("entry", key), forms[entry], n=None if entry == key else entry)
        for entry, key in text.keys.entries.items()
    )
    return _taxonomy(text, "entries", "entries of the lexicons that this text has", categories)
