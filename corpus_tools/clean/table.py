"""Tables in HTML, in lines with tabs or in lines with pipes -> where their cells stand."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import groupby, pairwise

from corpus_tools.alignment import Edit

_TABLE = re.compile(r"<table\b(?:(?!<table\b).)*?</table\s*>", re.IGNORECASE | re.DOTALL)
_ROW = re.compile(r"<tr\b[^<>]*>(.*?)(?=<tr\b|</table|</tbody|\Z)", re.IGNORECASE | re.DOTALL)
_CELL = re.compile(r"<t[dh]\b[^<>]*>(.*?)(?=<t[dh]\b|</tr|</table|</tbody|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
#: Longer cells hold the text of a page that is laid out as a table.
_LONGEST_CELL = 80
#: Two rows of as many cells make a table.
_ROWS, _COLUMNS = 2, 2
_PIPE_ROW = re.compile(r"[ \t]*\|(.*)\|[ \t]*")
_PIPE_RULE = re.compile(r"[ \t]*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?\s*\|?[ \t]*")
_SEPARATOR = re.compile(r"(?<=\S)[ \u3000]*\t[\t \u3000]*(?=\S)")


@dataclass(frozen=True)
class Cell:
    """A cell: its place in the text, and its column counted from 1."""

    start: int
    end: int
    column: int


def cells_of(text: str) -> list[Cell]:
    """Return the cells of all tables of data in a page's source, in text order."""
    if "<t" in text.lower() and "<table" in text.lower():
        return [cell for table in _TABLE.finditer(text) for cell in _html_cells(text, table.start(), table.end())]
    return [cell for row in _rows(text) for cell in row]


def table_cells(text: str) -> list[Edit]:
    """Give each cell of a table in plain text (tabs, pipes) a line of its own, as cells of HTML have."""
    edits = []
    for row in _rows(text):
        begin = text.rfind("\n", 0, row[0].start) + 1
        end = text.find("\n", row[-1].end)
        borders = [begin, *(place for cell in row for place in (cell.start, cell.end)), len(text) if end < 0 else end]
        for number in range(0, len(borders), 2):
            start, stop = borders[number], borders[number + 1]
            outer = number in (0, len(borders) - 2)
            if start < stop:
                edits.append(Edit(start, stop, "" if outer else "\n", "table-cells"))
    edits += [Edit(m.start(), m.end(), "", "table-cells") for m in _rules(text)]
    return edits


def _html_cells(text: str, start: int, end: int) -> list[Cell]:
    rows = [
        [Cell(cell.start(1), cell.end(1), column) for column, cell in enumerate(_CELL.finditer(text, *row.span(1)), 1)]
        for row in _ROW.finditer(text, start, end)
    ]
    sizes = Counter(len(row) for row in rows if len(row) >= _COLUMNS)
    if not sizes or max(sizes.values()) < _ROWS or 2 * sum(sizes.values()) < len(rows):
        return []
    cells = [cell for row in rows for cell in row]
    if any(len(_TAG.sub("", text[cell.start : cell.end]).strip()) > _LONGEST_CELL for cell in cells):
        return []
    return cells


def _rows(text: str) -> list[list[Cell]]:
    """The rows of tables in plain text: neighbouring lines of as many cells."""
    if "\t" not in text and "|" not in text:
        return []
    found: list[list[Cell]] = []
    lines, at = [], 0
    for line in text.split("\n"):
        if not _PIPE_RULE.fullmatch(line) or "|" not in line:
            lines.append(_cells_in_line(line, at))
        at += len(line) + 1
    for count, rows in groupby(lines, key=len):
        group = list(rows)
        if count >= _COLUMNS and len(group) >= _ROWS:
            found += group
    return found


def _cells_in_line(line: str, at: int) -> list[Cell]:
    if len(line) > _COLUMNS * _LONGEST_CELL * 4:
        return []
    if "|" in line and (m := _PIPE_ROW.fullmatch(line)):
        borders = [m.start(1) - 1, *(n for n in range(*m.span(1)) if line[n] == "|"), m.end(1)]
        pieces = [(a + 1, b) for a, b in pairwise(borders)]
    elif "\t" in line:
        separators = list(_SEPARATOR.finditer(line))
        pieces = list(
            zip([0, *(m.end() for m in separators)], [*(m.start() for m in separators), len(line)], strict=True)
        )
    else:
        return []
    cells: list[Cell] = []
    for a, b in pieces:
        content = line[a:b].strip()
        if content:
            start = a + line[a:b].index(content[0])
            cells.append(Cell(at + start, at + start + len(content), len(cells) + 1))
    return cells if all(cell.end - cell.start <= _LONGEST_CELL for cell in cells) else []


def _rules(text: str) -> list[re.Match[str]]:
    """Lines of |---|---| in a text that has rows of pipes."""
    if "|" not in text or "--" not in text:
        return []
    return [
        m for m in re.finditer(r"^[^\n]+$", text, re.MULTILINE) if "|" in m.group() and _PIPE_RULE.fullmatch(m.group())
    ]
