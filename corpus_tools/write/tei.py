"""Turn an annotated document into TEI P5: words, names, trees and spans in their sentences, relations in standOff."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from spacy.tokens import Doc

from corpus_tools.labels import LAYERS, Layer
from corpus_tools.provenance import Provenance
from corpus_tools.write.annotated_text import AnnotatedText, annotated_text, pointer_name
from corpus_tools.write.conllu import UPOS, feats
from corpus_tools.write.numbered_spans import NumberedSpan, Relation
from corpus_tools.write.sentences import Sentence, SentenceToken
from corpus_tools.write.tei_elements import Element, element, to_bytes
from corpus_tools.write.tei_header import tagger, tei_header

_TITLE_KINDS = ("headline", "lead", "head")


def to_tei(doc: Doc, *, doc_id: str, provenance: Provenance) -> bytes:
    """Return a TEI document of one text; the same Doc and provenance give the same bytes.

    A sentence's ``xml:id`` is its ``sent_id`` in CoNLL-U. White-space tokens are left out. A span over a sentence
    border and all relations (who holds a title, who issues a directive) stand in ``standOff``.
    """
    text = annotated_text(doc, doc_id=doc_id, provenance=provenance)
    has_pos = doc.has_annotation("POS")
    by_sentence: dict[int, list[NumberedSpan]] = {}
    for span in text.spans:
        if len(span.parts) == 1:
            by_sentence.setdefault(span.parts[0].sentence.number, []).append(span)
    blocks = [
        (group[0].kind, [_sentence(text, s, by_sentence.get(s.number, []), has_pos=has_pos) for s in group])
        for group in (list(sentences) for _, sentences in groupby(text.sentences, key=lambda s: s.block))
    ]
    root = element(
        "TEI",
        tei_header(text),
        element("text", element("body", _division(blocks)), xml_lang="zh"),
        _stand_off(text),
        xml_id=text.start,
    )
    return to_bytes(root)


def _division(blocks: Sequence[tuple[str, list[Element]]]) -> Element:
    """Return the blocks in a ``div``; a heading after text opens a ``div`` of its own inside it."""
    top = division = element("div", type="text")
    for titles, grouped in groupby(blocks, key=lambda block: block[0] in _TITLE_KINDS):
        group = list(grouped)
        if titles and len(division):
            division = element("div", type="section")
            top.append(division)
        division.extend(_titles(group) if titles else _paragraphs(group))
    if not len(top):
        top.append(element("p"))
    return top


def _titles(blocks: Sequence[tuple[str, list[Element]]]) -> Iterator[Element]:
    for kind, sentences in blocks:
        yield element("head", *sentences, type=kind)


def _paragraphs(blocks: Sequence[tuple[str, list[Element]]]) -> Iterator[Element]:
    for kind, group in groupby(blocks, key=lambda block: block[0]):
        if kind == "item":
            yield element("list", *(element("item", *sentences) for _, sentences in group))
        else:
            for _, sentences in group:
                yield element("p", *sentences, rend="byline" if kind == "byline" else None)


def _sentence(text: AnnotatedText, sentence: Sentence, spans: list[NumberedSpan], *, has_pos: bool) -> Element:
    groups = groupby(sentence.tokens, key=lambda token: token.entity)
    return element(
        "s",
        *(part for entity, tokens in groups for part in _named(text, entity, list(tokens), has_pos=has_pos)),
        _tree(sentence),
        *(group for layer in LAYERS if (group := _span_group(text, layer, spans)) is not None),
        xml_id=sentence.id,
    )


def _named(
    text: AnnotatedText, entity: tuple[int, str] | None, tokens: list[SentenceToken], *, has_pos: bool
) -> Iterator[Element]:
    parts = list(_readable(tokens, has_pos=has_pos))
    if entity is None:
        yield from parts
    else:
        name = "".join(token.token.text_with_ws for token in tokens).strip()
        person = text.persons.get(name) if entity[1] == "PER" else None
        yield element("name", *parts, type=pointer_name(entity[1]), ref=f"#{person}" if person else None)


def _readable(tokens: list[SentenceToken], *, has_pos: bool) -> Iterator[Element]:
    for damaged, group in groupby(tokens, key=lambda token: token.damaged):
        words = [_word(token, has_pos=has_pos) for token in group]
        if damaged:
            yield element("unclear", *words, reason="damaged")
        else:
            yield from words


def _word(row: SentenceToken, *, has_pos: bool) -> Element:
    token = row.token
    upos = token.pos_ if token.pos_ in UPOS else "X"
    features = feats(str(token.morph))
    msd = f"UPosTag={upos}" + ("" if features == "_" else f"|{features}")
    punctuation = upos == "PUNCT" if has_pos else all(unicodedata.category(c)[0] == "P" for c in row.form)
    return element(
        "pc" if punctuation else "w",
        row.form,
        xml_id=row.id,
        lemma="_".join(token.lemma_.split()) or row.form,
        pos="_".join(token.tag_.split()) or None,
        msd=msd if has_pos else None,
        join=None if row.space_after else "right",
        orig=row.orig,
    )


def _tree(sentence: Sentence) -> Element | None:
    links = [
        element(
            "link",
            ana=f"ud-syn:{(token.deprel or 'dep').replace(':', '_')}",
            target=f"#{sentence.tokens[token.head - 1].id if token.head else sentence.id} #{token.id}",
        )
        for token in sentence.tokens
        if token.head is not None
    ]
    return element("linkGrp", *links, type="UD-SYN", targFunc="head argument") if links else None


def _span_group(text: AnnotatedText, layer: Layer, spans: list[NumberedSpan]) -> Element | None:
    members = [_span(text, span) for span in spans if span.layer == layer]
    return element("spanGrp", *members, type=layer.name, resp=f"app:{tagger(text, layer)}") if members else None


def _span(text: AnnotatedText, span: NumberedSpan) -> Element:
    evidence = span.annotation.evidence
    pointers = [f"{span.layer.name}:{pointer_name(span.annotation.type)}"]
    pointers += [f"rule:{pointer_name(evidence.rule)}"] if evidence.rule else []
    pointers += [f"entry:{pointer_name(evidence.entry)}"] if evidence.entry else []
    trigger = span.annotation.attributes.get("trigger")
    return element(
        "span",
        xml_id=text.span_id(span),
        from_=f"#{span.tokens[0].id}",
        to=f"#{span.tokens[-1].id}",
        ana=" ".join(pointers),
        cert=f"{min(1.0, max(0.0, evidence.score)):.2f}",
        n=str(trigger) if trigger else None,
    )


def _stand_off(text: AnnotatedText) -> Element | None:
    crossing = [span for span in text.spans if len(span.parts) > 1]
    persons = [element("person", element("persName", name), xml_id=id_) for name, id_ in text.persons.items()]
    bodies = [element("org", element("orgName", name), xml_id=id_) for name, id_ in text.bodies.items()]
    stated = [_relation(text, relation) for relation in text.relations]
    parts = [
        element("listPerson", *persons) if persons else None,
        element("listOrg", *bodies) if bodies else None,
        element("listRelation", *stated) if stated else None,
        *(_span_group(text, layer, crossing) for layer in LAYERS),
    ]
    content = [part for part in parts if part is not None]
    return element("standOff", *content) if content else None


def _relation(text: AnnotatedText, relation: Relation) -> Element:
    active, passive = text.participant(relation.participant), text.span_id(relation.span)
    return element("relation", name=relation.name, active=f"#{active}", passive=f"#{passive}")
