"""A Word document (.docx) -> its text, one paragraph or table row a line, in reading order."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from corpus_tools.errors import ReadError
from corpus_tools.read.limits import LARGEST_DOCUMENT, check_ratio
from corpus_tools.read.unpacking import BROKEN
from corpus_tools.read.word_numbering import Numbering, get, local_name

#: Bytes of all parts, pictures included.
_LARGEST_UNPACKED = 512_000_000
_MOST_PARTS = 20_000
#: Elements whose content is no text of the document: deleted, moved away, codes of fields, the older copy of a drawing.
_PASSED_OVER = {"del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr"}
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_DTD = re.compile(rb"<\s*!\s*(?:DOCTYPE|ENTITY)|<\x00!\x00D|\x00<\x00!\x00D", re.IGNORECASE)


@dataclass
class WordText:
    """What a Word document holds; ``keywords`` and ``remarks`` come from its properties and from what was left out."""

    text: str = ""
    keywords: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read_word(data: bytes, *, name: str) -> WordText:
    """Read a .docx file.

    Footnotes and endnotes stand at the end, each behind its number in brackets, which stands in the text too. Automatic
    numbers and bullets are written out. Tracked deletions, page headers and footers and comments are left out and
    remarked. Raises ReadError if the file is broken, has a password, a DTD, or unpacks to too much.
    """
    _check(data, name)
    import docx  # noqa: PLC0415  (loads lxml, which not every run needs)
    from docx.opc.exceptions import OpcError  # noqa: PLC0415

    try:
        document = docx.Document(io.BytesIO(data))
        return _Reader(document).read()
    except (OpcError, KeyError, ValueError, SyntaxError, AttributeError, zipfile.BadZipFile, *BROKEN) as error:
        message = str(error).strip("'\"") or type(error).__name__
        raise ReadError(
            f"{name}: no Word document that can be read ({message}); open it in Word or LibreOffice and save it again"
        ) from error


def _check(data: bytes, name: str) -> None:
    """Raise ReadError before anything is parsed if the package is a trap."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            if len(parts) > _MOST_PARTS:
                raise ReadError(f"{name}: {len(parts):,} parts are too many for a Word document")
            unpacked = sum(part.file_size for part in parts)
            check_ratio(name, len(data), unpacked)
            if unpacked > _LARGEST_UNPACKED:
                raise ReadError(f"{name}: unpacks to {unpacked:,} bytes; take the pictures out and save it again")
            for part in parts:
                if part.flag_bits & 1:
                    raise ReadError(f"{name}: has a password; save it without one")
                if part.filename.endswith((".xml", ".rels")):
                    _check_part(package, part, name)
    except (zipfile.BadZipFile, NotImplementedError, *BROKEN) as error:
        raise ReadError(
            f"{name}: no .docx file ({error}); an old .doc or a file with a password is none either: open it in Word "
            "or LibreOffice and save it as .docx"
        ) from error


def _check_part(package: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    if part.file_size > LARGEST_DOCUMENT:
        raise ReadError(f"{name}: {part.filename} has more than {LARGEST_DOCUMENT:,} bytes; split the document")
    if _DTD.search(package.read(part)):
        raise ReadError(f"{name}: {part.filename} has a DTD, which no Word document has; entities are never resolved")


class _Reader:
    def __init__(self, document: Any) -> None:
        self._document = document
        parts = {rel.reltype.rpartition("/")[2]: rel for rel in document.part.rels.values() if not rel.is_external}
        roots = {kind: _root(rel.target_part) for kind, rel in parts.items() if kind in ("numbering", "styles")}
        self._numbering = Numbering(roots.get("numbering"), roots.get("styles"))
        self._notes = {
            kind: {get(note, "id"): note for note in _root(parts[kind].target_part)}
            for kind in ("footnotes", "endnotes")
            if kind in parts
        }
        self._comments = parts.get("comments")
        kinds = {rel.reltype.rpartition("/")[2] for rel in document.part.package.rels.values()}
        # python-docx makes properties up for a file that has none
        self._properties = document.core_properties if "core-properties" in kinds else None
        self._cited: list[tuple[str, str]] = []

    def read(self) -> WordText:
        lines = list(self._lines(self._document.element.body))
        done = 0
        while done < len(self._cited):  # a note may cite another
            kind, key = self._cited[done]
            done += 1
            note = self._notes.get(kind, {}).get(key)
            if note is not None:
                lines += _marked(list(self._lines(note)), f"[{done}] ")
        named = (self._properties.keywords or "") if self._properties is not None else ""
        keywords = [word.strip() for word in re.split("[,;，；、]", named) if word.strip()]
        return WordText("\n".join(lines) + "\n", keywords, list(self._remarks()))

    def _lines(self, container: Any) -> Iterator[str]:
        for child in container:
            name = local_name(child)
            if name == "p":
                yield from self._paragraph(child)
            elif name == "tr":
                yield from self._row(child)
            elif name and name not in _PASSED_OVER:  # tables, content controls, custom XML, insertions
                yield from self._lines(child)

    def _row(self, row: Any) -> Iterator[str]:
        """A row is a line with tabs, unless a cell has several lines: then it only lays out a page."""
        cells = [list(self._lines(cell)) for cell in row if local_name(cell) not in _PASSED_OVER]
        if all(len(cell) <= 1 for cell in cells):
            yield "\t".join(cell[0] if cell else "" for cell in cells)
        else:
            yield from (line for cell in cells for line in cell)

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        boxes: list[str] = []
        label = self._numbering.label(paragraph)
        text = "".join(self._pieces(paragraph, boxes))
        yield from (label + text if text else text).split("\n")
        yield from boxes

    def _pieces(self, element: Any, boxes: list[str]) -> Iterator[str]:
        for child in element:
            name = local_name(child)
            if name == "t":
                yield child.text or ""
            elif name in _SIGNS:
                yield _SIGNS[name]
            elif name in _NOTES:
                self._cited.append((_NOTES[name], get(child, "id")))
                yield f"[{len(self._cited)}]"
            elif name == "sym":
                yield _symbol(get(child, "char"))
            elif name == "txbxContent":
                boxes += self._lines(child)
            elif name == "ruby":
                for part in sorted(
                    child, key=lambda part: local_name(part) == "rt"
                ):  # the base comes second in the file
                    if local_name(part) in ("rubyBase", "rt"):
                        yield from self._pieces_of_ruby(part, boxes)
            elif name and name not in _PASSED_OVER:
                yield from self._pieces(child, boxes)

    def _pieces_of_ruby(self, part: Any, boxes: list[str]) -> Iterator[str]:
        text = "".join(self._pieces(part, boxes))
        yield f"({text})" if local_name(part) == "rt" else text

    def _remarks(self) -> Iterator[str]:
        if (properties := self._properties) is not None:
            created = properties.created.date().isoformat() if properties.created else ""
            known = {"title": properties.title, "author": properties.author, "created": created}
            if stated := [f"{key} {' '.join(value.split())}" for key, value in known.items() if value]:
                yield f"properties of the Word file: {'; '.join(stated)}"
        deleted = sum(local_name(element) in ("del", "moveFrom") for element in self._document.element.body.iter())
        if deleted:
            yield f"{deleted} tracked deletions were left out"
        if self._comments is not None and (count := len(_root(self._comments.target_part))):
            yield f"{count} comments were left out"
        furniture = dict.fromkeys(
            line.strip()
            for rel in self._document.part.rels.values()
            if rel.reltype.rpartition("/")[2] in ("header", "footer") and not rel.is_external
            for line in self._lines(_root(rel.target_part))
            if line.strip()
        )
        if furniture:
            yield f"page headers and footers were left out: {' / '.join(furniture)}"


def _root(part: Any) -> Any:
    """The root element of a part; python-docx parses those it knows, others are bytes."""
    if hasattr(part, "element"):
        return part.element
    from docx.oxml.parser import parse_xml  # noqa: PLC0415

    return parse_xml(part.blob)  # resolves no entities


def _marked(lines: list[str], label: str) -> list[str]:
    first = next((at for at, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return []
    return [label + lines[first].strip(), *lines[first + 1 :]]


def _symbol(code: str) -> str:
    """A character of a symbol font; bullets of Wingdings and Symbol are private-use characters and stay that."""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return "\ufffd"
