"""What stands before the subject of a clause without taking part in it: list marks, times, connectives."""

from __future__ import annotations

import re

#: What may stand before a subject without taking part in it.
TIME = (
    r"(?:当地时间|北京时间)?(?:[\d一二三四五六七八九十○〇]{2,4}年)?(?:\d{1,2}月)?(?:\d{1,2}[日号])(?:至\d{1,2}[日号])?"
    r"(?:上午|下午|晚上?|凌晨|中午|早上)?(?:\d{1,2}[时点]许?)?|[\d一二三四五六七八九十○〇]{4}年(?:\d{1,2}月)?"
)
_WHEN = (
    rf"(?:{TIME}|\d{{1,2}}月|近日|日前|近期|今天|昨天|今日|今晚|当天|当日|当晚|上午|下午|随后|会后|会前|会上|期间|"
    r"近年来|近几年来|几年来|此前|目前|当前|最后|首先|其次|其中|同时|此外|另外|因此|但是?|而且?|并且?|不过|然而|于是|"
    r"[\u4e00-\u9fff]{2,8}(?:期间|以来|之际))"
)
_LEADING = re.compile(
    rf"(?:[●•■◆▪○★☆·◎\s#*]+|[（(]?[一二三四五六七八九十\d]+[)）、.．]\s*|{_WHEN}|（[^）]{{1,12}}）|\([^)]{{1,12}}\))"
)


def leading(stretch: str) -> int:
    """Return how many characters of marks, times and connectives stand before what may be a subject."""
    at = 0
    while m := _LEADING.match(stretch, at):
        if m.end() >= len(stretch):
            return at
        at = m.end()
    return at
