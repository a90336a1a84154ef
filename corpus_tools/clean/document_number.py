"""Numbers of official documents (晋政办发〔2022〕15号, …人民政府令第37号) and the bodies that issue them."""

from __future__ import annotations

import re

_YEARED = re.compile(
    r"(?P<organ>[\u4e00-\u9fff]{2,12})\s?[〔\[［(（【﹝]\s?(?P<year>(?:19|20)\d{2})\s?[〕\]］)）】﹞]\s?第?\s?(?P<number>\d{1,4})\s?号"
)
_ORDER = re.compile(r"(?P<body>[\u4e00-\u9fff]{2,20}?)\s?令\s?第?\s?(?P<number>[\d一二三四五六七八九十百]{1,5})\s?号")
#: 公布 and days stand before the body: 2022年12月20日云岭市人民政府令第37号公布.
_BEFORE_BODY = re.compile(r"^(?:.*?[日月年])?")


def yeared_number(text: str) -> tuple[str, int, int] | None:
    """Return the first number with a year, written with 〔 〕, and its place."""
    m = _YEARED.search(text)
    return (f"{m['organ']}〔{m['year']}〕{m['number']}号", m.start(), m.end()) if m else None


def order_number(text: str) -> tuple[str, str, int, int] | None:
    """Return the first order (令第37号): its number with the body, the body, and the place of the number."""
    m = _ORDER.search(text)
    if m is None:
        return None
    skipped = _BEFORE_BODY.match(m["body"])
    start = m.start() + (skipped.end() if skipped else 0)
    body = text[start : m.end("body")]
    return text[start : m.end()], body, start, m.end()
