"""Running heads, page numbers and feet that OCR and copies from PDF leave inside a text."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from corpus_tools.alignment import Edit
from corpus_tools.clean.line import Line, lines_of

#: — 12 —, -12-, · 12 ·, 第 12 页, 第3页共10页, Page 3 of 10, 3 / 10.
_NUMBER = re.compile(
    r"^(?:[—–\-─－·•]{1,2}\s?\d{1,4}\s?[—–\-─－·•]{1,2}|第 ?\d{1,4} ?页(?:[ ,，/]*共 ?\d{1,4} ?页)?"
    r"|(?:page )?\d{1,4} ?(?:of|/) ?\d{1,3}(?: 页)?|\d{1,4})$",
    re.IGNORECASE,
)
_SENTENCE = re.compile("[，。；：？！]")
_BLANKS = re.compile(r"\s")
_DIGITS = re.compile(r"\d+")
#: A head or foot stands on at least so many pages.
_PAGES = 3
#: Longer lines are text.
_LONGEST = 40


def page_heads(text: str) -> list[Edit]:
    """Remove page numbers that count up, and the lines beside them that return on at least three pages.

    The lines of a head are the same but for their numbers (云岭市人民政府公报 2023年第5期 12).
    """
    if not any(mark in text for mark in "—–-─－·页/0123456789"):
        return []
    lines = lines_of(text)
    found = [(n, line) for n, line in enumerate(lines) if _NUMBER.match(line.text)]
    numbers = _counting_up([(n, line) for n, line in found if not line.text.isdigit()]) or _counting_up(found)
    doomed = set(numbers)
    if len(numbers) >= _PAGES - 1:
        doomed |= _returning(lines, numbers)
    else:
        doomed = _returning(lines, _numbered_heads(lines)) if len(lines) >= 3 * _PAGES else set()
    return [Edit(lines[n].start, lines[n].end, "", "page-heads") for n in sorted(doomed)]


def _counting_up(found: list[tuple[int, Line]]) -> list[int]:
    """The lines whose numbers rise by one or two from page to page; lone numbers are counters of a site, no pages."""
    best: list[int] = []
    run: list[int] = []
    last = 0
    for number, line in found:
        page = int(_DIGITS.findall(line.text)[0])
        if run and page - last in (1, 2):
            run.append(number)
        else:
            run = [number]
        last = page
        if len(run) > len(best):
            best = list(run)
    return best if len(best) >= _PAGES - 1 and best[-1] - best[0] >= len(best) else []


def _shape(line: Line) -> str:
    return _BLANKS.sub("", _DIGITS.sub("0", line.text))


def _returning(lines: list[Line], anchors: list[int]) -> set[int]:
    """Short lines whose shape stands at one distance, of at most two lines, from more than half of the anchors."""
    places: dict[tuple[str, int], set[int]] = defaultdict(set)
    for anchor in anchors:
        for number in range(max(0, anchor - 2), min(len(lines), anchor + 3)):
            line = lines[number]
            if len(line.text) <= _LONGEST and line.han >= 4 and not _SENTENCE.search(line.text):
                places[_shape(line), number - anchor].add(number)
    least = max(_PAGES - 1, len(anchors) // 2 + 1)
    shapes = {shape for (shape, _), found in places.items() if len(found) >= least}
    return {n for n, line in enumerate(lines) if len(line.text) <= _LONGEST and _shape(line) in shapes}


def _numbered_heads(lines: list[Line]) -> list[int]:
    """Heads with the page number in their line: one shape, on at least three pages, the last number counting up."""
    by_shape: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, line in enumerate(lines):
        if 6 <= len(line.text) <= _LONGEST and line.han >= 4 and (found := _DIGITS.findall(line.text)):
            by_shape[_shape(line)].append((number, int(found[-1]) if line.text[-1].isdigit() else int(found[0])))
    for places in by_shape.values():
        steps = {b[1] - a[1] for a, b in pairwise(places)}
        gaps = [b[0] - a[0] for a, b in pairwise(places)]
        if len(places) >= _PAGES and steps <= {1, 2} and min(gaps) >= 5:
            return [number for number, _ in places]
    return []
