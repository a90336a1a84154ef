"""The span groups of a Doc -> numbered spans over numbered sentences, and the relations that their attributes state."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from spacy.tokens import Doc

from corpus_tools.labels import LAYERS, Layer
from corpus_tools.spans import Annotation, annotations_of
from corpus_tools.write.sentences import Sentence, SentenceToken


@dataclass(frozen=True)
class SpanPart:
    """The tokens of a span that lie in one sentence."""

    sentence: Sentence
    tokens: tuple[SentenceToken, ...]


@dataclass(frozen=True)
class NumberedSpan:
    """A span with its number in the document: ``eid`` is ``t1``, ``s1``, ``d1``, by layer.

    It has more than one part where it crosses the border of a sentence; tokens it shares only in part are its own.
    """

    eid: str
    layer: Layer
    annotation: Annotation
    parts: tuple[SpanPart, ...]

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


#: Attribute of the scheme -> name of the relation.
RELATIONS = {"holder": "holdsTitle", "holders": "holdsTitle", "speaker": "issuedBy"}


def numbered_spans(doc: Doc, sentences: Sequence[Sentence]) -> list[NumberedSpan]:
    """Return the spans of all layers, layer by layer in text order; a span on white space only is left out."""
    placed = [(sentence, token) for sentence in sentences for token in sentence.tokens]
    starts = [token.token.idx for _, token in placed]
    ends = [token.token.idx + len(token.token) for _, token in placed]
    result = []
    for layer in LAYERS:
        number = 0
        for annotation in annotations_of(doc, layer):
            inside = placed[bisect_right(ends, annotation.start_char) : bisect_left(starts, annotation.end_char)]
            if inside:
                number += 1
                result.append(NumberedSpan(f"{layer.name[0]}{number}", layer, annotation, _parts(inside)))
    return result


def _parts(placed: Sequence[tuple[Sentence, SentenceToken]]) -> tuple[SpanPart, ...]:
    groups = groupby(placed, key=lambda pair: pair[0].number)
    rows = [list(group) for _, group in groups]
    return tuple(SpanPart(group[0][0], tuple(token for _, token in group)) for group in rows)


def relations(spans: Sequence[NumberedSpan]) -> list[Relation]:
    """Return who holds which title and who issues which directive, in the order of the spans."""
    return [
        Relation(name, span, participant)
        for span in spans
        for key, name in RELATIONS.items()
        for participant in _values(span.annotation.attributes.get(key))
    ]


def _values(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from [value] if value.strip() else []
    elif isinstance(value, list | tuple):
        yield from (str(each) for each in value if str(each).strip())
    elif value is not None:
        yield str(value)
