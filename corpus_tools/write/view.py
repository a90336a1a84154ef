"""Turn an annotated document, or its line in ``spans.jsonl``, into what the renderers for human eyes draw."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from spacy.tokens import Doc

from corpus_tools.document import Block, Source, document_of
from corpus_tools.errors import WriteError
from corpus_tools.labels import LAYER_BY_NAME, LAYERS
from corpus_tools.metadata import FIELDS
from corpus_tools.spans import Annotation, Evidence, annotations_of

#: Keys of a span in ``spans.jsonl`` that have a place of their own; all others are attributes.
SPAN_KEYS = {"start", "end", "layer", "type", "text", "rule", "version", "score", "entry", "source_start", "source_end"}


@dataclass(frozen=True)
class Mark:
    """An annotation of one layer. ``source``: its characters in the original text; None where that is not known.

    ``id`` is the layer and the span's number in it (``title-3``). An empty ``rule``: the span was made by hand.
    """

    id: str
    layer: str
    annotation: Annotation
    source: tuple[int, int] | None = None


@dataclass(frozen=True)
class View:
    """A document as a reader sees it; offsets count characters of ``text``, which is the cleaned text.

    ``marks`` stand layer by layer, in text order. ``blocks`` may leave out lines: see :func:`lines`.
    Raises WriteError for a layer or type that is not in the scheme and for offsets outside the text.
    """

    doc_id: str
    text: str
    marks: tuple[Mark, ...] = ()
    blocks: tuple[Block, ...] = ()
    headline: str | None = None
    metadata: tuple[tuple[str, str], ...] = ()
    original: str | None = None
    source: Source | None = None
    remarks: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        for mark in self.marks:
            a = mark.annotation
            place = f"{self.doc_id}: {mark.layer} {a.start_char}-{a.end_char}"
            if mark.layer not in LAYER_BY_NAME:
                raise WriteError(f"{place}: unknown layer; the layers are {', '.join(LAYER_BY_NAME)}")
            types = [span_type.name for span_type in LAYER_BY_NAME[mark.layer].types]
            if a.type not in types:
                raise WriteError(f"{place}: unknown type {a.type!r}; the types are {', '.join(types)}")
            if not 0 <= a.start_char < a.end_char <= len(self.text):
                raise WriteError(f"{place}: no characters of the text, which has {len(self.text)}; mend the offsets")
        at = 0
        for block in self.blocks:
            if not at <= block.start_char <= block.end_char <= len(self.text):
                raise WriteError(f"{self.doc_id}: {block} overlaps another or lies outside the text; mend its offsets")
            at = block.end_char

    def passage(self, mark: Mark) -> str:
        """Return the characters that a mark covers."""
        return self.text[mark.annotation.start_char : mark.annotation.end_char]

    def passage_in_source(self, mark: Mark) -> str | None:
        """Return the characters of the original text that a mark comes from, None where they are not known."""
        if self.original is None or mark.source is None:
            return None
        return self.original[slice(*mark.source)]


@dataclass(frozen=True)
class Segment:
    """A stretch that no border cuts, with the marks over it: directives outermost, then slogans, then titles."""

    start_char: int
    end_char: int
    marks: tuple[Mark, ...]


def view_of(doc: Doc, *, doc_id: str) -> View:
    """Return the view of an annotated Doc; one made from a bare string has no metadata and only paragraphs."""
    document = document_of(doc)
    found = [(layer.name, annotation) for layer in LAYERS for annotation in annotations_of(doc, layer)]
    if document is None:
        return View(doc_id, doc.text, tuple(_numbered((layer, a, None) for layer, a in found)))
    aligned = document.aligned
    return View(
        doc_id,
        doc.text,
        tuple(_numbered((layer, a, aligned.origin(a.start_char, a.end_char)) for layer, a in found)),
        blocks=tuple(sorted(document.blocks, key=lambda block: block.start_char)),
        headline=document.metadata.first("headline"),
        metadata=tuple((name, evidence.value) for name, evidence in document.metadata),
        original=aligned.original,
        source=document.source,
        remarks=tuple(document.remarks),
    )


def view_of_record(record: Mapping[str, Any]) -> View:
    """Return the view of one line of ``spans.jsonl`` or of the gold (``id``, ``text``, ``spans``).

    Keys of a span that have no other place become attributes. Raises WriteError if a key is missing, or if a span's
    own ``text`` is not what stands at its offsets.
    """
    try:
        for span in record["spans"]:
            there = record["text"][span["start"] : span["end"]]
            if span.get("text", there) != there:
                place = f"{record['id']}: {span['layer']} {span['start']}-{span['end']}"
                raise WriteError(f"{place}: is {there!r}, not {span['text']!r}; the text or the offsets were changed")
        spans = [(span["layer"], _annotation(span), _source(span)) for span in record["spans"]]
        return View(record["id"], record["text"], tuple(_numbered(spans)))
    except (KeyError, TypeError, ValueError) as error:
        raise WriteError(f"{record.get('id', 'record')}: {error!r}; a span needs start, end, layer and type") from error


def _annotation(span: Mapping[str, Any]) -> Annotation:
    evidence = Evidence(span.get("rule") or "", span.get("version") or "", _score(span), span.get("entry"))
    attributes = {name: value for name, value in span.items() if name not in SPAN_KEYS}
    return Annotation(int(span["start"]), int(span["end"]), span["type"], evidence, attributes)


def _source(span: Mapping[str, Any]) -> tuple[int, int] | None:
    start, end = span.get("source_start"), span.get("source_end")
    return None if start is None or end is None else (int(start), int(end))


def _score(span: Mapping[str, Any]) -> float:
    score = span.get("score")
    return 1.0 if score is None else float(score)


def _numbered(found: Iterable[tuple[str, Annotation, tuple[int, int] | None]]) -> list[Mark]:
    """Give each annotation its number in its layer: in text order, the outer one of two that nest first."""
    order = {layer.name: number for number, layer in enumerate(LAYERS)}
    ranked = sorted(found, key=lambda row: (order.get(row[0], len(order)), row[1].start_char, -row[1].end_char))
    counts: dict[str, int] = {}
    marks = []
    for layer, annotation, source in ranked:
        counts[layer] = counts.get(layer, 0) + 1
        marks.append(Mark(f"{layer}-{counts[layer]}", layer, annotation, source))
    return marks


def lines(view: View) -> list[Block]:
    """Return the blocks in text order, with a paragraph for every line that no block covers; blank ones left out."""
    found: list[Block] = []
    at = 0
    for block in (*view.blocks, Block("end", len(view.text), len(view.text))):
        gap = re.finditer(r"[^\n]*\S[^\n]*", view.text[at : block.start_char])
        found += [Block("paragraph", at + line.start(), at + line.end()) for line in gap]
        found += [block] if block.start_char < block.end_char else []
        at = block.end_char
    return found


def segments(view: View, start_char: int, end_char: int) -> list[Segment]:
    """Cut a stretch of the text at every border of a mark; the segments together are the stretch, in order."""
    order = {layer.name: -number for number, layer in enumerate(LAYERS)}
    over = [m for m in view.marks if m.annotation.start_char < end_char and start_char < m.annotation.end_char]
    over.sort(key=lambda m: (order[m.layer], m.annotation.start_char, -m.annotation.end_char))
    borders = {border for m in over for border in (m.annotation.start_char, m.annotation.end_char)}
    cuts = sorted({start_char, end_char} | {border for border in borders if start_char < border < end_char})
    return [
        Segment(a, b, tuple(m for m in over if m.annotation.start_char <= a and b <= m.annotation.end_char))
        for a, b in pairwise(cuts)
    ]


def counts(view: View) -> dict[tuple[str, str], int]:
    """Return the number of marks by layer and type, in the order of the scheme; types without marks have 0."""
    found = {(layer.name, span_type.name): 0 for layer in LAYERS for span_type in layer.types}
    for mark in view.marks:
        found[mark.layer, mark.annotation.type] += 1
    return found


def described(mark: Mark) -> list[tuple[str, str]]:
    """Return the attributes of a mark as (name, value), lists joined by 、, empty values left out."""
    rows = []
    for name, value in mark.annotation.attributes.items():
        if value is not None and value not in ("", []):
            rows.append((name, "、".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)))
    return rows


def fields(view: View) -> list[tuple[str, str]]:
    """Return the metadata without the headline, as (field, values joined by 、), in the order of ``FIELDS``."""
    grouped: dict[str, list[str]] = {}
    for name, value in view.metadata:
        if name != "headline":
            grouped.setdefault(name, []).append(value)
    known = list(FIELDS)
    ranked = sorted(grouped.items(), key=lambda row: known.index(row[0]) if row[0] in known else len(known))
    return [(name, "、".join(values)) for name, values in ranked]
