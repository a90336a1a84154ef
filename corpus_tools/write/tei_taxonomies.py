"""What a document's pointers mean: its taxonomies, and the prefixes that lead to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus_tools.labels import LAYERS, SCHEME_VERSION, Layer
from corpus_tools.write.annotated_text import AnnotatedText, pointer_name
from corpus_tools.write.tei_elements import Element, element
from corpus_tools.write.tree import UD_RELATIONS

NAME_TYPES = {"PER": "person", "LOC": "place", "ORG": "organization"}


def taxonomies(text: AnnotatedText) -> Element:
    """Return ``classDecl``: the layers in full, and of relations, rules and entries those that the document has."""
    return element(
        "classDecl",
        *(_layer(text, layer) for layer in LAYERS),
        _names(text),
        _relations(text),
        _rules(text),
        _entries(text),
    )


def prefixes(text: AnnotatedText) -> Element:
    """Return ``listPrefixDef``: ``title:office`` means ``#DOC.title.office``, so pointers read alike in all files."""
    glosses = {layer.name: f"types of the layer {layer.name}" for layer in LAYERS}
    glosses |= {"ud-syn": "relations of Universal Dependencies; _ stands for :", "rule": "rules of the taggers"}
    glosses |= {"entry": "entries of the lexicons", "app": "programs and pipeline components"}
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


def _layer(text: AnnotatedText, layer: Layer) -> Element:
    known = [_category(text.id(layer.name, t.name), t.gloss, t.gloss_zh) for t in layer.types]
    names = {t.name for t in layer.types}
    others = dict.fromkeys(s.annotation.type for s in text.spans if s.layer == layer and s.annotation.type not in names)
    return element(
        "taxonomy",
        element("desc", f"{layer.gloss} (scheme {SCHEME_VERSION})", xml_lang="en"),
        element("desc", layer.gloss_zh, xml_lang="zh"),
        *known,
        *(_category(text.id(layer.name, pointer_name(name)), f"{name}, not in the scheme") for name in others),
        xml_id=text.id(layer.name),
    )


def _names(text: AnnotatedText) -> Element | None:
    found = {token.entity[1] for s in text.sentences for token in s.tokens if token.entity}
    labels = [*NAME_TYPES, *sorted(found - set(NAME_TYPES))]
    categories = (_category(text.id("NER", pointer_name(n)), NAME_TYPES.get(n, n)) for n in labels)
    return _taxonomy(text, "NER", "types of names", categories)


def _relations(text: AnnotatedText) -> Element | None:
    found = {token.deprel for s in text.sentences for token in s.tokens if token.deprel}
    categories = (_category(text.id("ud-syn", n.replace(":", "_")), _gloss(n)) for n in sorted(found))
    return _taxonomy(text, "UD-SYN", "relations of Universal Dependencies", categories)


def _gloss(deprel: str) -> str:
    main, _, subtype = deprel.partition(":")
    return f"{deprel}: {UD_RELATIONS[main]}" + (f", {subtype}" if subtype else "")


def _rules(text: AnnotatedText) -> Element | None:
    rules = {s.annotation.evidence.rule: s.annotation.evidence.version for s in reversed(text.spans)}
    named = {pointer_name(rule): (rule, rules[rule]) for rule in sorted(rules) if rule}
    categories = (_category(text.id("rule", key), rule, n=version or None) for key, (rule, version) in named.items())
    return _taxonomy(text, "rules", "rules and models that found spans of this text; n is the version", categories)


def _entries(text: AnnotatedText) -> Element | None:
    return _taxonomy(text, "entries", "entries of the lexicons that this text has", _entry_categories(text))


def _entry_categories(text: AnnotatedText) -> Iterator[Element]:
    forms: dict[str, str] = {}
    for span in text.spans:
        if span.annotation.evidence.entry:
            key = pointer_name(span.annotation.evidence.entry)
            forms.setdefault(key, "".join(token.form for token in span.tokens))
    for key in sorted(forms):
        yield _category(text.id("entry", key), forms[key])
