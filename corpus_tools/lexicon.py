"""A table that a linguist edits -> entries, checked row by row.

UTF-8, tab-separated, one header row, no quoting, no regular expressions. See ``lexicons/README.md`` for the columns.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from importlib import resources
from pathlib import Path

from corpus_tools.errors import LexiconError

#: Columns that every table must have; the others may be missing or empty.
REQUIRED = ("id", "form", "status")
GAP = "…"
ACTIVE, RETIRED = "active", "retired"
#: Value of ``context``: the form counts only in quotation marks, because the words are common without (走出去).
QUOTED = "quoted"
#: Value of ``order``: the parts of the form have one order; without it they are found in any (内防反弹、外防输入).
FIXED = "fixed"


@dataclass(frozen=True)
class LexiconEntry:
    """One row. ``form`` may hold one gap ``…`` of at most ``max_gap`` characters; ``context`` may demand quotation.

    ``order`` may forbid that the parts of the form change places; ``author`` and ``work`` say where a
    borrowed line is from.
    """

    id: str
    form: str
    status: str = ACTIVE
    subtype: str = ""
    variant_of: str = ""
    max_gap: str = ""
    context: str = ""
    order: str = ""
    author: str = ""
    work: str = ""
    gloss: str = ""
    example: str = ""
    counterexample: str = ""
    source: str = ""
    first_seen: str = ""
    checked: str = ""


@dataclass(frozen=True)
class Lexicon:
    """The active rows of a table; ``sha256`` is that of the file, so that a result can be traced to its table."""

    name: str
    sha256: str
    entries: tuple[LexiconEntry, ...]

    def forms(self, *subtypes: str) -> list[str]:
        """Return the forms, of the given subtypes or of all, in the order of the table."""
        return [entry.form for entry in self.entries if not subtypes or entry.subtype in subtypes]


_COLUMNS = {field.name for field in fields(LexiconEntry)}


def package_lexicon(name: str) -> Lexicon:
    """Read a table that ships with the package, by its file name (``slogans.tsv``)."""
    with resources.as_file(resources.files("corpus_tools").joinpath("lexicons", name)) as path:
        return read_lexicon(path)


def read_lexicon(path: Path) -> Lexicon:
    """Read a table. Raises LexiconError that lists all its faults as ``file:line: column: what to do``."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except FileNotFoundError as error:
        raise LexiconError(f"{path}: there is no such lexicon; check the path") from error
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path}: not UTF-8 (byte {error.start}); save the table as UTF-8 text") from error
    rows = [row.rstrip("\r") for row in text.split("\n")]
    if not rows[0]:
        raise LexiconError(f"{path}:1: the table is empty; it needs a header row with {', '.join(REQUIRED)}")
    header = rows[0].split("\t")
    faults = [f"{path.name}:1: {name}: column is missing; add it" for name in REQUIRED if name not in header]
    faults += [
        f"{path.name}:1: {name}: unknown column; known are {', '.join(sorted(_COLUMNS))}"
        for name in header
        if name not in _COLUMNS
    ]
    if faults:
        raise LexiconError("\n".join(faults))
    entries = {
        number: _entry(path.name, number, header, row, faults)
        for number, row in enumerate(rows[1:], start=2)
        if row.strip()
    }
    faults += _table_faults(path.name, entries)
    if faults:
        raise LexiconError("\n".join(faults))
    active = tuple(entry for entry in entries.values() if entry.status == ACTIVE)
    return Lexicon(path.name, hashlib.sha256(data).hexdigest(), active)


def _entry(file: str, number: int, header: list[str], row: str, faults: list[str]) -> LexiconEntry:
    cells = row.split("\t")
    if len(cells) > len(header):
        faults.append(f"{file}:{number}: {len(cells)} cells in {len(header)} columns; remove the surplus tabs")
    values = {name: cell.strip() for name, cell in zip(header, cells, strict=False)}
    entry = LexiconEntry(**{**dict.fromkeys(REQUIRED, ""), **values})
    for name in REQUIRED:
        if not values.get(name):
            faults.append(f"{file}:{number}: {name} is empty; fill it")
    if entry.status and entry.status not in (ACTIVE, RETIRED):
        faults.append(f"{file}:{number}: status is {entry.status!r}; write {ACTIVE} or {RETIRED}")
    if entry.context not in ("", QUOTED):
        faults.append(f"{file}:{number}: context is {entry.context!r}; write {QUOTED} or leave it empty")
    if entry.order not in ("", FIXED):
        faults.append(f"{file}:{number}: order is {entry.order!r}; write {FIXED} or leave it empty")
    if GAP in entry.form and not entry.max_gap.isdigit():
        faults.append(f"{file}:{number}: max_gap: the form has a gap; say how many characters it may hold")
    return entry


def _table_faults(file: str, entries: dict[int, LexiconEntry]) -> list[str]:
    """Find what rows do to one another; ``entries`` are keyed by the line of the file they stand in."""
    faults = []
    ids: dict[str, int] = {}
    forms: dict[tuple[str, str], int] = {}
    for number, entry in entries.items():
        if entry.id in ids:
            faults.append(
                f"{file}:{number}: id: {entry.id} stands in line {ids[entry.id]} too; ids are for ever and unique"
            )
        ids.setdefault(entry.id, number)
        key = (entry.form, entry.subtype)
        if entry.status == ACTIVE and key in forms:
            faults.append(
                f"{file}:{number}: form: {entry.form} stands in line {forms[key]} too; retire one of the rows"
            )
        if entry.status == ACTIVE:
            forms.setdefault(key, number)
    for number, entry in entries.items():
        if entry.variant_of and entry.variant_of not in ids:
            faults.append(f"{file}:{number}: variant_of: there is no row {entry.variant_of}; name an id of this table")
    return faults
