"""The time of publication: the best of the dates that a page's lines tell, in ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Callable

from corpus_tools.clean.labels_of_page import DATE, MASTHEAD, is_bare_label
from corpus_tools.clean.page import PageLine

_PARTS = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})(?:\D*?(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?)?")
_LABEL = re.compile(r"(?:发布|发文|印发|公开|发表|发送)(?:时间|日期)|发表于|^时\s*间|^日\s*期")
#: Days of other kinds: used only if the page tells no day of publication.
_OTHER = re.compile(r"(?:成文|生成|更新|生效)(?:时间|日期)")
#: Under such a headline a day in brackets is that of the speech.
_SPOKEN = re.compile(r"讲话|致辞|发言|演讲|报告|讲稿|贺信")
_BRACKETED = 4
_NEVER = re.compile(r"(?:失效|废止|施行)日期")


def publication(lines: list[PageLine], found: Callable[[str, str, int, int], None]) -> str | None:
    """Report the time of publication to ``found`` and return it; None if no line tells it.

    A labelled date wins over one with a time, that over a bare one, each the first of its kind; a day in brackets
    under the headline is a speech's own wherever another one is there.
    """
    best: tuple[int, int] | None = None
    read: tuple[str, int, int] | None = None
    for number, page_line in enumerate(lines):
        line = page_line.line
        m = DATE.search(line.text) if page_line.role == "metadata" else None
        if m is None or _NEVER.search(line.text):
            continue
        label = line.text
        if number and is_bare_label(lines[number - 1].line.text):
            label = lines[number - 1].line.text.replace(" ", "") + label
        rank = (_rank(label, m), number)
        if best is None or rank < best:
            best = rank
            read = (iso_date(m.group()), line.start + m.start(), line.start + m.end())
    spoken = any(p.role == "headline" and _SPOKEN.search(p.line.text) for p in lines)
    if read is None or best is None or (best[0] == _BRACKETED and spoken):
        return None
    found("published", *read)
    return read[0]


def _rank(text: str, m: re.Match[str]) -> int:
    if _NEVER.search(text):
        return 9
    if _OTHER.search(text):
        return 5
    if _LABEL.search(text):
        return 0
    if re.search(r"\d[:：]\d", m.group()):
        return 1
    if MASTHEAD.search(text):
        return 2
    return _BRACKETED if re.fullmatch(r"[（(].*[）)]", text) else 3


def iso_date(text: str) -> str:
    """Turn 2022年4月11日 12:25:50 into 2022-04-11T12:25:50; a date alone stays a date. Raises ValueError for others."""
    m = _PARTS.search(text)
    if not m:
        raise ValueError(f"{text!r} is no date")
    year, month, day, hour, minute, second = m.groups()
    date = f"{year}-{int(month):02d}-{int(day):02d}"
    return date if hour is None else f"{date}T{int(hour):02d}:{minute}:{second or '00'}"
