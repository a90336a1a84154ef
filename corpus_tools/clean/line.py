"""A text -> its lines with offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_HAN_RUN = re.compile(f"{HAN.pattern}+")


def is_han(character: str) -> bool:
    """Whether a character is a Chinese one."""
    return HAN.match(character) is not None


def count_han(text: str) -> int:
    """Return how many Chinese characters a text has."""
    return sum(map(len, _HAN_RUN.findall(text)))


@dataclass(frozen=True)
class Line:
    """A line without its line end and outer blanks: ``text`` stands at ``start`` to ``end`` of the whole."""

    start: int
    end: int
    text: str

    @cached_property
    def han(self) -> int:
        """How many Chinese characters it has."""
        return count_han(self.text)


def lines_of(text: str) -> list[Line]:
    """Return the lines that are not blank, in order."""
    return list(_lines(text))


@lru_cache(maxsize=2)
def _lines(text: str) -> tuple[Line, ...]:
    """The lines; steps that change nothing hand the same text on, and its lines are known."""
    lines, at = [], 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = at + raw.index(stripped[0])
            lines.append(Line(start, start + len(stripped), stripped))
        at += len(raw) + 1
    return tuple(lines)
