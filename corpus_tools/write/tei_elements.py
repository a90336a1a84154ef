"""Build TEI elements in one expression, and turn them into bytes; a document's text needs no tree of XML for that."""

from __future__ import annotations

import re
from typing import Protocol

TEI = "http://www.tei-c.org/ns/1.0"
XI = "http://www.w3.org/2001/XInclude"

#: Attributes whose names Python can't write.
_ATTRIBUTES = {"xml_id": "xml:id", "xml_lang": "xml:lang", "from_": "from", "xmlns_xi": "xmlns:xi"}
_IN_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IN_VALUE = {**_IN_TEXT, '"': "&quot;", "\t": "&#9;", "\n": "&#10;"}
#: All that is no plain character: what has to be written in another way, and what XML can't hold.
_NOT_IN_TEXT = re.compile("[^\t\n\u0020-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_VALUE = re.compile("[^\u0020!#-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Part(Protocol):
    """Something that writes itself, a line at a time, behind the white space ``pad``."""

    def write(self, lines: list[str], pad: str) -> None:
        """Add the lines of this part."""


class Line:
    """An element without parts that is written already; quicker than an Element where there are many."""

    __slots__ = ("_line",)

    def __init__(self, line: str) -> None:
        self._line = line

    def write(self, lines: list[str], pad: str) -> None:
        """Add the line."""
        lines.append(pad + self._line)


class Element:
    """An element with text, parts or both, the text first; its attributes are written already."""

    __slots__ = ("_attributes", "_parts", "_text", "name")

    def __init__(self, name: str, attributes: str, text: str | None, parts: list[Part]) -> None:
        self.name = name
        self._attributes = attributes
        self._text = text
        self._parts = parts

    def __len__(self) -> int:
        """Return the number of parts."""
        return len(self._parts)

    def append(self, part: Part) -> None:
        """Put a part behind the others."""
        self._parts.append(part)

    def insert(self, place: int, part: Part) -> None:
        """Put a part before another."""
        self._parts.insert(place, part)

    def set(self, key: str, value: str) -> None:
        """Add an attribute that is not there yet."""
        self._attributes += f' {key}="{attribute_value(value)}"'

    def write(self, lines: list[str], pad: str) -> None:
        """Add the lines of the element, those of its parts one blank further in."""
        if self._parts:
            lines.append(f"{pad}<{self.name}{self._attributes}>{self._text or ''}")
            inner = pad + " "
            for part in self._parts:
                part.write(lines, inner)
            lines.append(f"{pad}</{self.name}>")
        elif self._text is None:
            lines.append(f"{pad}<{self.name}{self._attributes}/>")
        else:
            lines.append(f"{pad}<{self.name}{self._attributes}>{self._text}</{self.name}>")


def element(name: str, /, *content: Part | str | None, **attributes: str | None) -> Element:
    """Return a TEI element; None among content or attributes is left out.

    A text may only come first; white space follows it if parts do. ``xml_id``, ``xml_lang`` and ``from_`` stand for
    ``xml:id``, ``xml:lang``, ``from``. Characters that XML can't hold become U+FFFD.
    """
    text: str | None = None
    parts: list[Part] = []
    for part in content:
        if isinstance(part, str):
            text = character_data(part)
        elif part is not None:
            parts.append(part)
    return Element(name, attributes_of(attributes), text, parts)


def attributes_of(attributes: dict[str, str | None]) -> str:
    """Return attributes as they stand in a tag, each with a blank before it; one without a value is left out."""
    written = ""
    for key, value in attributes.items():
        if value is not None:
            written += f' {_ATTRIBUTES.get(key, key)}="{attribute_value(value)}"'
    return written


def character_data(text: str) -> str:
    """Return a text as it may stand between tags."""
    if text.isalnum() or _NOT_IN_TEXT.search(text) is None:
        return text
    return _NOT_IN_TEXT.sub(lambda found: _IN_TEXT.get(found[0], "\ufffd"), text)


def attribute_value(value: str) -> str:
    """Return a value as it may stand between double quotation marks."""
    if value.isalnum() or _NOT_IN_VALUE.search(value) is None:
        return value
    return _NOT_IN_VALUE.sub(lambda found: _IN_VALUE.get(found[0], "\ufffd"), value)


def to_bytes(root: Element) -> bytes:
    """Return a document in UTF-8 with its declaration, a line for each tag; text of tokens stays as it is."""
    lines = ["<?xml version='1.0' encoding='UTF-8'?>"]
    root.write(lines, "")
    lines.append("")
    return "\n".join(lines).encode()
