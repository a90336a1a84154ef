"""The lines of a page -> what each of them is: headline, body, metadata, furniture."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass

from corpus_tools.clean.furniture import is_contact, is_disclaimer, is_foot, is_furniture, is_site_name
from corpus_tools.clean.labels_of_page import DATE, is_bare_label, is_dated, is_labelled, titles_in
from corpus_tools.clean.line import Line, lines_of
from corpus_tools.clean.line_kind import closings, heading_level, is_item, kind_of, verse
from corpus_tools.clean.page_head import name_headline
from corpus_tools.clean.step import DEFAULT_SETTINGS, CleaningSettings

__all__ = ["DATE", "PageLine", "page_lines"]

_ENDS = tuple("。！？；!?;…”）)")
#: A line that greets or names whom the text is for: 各位代表： 各市、县人民政府：
_ADDRESS = re.compile(
    r"^[^。！？]{2,80}[:：]$|^(?:同志们|朋友们|各位[^，。！]{1,20}|女士们、先生们|尊敬的[^，。！]{2,40})[!！]$"
)
#: An address of the web that is all of its line: above the text or below it that of the page.
_ADDRESS_OF_PAGE = re.compile(r"^https?://[^\s\u4e00-\u9fff]+$", re.IGNORECASE)
#: Chinese characters of running text: in a line without a stop, and in one with it.
_LONG, _CLAUSE = 60, 8
#: Characters of a notice in another language, at least.
_NOTICE = 30
_LETTERS = re.compile(r"[A-Za-z]{3}")
_NUMBER = re.compile(r"^\d{1,6}$")
#: Text below a foot may have this share of the text above it; with more, what looked like a foot was none.
_SHARE_BELOW = 0.35
#: … and so many characters at most: a third of a long text is no foot.
_MOST_BELOW = 3_000
#: Characters of a cell of a table, at most.
_CELL = 20
#: A menu in the head has its entries in lines of their own: so many in a row, each so long at most.
_MENU_LINE = re.compile(r"^(?:[\u4e00-\u9fff]{2,4}\s){3,}[\u4e00-\u9fff]{2,4}$")
_MENU_LINES, _MENU_ENTRY = 3, 6


@dataclass(frozen=True)
class PageLine:
    """A line of the page with its role, and the level of a heading (0: none).

    Roles are the kinds of blocks, ``metadata`` and ``furniture``.
    """

    line: Line
    role: str
    level: int = 0


def page_lines(
    text: str,
    settings: CleaningSettings = DEFAULT_SETTINGS,
    *,
    titles: Collection[str] = (),
    cells: Collection[int] = (),
) -> list[PageLine]:
    """Give each line of a page its role.

    The body is what lies between the head (before the first long line or item) and the foot (from the first footer
    line behind the body). In the head, the line that a title names is the headline, else the line before the date
    line, else the first that is no furniture; what is left there sums the text up. A text without a body line keeps
    all that is no furniture. ``titles`` are what the page calls itself (HTML ``title``); ``cells`` the starts of lines
    that are cells of a table.
    """
    lines = lines_of(text)
    fixed = {number: "furniture" for number, line in enumerate(lines) if _is_own(line.text, settings)}
    fixed |= {number: "paragraph" for number, line in enumerate(lines) if line.text in settings.body_lines}
    fixed |= {number: "cell" for number, line in enumerate(lines) if line.start in cells}
    for number, line in enumerate(lines):
        if is_bare_label(line.text) and fixed.get(number) != "paragraph":
            fixed[number] = "metadata"
            if number + 1 < len(lines) and not is_labelled(lines[number + 1]) and len(lines[number + 1].text) < 80:
                fixed[number + 1] = "metadata"
    body = [n for n, line in enumerate(lines) if _is_body(line) and fixed.get(n, "paragraph") == "paragraph"]
    first = body[0] if body else len(lines)
    foot = min(_foot(lines, first, body), _foreign_tail(lines, first))
    texts = set(body[bisect_left(body, first) : bisect_left(body, foot)])
    roles = [
        fixed.get(n)
        or (kind_of(line.text)[0] if n in texts else _role(lines, n, first, foot, body[-1] if body else -1))
        for n, line in enumerate(lines)
    ]
    _mark_menus(lines, roles, first)
    name_headline(lines, roles, first, [*titles, *titles_in(lines[: first + 1])])
    return _with_structure(lines, roles, first)


def _is_own(text: str, settings: CleaningSettings) -> bool:
    return text in settings.furniture_lines or text.startswith(settings.furniture_phrases)


def _is_body(line: Line) -> bool:
    """A line of running text: long, or ended like a sentence; and no furniture."""
    text = line.text
    ended = text.endswith(_ENDS) and any(mark in text for mark in "，。,；") and line.han >= _CLAUSE
    if not (ended or is_item(text) or heading_level(text) or line.han >= _LONG):
        return False
    return not (is_foot(text) or is_labelled(line) or is_furniture(text) or is_dated(line, in_head=False))


def _foot(lines: list[Line], first: int, body: list[int]) -> int:
    """The number of the first footer line below which there is little text; a lone one inside the body is no foot."""
    texts = [n for n in body if not is_disclaimer(lines[n].text)]
    below = sum(lines[n].han for n in texts)
    above = 0
    waiting = iter([*texts, len(lines)])
    text = next(waiting)
    for number in range(len(lines)):
        while text < number:
            above, below = above + lines[text].han, below - lines[text].han
            text = next(waiting)
        if number > first and below <= min(_SHARE_BELOW * above, _MOST_BELOW) and is_foot(lines[number].text):
            return _contacts_above(lines, number, first)
    return len(lines)


def _foreign_tail(lines: list[Line], first: int) -> int:
    """Where the last lines begin that have letters and no Chinese character: terms of a licence, values of a template."""
    number = len(lines)
    while number - 1 > first and lines[number - 1].han == 0 and re.fullmatch(r"[A-Za-z .,-]+", lines[number - 1].text):
        number -= 1
    return number


def _contacts_above(lines: list[Line], foot: int, first: int) -> int:
    """Take the contacts right above a foot into it: 主办：… above ICP备."""
    while foot - 1 > first and is_contact(lines[foot - 1].text) and not lines[foot - 1].text.endswith("。"):
        foot -= 1
    return foot


def _role(lines: list[Line], number: int, first: int, foot: int, last: int) -> str:
    line = lines[number]
    text = line.text
    if is_labelled(line) or is_dated(line, in_head=number < first):
        return "metadata"
    if (number < first or number > last) and _ADDRESS_OF_PAGE.match(text):
        return "metadata"
    if number >= foot or is_foot(text) or is_furniture(text) or _is_foreign_notice(line, number, last):
        return "furniture"
    if _NUMBER.match(text):
        return "paragraph" if _in_grid(lines, number, first, foot) else "furniture"
    if heading_level(text):
        return "head"
    if number < first:
        if _ADDRESS.match(text):
            return "paragraph"
        return "furniture" if is_site_name(text) else "lead"
    return kind_of(text)[0]


def _is_foreign_notice(line: Line, number: int, last: int) -> bool:
    """Whether a line has no Chinese character and no text below it: between paragraphs it is a quotation."""
    row_of_figures = " " in line.text and not _LETTERS.search(line.text)
    return line.han == 0 and len(line.text) > _NOTICE and number > last and not row_of_figures


def _in_grid(lines: list[Line], number: int, first: int, foot: int) -> bool:
    """Whether a number stands among short lines of the body, as the cells of a table do in plain text."""
    short = [
        first < n < foot and len(lines[n].text) <= _CELL and not is_furniture(lines[n].text)
        for n in range(number - 2, number + 3)
    ]
    return (short[1] and (short[0] or short[3])) or (short[3] and short[4])


def _mark_menus(lines: list[Line], roles: list[str], first: int) -> None:
    """Take three and more short lines in a row for a menu if one of them is a word of menus: lists of names stay."""
    for number in range(min(first, len(lines))):
        if roles[number] == "lead" and _MENU_LINE.match(lines[number].text):
            roles[number] = "furniture"
    run: list[int] = []
    for number in range(min(first, len(lines)) + 1):
        short = number < min(first, len(lines)) and roles[number] in ("lead", "furniture")
        if short and lines[number].han <= _MENU_ENTRY and len(lines[number].text) <= _MENU_ENTRY + 2:
            run.append(number)
            continue
        if sum(roles[n] == "lead" for n in run) >= _MENU_LINES and any(roles[n] == "furniture" for n in run):
            for n in run:
                roles[n] = "furniture"
        run = []


def _with_structure(lines: list[Line], roles: list[str], first: int) -> list[PageLine]:
    kept = [
        n for n, role in enumerate(roles) if n >= first and role in ("paragraph", "item", "quote", "byline", "closing")
    ]
    texts = [lines[n].text for n in kept]
    for numbers, role in ((verse(texts), "verse"), (closings(texts), "closing")):
        for number in numbers:
            roles[kept[number]] = role
    return [
        PageLine(line, role, heading_level(line.text) if role == "head" else 0)
        for line, role in zip(lines, roles, strict=True)
    ]
