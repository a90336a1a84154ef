"""Formulas -> a table for a spreadsheet (TSV) and one for the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from corpus_tools.study.formula_ranking import Formula

#: Empty in the table; here the user says which rows to take.
ACCEPT = "accept"
COLUMNS = (
    ACCEPT,
    "form",
    "kind",
    "documents",
    "occurrences",
    "left entropy",
    "right entropy",
    "association",
    "dispersion",
    "score",
    "first date",
    "first document",
    "KWIC left",
    "KWIC node",
    "KWIC right",
)
#: Characters of context on either side in the terminal.
_CONTEXT = 12


def formulas_tsv(formulas: Iterable[Formula]) -> str:
    """Return the table: a header row, then one row a formula; entropies in bits; no quoting, cells without tabs."""
    lines = ["\t".join(COLUMNS), *("\t".join(map(_cell, _row(formula))) for formula in formulas)]
    return "\n".join(lines) + "\n"


def formulas_table(formulas: Iterable[Formula]) -> Table:
    """Return the table for a terminal of 80 columns: the main columns, and the first occurrence with some context.

    H is the entropy of the less free border in bits, NPMI the association, DP the dispersion, ``first`` a year.
    """
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("form", overflow="fold", min_width=12)
    table.add_column("kind", no_wrap=True)
    for name in ("docs", "occ", "H", "NPMI", "DP", "score"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("first", no_wrap=True)
    table.add_column("context", overflow="fold", min_width=12)
    for formula in formulas:
        border = min(formula.left_entropy, formula.right_entropy)
        counts = (str(formula.documents), str(formula.occurrences))
        figures = (f"{border:.1f}", f"{formula.association:.2f}", f"{formula.dispersion:.2f}", f"{formula.score:.1f}")
        context = Text(formula.left[-_CONTEXT:], style="dim")
        context.append(formula.node, style="bold")
        context.append(formula.right[:_CONTEXT], style="dim")
        table.add_row(Text(formula.form), formula.kind, *counts, *figures, Text(formula.first_date[:4]), context)
    return table


def _row(formula: Formula) -> list[str]:
    return [
        "",
        formula.form,
        formula.kind,
        str(formula.documents),
        str(formula.occurrences),
        f"{formula.left_entropy:.2f}",
        f"{formula.right_entropy:.2f}",
        f"{formula.association:.3f}",
        f"{formula.dispersion:.3f}",
        f"{formula.score:.3f}",
        formula.first_date,
        formula.first_document,
        formula.left,
        formula.node,
        formula.right,
    ]


def _cell(value: str) -> str:
    return " ".join(value.split()) if any(ch in value for ch in "\t\r\n\v\f\x85\u2028\u2029") else value
