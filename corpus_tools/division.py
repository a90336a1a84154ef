"""The name of a province, prefecture or county -> its six-digit code (GB/T 2260) and its level."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

PROVINCE, PREFECTURE, COUNTY, TOWNSHIP = "province", "prefecture", "county", "township"
_PEOPLES = (
    "维吾尔族?|哈萨克族?|柯尔克孜族?|蒙古族?|塔吉克族?|锡伯族?|达斡尔族?|鄂温克族?|保安族|东乡族?|撒拉族|裕固族|"
    "壮族|回族|藏族|羌族|彝族|苗族|侗族|土家族|土族|布依族|白族|傣族|景颇族|傈僳族|哈尼族|朝鲜族|满族|瑶族|畲族|黎族|"
    "仫佬族|毛南族|仡佬族|水族|佤族|拉祜族|纳西族|普米族|怒族|独龙族|布朗族|各族"
)
_ENDING = re.compile(rf"(?:特别行政区|(?:{_PEOPLES})*自治[区州县旗]|林区|特区|新区|地区|[省市县区州盟旗])$")
#: Endings that a short name may drop only if two characters stay: 云溪县 -> 云溪, but 岷县 stays.
_SHORTEST = 2
#: No names, though the tables have them as divisions of their own.
_NO_NAMES = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "城区", "郊区", "矿区"})


@dataclass(frozen=True)
class Division:
    """One division: its code, its full name, its level."""

    code: str
    name: str
    level: str


@dataclass(frozen=True)
class _Gazetteer:
    full: dict[str, tuple[Division, ...]]
    short: dict[str, tuple[Division, ...]]


def _level(code: str) -> str:
    if code.endswith("0000"):
        return PROVINCE
    return PREFECTURE if code.endswith("00") else COUNTY


@cache
def _gazetteer() -> _Gazetteer:
    """Read the newest revision of the tables of the package ``gb2260`` (BSD), once and only when needed.

    Names that only older revisions have (a county that has become a district) follow with their last code.
    """
    revisions = importlib.import_module("gb2260.data").data
    years = sorted((year for year in revisions if year), key=lambda year: str(year)[:4], reverse=True)
    names: dict[str, dict[str, Division]] = {}
    for revision in [None, *years]:
        for number, name in revisions[revision].items():
            code = str(number)
            if name in _NO_NAMES or (revision is not None and name in names and code not in names[name]):
                continue
            names.setdefault(name, {}).setdefault(code, Division(code, name, _level(code)))
    full = {name: tuple(by_code.values()) for name, by_code in names.items()}
    short: dict[str, tuple[Division, ...]] = {}
    for name, divisions in full.items():
        if (form := short_name(name)) != name:
            short[form] = (*short.get(form, ()), *divisions)
    return _Gazetteer(full, short)


def short_name(name: str) -> str:
    """Return a division's name without its kind (四川省 -> 四川, 宁夏回族自治区 -> 宁夏) if two characters stay."""
    form = _ENDING.sub("", name)
    return form if len(form) >= _SHORTEST else name


def is_place_name(name: str) -> bool:
    """Whether this is a division's full name, or a province's or prefecture's short one (persons bear counties')."""
    tables = _gazetteer()
    return name in tables.full or any(division.level != COUNTY for division in tables.short.get(name, ()))


def place_at_end(text: str, end: int, *, longest: int = 12) -> int:
    """Return the length of the longest full name of a province or prefecture that ends at ``end``, or 0."""
    tables = _gazetteer()
    for length in range(min(longest, end), 1, -1):
        found = tables.full.get(text[end - length : end], ())
        if any(division.level != COUNTY for division in found):
            return length
    return 0


def divisions(name: str) -> tuple[Division, ...]:
    """Return all divisions of this name; full names before short ones, provinces before prefectures before counties."""
    tables = _gazetteer()
    found = tables.full.get(name) or tables.short.get(name, ())
    order = (PROVINCE, PREFECTURE, COUNTY)
    return tuple(sorted(found, key=lambda division: (order.index(division.level), division.code)))


def decide(name: str, above: Iterable[str] = ()) -> Division | None:
    """Return the one division that ``name`` means, or None where that is open.

    ``above`` are codes of divisions named before it: one that holds a candidate decides. Else the candidate must be
    the only one, or the only one of the highest level among short names (吉林 is the province).
    """
    found = divisions(name)
    if not found:
        return None
    for code in above:
        stem = code[:2] if code.endswith("0000") else code[:4]
        inside = [division for division in found if division.code.startswith(stem) and division.code != code]
        if len(inside) == 1:
            return inside[0]
    if len(found) == 1:
        return found[0]
    highest = [division for division in found if division.level == found[0].level]
    if len(highest) == 1 and highest[0].level != COUNTY and name not in {d.name for d in found[1:]}:
        return highest[0]
    return None


def parent_code(code: str) -> str | None:
    """Return the code of the division above: 320506 -> 320500 -> 320000 -> None."""
    if not code.endswith("00"):
        return f"{code[:4]}00"
    return f"{code[:2]}0000" if not code.endswith("0000") else None


@cache
def _mention() -> re.Pattern[str]:
    tables = _gazetteer()
    wide = {name for name, found in tables.full.items() if any(d.level != COUNTY for d in found)}
    wide |= {name for name, found in tables.short.items() if any(d.level == PROVINCE for d in found)}
    return re.compile("|".join(re.escape(name) for name in sorted(wide, key=lambda name: (-len(name), name))))


def mentions(text: str) -> list[tuple[int, str]]:
    """Return where the text names a province (also by its short name) or a prefecture, with its code, in text order."""
    found = []
    for m in _mention().finditer(text):
        division = decide(m.group())
        if division is not None:
            found.append((m.start(), division.code))
    return found
