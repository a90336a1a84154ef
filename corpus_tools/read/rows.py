"""A table (.jsonl, .csv, .tsv) -> its rows, one at a time, each a mapping of columns or what is wrong with it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from corpus_tools.read.columns import Columns
from corpus_tools.read.kinds import JSONL, TSV
from corpus_tools.read.limits import LARGEST_DOCUMENT
from corpus_tools.read.lines import TextLine, lines_of

#: A table in which so many rows at its beginning have no text is given up.
_PATIENCE = 10
_DELIMITERS = (",", "\t", ";")


@dataclass(frozen=True)
class Row:
    """A row; ``number`` is its line (.jsonl) or what a spreadsheet numbers it by (the heading is 1).

    ``fault`` says what is wrong with it; ``values`` is empty then.
    """

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    fault: str = ""
    encoding: str = ""
    remark: str = ""


def rows_of(stream: IO[bytes], media_type: str, columns: Columns, *, name: str) -> Iterator[Row]:
    """Yield the rows of a table that hold something.

    Raises ReadError if the stream is no text; the last row has a fault if the columns are not there.
    """
    lines = lines_of(stream, name=name, json=media_type == JSONL)
    if media_type == JSONL:
        yield from _objects(lines, columns)
    else:
        yield from _records(lines, columns, tabs=media_type == TSV)


def _objects(lines: Iterator[TextLine], columns: Columns) -> Iterator[Row]:
    with_text = without = 0
    for line in lines:
        if line.text is None:
            yield Row(line.number, fault=_too_long())
            continue
        if not line.text.strip():
            continue
        values, fault = _object(line.text)
        missing = "" if fault else columns.missing_in(list(values))
        if missing and columns.text_in(list(values)) is None:
            fault = missing
            without += 1
        if fault:
            yield Row(line.number, fault=fault)
        else:  # objects may lack what is no text, but not unseen
            with_text += 1
            yield Row(line.number, values, encoding=line.encoding, remark=line.remark or missing)
        if without == _PATIENCE and not with_text:
            yield Row(line.number + 1, fault=f"the first {without} objects lack a column; the rest was not read")
            return


def _object(line: str) -> tuple[dict[str, Any], str]:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        return {}, f"broken line ({reason}); each line must be one JSON object"
    if not isinstance(values, dict):
        return {}, "no JSON object but a bare value; each line must be one JSON object"
    return values, ""


def _records(lines: Iterator[TextLine], columns: Columns, *, tabs: bool) -> Iterator[Row]:
    csv.field_size_limit(LARGEST_DOCUMENT)
    source = _Physical(lines)
    heading = next((line for line in source if line.strip()), None)
    if heading is None:
        return
    delimiter = "\t" if tabs else max(_DELIMITERS, key=heading.count)
    source.back = heading
    reader = csv.reader(source, delimiter=delimiter, strict=False)
    names: list[str] | None = None
    number = source.number - 1
    while True:
        number += 1
        first = source.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            yield Row(number, fault=f"broken row ({error}); look for a quotation mark that is never closed")
            continue
        if source.too_long:
            source.too_long = False
            yield Row(number, fault=_too_long())
        elif names is None:
            names = [cell.strip() for cell in cells]
            if fault := columns.missing_in(names) or _doubled(names, columns):
                yield Row(number, fault=fault)
                return
        elif not any(cells):
            continue
        elif len(cells) != len(names):
            where = f"lines {first} to {source.number}" if source.number > first else f"line {source.number}"
            yield Row(
                number,
                fault=f"{where}: {len(cells)} cells where the heading has {len(names)}; look for a {delimiter!r} or a "
                "quotation mark too many or too few",
            )
        else:
            values = dict(zip(names, cells, strict=True))
            yield Row(number, values, encoding=source.encoding, remark=source.take_remark())


class _Physical:
    """The lines as the csv module wants them; it knows the last number and what was remarked."""

    def __init__(self, lines: Iterator[TextLine]) -> None:
        self._lines = lines
        self._remark = ""
        self.number = 0
        self.encoding = ""
        self.too_long = False
        self.back: str | None = None

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.back is not None:
            line, self.back = self.back, None
            return line
        read = next(self._lines)
        self.number, self.encoding = read.number, read.encoding
        self._remark = self._remark or read.remark
        if read.text is None:
            self.too_long = True
            return "\n"
        return read.text

    def take_remark(self) -> str:
        remark, self._remark = self._remark, ""
        return remark


def _doubled(names: list[str], columns: Columns) -> str:
    used = {columns.text_in(names), columns.id_in(names), *(column for column, _ in columns.metadata_in(names))}
    doubled = [name for name in used if name is not None and names.count(name) > 1]
    return f"column {', '.join(sorted(doubled))} stands twice; rename one of them" if doubled else ""


def _too_long() -> str:
    return f"longer than {LARGEST_DOCUMENT:,} bytes; split it into documents first"
