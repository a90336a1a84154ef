"""The body of a TEI of others -> its running text, a block a line, and where each stretch stands in the tree."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from corpus_tools.document import Block, Damage
from corpus_tools.formats.tei_segment import Segment
from corpus_tools.read.tei_xml import TEI, Element, local

#: Element -> kind of the block that it is; what is in none of these and breaks the text is a paragraph.
_KINDS = {
    "head": "head",
    "item": "item",
    "l": "verse",
    "cell": "cell",
    "byline": "byline",
    "docAuthor": "byline",
    "speaker": "byline",
    "signed": "closing",
    "closer": "closing",
    "epigraph": "quote",
}
#: Elements that begin and end a line.
_BREAKING = frozenset(_KINDS) | {
    *("text", "front", "body", "back", "group", "floatingText", "p", "ab", "lg", "list", "label", "table", "row"),
    *("u", "sp", "stage", "dateline", "salute", "opener", "trailer", "argument", "postscript", "div"),
    *("docTitle", "titlePart", "titlePage", "docDate", "docImprint", "figure", *(f"div{n}" for n in range(1, 8))),
}
#: Kinds that a paragraph inside them takes on.
_INHERITED = {"item", "cell", "verse", "byline", "closing", "quote"}
#: Elements that are no running text, each with what a remark calls it.
_LEFT_OUT = {
    "note": "note",
    "del": "deletion",
    "fw": "running head",
    "figDesc": "description of a picture",
    "rdg": "variant reading",
    "sic": "error that is corrected",
    "orig": "spelling that is regularized",
    "abbr": "abbreviation that is spelt out",
    "rt": "reading above characters",
    "incident": "incident",
    "kinesic": "gesture",
    "vocal": "sound",
}
#: Elements of annotation and layout, which have no text of the document in them.
_EMPTY = {"linkGrp", "spanGrp", "link", "span", "interp", "interpGrp", "index", "standOff", "graphic", "fs", "desc"}
#: Of the choices in ``choice`` these are left out only beside another.
_CHOICES = {"sic", "orig", "abbr"}
_SPACE = re.compile(r"[ \t\r\n]+")
#: From here on characters are Chinese, Japanese or full-width, and a line end between them is no blank.
_EAST_ASIAN = "\u2e80"


@dataclass
class RunningText:
    """The text with its blocks; ``left_out`` lists what is no running text, kind and wording."""

    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    gaps: list[Damage] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    words: int = 0


def running_text(tei: Element) -> RunningText:
    """Return the running text of a ``TEI`` element: front, body and back in their order.

    White space is that of a reader, not of the file: runs of it are one blank, a line end between Chinese characters is
    nothing. Between words (``w``, ``pc``) a blank stands unless ``@join`` denies it.
    """
    walk = _Walk()
    for text in tei.iterchildren(f"{{{TEI}}}text"):
        walk.element(text, "paragraph", 0, tokens=False)
    walk.end_block()
    walk.result.text = "".join(walk.parts)
    return walk.result


class _Walk:
    """Goes through the tree and gathers the text."""

    def __init__(self) -> None:
        self.result = RunningText()
        self.parts: list[str] = []
        self._size = 0
        self._start: int | None = None
        self._kind, self._level = "paragraph", 0
        #: White space that waits for what comes behind it: None, a blank, or a line end.
        self._space: str | None = None
        self._last = ""

    def element(self, found: Element, kind: str, depth: int, *, tokens: bool) -> None:
        """Take an element with all in it, but not what stands behind it."""
        tag = local(found)
        if tag in _EMPTY or not isinstance(found.tag, str):  # the latter are comments and processing instructions
            return
        if tag in _LEFT_OUT and not (tag in _CHOICES and not _has_other(found)):
            words = " ".join("".join(found.itertext()).split())
            self.result.left_out.append((_LEFT_OUT[tag], words))
            return
        if tag == "gap":
            self._gap(found)
            return
        breaks = tag in _BREAKING or (
            tag == "seg" and (parent := found.getparent()) is not None and local(parent) == "u"
        )
        if breaks:
            self.end_block()
            kind = self._kind_of(found, tag, kind)
            depth += tag.startswith("div")
            self._kind = kind
            self._level = min(max(depth - 1, 1), 4) if kind == "head" else _column(found) if kind == "cell" else 0
        is_token = tag in ("w", "pc")
        if is_token and found.get("join") in ("left", "both"):
            self._space = None
        tokens = tokens or (tag == "s" and next(found.iter(f"{{{TEI}}}w", f"{{{TEI}}}pc"), None) is not None)
        state = self._kind, self._level
        self._text(found.text, found, tail=False, ignore_space=tokens)
        for child in found:
            self.element(child, kind, depth, tokens=tokens and not is_token)
            if breaks:
                self._kind, self._level = state
            self._text(child.tail, child, tail=True, ignore_space=tokens)
        if is_token:
            self.result.words += 1
            self._space = None if found.get("join") in ("right", "both") else " "
        if breaks:
            self.end_block()

    def end_block(self) -> None:
        """End the line that is open, if it holds anything."""
        self._space = None
        if self._start is not None:
            self.result.blocks.append(Block(self._kind, self._start, self._size, self._level))
            self._start = None

    def _kind_of(self, found: Element, tag: str, around: str) -> str:
        if tag in ("head", "titlePart"):
            return "headline" if not self.result.blocks else "head" if tag == "head" else "lead"
        return _KINDS.get(tag) or (around if around in _INHERITED else "paragraph")

    def _text(self, text: str | None, found: Element, *, tail: bool, ignore_space: bool) -> None:
        at = 0
        for space in _SPACE.finditer(text or ""):
            self._characters((text or "")[at : space.start()], found, tail, at)
            at = space.end()
            if not ignore_space and self._start is not None:
                self._space = "\n" if "\n" in space.group() or self._space == "\n" else " "
        self._characters((text or "")[at:], found, tail, at)

    def _characters(self, text: str, found: Element, tail: bool, at: int) -> None:
        if not text:
            return
        if self._start is None:
            self._add("\n" if self.parts else "")
            self._start = self._size
        elif self._space == " " or (self._space and max(self._last, text[0]) < _EAST_ASIAN):
            self._add(" ")
        self._space = None
        self.result.segments.append(Segment(self._size, len(text), found, tail, at))
        self._add(text)
        self._last = text[-1]

    def _add(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self._size += len(text)

    def _gap(self, found: Element) -> None:
        said = [found.get(name, "") for name in ("reason", "extent", "quantity", "unit")]
        what = " ".join(["gap in the source", *(each for each in said if each)])
        self.result.gaps.append(Damage(self._size, self._size, what))


def _has_other(found: Element) -> bool:
    parent = found.getparent()
    return parent is not None and local(parent) == "choice" and len(parent) > 1


def _column(found: Element) -> int:
    parent = found.getparent()
    return [*parent].index(found) + 1 if parent is not None else 1


def left_out_remark(left_out: list[tuple[str, str]]) -> list[str]:
    """Return one remark for each note, and one with the counts of all else that is no running text."""
    notes = [f"note in the source: {words}" for kind, words in left_out if kind == "note" and words]
    others = Counter(kind for kind, _ in left_out if kind != "note")
    counted = ", ".join(f"{count} × {kind}" for kind, count in sorted(others.items()))
    return notes + ([f"left out of the running text: {counted}"] if counted else [])
