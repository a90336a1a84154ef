"""A text -> the clauses of the scheme: they end before ，。；：！？ or at a line end, never in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

ENDS = "，。；：！？,;:!?"
SENTENCE_ENDS = "。！？!?"
_BULLETS = " ●•■◆▪○★☆·◎"
_OPEN = {"“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "(": ")", "《": "》", "【": "】"}
#: A quotation longer than this is taken for an unclosed mark.
_LONGEST_QUOTE = 120
_HEADLINE_END = re.compile(r"[ \u3000]+|—{1,2}|──")
#: The characters at which a line may be cut or a quotation opens.
_SPECIAL = re.compile(f"[{re.escape(ENDS + ''.join(_OPEN))}]")
_SPECIAL_IN_HEADLINE = re.compile(f"[{re.escape(ENDS + ''.join(_OPEN))} \u3000—─]")


class Clause(NamedTuple):
    """A clause ``text[start:end]`` without its end mark; ``mark`` is that mark, empty at a line's end.

    ``line`` counts lines from 0, ``first`` and ``opens_line`` tell whether it opens its sentence or line,
    ``headline`` whether it stands in a line that has no running text.
    """

    start: int
    end: int
    mark: str
    line: int
    first: bool
    opens_line: bool
    headline: bool


def clauses(text: str) -> Iterator[Clause]:
    """Yield the clauses of a text in order. In a headline or pull line a blank or —— ends a clause too."""
    at = 0
    for number, line in enumerate(text.split("\n")):
        headline = is_headline(line)
        first = opens = True
        for start, end, mark in _pieces(line, headline=headline):
            if line[start:end].strip():
                lead = len(line[start:end]) - len(line[start:end].lstrip())
                yield Clause(
                    at + start + lead, at + start + len(line[start:end].rstrip()), mark, number, first, opens, headline
                )
                opens = False
                first = mark in SENTENCE_ENDS and bool(mark)
        at += len(line) + 1


def is_headline(line: str) -> bool:
    """Whether a line is a headline, pull line or list item rather than running text: short and without a full stop."""
    return 0 < len(line) <= 70 and "。" not in line and not line.rstrip().endswith(("；", "：", ";", ":"))


def _pieces(line: str, *, headline: bool) -> Iterator[tuple[int, int, str]]:
    start = at = 0
    special = _SPECIAL_IN_HEADLINE if headline else _SPECIAL
    while found := special.search(line, at):
        at, ch = found.start(), found.group()
        if ch in _OPEN:
            close = line.find(_OPEN[ch], at + 1, at + _LONGEST_QUOTE)
            at = close + 1 if close > 0 else at + 1
            continue
        if ch in ENDS and not _inside_number(line, at):
            yield start, at, ch
            start = at + 1
        elif headline and line[:at].strip(_BULLETS) and (m := _HEADLINE_END.match(line, at)):
            yield start, at, m.group()[0] if m.group().strip() else " "
            start = at = m.end()
            continue
        at += 1
    yield start, len(line), ""


def _inside_number(line: str, at: int) -> bool:
    return 0 < at < len(line) - 1 and line[at - 1].isdigit() and line[at + 1].isdigit()
