"""Paragraph breaks that were lost, paragraphs and lines that were doubled -> one line a paragraph, each once."""

from __future__ import annotations

import re
from itertools import pairwise

from corpus_tools.alignment import Edit
from corpus_tools.clean.line import lines_of

#: A line of this many characters with blanks in it is several paragraphs run together, not one headline.
_LONG_LINE = 400
#: Paragraphs are at least this long on average; shorter stretches mean blanks inside sentences.
_SHORTEST_MEAN = 20
_BLANK = re.compile(r"(?<=[\u3400-\u9fff，。；：！？、”）》,;:!?)]) (?=[\u3400-\u9fff“（《(●]|\d{1,4}[年月]\d)")
#: What goes on behind its blank: a dateline, 记者 with the name, an open bracket.
_GOES_ON = re.compile(r"(?:电|讯|訊|记者|通讯员|作者|编辑|摄影) $|[（(【][^）)】]{0,24} $")
_NEAR = 26


#: An indent behind the end of a sentence: the paragraph break before it was lost.
_INDENT = re.compile(r"(?<=[。！？”）；：])[ \u00a0\u3000]*[\u3000\u00a0]{2}[ \u00a0\u3000]*(?=[\u3400-\u9fff“（《●])")
#: In a text with so many of them an indent behind a heading, which has no mark at its end, is one too.
_INDENTS = 3
_INDENT_OF_HEADING = re.compile(r"(?<=[\u3400-\u9fff])\u3000{2}(?=[\u3400-\u9fff“（《●])")


def indents(text: str) -> list[Edit]:
    """Break a line where an indent stands behind the end of a sentence."""
    if "\u3000\u3000" not in text and "\u00a0\u00a0" not in text:
        return []
    found = {m.span() for m in _INDENT.finditer(text)}
    if len(found) >= _INDENTS:
        found |= {m.span() for m in _INDENT_OF_HEADING.finditer(text)}
    return [Edit(start, end, "\n", "indents") for start, end in sorted(found)]


def lost_breaks(text: str) -> list[Edit]:
    """Break a long line at the blanks that stand for its paragraph breaks."""
    edits = []
    for line in lines_of(text):
        if len(line.text) < _LONG_LINE:
            continue
        blanks = [
            m for m in _BLANK.finditer(line.text) if not _GOES_ON.search(line.text[max(0, m.start() - _NEAR) : m.end()])
        ]
        if len(blanks) >= 2 and len(line.text) / (len(blanks) + 1) >= _SHORTEST_MEAN:
            edits += [Edit(line.start + m.start(), line.start + m.end(), "\n", "lost-breaks") for m in blanks]
    return edits


_INNER = re.compile(r" (?:(?<=[，。；：、！？“（《] )(?=\S)|(?<=\S )(?=[，。；：、！？”）》]))")


def inner_blanks(text: str) -> list[Edit]:
    """Remove a blank beside a Chinese mark in running text; a headline keeps the blanks between its parts."""
    return [
        Edit(line.start + m.start(), line.start + m.end(), "", "inner-blanks")
        for line in lines_of(text)
        if " " in line.text and "。" in line.text
        for m in _INNER.finditer(line.text)
    ]


#: Chinese characters that a run with one long paragraph must have to be a copy.
_DOUBLED_RUN = 80
#: Marks and blanks that two copies of a line may differ in.
_LIGHT = (" ", ",", "，", "、", ";", "；", ":", "：")


def _key(text: str) -> str:
    """What two copies of a line have in common."""
    for mark in _LIGHT:
        text = text.replace(mark, "")
    return text


def doubled_body(text: str) -> list[Edit]:
    """Remove the second of two equal runs of paragraphs, with a repeated headline before it.

    A page that shows its article twice repeats paragraphs word for word; a paragraph of 40 characters that returns
    is removed where it stands in such a run (or alone, if it is as long as 80).
    """
    lines = lines_of(text)
    keys = [_key(line.text) for line in lines]
    first: dict[str, int] = {}
    repeats: list[int] = []
    for number, (line, key) in enumerate(zip(lines, keys, strict=True)):
        if key in first and line.han >= 40:
            repeats.append(number)
        first.setdefault(key, number)
    doomed = set(repeats)
    for number in repeats:
        earlier = first[keys[number]]
        last = earlier
        while last + 1 < number and keys[last + 1] == keys[number]:
            last += 1  # the paragraph itself stands there twice in a row
        for step, beside in ((-1, earlier), (1, last)):  # the run goes on as long as both copies do
            here, there = number + step, beside + step
            while 0 <= there < here < len(lines) and there not in doomed and keys[here] == keys[there]:
                doomed.add(here)
                here, there = here + step, there + step
    if not repeats or (len(repeats) == 1 and sum(lines[n].han for n in doomed) < _DOUBLED_RUN):
        return []
    for number in repeats:
        before = number - 1
        while before >= 0 and before not in doomed and lines[before].han >= 4 and first[keys[before]] < before:
            doomed.add(before)
            before -= 1
    return [Edit(lines[n].start, lines[n].end, "", "doubled-body") for n in sorted(doomed)]


#: Chinese characters of a line that does not stand twice in a row on purpose.
_DOUBLED_LINE = 6


def doubled_lines(text: str) -> list[Edit]:
    """Remove a line that repeats the one before it (blank lines aside): a headline or paragraph printed twice."""
    lines = lines_of(text)
    return [
        Edit(line.start, line.end, "", "doubled-lines")
        for before, line in pairwise(lines)
        if before.text[:1] == line.text[:1] and line.han >= _DOUBLED_LINE and _key(before.text) == _key(line.text)
    ]
