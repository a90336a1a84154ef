"""The blocks of a text -> divisions of TEI, each block in the element of its kind where TEI lets that element stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus_tools.write.sentences import Sentence
from corpus_tools.write.tei_elements import Element, Part, element

_TITLES = ("headline", "lead", "head")
#: What may stand before all else in a division, and behind all else.
_OPENING = (*_TITLES, "byline")
_CLOSING = ("byline", "closing")
_ELEMENTS = {"byline": "byline", "closing": "closer", "quote": "quote"}


@dataclass(frozen=True)
class BlockPart:
    """A block with its sentences, ready to be written."""

    kind: str
    level: int
    sentences: list[Part]

    @property
    def n(self) -> str | None:
        """The level as an attribute."""
        return str(self.level) if self.level else None


def body(sentences: Sequence[Sentence], parts: Sequence[Part]) -> Element:
    """Return ``body``; ``parts`` are the sentences as they are written.

    A heading after text opens a ``div`` in the one of the text. Lines that open a division (headings, a byline) or
    close it (closing lines, bylines) stand in elements of their own; TEI has these only at the ends of a division, so
    such a line between paragraphs is a ``p``.
    """
    pairs = zip(sentences, parts, strict=True)
    grouped = (list(group) for _, group in groupby(pairs, key=lambda pair: pair[0].block))
    blocks = [BlockPart(g[0][0].kind, g[0][0].level, [part for _, part in g]) for g in grouped]
    top = element("div", type="text")
    sections = _sections(blocks)
    for number, section in enumerate(sections):
        division = top
        if number:
            division = element("div", type="section")
            top.append(division)
        opening = _leading(section)
        closing = 0 if number == 0 and len(sections) > 1 else _trailing(section[opening:])
        middle, end = section[opening : len(section) - closing], section[len(section) - closing :]
        for block in section[:opening]:
            division.append(_opening(block))
        for part in _middle(middle):
            division.append(part)
        for block in end:
            last = top if number == len(sections) - 1 else division
            last.append(element(_ELEMENTS[block.kind], *block.sentences, n=block.n))
    if not len(top):
        top.append(element("p"))
    return element("body", top)


def _sections(blocks: Sequence[BlockPart]) -> list[list[BlockPart]]:
    """Cut the blocks before each heading that stands behind text."""
    sections: list[list[BlockPart]] = [[]]
    begun = False
    for block in blocks:
        if begun and block.kind in _TITLES:
            sections.append([])
            begun = False
        begun = begun or block.kind not in _OPENING
        sections[-1].append(block)
    return sections


def _leading(section: Sequence[BlockPart]) -> int:
    return next((n for n, block in enumerate(section) if block.kind not in _OPENING), len(section))


def _trailing(section: Sequence[BlockPart]) -> int:
    """Return how many lines close a section; none if there is nothing else."""
    others = [n for n, block in enumerate(section) if block.kind not in _CLOSING]
    return len(section) - 1 - others[-1] if others else 0


def _opening(block: BlockPart) -> Element:
    if block.kind == "byline":
        return element("byline", *block.sentences, n=block.n)
    return element("head", *block.sentences, type=block.kind, n=block.n)


def _middle(blocks: Sequence[BlockPart]) -> Iterator[Element]:
    for kind, grouped in groupby(blocks, key=lambda block: block.kind):
        group = list(grouped)
        if kind == "item":
            yield element("list", *(element("item", *block.sentences, n=block.n) for block in group))
        elif kind == "verse":
            yield element("lg", *(element("l", *block.sentences, n=block.n) for block in group))
        elif kind == "cell":
            yield element("table", *(_row(row) for row in _rows(group)))
        elif kind == "quote":
            yield from (element("quote", *block.sentences, n=block.n) for block in group)
        else:
            rend = None if kind == "paragraph" else kind
            yield from (element("p", *block.sentences, n=block.n, rend=rend) for block in group)


def _rows(cells: Sequence[BlockPart]) -> Iterator[list[BlockPart]]:
    """Yield the cells of each row; a row ends where the next column is not further to the right."""
    row: list[BlockPart] = []
    for cell in cells:
        if row and cell.level <= row[-1].level:
            yield row
            row = []
        row.append(cell)
    if row:
        yield row


def _row(cells: Sequence[BlockPart]) -> Element:
    return element("row", *(element("cell", *cell.sentences, n=cell.n) for cell in cells))
