"""Which columns of a table, or keys of a JSON object, hold the text, the identifier and the metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus_tools.metadata import FIELDS

#: Where no column is named the first of these that is there; case does not matter.
TEXT_COLUMNS = ("text", "content", "body", "正文", "内容", "全文", "文本")
ID_COLUMNS = ("id", "doc_id", "docid", "编号", "文档编号")
#: Columns that are metadata where none are named.
METADATA_COLUMNS = {
    **dict.fromkeys(("headline", "title", "标题"), "headline"),
    **dict.fromkeys(("date", "published", "发布时间", "发布日期", "日期"), "published"),
    **dict.fromkeys(("source", "来源"), "source"),
    **dict.fromkeys(("author", "作者"), "author"),
    **dict.fromkeys(("url", "link", "网址", "链接"), "url"),
    **dict.fromkeys(("keywords", "关键词"), "keywords"),
    **dict.fromkeys(("place", "地点"), "place"),
}
#: Fields that hold a date.
_DATES = {"published", "event_date"}
_DAY = re.compile(
    r"(\d{4})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})日?)?月?|年)?"
    r"(?:[T ]\s*(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_SHOWN = 40


@dataclass(frozen=True)
class Columns:
    """The columns that the user named; empty means the usual ones. ``metadata`` has pairs (column, field)."""

    text: str = ""
    id: str = ""
    metadata: tuple[tuple[str, str], ...] = ()

    def text_in(self, names: Sequence[str]) -> str | None:
        """Return the column of ``names`` that holds the text, None if it is not there."""
        return _found(names, (self.text,) if self.text else TEXT_COLUMNS)

    def id_in(self, names: Sequence[str]) -> str | None:
        """Return the column with the identifier, None if there is none."""
        return _found(names, (self.id,) if self.id else ID_COLUMNS)

    def metadata_in(self, names: Sequence[str]) -> list[tuple[str, str]]:
        """Return the columns with metadata, each with its field."""
        pairs = self.metadata or tuple(METADATA_COLUMNS.items())
        return [(found, name) for column, name in pairs if (found := _found(names, (column,)))]

    def missing_in(self, names: Sequence[str]) -> str:
        """Return what is wrong with a table that has these columns; empty if nothing is.

        A column that the user named must be there, and one column must hold the text.
        """
        named = [self.text, self.id, *(column for column, _ in self.metadata)]
        absent = [column for column in named if column and not _found(names, (column,))]
        if not self.text and self.text_in(names) is None:
            absent.insert(0, TEXT_COLUMNS[0])
        if not absent:
            return ""
        options = {self.id: "--id-column", **dict.fromkeys((c for c, _ in self.metadata), "--metadata")}
        way = options.get(absent[0], "--text-column")
        return f"no column {', '.join(absent)}; there are {_listed(names)}; name the right one with {way}"


def columns_of(text: str | None, identifier: str | None, metadata: Iterable[str]) -> Columns:
    """Make the choice of what the command line says; ``metadata`` has ``COLUMN`` or ``COLUMN=FIELD``.

    Raises ValueError for a field that documents don't have.
    """
    pairs = []
    for entry in metadata:
        column, _, field = entry.partition("=")
        field = field or METADATA_COLUMNS.get(column.lower(), column)
        if field not in FIELDS:
            raise ValueError(
                f"{entry}: {field} is no metadata field; say COLUMN=FIELD, FIELD being {', '.join(FIELDS)}"
            )
        pairs.append((column, field))
    return Columns(text or "", identifier or "", tuple(pairs))


def metadata_values(
    row: Mapping[str, Any], pairs: Iterable[tuple[str, str]]
) -> tuple[list[tuple[str, str]], list[str]]:
    """Return (field, value) pairs of a row, and a remark for each value that does not fit its field."""
    values: list[tuple[str, str]] = []
    remarks: list[str] = []
    for column, field in pairs:
        stated = row.get(column)
        for value in stated if isinstance(stated, list) else [stated]:
            if value is None or isinstance(value, bool) or value == "":
                continue
            if not isinstance(value, str | int | float):
                remarks.append(f"{column}: neither text nor number; left out of the metadata")
                continue
            written = " ".join(_CONTROL.sub(" ", str(value)).split())
            if field in _DATES:
                written = iso_date(written)
                if not written:
                    remarks.append(f"{column}: {str(value)[:_SHOWN]!r} is no date; left out of the metadata")
            if written:
                values.append((field, written))
    return values, remarks


def iso_date(written: str) -> str:
    """Return a date (2022-4-11, 2022/04/11 12:25, 2022年4月11日, 20220411, 2022) in ISO 8601; empty if it is none."""
    m = _COMPACT.fullmatch(written) or _DAY.fullmatch(written)
    if m is None:
        return ""
    year, month, day, hour, minute, second = (*(part or "" for part in m.groups()), "", "", "")[:6]
    if not (int(year) and 1 <= int(month or 1) <= 12 and 1 <= int(day or 1) <= 31):
        return ""
    date = "-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)])
    if not hour or not day:
        return date
    if not (int(hour) < 24 and int(minute) < 60 and int(second or 0) < 60):
        return ""
    return f"{date}T{int(hour):02d}:{minute}:{second or '00'}"


def _found(names: Sequence[str], wanted: Iterable[str]) -> str | None:
    for column in wanted:
        if column in names:
            return column
        folded = next((name for name in names if name.strip().casefold() == column.casefold()), None)
        if folded is not None:
            return folded
    return None


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(repr(name[:_SHOWN]) for name in names[:_SHOWN])
    return (shown or "none") + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")
