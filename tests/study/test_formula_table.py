from __future__ import annotations

from dataclasses import replace

from rich.console import Console

from corpus_tools.study.formula_ranking import Formula
from corpus_tools.study.formula_table import COLUMNS, formulas_table, formulas_tsv

FORMULA = Formula(
    "守好一江清水",
    "ngram",
    6,
    7,
    2.585,
    2.0,
    0.9876,
    0.125,
    12.3456,
    "2001-01-01",
    "d1",
    "春汛将至，要",
    "守好一江清水",
    "啊。",
)


def test_the_table_has_a_column_to_accept_rows_and_every_measure() -> None:
    header, row = formulas_tsv([FORMULA]).splitlines()
    cells = dict(zip(header.split("\t"), row.split("\t"), strict=True))
    assert tuple(cells) == COLUMNS
    assert cells["accept"] == ""
    assert [cells[name] for name in ("left entropy", "association", "score")] == ["2.58", "0.988", "12.346"]
    assert (cells["KWIC left"], cells["KWIC node"], cells["KWIC right"]) == ("春汛将至，要", "守好一江清水", "啊。")


def test_no_cell_breaks_the_table() -> None:
    text = formulas_tsv([replace(FORMULA, left="a\tb", right="c\u2028d")])
    assert len(text.splitlines()) == 2
    assert "a b" in text


def test_the_terminal_shows_the_form_as_it_is() -> None:
    console = Console(width=160, record=True, file=open("/dev/null", "w", encoding="utf-8"))  # noqa: SIM115, PTH123
    console.print(formulas_table([replace(FORMULA, form="[red]守堤")]))
    console.file.close()
    assert "[red]守堤" in console.export_text()
