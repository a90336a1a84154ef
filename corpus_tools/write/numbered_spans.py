"""The span groups of a Doc -> numbered spans over numbered sentences, and the relations that their attributes state."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import groupby

from spacy.tokens import Doc

from corpus_tools.document import document_of
from corpus_tools.labels import LAYERS, Layer
from corpus_tools.span_facts import SpanFacts, Stretch, facts_of
from corpus_tools.spans import Annotation, annotations_of
from corpus_tools.write.sentences import Sentence, SentenceToken


@dataclass(frozen=True)
class SpanPart:
    """The tokens of a span that lie in one sentence."""

    sentence: Sentence
    tokens: tuple[SentenceToken, ...]


@dataclass(frozen=True)
class NumberedStretch:
    """A stretch with a role (part of a title, who is told, what is to be done) over all tokens that it touches.

    ``chars``: which characters, from the first token's on, where it does not begin and end with a token.
    """

    number: int
    role: str
    parts: tuple[SpanPart, ...]
    chars: tuple[int, int] | None

    @property
    def tokens(self) -> list[SentenceToken]:
        """All tokens that it touches, in text order."""
        return [token for part in self.parts for token in part.tokens]


@dataclass(frozen=True)
class NumberedSpan:
    """A span with its number in the document: ``eid`` is ``t1``, ``s1``, ``d1``, by layer.

    It has more than one part where it crosses the border of a sentence; tokens it shares only in part are its own.
    """

    eid: str
    layer: Layer
    annotation: Annotation
    parts: tuple[SpanPart, ...]
    facts: SpanFacts
    stretches: tuple[NumberedStretch, ...]

    @property
    def tokens(self) -> list[SentenceToken]:
        """All tokens of the span, in text order."""
        return [token for part in self.parts for token in part.tokens]


@dataclass(frozen=True)
class Relation:
    """A relation of the scheme between a span and what is named beside it (a person, a meeting, a notice)."""

    name: str
    span: NumberedSpan
    participant: str


class _Places:
    """All tokens of a document by their place in the cleaned text."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.rows = [(sentence, token) for sentence in sentences for token in sentence.tokens]
        self.starts = [token.start for _, token in self.rows]
        self.ends = [token.end for _, token in self.rows]

    def touched(self, start: int, end: int) -> tuple[int, int]:
        """Return the tokens that share characters with a stretch, as a slice of ``rows``."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def fits(self, start: int, end: int) -> bool:
        """Whether a stretch neither begins nor ends in white space."""
        first, behind = self.touched(start, end)
        return first < behind and self.starts[first] <= start and end <= self.ends[behind - 1]

    def parts(self, start: int, end: int) -> tuple[SpanPart, ...]:
        """Return the tokens of a stretch, sentence by sentence."""
        first, behind = self.touched(start, end)
        groups = groupby(self.rows[first:behind], key=lambda pair: pair[0].number)
        grouped = [list(group) for _, group in groups]
        return tuple(SpanPart(group[0][0], tuple(token for _, token in group)) for group in grouped)


def numbered_spans(doc: Doc, sentences: Sequence[Sentence]) -> list[NumberedSpan]:
    """Return the spans of all layers, layer by layer in text order; a span on white space only is left out."""
    places = _Places(sentences)
    document = document_of(doc)
    text = document.text if document else doc.text  # the same, and of a Doc it is put together from all tokens
    result = []
    for layer in LAYERS:
        number = 0
        for annotation in annotations_of(doc, layer):
            parts = places.parts(annotation.start_char, annotation.end_char)
            if parts:
                number += 1
                facts = facts_of(annotation, text, places.fits)
                stretches = tuple(_stretch(n, s, places) for n, s in enumerate(facts.stretches, start=1))
                result.append(NumberedSpan(f"{layer.name[0]}{number}", layer, annotation, parts, facts, stretches))
    return result


def _stretch(number: int, stretch: Stretch, places: _Places) -> NumberedStretch:
    first, behind = places.touched(stretch.start, stretch.end)
    start, end = places.starts[first], places.ends[behind - 1]
    chars = None if (start, end) == (stretch.start, stretch.end) else (stretch.start - start, stretch.end - start)
    return NumberedStretch(number, stretch.role, places.parts(stretch.start, stretch.end), chars)


def relations(spans: Sequence[NumberedSpan]) -> list[Relation]:
    """Return who holds which title, whom a title means and who issues which directive, in the order of the spans."""
    return [Relation(name, span, participant) for span in spans for name, participant in span.facts.relations]


@lru_cache(maxsize=4096)
def certainty(score: float) -> str:
    """Return a score as a decimal number from 0 to 1, with two places or as many as it takes to be exact."""
    bounded = min(1.0, max(0.0, score))
    short = f"{bounded:.2f}"
    return short if float(short) == bounded else format(Decimal(repr(bounded)), "f")
