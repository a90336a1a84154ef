"""The numbers and bullets that Word puts before paragraphs and does not store in their text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_DIGITS = "〇一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
#: Formats of ECMA-376, part 1, 17.18.59, that count with Chinese numerals.
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "chineseLegalSimplified",
    "ideographDigital",
    "japaneseCounting",
    "japaneseDigitalTenThousand",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
}
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_BULLET = "●"


@dataclass(frozen=True)
class _Level:
    start: int
    form: str
    pattern: str


class Numbering:
    """Counts through the lists of a document, paragraph by paragraph in reading order."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        """Take the root elements of the numbering and style parts; None where the file has none."""
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._of_style = _numbered_styles(styles)
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if numbering is not None:
            for abstract in _all(numbering, "abstractNum"):
                key = _get(abstract, "abstractNumId")
                self._levels[key] = {_number(_get(lvl, "ilvl")): _level(lvl) for lvl in _all(abstract, "lvl")}
            for num in _all(numbering, "num"):
                self._abstract[_get(num, "numId")] = _value(num, "abstractNumId")

    def label(self, paragraph: Any) -> str:
        """Return what stands before a paragraph, with the blank behind it, and count on; empty if it is in no list."""
        properties = _first(paragraph, "pPr")
        found = _numbers(properties)
        if found is None and properties is not None:
            found = self._of_style.get(_value(properties, "pStyle"))
        if found is None or found[0] == "0":
            return ""
        abstract, depth = self._abstract.get(found[0], ""), found[1]
        levels = self._levels.get(abstract, {})
        if depth not in levels:
            return ""
        counts = self._counts[abstract]
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return _with_blank(_filled(levels, depth, counts))


def _filled(levels: Mapping[int, _Level], depth: int, counts: Mapping[int, int]) -> str:
    level = levels[depth]
    if level.form == "bullet":
        return _BULLET
    if level.form == "none":
        return re.sub(r"%\d", "", level.pattern)

    def number(m: re.Match[str]) -> str:
        at = int(m.group(1)) - 1
        if at not in levels:
            return ""
        return in_form(counts.get(at, levels[at].start), levels[at].form)

    return re.sub(r"%([1-9])", number, level.pattern)


def _with_blank(label: str) -> str:
    return f"{label} " if label and (label[-1].isascii() or label == _BULLET) else label


def in_form(number: int, form: str) -> str:
    """Write a number in one of Word's formats; digits for a format we don't know."""
    if form in _CHINESE and 0 <= number < 10_000:
        return _chinese(number)
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= number <= 20:
        return chr(0x245F + number)
    if form in ("lowerLetter", "upperLetter") and number >= 1:
        letters = chr(97 + (number - 1) % 26) * min(9, (number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 1 <= number < 400:
        roman = ""
        for size, sign in _ROMAN:
            roman += sign * (number // size)
            number %= size
        return roman.upper() if form == "upperRoman" else roman
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _chinese(number: int) -> str:
    if number < 10:
        return _DIGITS[number]
    digits = str(number)
    parts = [_DIGITS[int(d)] + (_PLACES[len(digits) - 1 - at] if d != "0" else "") for at, d in enumerate(digits)]
    spoken = re.sub("〇+", "零", "".join(parts)).rstrip("零")
    return spoken.removeprefix("一") if 10 <= number < 20 else spoken


def _numbered_styles(styles: Any) -> dict[str, tuple[str, int]]:
    """Styles that number their paragraphs, by their own properties or those they are based on."""
    if styles is None:
        return {}
    own, base = {}, {}
    for style in _all(styles, "style"):
        key = _get(style, "styleId")
        own[key], base[key] = _numbers(_first(style, "pPr")), _value(style, "basedOn")
    found = {}
    for key in own:
        at, seen = key, set()
        while at in own and own[at] is None and at not in seen:
            seen.add(at)
            at = base[at]
        numbers = own.get(at)
        if numbers is not None:
            found[key] = numbers
    return found


def _numbers(properties: Any) -> tuple[str, int] | None:
    numbers = _first(properties, "numPr")
    if numbers is None or not _value(numbers, "numId"):
        return None
    return _value(numbers, "numId"), _number(_value(numbers, "ilvl"))


def _level(element: Any) -> _Level:
    return _Level(_number(_value(element, "start"), 1), _value(element, "numFmt"), _value(element, "lvlText"))


def _number(value: str, default: int = 0) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 7 else default


def _all(element: Any, name: str) -> list[Any]:
    return [] if element is None else [child for child in element if local_name(child) == name]


def _first(element: Any, name: str) -> Any:
    return next(iter(_all(element, name)), None)


def _value(element: Any, name: str) -> str:
    child = _first(element, name)
    return "" if child is None else _get(child, "val")


def _get(element: Any, name: str) -> str:
    """An attribute in whatever namespace (there are two of WordprocessingML, strict and transitional)."""
    return next((str(v) for k, v in element.attrib.items() if k == name or k.endswith(f"}}{name}")), "")


def local_name(element: Any) -> str:
    """Return the name of an element without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


get = _get
