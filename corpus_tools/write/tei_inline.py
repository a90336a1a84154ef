"""Spans -> elements round their tokens: nested where they nest, in parts that point to each other where they cross."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from corpus_tools.labels import TITLE
from corpus_tools.write.annotated_text import AnnotatedText
from corpus_tools.write.numbered_spans import NumberedSpan
from corpus_tools.write.sentences import Sentence
from corpus_tools.write.tei_elements import attributes_of
from corpus_tools.write.tei_spans import evidence_attributes

#: First and last token in the sentence, from 1, and the place of the span among all: of two alike the first is outside.
_Extent = tuple[int, int, int]


@dataclass(frozen=True)
class Wrap:
    """An element round the tokens ``first`` to ``last`` of a sentence, from 1; ``attributes`` as in a tag."""

    first: int
    last: int
    name: str
    attributes: str


class InlineSpans:
    """The elements of all spans of a document, by sentence."""

    def __init__(self, text: AnnotatedText) -> None:
        self._text = text
        names = {sentence.number: _names(sentence) for sentence in text.sentences}
        found: dict[int, list[tuple[int, int, int]]] = {}
        for place, span in enumerate(text.spans):
            for part in span.parts:
                extent = (part.tokens[0].number, part.tokens[-1].number, place)
                found.setdefault(part.sentence.number, []).append(extent)
        #: Sentence and extent of each fragment of a span, in the order of the text.
        fragments: dict[int, list[tuple[int, int, int]]] = {}
        order: dict[int, list[_Extent]] = {}
        for number in sorted(found):
            order[number] = nested(found[number], names[number])
            for first, last, place in order[number]:
                fragments.setdefault(place, []).append((number, first, last))
        self._wraps = {
            number: [self._wrap(number, extent, fragments[extent[2]]) for extent in extents]
            for number, extents in order.items()
        }

    def of(self, sentence: int) -> Sequence[Wrap]:
        """Return the elements of a sentence, outer ones before inner ones."""
        return self._wraps.get(sentence, ())

    def _wrap(self, sentence: int, extent: _Extent, fragments: list[tuple[int, int, int]]) -> Wrap:
        first, last, place = extent
        span = self._text.spans[place]
        number = fragments.index((sentence, first, last))
        name = _element(span)
        identifier = self._text.span_id(span)
        attributes: dict[str, str | None] = {"xml_id": _fragment_id(identifier, number)}
        attributes |= {"type": span.layer.name, "subtype": self._text.keys.types[span.layer.name, span.annotation.type]}
        if len(fragments) > 1:
            place_in = "I" if number == 0 else "F" if number == len(fragments) - 1 else "M"
            attributes["part"] = place_in if name == "seg" else None
            attributes["next"] = f"#{_fragment_id(identifier, number + 1)}" if number < len(fragments) - 1 else None
            attributes["prev"] = f"#{_fragment_id(identifier, number - 1)}" if number else None
        if number == 0:
            attributes |= evidence_attributes(self._text, span)
        return Wrap(first, last, name, attributes_of(attributes))


def nested(extents: Iterable[_Extent], names: Sequence[tuple[int, int]]) -> list[_Extent]:
    """Return extents cut so that none crosses another or a name (first, last): outer before inner.

    Of two that cross, the one that begins later is cut, and goes on behind the other; names are never cut.
    """
    pending = [(first, -last, place) for first, last, place in extents]
    heapify(pending)
    result: list[_Extent] = []
    open_ends: list[int] = []
    while pending:
        first, negative, place = heappop(pending)
        last = -negative
        while open_ends and open_ends[-1] < first:
            open_ends.pop()
        limit = min([last, *open_ends[-1:]])
        for start, end in names:
            if start < first <= end < limit:  # begins in the name and ends behind it
                limit = end
            elif first < start <= limit < end:  # ends in the name
                limit = start - 1
        if limit < last:
            heappush(pending, (limit + 1, -last, place))
        result.append((first, limit, place))
        open_ends.append(limit)
    return result


def _names(sentence: Sentence) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    before = None
    for token in sentence.tokens:
        if token.entity and token.entity == before:
            found[-1] = (found[-1][0], token.number)
        elif token.entity:
            found.append((token.number, token.number))
        before = token.entity
    return found


def _element(span: NumberedSpan) -> str:
    """Return what TEI has for it: a title that is a post or a form of respect, one of a work, any other stretch."""
    if span.layer is not TITLE:
        return "seg"
    return "title" if span.annotation.type == "work" else "roleName"


def _fragment_id(identifier: str, number: int) -> str:
    return identifier if number == 0 else f"{identifier}.f{number + 1}"
