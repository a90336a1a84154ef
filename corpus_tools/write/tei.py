"""Turn an annotated document into TEI P5: words, names, trees and spans in their sentences, relations in standOff."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from spacy.tokens import Doc

from corpus_tools.overlap import Overlap
from corpus_tools.provenance import Provenance
from corpus_tools.write.annotated_text import AnnotatedText, annotated_text
from corpus_tools.write.conllu import native_label
from corpus_tools.write.sentences import Sentence, SentenceToken
from corpus_tools.write.tei_elements import Element, element, to_bytes
from corpus_tools.write.tei_header import tei_header
from corpus_tools.write.tei_spans import SpanGroups, stand_off

#: Kind, level as an attribute, sentences.
_Block = tuple[str, str | None, list[Element]]
_TITLE_KINDS = ("headline", "lead", "head")


def to_tei(doc: Doc, *, doc_id: str, provenance: Provenance, overlap: Overlap | None = None) -> bytes:
    """Return a TEI document of one text; the same Doc and provenance give the same bytes.

    A sentence's ``xml:id`` is its ``sent_id`` in CoNLL-U. White-space tokens are left out. A span over a sentence
    border and all relations (who holds a title, who issues a directive) stand in ``standOff``. ``overlap`` says what
    the document shares with the others of its corpus; it goes into the header.
    """
    text = annotated_text(doc, doc_id=doc_id, provenance=provenance, overlap=overlap)
    groups = SpanGroups(text)
    names = _Names(text)
    blocks = [
        (group[0].kind, _level(group[0].level), [_sentence(sentence, names, groups) for sentence in group])
        for group in (list(sentences) for _, sentences in groupby(text.sentences, key=lambda s: s.block))
    ]
    root = element(
        "TEI",
        tei_header(text),
        element("text", element("body", _division(blocks)), xml_lang="zh"),
        stand_off(text, groups),
        xml_id=text.start,
    )
    return to_bytes(root)


def _division(blocks: Sequence[_Block]) -> Element:
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


def _level(level: int) -> str | None:
    return str(level) if level else None


def _titles(blocks: Sequence[_Block]) -> Iterator[Element]:
    for kind, level, sentences in blocks:
        yield element("head", *sentences, type=kind, n=level)


def _paragraphs(blocks: Sequence[_Block]) -> Iterator[Element]:
    for kind, group in groupby(blocks, key=lambda block: block[0]):
        if kind == "item":
            yield element("list", *(element("item", *sentences, n=level) for _, level, sentences in group))
        else:
            for _, level, sentences in group:
                yield element("p", *sentences, n=level, rend=None if kind == "paragraph" else kind)


def _sentence(sentence: Sentence, names: _Names, groups: SpanGroups) -> Element:
    stretches = groupby(sentence.tokens, key=lambda token: token.entity)
    return element(
        "s",
        *(part for entity, tokens in stretches for part in names.of(entity, list(tokens))),
        _tree(sentence),
        _native_labels(sentence),
        *groups.of(sentence.number),
        xml_id=sentence.id,
    )


class _Names:
    """Puts the tokens of a name into ``name``; one over a sentence border is in parts that point to each other."""

    def __init__(self, text: AnnotatedText) -> None:
        self._text = text
        self._first: dict[int, str] = {}
        parts: dict[int, set[int]] = {}
        for sentence in text.sentences:
            for token in sentence.tokens:
                if token.entity:
                    parts.setdefault(token.entity[0], set()).add(sentence.number)
        self._in_parts = {number for number, sentences in parts.items() if len(sentences) > 1}

    def of(self, entity: tuple[int, str] | None, tokens: list[SentenceToken]) -> Iterator[Element]:
        """Yield the tokens, in ``name`` where they are one."""
        if entity is None:
            yield from _readable(tokens)
            return
        number, label = entity
        person = self._text.persons.get(self._text.names[number]) if label == "PER" else None
        identifier = f"{tokens[0].id}.name" if number in self._in_parts else None
        before = self._first.get(number)
        if identifier:
            self._first[number] = identifier
        yield element(
            "name",
            *_readable(tokens),
            xml_id=identifier,
            type=self._text.keys.names[label],
            ref=f"#{person}" if person else None,
            prev=f"#{before}" if before else None,
        )


def _readable(tokens: list[SentenceToken]) -> Iterator[Element]:
    for damaged, group in groupby(tokens, key=lambda token: token.damaged):
        words = [part for token in group for part in _word(token)]
        if damaged:
            yield element("unclear", *words, reason="damaged")
        else:
            yield from words


def _word(row: SentenceToken) -> Iterator[Element]:
    """Yield the word or mark, and the white space around it where it is another than its place tells."""
    if row.upos is None:
        msd, punctuation = row.feats or None, all(unicodedata.category(c)[0] == "P" for c in row.form)
    else:
        msd = f"UPosTag={row.upos}|{row.feats}" if row.feats else f"UPosTag={row.upos}"
        punctuation = row.upos == "PUNCT"
    if row.before:
        yield element("c", row.before, type="space")
    yield element(
        "pc" if punctuation else "w",
        row.form,
        xml_id=row.id,
        lemma=row.lemma,
        pos=row.xpos or None,
        msd=msd,
        join=None if row.space_after else "right",
        orig=row.orig,
    )
    if row.spaces:
        yield element("c", row.spaces, type="space")


def _tree(sentence: Sentence) -> Element | None:
    links = [
        element("link", ana=f"ud-syn:{(token.deprel or 'dep').replace(':', '_')}", target=_ends(sentence, token))
        for token in sentence.tokens
        if token.head is not None
    ]
    return element("linkGrp", *links, type="UD-SYN", targFunc="head argument") if links else None


def _native_labels(sentence: Sentence) -> Element | None:
    """Return the labels of the parser that are not UD's, in the same form as the tree."""
    labels = [(token, native_label(token)) for token in sentence.tokens if token.head is not None]
    links = [element("link", n=label, target=_ends(sentence, token)) for token, label in labels if label is not None]
    return element("linkGrp", *links, type="SPACY-SYN", targFunc="head argument") if links else None


def _ends(sentence: Sentence, token: SentenceToken) -> str:
    return f"#{sentence.tokens[token.head - 1].id if token.head else sentence.id} #{token.id}"
