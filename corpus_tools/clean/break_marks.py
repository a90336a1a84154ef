"""Marks by which a program joined the lines of a text ([SEP], the bars of a row) -> line ends."""

from __future__ import annotations

import re

from corpus_tools.alignment import Edit

_MARK = re.compile(r"\[SEP\]", re.IGNORECASE)
#: So many marks, and this share of them behind the end of a sentence or a line: else the text speaks of the mark.
_MARKS, _SHARE = 3, 0.5
_NEAR = 4
_ENDS = tuple("。！？：；.!?:;”」』）)\n")


#: A row of a table as a text: its day, its cells, its address. Both ends make it certain.
_ROW = re.compile(
    r"\s*(?:19|20)\d{2}-\d{1,2}-\d{1,2}(?: \d{1,2}:\d{2}(?::\d{2})?)?( \| ).*( \| )https?://[^\s|]+\s*", re.DOTALL
)


def break_marks(text: str) -> list[Edit]:
    """Break a line at each ``[SEP]`` of a text whose paragraphs were joined by it, and at the bars of a lone row.

    A lone row has its day in front and the address of its page behind (2024-03-18 | … | https://…).
    """
    if " | http" in text and _ROW.fullmatch(text):
        bars = list(re.finditer(r" \| ", text))
        # More cells are figures, which mean nothing in lines of their own; three bars part a headline and its text.
        return [
            Edit(m.start(), m.end(), "\n", "break-marks") for m in (bars if len(bars) <= 3 else (bars[0], bars[-1]))
        ]
    if "[SEP]" not in text and "[sep]" not in text:
        return []
    found = list(_MARK.finditer(text))
    behind = sum(text[max(0, m.start() - _NEAR) : m.start()].rstrip(" \u3000").endswith(_ENDS) for m in found)
    if len(found) < _MARKS or behind < _SHARE * len(found):
        return []
    return [Edit(m.start(), m.end(), "\n", "break-marks") for m in found]
