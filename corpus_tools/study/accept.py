"""A table of formulas in which a user has marked rows -> those rows in a lexicon of the user's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus_tools.errors import LexiconError
from corpus_tools.labels import SLOGAN
from corpus_tools.lexicon import ACTIVE, GAP
from corpus_tools.study.formula_table import ACCEPT
from corpus_tools.study.listed_forms import bare

#: The columns of the package's slogans.tsv, in its order.
COLUMNS = (
    "id",
    "form",
    "subtype",
    "variant_of",
    "max_gap",
    "context",
    "order",
    "gloss",
    "example",
    "counterexample",
    "source",
    "first_seen",
    "checked",
    "status",
)
PREFIX, SOURCE = "my-", "mined"
#: In the column ``accept``: take the row, and guess its type.
GUESS = "x"
_TYPES = tuple(kind.name for kind in SLOGAN.types)
_NUMBER = re.compile(r"[一二两三四五六七八九十百双0-9０-９]")
_PARTS = re.compile(r"[、，]")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Accepted:
    """A row that the user takes: ``subtype`` is a type of the slogan layer, ``first_seen`` a year or empty."""

    form: str
    subtype: str
    first_seen: str


def accepted_rows(table: str, *, name: str, subtype: str = "") -> list[Accepted]:
    """Read the marked rows of a table; a mark is the name of a type, or x for ``subtype`` (without one: guessed).

    Raises LexiconError that lists all faults as ``file:line: column: what to do``; ``name`` is the file.
    """
    lines = table.removeprefix("\ufeff").splitlines()
    header = [cell.strip() for cell in lines[0].split("\t")] if lines else []
    faults = [
        f"{name}:1: {column}: column is missing; make the table with corpus-tools mine -o, and mark rows in {ACCEPT!r}"
        for column in (ACCEPT, "form", "first date")
        if column not in header
    ]
    rows = []
    for number, line in enumerate([] if faults else lines[1:], start=2):
        cells = dict(zip(header, (cell.strip() for cell in line.split("\t")), strict=False))
        mark, form = cells.get(ACCEPT, ""), cells.get("form", "")
        if not mark:
            continue
        if mark not in _TYPES and mark.lower() != GUESS:
            faults.append(
                f"{name}:{number}: {ACCEPT}: {mark!r} is no type; write {GUESS}, {', '.join(_TYPES)} or nothing"
            )
        elif not bare(form) or GAP in form:
            faults.append(f"{name}:{number}: form: {form!r} can't be a form; fill it, without {GAP}")
        else:
            kind = mark if mark in _TYPES else subtype or guessed_subtype(form)
            year = _YEAR.match(cells.get("first date", ""))
            rows.append(Accepted(form, kind, year.group() if year else ""))
    if faults:
        raise LexiconError("\n".join(faults))
    return rows


def guessed_subtype(form: str) -> str:
    """Guess a type: ``numeric`` for a form that begins with a number, ``parallel`` for equal parts, else ``policy``."""
    if _NUMBER.match(form):
        return "numeric"
    parts = _PARTS.split(form)
    return "parallel" if len(parts) > 1 and len(set(map(len, parts))) == 1 else "policy"


def add_to_lexicon(lexicon: str, rows: Iterable[Accepted]) -> tuple[str, list[str], list[str]]:
    """Return the lexicon with the rows added at its end, the forms added, and those left out because they stand there.

    ``lexicon`` is the text of a sound table, or empty; its header is kept, and a column it lacks is not filled. A form
    counts as standing there in any punctuation, also when its row is retired. Examples stay empty: the texts are not
    ours.
    """
    lines = lexicon.removeprefix("\ufeff").splitlines() or ["\t".join(COLUMNS)]
    header = lines[0].split("\t")
    old = [dict(zip(header, line.split("\t"), strict=False)) for line in lines[1:]]
    known = {bare(row.get("form", "")) for row in old}
    numbers = _numbers(row.get("id", "") for row in old)
    added, left_out = [], []
    for row in rows:
        if bare(row.form) in known:
            left_out.append(row.form)
            continue
        known.add(bare(row.form))
        added.append(row.form)
        cells = {
            "id": f"{PREFIX}{next(numbers):04d}",
            "form": row.form,
            "subtype": row.subtype,
            "source": SOURCE,
            "first_seen": row.first_seen,
            "status": ACTIVE,
        }
        lines.append("\t".join(cells.get(column, "") for column in header))
    return "\n".join(lines) + "\n", added, left_out


def _numbers(ids: Iterable[str]) -> Iterator[int]:
    """The numbers behind the highest that an id of ours has."""
    taken = [int(match.group(1)) for value in ids if (match := re.fullmatch(rf"{PREFIX}(\d+)", value.strip()))]
    number = max(taken, default=0)
    while True:
        number += 1
        yield number
