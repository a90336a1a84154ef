"""Text -> titles of works: what stands in 《》; where line breaks tear the marks off, the name on its line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus_tools.annotate.title_found import Found

_WORK = re.compile(r"《[^《》\n]{1,60}(?:《[^《》\n]{1,40}》[^《》\n]{0,40})*》")
_TORN = re.compile(r"《\n(?P<name>[^《》\n]{2,60})(?:\n》|\n?\Z)")


def with_works(text: str, found: list[Found]) -> list[Found]:
    """Add the titles of works; what crosses their border goes, what lies inside or around them stays."""
    works = list(_works(text))
    kept = []
    number = 0
    for f in found:
        while number < len(works) and works[number].end <= f.start:
            number += 1
        if number == len(works) or not _cross(f, works[number]):
            kept.append(f)
    return [*kept, *works]


def _works(text: str) -> Iterator[Found]:
    spans = [m.span() for m in _WORK.finditer(text)] + [m.span("name") for m in _TORN.finditer(text)]
    for start, end in sorted(spans):
        yield Found(start, end, "work", "title-work", "")


def _cross(f: Found, work: Found) -> bool:
    inside = work.start <= f.start and f.end <= work.end
    around = f.start <= work.start and work.end <= f.end
    return work.start < f.end and not inside and not around
