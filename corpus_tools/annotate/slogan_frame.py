"""Stretches that a frame holds together, whatever the length of its parts: 多看一眼水位，多走一段大堤; 只有…才能…."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus_tools.annotate.clause import Clause
from corpus_tools.annotate.slogan_parallel import VERB_FIRST

#: Where a stretch is, and the name of what proposed it.
Stretch = tuple[int, int, str]
#: Characters of a part of a row, at least and at most.
_SHORTEST, _LONGEST = 3, 26
_MOST_PARTS = 6
#: Parts of a row may differ by this many characters.
_DIFFERENCE = 4
#: Behind these the last part of a row goes on with what the row describes: 吃得苦、耐得劳的巡堤队.
_GOES_ON = re.compile("[的等之]")
#: What opens a sentence of two halves, and what opens its second half.
_PAIRED = re.compile(
    r"(?P<all>(?:只有[^，。；：！？\n]{2,14}，?(?:才|方)|没有[^，。；：！？\n]{2,16}，?就没有|不是[^，。；：！？\n]{2,12}，?而是|"
    r"(?:想要|要想)[^，。；：！？\n]{2,10}，(?:先要?|就要|必须|必先)|既要[^，。；：！？\n]{2,14}，?(?:又要|也要|更要)|不仅要[^，。；：！？\n]{2,14}，?(?:还要|更要)|"
    r"越[^，。；：！？\n]{1,8}，?越|(?P<who>谁|哪里)[^，。；：！？\n]{2,10}，?(?:就|(?P=who))|把“[^“”\n]{1,8}”(?:变|转|化|当)(?:为|成|作)“?|"
    r"从(?:“[^“”\n]{1,8}”){1,3}(?:到|向|走向|迈向|变为|转向)“?|用[^，。；：！？\n]{2,16}换(?:取|来)?)[^，。；：！？\n]{2,16})"
)
#: What a short clause says of two things: 雨情就是命令.
_MAXIM = re.compile("就是|才能|才是|必先|方能|贵在|重在|胜于")
_LONGEST_MAXIM = 16
#: 知水懂水护水: units of two characters with one of them in common.
_SAME_IN_TWO = re.compile(
    r"[\u4e00-\u9fff](?P<last>[\u4e00-\u9fff])(?:[\u4e00-\u9fff](?P=last)){2,}|(?P<first>[\u4e00-\u9fff])[\u4e00-\u9fff](?:(?P=first)[\u4e00-\u9fff]){2,}|"
    r"(?P<opener>[\u4e00-\u9fff])[\u4e00-\u9fff]{2}(?:(?P=opener)[\u4e00-\u9fff]{2}){2,}"
)


def frames(text: str, row: Sequence[Clause], ends: set[int]) -> Iterator[Stretch]:
    """Yield the stretches; ``row`` are the text's clauses, ``ends`` the places where a word ends (characters)."""
    for parts in (*_clause_parts(row), *_comma_parts(text, row)):
        yield from _same_beginning(text, parts)
        yield from _same_end(text, parts, ends)
    for m in _PAIRED.finditer(text):
        end = _clause_end(row, m.end())
        yield m.start(), end, "frame of two halves"
        if end != m.end() and m.end() in ends:
            yield m.start(), m.end(), "frame of two halves"
    for clause in row:
        if clause.end - clause.start <= _LONGEST_MAXIM and _MAXIM.search(text, clause.start + 2, clause.end - 1):
            yield clause.start, clause.end, "maxim"
    yield from _chains(text, row, ends)


def _clause_parts(row: Sequence[Clause]) -> Iterator[list[tuple[int, int]]]:
    """Neighbouring clauses that only commas divide."""
    parts: list[tuple[int, int]] = []
    for clause, following in pairwise([*row, None]):
        assert clause is not None
        parts.append((clause.start, clause.end))
        if following is None or clause.mark not in "，,；;" or not clause.mark or following.line != clause.line:
            yield parts
            parts = []


def _comma_parts(text: str, row: Sequence[Clause]) -> Iterator[list[tuple[int, int]]]:
    """What 、 divides inside a clause."""
    for clause in row:
        if "、" in text[clause.start : clause.end]:
            parts, at = [], clause.start
            for part in text[clause.start : clause.end].split("、"):
                if part:
                    parts.append((at, at + len(part)))
                at += len(part) + 1
            yield parts


def _same_beginning(text: str, parts: list[tuple[int, int]]) -> Iterator[Stretch]:
    """Rows whose parts begin alike; the first may begin inside a longer stretch."""
    done = 0
    for number in range(len(parts) - 1):
        if number < done:
            continue
        start, end = parts[number + 1]
        if end - start < _SHORTEST:
            continue
        first = text[start]
        last = number + 1
        while last + 1 < len(parts) and last - number < _MOST_PARTS and text[parts[last + 1][0]] == first:
            last += 1
        described = _GOES_ON.search(text, start + _SHORTEST, end)
        stops = {end, described.start()} if described else {end}
        for begin in sorted({b for stop in stops for b in _beginnings(text, parts[number], (start, stop))}):
            done = last
            yield from _to_the_end(text, begin, parts, number, last, "frame")


def _beginnings(text: str, part: tuple[int, int], model: tuple[int, int]) -> list[int]:
    """Where in ``part`` a stretch like ``model`` begins: the same first character and one more, about as long."""
    length = model[1] - model[0]
    if length > _LONGEST:
        return []
    found = []
    rest = set(text[model[0] + 1 : model[1]])
    for begin in range(max(part[0], part[1] - length - _DIFFERENCE), part[1] - _SHORTEST + 1):
        if part[1] - begin < length - _DIFFERENCE or text[begin] != text[model[0]]:
            continue
        if text[begin + 1] == text[model[0] + 1] or rest & set(text[begin + 1 : part[1]]) or part[1] - begin == length:
            found.append(begin)
    return found[:2]


def _to_the_end(
    text: str, begin: int, parts: list[tuple[int, int]], number: int, last: int, source: str
) -> Iterator[Stretch]:
    start, end = parts[last]
    yield begin, end, source
    usual = parts[last - 1][1] - (parts[last - 1][0] if last - 1 > number else begin)
    for m in _GOES_ON.finditer(text, start + max(_SHORTEST, usual - 2), min(end, start + usual + _DIFFERENCE)):
        yield begin, m.start(), source


def _same_end(text: str, parts: list[tuple[int, int]], ends: set[int]) -> Iterator[Stretch]:
    """Rows whose parts end alike: 当天报、当场报、随时都报. The first begins with a word and is about as long."""
    number = 0
    while number < len(parts) - 1:
        last = number
        while (
            last + 1 < len(parts)
            and last - number < _MOST_PARTS
            and _SHORTEST <= parts[last + 1][1] - parts[last + 1][0] <= _LONGEST
            and text[parts[last + 1][1] - 1] == text[parts[number][1] - 1]
        ):
            last += 1
        if last > number:
            length = parts[number + 1][1] - parts[number + 1][0]
            start, end = parts[number]
            for begin in range(max(start, end - length - 2), end - max(2, length - 2) + 1):
                if begin == start or begin in ends:
                    yield begin, parts[last][1], "frame at the end"
        number = max(last, number + 1)


def _clause_end(row: Sequence[Clause], place: int) -> int:
    """The end of the clause in which a stretch ends that ends at ``place``."""
    number = bisect_left(row, place, key=lambda clause: clause.end)
    return row[number].end if number < len(row) and row[number].start < place else place


def _chains(text: str, row: Sequence[Clause], ends: set[int]) -> Iterator[Stretch]:
    """Units without a mark between them: 知水懂水护水; 清河道固堤坝护农田."""
    for m in _SAME_IN_TWO.finditer(text):
        yield m.start(), m.end(), "chain"
    for clause in row:
        for start in range(clause.start, clause.end - 8):
            if text[start] not in VERB_FIRST or not (start == clause.start or start in ends):
                continue
            at = start
            while at + 3 <= clause.end and text[at] in VERB_FIRST and (at + 3 in ends or at + 1 in ends):
                at += 3
            if at - start >= 9 and at in ends and text[start - 3 : start - 2] not in VERB_FIRST:
                yield start, at, "chain"
