"""How CoNLL-U says where spans are: brackets, BIO labels, or columns of their own (CoNLL-U Plus)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus_tools.formats.escapes import escaped
from corpus_tools.labels import LAYERS
from corpus_tools.write.numbered_spans import NumberedSpan, certainty
from corpus_tools.write.span_brackets import ENTITY_FIELDS, SPAN_FIELDS, plain_value, rule_keys, span_brackets
from corpus_tools.write.span_levels import levels

#: Styles, the usual one first.
STYLES = ("spans", "entity", "bio", "plus")
#: The columns of CoNLL-U Plus behind the ten.
LAYER_COLUMNS = tuple(f"CT:{layer.name.upper()}" for layer in LAYERS)
_COLUMNS = "ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC"


@dataclass(frozen=True)
class SpanMarks:
    """What stands for spans: in MISC before and behind ``SpaceAfter`` (keys in the order of the alphabet), in columns.

    All by the ``place`` of a token (its index in the Doc). ``header`` is the comment that explains them, ``first`` the
    comment that must be the first line of the file.
    """

    header: str = ""
    first: str = ""
    misc: Mapping[int, list[tuple[str, str]]] = field(default_factory=dict)
    columns: Mapping[int, tuple[str, ...]] | None = None

    @property
    def empty_columns(self) -> tuple[str, ...]:
        """What stands in the columns of a token without a span."""
        return () if self.columns is None else ("*",) * len(LAYER_COLUMNS)


def span_marks(spans: Sequence[NumberedSpan], style: str) -> SpanMarks:
    """Return the marks of a style. Raises ValueError for one that there isn't."""
    if style in ("spans", "entity"):
        name, fields = ("Entity", ENTITY_FIELDS) if style == "entity" else ("Span", SPAN_FIELDS)
        places = {token.id: token.place for span in spans for token in span.tokens}
        brackets = span_brackets(spans, entity=style == "entity")
        return SpanMarks(f"# global.{name} = {fields}", misc={places[i]: [(name, b)] for i, b in brackets.items()})
    if style == "bio":
        return SpanMarks(misc=_bio(spans))
    if style == "plus":
        return SpanMarks(first=f"# global.columns = {_COLUMNS} {' '.join(LAYER_COLUMNS)}", columns=_plus(spans))
    raise ValueError(f"{style}: no style; there are {', '.join(STYLES)}")


def without_place(spans: Sequence[NumberedSpan], style: str) -> list[NumberedSpan]:
    """Return the spans that a style has no place for."""
    if style != "bio":
        return []
    return [span for layer in LAYERS for span in levels((s for s in spans if s.layer == layer), 1)[1]]


def _bio(spans: Sequence[NumberedSpan]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for layer in sorted(LAYERS, key=lambda layer: layer.name):
        for first, _, span in levels((s for s in spans if s.layer == layer), 1)[0][0]:
            label = escaped(span.annotation.type, misc=True)
            for token in span.tokens:
                value = f"{'B' if token.place == first else 'I'}-{label}"
                found[token.place].append((layer.name.capitalize(), value))
    return found


def _plus(spans: Sequence[NumberedSpan]) -> dict[int, tuple[str, ...]]:
    """Return values as PARSEME has them: ``1:policy:rule:0.93;2``, type, rule and score at the first token only."""
    keys = rule_keys(spans)
    cells: dict[int, dict[str, list[str]]] = defaultdict(lambda: {layer.name: [] for layer in LAYERS})
    for span in spans:
        annotation = span.annotation
        key = keys[annotation.evidence.rule, annotation.evidence.version]
        whole = f":{plain_value(annotation.type)}:{key}:{certainty(annotation.evidence.score)}"
        for number, token in enumerate(span.tokens):
            cells[token.place][span.layer.name].append(span.eid[1:] + ("" if number else whole))
    return {place: tuple(";".join(cell) or "*" for cell in row.values()) for place, row in cells.items()}
