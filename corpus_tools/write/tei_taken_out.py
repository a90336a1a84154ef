"""What the layout ``standoff`` takes out of the sentences of TEI: names, damage and trees -> parts of standOff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from corpus_tools.write.annotated_text import AnnotatedText
from corpus_tools.write.sentences import Sentence, SentenceToken
from corpus_tools.write.tei_elements import Element, Part, element
from corpus_tools.write.tei_sentence import SentenceWriter


def taken_out(text: AnnotatedText, writer: SentenceWriter) -> Iterator[Part]:
    """Yield groups of spans for names and damage, and for each sentence its tree, which names it by ``corresp``."""
    tokens = [token for sentence in text.sentences for token in sentence.tokens]
    stretches = (list(group) for entity, group in groupby(tokens, key=lambda t: t.entity) if entity is not None)
    yield from _group("name", (_name(text, stretch) for stretch in stretches))
    damaged = (list(group) for found, group in groupby(tokens, key=lambda t: t.damaged) if found)
    yield from _group("damage", (_span(stretch) for stretch in damaged))
    for sentence in text.sentences:
        if any(token.head is not None for token in sentence.tokens):
            yield _Tree(writer, sentence)


def _group(kind: str, spans: Iterable[Element]) -> Iterator[Element]:
    group = element("spanGrp", *spans, type=kind)
    if len(group):
        yield group


def _name(text: AnnotatedText, stretch: list[SentenceToken]) -> Element:
    number, label = stretch[0].entity or (0, "")
    registered = text.registered(text.names[number], label)
    return _span(stretch, type=text.keys.names[label], corresp=f"#{registered}" if registered else None)


def _span(stretch: list[SentenceToken], **attributes: str | None) -> Element:
    return element("span", from_=f"#{stretch[0].id}", to=f"#{stretch[-1].id}", **attributes)


class _Tree:
    __slots__ = ("_sentence", "_writer")

    def __init__(self, writer: SentenceWriter, sentence: Sentence) -> None:
        self._sentence = sentence
        self._writer = writer

    def write(self, lines: list[str], pad: str) -> None:
        self._writer.write_tree(self._sentence, lines, pad, corresp=True)
