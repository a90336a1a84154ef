"""The lines of a page -> headline, date, place, source, people, keywords, each with where it was read."""

from __future__ import annotations

import re
from collections.abc import Callable

from corpus_tools.clean.page import DATE, PageLine
from corpus_tools.metadata import TextMetadata

#: Called with a field, a value and the value's span in the cleaned text.
Found = Callable[[str, str, int, int], None]

_NAME = r"[\u4e00-\u9fff·]{2,12}"
_PEOPLE = rf"{_NAME}(?:[、\s]+{_NAME}(?![\u4e00-\u9fff]|\s*[:：]))*"
_LABELLED = (
    ("source", re.compile(r"(?:信息来源|来源|稿源)\s*[:：]\s*([^\s|｜\]】]+)")),
    ("author", re.compile(rf"作者\s*[:：]\s*({_PEOPLE})")),
    ("editor", re.compile(rf"(?:责任编辑|网络编辑|编辑|责编|编审)\s*[:：]\s*({_PEOPLE})")),
    ("reporter", re.compile(rf"(?:记者|通讯员)\s*[:：]\s*({_PEOPLE})")),
    ("reporter", re.compile(rf"(?:记者|通讯员)\s*({_PEOPLE})\s*[)）】\]]?$")),
    ("url", re.compile(r"(https?://[^\s\u4e00-\u9fff，。）)]+)")),
    ("keywords", re.compile(r"(?:关键[词字]|标签)\s*[:：]\s*(.+)$")),
)
_DATELINE = re.compile(
    r"^(?:[【\[（(])?((?:新华社|中新社|中新网|人民网|央视网|本报|本网|[\u4e00-\u9fff]{2,10}[网社报])[^，。]{0,16}?"
    r"(?:\d{1,2}月\d{1,2}日(?:电|讯)|讯|消息))[)）】\]:：\s]"
)
#: （记者 甲 通讯员 乙） behind a dateline or at the end of a text.
_REPORTERS = re.compile(r"[（(](?:本报|本网|本台)?(?:记者|通讯员)\s*([^（）()，。]{2,30})[）)]")
_BY_NAME = re.compile(rf"[(（]({_NAME})[)）]$")
_DATE_PARTS = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})(?:\D*?(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?)?")
_SITE_EDITOR = re.compile(r"^(?:网络编辑|编辑|责任编辑|来源)\s+")


def read_page(lines: list[PageLine], found: Found) -> None:
    """Report the metadata of a page to ``found``; from the body only what a by-line or dateline gives."""
    body = [page_line for page_line in lines if page_line.role in ("paragraph", "item")]
    for page_line in lines:
        line, role = page_line.line, page_line.role
        if role == "headline":
            found("headline", line.text, line.start, line.end)
        elif role == "lead":
            found("lead", line.text, line.start, line.end)
        elif role == "metadata":
            _date_line(line.text, line.start, found)
        if role in ("metadata", "byline", "furniture"):
            _labelled(line.text, line.start, found, role)
    if body:
        first, last = body[0].line, body[-1].line
        if m := _DATELINE.match(first.text):
            found("dateline", m.group(1), first.start + m.start(1), first.start + m.end(1))
        for line in {first, last}:
            for m in _REPORTERS.finditer(line.text):
                for name in re.finditer(r"(?!记者|通讯员)[\u4e00-\u9fff·]{2,8}", m.group(1)):
                    start = line.start + m.start(1) + name.start()
                    found("reporter", name.group(), start, start + len(name.group()))
        if m := _BY_NAME.search(last.text):
            found("author", m.group(1), last.start + m.start(1), last.start + m.end(1))


def _labelled(text: str, at: int, found: Found, role: str) -> None:
    for field, pattern in _LABELLED:
        if role == "furniture" and field not in ("url",):
            continue
        for m in pattern.finditer(text):
            if field in ("source", "url"):
                found(field, m.group(1), at + m.start(1), at + m.end(1))
                continue
            for part in re.finditer(r"[^\s、,，;；]+", m.group(1)):
                start = at + m.start(1) + part.start()
                if text[start - at + len(part.group()) :].lstrip().startswith((":", "：")):
                    continue  # the label of the next field
                found(field, part.group(), start, start + len(part.group()))


def _date_line(text: str, at: int, found: Found) -> None:
    """Read 网络编辑 PLACE DATE TIME COUNT KEYWORDS and its like: what stands beside the date without a label."""
    m = DATE.search(text)
    if not m:
        return
    found("published", iso_date(m.group()), at + m.start(), at + m.end())
    before = _SITE_EDITOR.sub("", text[: m.start()])
    if re.fullmatch(r"[\u4e00-\u9fff]{2,8}\s*", before):
        start = at + m.start() - len(before)
        found("place", before.strip(), start, start + len(before.strip()))
    rest = text[m.end() :]
    if any(mark in rest for mark in ":：|"):
        return
    for part in re.finditer(r"\S+", rest):
        if not part.group().isdigit():
            start = at + m.end() + part.start()
            found("keywords", part.group(), start, start + len(part.group()))


def iso_date(text: str) -> str:
    """Turn 2022年4月11日 12:25:50 into 2022-04-11T12:25:50; a date alone stays a date. Raises ValueError for others."""
    m = _DATE_PARTS.search(text)
    if not m:
        raise ValueError(f"{text!r} is no date")
    year, month, day, hour, minute, second = m.groups()
    date = f"{year}-{int(month):02d}-{int(day):02d}"
    return date if hour is None else f"{date}T{int(hour):02d}:{minute}:{second or '00'}"


def recorder(metadata: TextMetadata, origin: Callable[[int, int], tuple[int, int]]) -> Found:
    """Return a ``Found`` that writes into ``metadata``, with spans mapped by ``origin`` to the original text."""

    def found(field: str, value: str, start: int, end: int) -> None:
        metadata.add(field, value, *origin(start, end))

    return found
