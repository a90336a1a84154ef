"""A text -> its lines with offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True)
class Line:
    """A line without its line end and outer blanks: ``text`` stands at ``start`` to ``end`` of the whole."""

    start: int
    end: int
    text: str

    @property
    def han(self) -> int:
        """How many Chinese characters it has."""
        return len(HAN.findall(self.text))


def lines_of(text: str) -> list[Line]:
    """Return the lines that are not blank, in order."""
    lines, at = [], 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = at + raw.index(stripped[0])
            lines.append(Line(start, start + len(stripped), stripped))
        at += len(raw) + 1
    return lines
