"""A text -> stretches short enough for the encoder, cut where the language pauses."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Where a window may end, best first: a line, a sentence, a clause, anywhere.
_PAUSES = (re.compile(r"\n+"), re.compile(r"[。！？!?；;…]+[”’」』）)]*"), re.compile(r"[，,、：:\s]+"))


def windows(text: str, longest: int) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of stretches of at most ``longest`` characters that together cover the text, in order.

    A window ends at the last line end that fits, else at the last end of a sentence, of a clause, else where it is
    full. Short lines share a window, because a reader of one needs the other.
    """
    start = 0
    while start < len(text):
        end = min(len(text), start + longest)
        if end < len(text):
            end = _best_cut(text, start, end)
        yield start, end
        start = end


def _best_cut(text: str, start: int, end: int) -> int:
    for pause in _PAUSES:
        ends = [match.end() for match in pause.finditer(text, start, end)]
        if ends and ends[-1] > start + (end - start) // 4:
            return ends[-1]
    return end
