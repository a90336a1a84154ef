"""Paragraph breaks that were lost or doubled -> one line a paragraph."""

from __future__ import annotations

import re

from corpus_tools.alignment import Edit
from corpus_tools.clean.line import lines_of

#: A line of this many characters with blanks in it is several paragraphs run together, not one headline.
_LONG_LINE = 400
#: Paragraphs are at least this long on average; shorter stretches mean blanks inside sentences.
_SHORTEST_MEAN = 20
_BLANK = re.compile(r"(?<=[\u3400-\u9fff，。；：！？、”）》,;:!?)]) (?=[\u3400-\u9fff“（《(●])")
_DATELINE = re.compile(r"(?:电|讯|訊) $")


def lost_breaks(text: str) -> list[Edit]:
    """Break a long line at the blanks that stand for its paragraph breaks."""
    edits = []
    for line in lines_of(text):
        blanks = [m for m in _BLANK.finditer(line.text) if not _DATELINE.search(line.text[: m.end()])]
        if len(line.text) >= _LONG_LINE and len(blanks) >= 2 and len(line.text) / (len(blanks) + 1) >= _SHORTEST_MEAN:
            edits += [Edit(line.start + m.start(), line.start + m.end(), "\n", "lost-breaks") for m in blanks]
    return edits


_INNER = re.compile(r"(?<=[，。；：、！？“（《]) (?=\S)|(?<=\S) (?=[，。；：、！？”）》])")


def inner_blanks(text: str) -> list[Edit]:
    """Remove a blank beside a Chinese mark in running text; a headline keeps the blanks between its parts."""
    return [
        Edit(line.start + m.start(), line.start + m.end(), "", "inner-blanks")
        for line in lines_of(text)
        if "。" in line.text
        for m in _INNER.finditer(line.text)
    ]


def doubled_body(text: str) -> list[Edit]:
    """Remove the second of two equal runs of paragraphs, with a repeated headline before it.

    A page that shows its article twice repeats paragraphs word for word; a paragraph of 40 characters that returns
    is removed where it stands in such a run (or alone, if it is as long as 80).
    """
    lines = lines_of(text)
    first: dict[str, int] = {}
    repeats: list[int] = []
    for number, line in enumerate(lines):
        if line.text in first and line.han >= 40:
            repeats.append(number)
        first.setdefault(line.text, number)
    if not repeats or (len(repeats) == 1 and lines[repeats[0]].han < 80):
        return []
    doomed = set(repeats)
    for number in repeats:
        before = number - 1
        while before >= 0 and before not in doomed and lines[before].han >= 4 and first[lines[before].text] < before:
            doomed.add(before)
            before -= 1
    return [Edit(lines[n].start, lines[n].end, "", "doubled-body") for n in sorted(doomed)]
