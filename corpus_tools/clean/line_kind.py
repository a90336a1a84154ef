"""A line of the body -> its kind in the text: heading with its level, item, quote, verse, closing line, by-line."""

# ruff: noqa: E501 (tables of forms in one expression)
from __future__ import annotations

import re

_NUMERALS = "一二三四五六七八九十百"
#: Levels of headings as the standard of official documents has them (GB/T 9704): 一、 （一） 1. （1）; chapters above.
_LEVELS = (
    (1, re.compile(rf"第[{_NUMERALS}\d]+[编篇部]")),
    (1, re.compile(rf"第[{_NUMERALS}\d]+章|[{_NUMERALS}]+、")),
    (2, re.compile(rf"第[{_NUMERALS}\d]+节|[（(][{_NUMERALS}]+[)）]")),
    (3, re.compile(r"\d{1,2}[.、．]")),
    (4, re.compile(r"[（(]\d{1,2}[)）]")),
)
_FIRST = frozenset("第（(" + _NUMERALS + "0123456789")
_HEADING_REST = re.compile(r"\s*[^。！？；]{2,30}$")
#: 一是 and the like number within paragraphs; such a line is an item of a list.
_ITEM = re.compile(r"^(?:[●•■◆▪○★☆·◎◇▲△➢✓※]|[-*]\s)\s*")
_NUMBERED_ITEM = re.compile(r"^(?:\d{1,2}[.、．](?!\d)|[（(]\d{1,2}[)）]|[①-⑳])")
_QUOTE = re.compile(r"^[●◆■▲★]?\s?[“\"「].{6,80}[”\"」]$")
_SIGNED = re.compile(
    r"^[(（【\[]?(?:本报|本网|本台|通讯员|特约)?(?:记者|通讯员|撰稿|摄影|文/|图/|文图)[:：/\s].{1,40}$|^[(（][\u4e00-\u9fff·、\s]{2,12}[)）]$"
)
_DATE = re.compile(
    r"^(?:\d{4}|[〇○Ｏ零一二三四五六七八九]{4})\s?年\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?月\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?日$"
)
ORGAN = re.compile(
    r"^[\u4e00-\u9fff、（）()\s]{2,40}(?:人民政府|政府|办公室|办公厅|委员会|指挥部|局|厅|部|委|院|会|处|组|中心|公司|协会|室|站|队|所|社)$"
)
_CLOSING = re.compile(
    r"^(?:[（(]?此件(?:公开|主动公开|依申请公开|删减).{0,10}|特此(?:通知|公告|通告|公示|函复|报告|批复)[。！]?|此复[。]?|谢谢(?:大家|各位)?[。！!]?|抄送[:：].{2,80}|附件?\s?[:：].{2,60})$"
)
_SIGNED_AND_DATED = re.compile(
    r"^(?:[\u4e00-\u9fff、]{4,40}(?:政府|室|厅|会|部|局|委|院|处|中心|站|队)|[\u4e00-\u9fff]{2,4}) \d{4}年\d{1,2}月\d{1,2}日(?:\s?[（(].{2,30}[）)])?$"
)
_VERSE = re.compile(r"^[\u4e00-\u9fff]{3,9}(?:[，、][\u4e00-\u9fff]{3,9})?[，。；！？]$")
_VERSE_LINES = 4


def heading_level(text: str) -> int:
    """Return the level of a heading, 1 for 一、 and chapters to 4 for （1）; 0 for a line that is none."""
    if text[:1] not in _FIRST:
        return 0
    for level, pattern in _LEVELS:
        if m := pattern.match(text):
            return level if _HEADING_REST.match(text, m.end()) else 0
    return 0


def is_item(text: str) -> bool:
    """Whether a line is marked as an item of a list."""
    return bool(_ITEM.match(text))


def is_signed(text: str) -> bool:
    """Whether a line names reporters, or is a name in brackets."""
    return bool(_SIGNED.match(text))


def is_signed_and_dated(text: str) -> bool:
    """Whether a line is an organ and the day, as they close a document."""
    return bool(_SIGNED_AND_DATED.match(text))


def is_date(text: str) -> bool:
    """Whether a line is nothing but a day."""
    return bool(_DATE.match(text))


def kind_of(text: str) -> tuple[str, int]:
    """Return the kind of a line of the body by its own form, and the level of a heading."""
    if _CLOSING.match(text) or is_signed_and_dated(text):
        return "closing", 0
    if is_signed(text):
        return "byline", 0
    if level := heading_level(text):
        return "head", level
    if _QUOTE.match(text):
        return "quote", 0
    if is_item(text) or _NUMBERED_ITEM.match(text):
        return "item", 0
    return "paragraph", 0


def verse(texts: list[str]) -> set[int]:
    """Numbers of the lines that are verse: at least four short lines in a row, each one clause, equal in length."""
    found: set[int] = set()
    run: list[int] = []
    for number, text in enumerate([*texts, ""]):
        if _VERSE.match(text) and (not run or abs(len(text) - len(texts[run[0]])) <= 1):
            run.append(number)
            continue
        if len(run) >= _VERSE_LINES:
            found |= set(run)
        run = [number] if _VERSE.match(text) else []
    return found


def closings(texts: list[str]) -> set[int]:
    """Numbers of the lines that close a document: organs and the day below it, in its last six lines."""
    first = max(0, len(texts) - 6)
    days = [number for number in range(first, len(texts)) if is_date(texts[number].replace(" ", ""))]
    if not days:
        return set()
    found = {days[-1]}
    number = days[-1] - 1
    while number >= first and len(texts[number]) <= 40 and ORGAN.match(texts[number]):
        found.add(number)
        number -= 1
    return found
