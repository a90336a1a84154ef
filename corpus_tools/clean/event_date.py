"""When what a text reports happened: 5月10日, 昨日, 3日 -> an ISO day, by the day of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_FULL = r"(?P<year>(?:19|20)\d{2})\s?年\s?(?P<fm>\d{1,2})\s?月\s?(?P<fd>\d{1,2})\s?日"
_PATTERN = re.compile(
    rf"{_FULL}|(?<![\d月至-])(?P<month>\d{{1,2}})\s?月\s?(?P<day>\d{{1,2}})\s?日"
    r"|(?<![\d月至年.-])(?P<only>\d{1,2})日(?=[上下中晚凌一-鿿，])|(?P<word>今天|今日|昨天|昨日|前天|前日)"
)
_WORDS = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2, "前日": 2}
#: Terms and limits are no events: 请于6月20日前, 自2月1日起.
_TERM_BEHIND = re.compile(r"\s?(?:前|之前|以前|起|至|到|—|-|止|底|后|以来|印发|发布|公布|通过|施行|修订|修正)")
_TERM_BEFORE = re.compile(r"(?:自|从|截至|截止|至|到|请于|应于|务于|须于|不迟于|于每年)\s?$")
#: Characters in which 自 and its like stand before a day.
_NEAR = 8
#: Days from which a day of the month ahead of publication belongs to the year before.
_AHEAD = 31


@dataclass(frozen=True)
class FoundDay:
    """An ISO day and the characters it was read from."""

    value: str
    start: int
    end: int


def event_day(text: str, published: str | None) -> FoundDay | None:
    """Return the first day that ``text`` names as that of an event, None if there is none or it stays open.

    ``published`` is ISO 8601; without it only a day with its year can be told.
    """
    reference = _reference(published)
    for m in _PATTERN.finditer(text):
        if _TERM_BEHIND.match(text, m.end()) or _TERM_BEFORE.search(text[max(0, m.start() - _NEAR) : m.start()]):
            continue
        found = _resolve(m, reference)
        return FoundDay(found.isoformat(), m.start(), m.end()) if found else None
    return None


def _reference(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _resolve(m: re.Match[str], reference: date | None) -> date | None:
    if m["year"]:
        return _day(int(m["year"]), int(m["fm"]), int(m["fd"]))
    if reference is None:
        return None
    if m["word"]:
        return reference - timedelta(days=_WORDS[m["word"]])
    if m["month"]:
        found = _day(reference.year, int(m["month"]), int(m["day"]))
        ahead = found is not None and (found - reference).days > _AHEAD
        return _day(reference.year - 1, int(m["month"]), int(m["day"])) if ahead else found
    found = _day(reference.year, reference.month, int(m["only"]))
    if found is None or found > reference:  # the day belongs to the month before
        last = reference.replace(day=1) - timedelta(days=1)
        found = _day(last.year, last.month, int(m["only"]))
    return found


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
