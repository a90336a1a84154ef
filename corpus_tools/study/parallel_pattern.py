"""Independent texts -> runs of units of equal length joined by 、 or by commas: candidates for parallel formulas."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator

import numpy as np

from corpus_tools.study.formula_counts import PARALLEL, Occurrences, occurrences
from corpus_tools.study.independent_texts import IndependentTexts
from corpus_tools.study.listed_forms import bare

#: Stretches in which a run can stand: Chinese characters, 、 and commas.
_STRETCH = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff〇、，]+")
#: Characters of a unit. Pairs need longer units than runs: 发展、改革 is no formula, 快、准、狠 may be one.
_SHORTEST_OF_PAIR, _SHORTEST, _LONGEST = 3, 1, 12
_MOST_UNITS = 8
_LONGEST_RUN = 60

Run = tuple[int, int]


def parallel_runs(texts: IndependentTexts) -> Occurrences:
    """Return all runs of two or more different units of equal length with their places.

    Whether a run is written with 、 or with commas makes no difference to what it is counted as. With 、 the first
    unit may stand behind other words and the last before some (坚持|甲乙丙丁、戊己庚辛|的原则): every division is a
    candidate, and counts decide which one recurs. With commas units are whole clauses.
    """
    keys, starts, ends = array("q"), array("q"), array("q")
    for stretch in _STRETCH.finditer(texts.text):
        for start, end in sorted({*_joined(stretch.group()), *_clauses(stretch.group())}):
            keys.append(hash(bare(stretch.group()[start:end])))
            starts.append(stretch.start() + start)
            ends.append(stretch.start() + end)
    columns = (np.frombuffer(column, dtype=np.int64) for column in (keys, starts, ends))
    return occurrences(PARALLEL, *columns)


def _joined(stretch: str) -> Iterator[Run]:
    """Runs joined by 、 inside one clause."""
    at = 0
    for clause in stretch.split("，"):
        pieces = _pieces(clause, "、", at)
        at += len(clause) + 1
        for first in range(len(pieces) - 1):
            for last in range(first + 1, min(len(pieces), first + _MOST_UNITS)):
                for length in _lengths(pieces, first, last):
                    run = pieces[first][1] - length, pieces[last][0] + length
                    if _different(stretch, [(run[0], 0), *pieces[first + 1 : last + 1]], length):
                        yield run


def _clauses(stretch: str) -> Iterator[Run]:
    """Runs of whole clauses of equal length joined by commas."""
    pieces = _pieces(stretch, "，", 0)
    for first in range(len(pieces) - 1):
        length = pieces[first][1] - pieces[first][0]
        if not _SHORTEST_OF_PAIR <= length <= _LONGEST or "、" in stretch[slice(*pieces[first])]:
            continue
        for last in range(first + 1, min(len(pieces), first + _MOST_UNITS)):
            start, end = pieces[last]
            if end - start != length or "、" in stretch[start:end]:
                break
            if _different(stretch, pieces[first : last + 1], length):
                yield pieces[first][0], end


def _pieces(text: str, mark: str, at: int) -> list[Run]:
    pieces = []
    for piece in text.split(mark):
        pieces.append((at, at + len(piece)))
        at += len(piece) + 1
    return pieces


def _lengths(pieces: list[Run], first: int, last: int) -> range | tuple[int, ...]:
    """Unit lengths at which the pieces make a run: that of the inner ones, or for a pair any that fits both."""
    room = min(pieces[first][1] - pieces[first][0], pieces[last][1] - pieces[last][0], _LONGEST)
    if last == first + 1:
        return range(_SHORTEST_OF_PAIR, room + 1)
    inner = {end - start for start, end in pieces[first + 1 : last]}
    length = min(inner)
    fits = len(inner) == 1 and _SHORTEST <= length <= room and (last - first + 1) * (length + 1) <= _LONGEST_RUN
    return (length,) if fits else ()


def _different(stretch: str, units: list[Run], length: int) -> bool:
    return len({stretch[start : start + length] for start, _ in units}) == len(units)
