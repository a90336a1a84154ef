"""The head of a page: which of its lines is the headline, which sum the text up, which are copies."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from corpus_tools.clean.labels_of_page import DATE, MASTHEAD
from corpus_tools.clean.line import Line
from corpus_tools.clean.script import simplified
from corpus_tools.lexicon import package_lexicon

#: 林致远主持并讲话 沈明岚出席: people and what they did.
_ATTENDANCE = re.compile(r"(?:主持|讲话|出席|参加|致辞|宣读|通报|部署|安排|提出要求)[^，。]{0,6}$")
_SUBHEAD = re.compile(r"^(?:[—–―─-]{1,4}|[（(【\[])")
#: 林致远; 临澜县人民政府县长 唐知远.
_NAME = re.compile(r"^[\u4e00-\u9fff](?:[\u4e00-\u9fff]{1,2}|[ ][\u4e00-\u9fff])$")
_TITLED_NAME = re.compile(
    r"^[\u4e00-\u9fff]{0,24}(?:长|书记|主席|主任|委员|代表)\s[\u4e00-\u9fff]{1,3}\s?[\u4e00-\u9fff]{1,2}$"
)
_REPORTER = re.compile(
    r"^[（(]?(?:(?:本报|本网|本台|本刊)?(?:记者|通讯员)|文/|撰文)[\s:：/]*[\u4e00-\u9fff·、\s]{2,30}[)）]?$"
)
#: 云政办发〔2023〕15号 on its own line.
DOCUMENT_NUMBER = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,14}\s?[〔\[［(（【]\s?(?:19|20)\d{2}\s?[〕\]］)）】]\s?第?\s?\d{1,4}\s?号"
    r"|[\u4e00-\u9fff]{2,20}令\s?第?\s?[\d一二三四五六七八九十百]{1,5}\s?号)$"
)
_PARTS = re.compile(r"[\s_|｜\-—–·\u200b-\u200f\ufeff\u00ad\x00-\x1f\x7f]+")
#: A copy of the headline has so few characters beside it.
_BESIDE = 10
#: Characters of a headline that a copy can be known by.
_SHORTEST = 6


def is_name_line(text: str) -> bool:
    """Whether a line of the head is who speaks: a name, with or without the office."""
    return (bool(_NAME.match(text)) and text[0] in _surnames()) or bool(_TITLED_NAME.match(text))


@cache
def _surnames() -> frozenset[str]:
    return frozenset(entry.form for entry in package_lexicon("surnames.tsv").entries)


def name_headline(lines: list[Line], roles: list[str], first: int, titles: Collection[str]) -> None:
    """Turn one line of the head into the headline, names into by-lines, copies into furniture; change ``roles``."""
    head = [n for n in range(min(first, len(lines))) if roles[n] == "lead"]
    named = [n for n in head if _is_titled(lines[n].text, titles)]
    if not named:  # the whole first paragraph may be one: a page whose headline ends in a mark
        named = [
            n
            for n in range(min(first, len(lines)), min(first + 2, len(lines)))
            if roles[n] in ("paragraph", "quote") and lines[n].han < 40 and _is_titled(lines[n].text, titles)
        ]
    headline = named[-1] if named else _headline(lines, roles, head, first)
    if headline is None:
        return
    headline = _without_prefix(lines, head, headline)
    roles[headline] = "headline"
    anchored = bool(named) or _anchor(lines, roles, first) is not None
    for n in head:
        if n == headline:
            continue
        if _is_copy(lines[n].text, lines[headline].text):
            roles[n] = "furniture"
        elif _REPORTER.match(lines[n].text) or (n > headline and is_name_line(lines[n].text)):
            roles[n] = "byline"
        elif n < headline and anchored:
            roles[n] = "lead" if lines[n].han >= 8 and n == headline - 1 else "furniture"


def _without_prefix(lines: list[Line], head: list[int], headline: int) -> int:
    """A later line that is this one without what a copier put before it ([转载]): that is the headline."""
    later = [n for n in head if n > headline and len(lines[n].text) >= _SHORTEST]
    return next((n for n in later if _is_copy(lines[headline].text, lines[n].text)), headline)


def _is_titled(text: str, titles: Collection[str]) -> bool:
    """Whether a title of the page begins with this line: 全市会议召开_云岭网."""
    folded = simplified(_fold(text)) if titles else ""
    return len(folded) >= 4 and any(simplified(_fold(title)).startswith(folded) for title in titles)


def _fold(text: str) -> str:
    return _PARTS.sub("", text).translate(str.maketrans(",:;?!()", "，：；？！（）"))


def _anchor(lines: list[Line], roles: list[str], first: int) -> int | None:
    """The line of date or source under the headline; a newspaper's masthead stands above it."""
    for n in range(min(first, len(lines))):
        if roles[n] == "metadata" and not MASTHEAD.search(lines[n].text):
            return n
    return None


def _headline(lines: list[Line], roles: list[str], head: list[int], first: int) -> int | None:
    if not head:
        return None
    anchor = _anchor(lines, roles, first)
    masthead = next(
        (n for n in range(min(first, len(lines))) if roles[n] == "metadata" and MASTHEAD.search(lines[n].text)), -1
    )
    below = [n for n in head if n > masthead]
    candidates = [n for n in below if anchor is None or n < anchor] or below or head
    if anchor is None or candidates[0] > anchor:
        return _better(lines, candidates[:1]) or candidates[0]
    return _better(lines, candidates) or candidates[0]


def _better(lines: list[Line], candidates: list[int]) -> int | None:
    """The last line that is no subhead, no name, no report of attendance, no number of a document."""
    for n in reversed(candidates):
        text = lines[n].text
        plain = not (_SUBHEAD.match(text) or is_name_line(text) or DOCUMENT_NUMBER.match(text) or _REPORTER.match(text))
        if plain and not (_ATTENDANCE.search(text) and n != candidates[0]) and not DATE.search(text):
            return n
    return None


def _is_copy(text: str, headline: str) -> bool:
    whole, part = _fold(text), _fold(headline)
    return part in whole and len(whole) - len(part) <= _BESIDE
