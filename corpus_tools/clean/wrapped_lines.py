"""Lines that were cut at a fixed width (OCR, mail, old web pages) -> paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from corpus_tools.alignment import Edit

#: Widths, in characters, at which texts are wrapped.
_NARROWEST, _WIDEST = 20, 60
#: A full line may be so many characters short: no line begins with a mark.
_SHORT = 2
#: So many full lines in a row at least, and this share of all lines, make a wrapped text.
_FULL_LINES, _FULL_SHARE = 5, 0.35
#: Three full lines and this share will do if so many lines begin with a mark that opens no line.
_SURE_FULL = 3
_SURE_SHARE, _SURE_LINES = 0.15, 1
_OPENS_NO_LINE = tuple("，。、；：！？”）》")
#: 临澜县人民政府县长 唐知远: who speaks has a line of its own, before and after the conversion of the script.
_SPEAKER = re.compile(
    r"[\u4e00-\u9fff]{0,24}(?:[长長]|[书書][记記]|主席|主任|委[员員]|代表)[ \u3000]+[\u4e00-\u9fff]{1,3}[ \u3000]?"
    r"[\u4e00-\u9fff]{1,2}[ \t\u00a0\u3000]*(?:\n|$)"
)
#: Of the lines of a wrapped text, at most this share is wider: headlines, lines with dirt in them.
_WIDER_SHARE = 0.05
_BLANKS = " \t\u00a0\u3000"
_ENDS = tuple("。！？：；…”」』）)!?:;")
#: A new paragraph: an indent, an item, a heading.
_OPENS = re.compile(
    r"[ \t\u00a0\u3000]|[●•■◆▪○★☆·◎—–-]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]"
    r"|\d{1,2}[.、．]|第[\d一二三四五六七八九十百 ]+[条條章节節]"
)


def wrapped_lines(text: str) -> list[Edit]:
    """Join the lines of a text that is wrapped throughout: a full line that ends in no mark goes on in the next.

    A text is wrapped if at least five lines, and a good third of all, have one width, and hardly a line is wider. Fewer
    full lines will do if lines begin with marks that open none.
    """
    lines: list[tuple[int, int]] = []
    at = 0
    for raw in text.split("\n"):
        content = raw.rstrip(_BLANKS)
        if content.lstrip(_BLANKS):
            lines.append((at, at + len(content)))
        at += len(raw) + 1
    sure = sum(text.startswith(_OPENS_NO_LINE, start) for start, _ in lines) >= _SURE_LINES
    width = _width([end - start for start, end in lines], sure=sure)
    if width is None:
        return []
    edits = []
    for (start, end), (following, _) in pairwise(lines):
        full = end - start >= width - _SHORT
        opens = _OPENS.match(text, following) or _SPEAKER.match(text, following)
        if full and not opens and not text[start:end].endswith(_ENDS):
            edits.append(Edit(end, following, "", "wrapped-lines"))
    return edits


def _width(sizes: list[int], *, sure: bool) -> int | None:
    """The width at which the lines are cut: that of most full lines, and hardly a line is wider."""
    if len(sizes) < 2 * _FULL_LINES:
        return None
    counts = Counter(sizes)
    width = max(range(_NARROWEST, _WIDEST + 1), key=lambda size: (_full(counts, size), size))
    wider = sum(count for size, count in counts.items() if size > width)
    if wider > _WIDER_SHARE * len(sizes):
        return None
    needed, share = (_SURE_FULL, _SURE_SHARE) if sure else (_FULL_LINES, _FULL_SHARE)
    return width if _full(counts, width) >= max(needed, share * len(sizes)) else None


def _full(counts: Counter[int], width: int) -> int:
    return sum(counts[size] for size in range(width - _SHORT, width + 1))
