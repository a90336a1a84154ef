"""Spans that nest and cross -> levels on which no two share a token, for formats with regions or one label a token."""

from __future__ import annotations

from collections.abc import Iterable

from corpus_tools.write.numbered_spans import NumberedSpan

#: First and last token of a span, as indices of the Doc, both counted; and the span.
Placed = tuple[int, int, NumberedSpan]


def levels(spans: Iterable[NumberedSpan], depth: int) -> tuple[list[list[Placed]], list[NumberedSpan]]:
    """Return spans on ``depth`` levels, each on the first where it shares no token with another; and what is left over.

    They are taken in the order of the text, the longer one first where two begin at one token, so that level 0 has the
    outer ones.
    """
    rows = sorted(
        ((s.parts[0].tokens[0].place, s.parts[-1].tokens[-1].place, s) for s in spans), key=lambda r: (r[0], -r[1])
    )
    found: list[list[Placed]] = [[] for _ in range(depth)]
    lost: list[NumberedSpan] = []
    for row in rows:
        level = next((level for level in found if not level or level[-1][1] < row[0]), None)
        if level is None:
            lost.append(row[2])
        else:
            level.append(row)
    return found, lost
