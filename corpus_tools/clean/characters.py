"""Characters that no reader sees or wants: line ends, invisible and control characters, blanks of all kinds."""

from __future__ import annotations

import re
import unicodedata

from corpus_tools.alignment import Edit

_LINE_END = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BLANKS = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_COMPOSABLE = re.compile(r"[^\n\u0300-\u036f][\u0300-\u036f]*")


def line_ends(text: str) -> list[Edit]:
    """Make every line end ``\\n``."""
    return [Edit(m.start(), m.end(), "\n", "line-ends") for m in _LINE_END.finditer(text)]


def invisible(text: str) -> list[Edit]:
    """Take out control characters, zero-width characters, direction marks and byte order marks."""
    return [Edit(m.start(), m.end(), "", "invisible") for m in _INVISIBLE.finditer(text)]


def blanks(text: str) -> list[Edit]:
    """Make runs of blanks (U+3000, NBSP, tabs …) one blank, none at the edges of lines, no empty lines."""
    edits = []
    for m in _BLANKS.finditer(text):
        at_edge = m.start() == 0 or text[m.start() - 1] == "\n" or m.end() == len(text) or text[m.end()] == "\n"
        edits.append(Edit(m.start(), m.end(), "" if at_edge else " ", "blanks"))
    return edits


def blank_lines(text: str) -> list[Edit]:
    """Leave one line end between paragraphs and none at the edges of the text."""
    edits = []
    for m in re.finditer(r"\n+", text):
        edge = m.start() == 0 or m.end() == len(text)
        edits.append(Edit(m.start(), m.end(), "" if edge else "\n", "blank-lines"))
    return edits


def composed(text: str) -> list[Edit]:
    """Compose characters to Unicode NFC, as UD asks; compatibility ideographs become the unified ones."""
    if unicodedata.is_normalized("NFC", text):
        return []
    return [
        Edit(m.start(), m.end(), unicodedata.normalize("NFC", m.group()), "composed")
        for m in _COMPOSABLE.finditer(text)
        if not unicodedata.is_normalized("NFC", m.group())
    ]
