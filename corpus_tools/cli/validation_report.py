"""Checked files -> a bar on standard error, and a table or lines of JSON on standard output."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator

import click
from rich.console import Console
from rich.progress import Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from corpus_tools.validation.documents import Checked


def validation_progress(checked: Iterable[Checked], *, quiet: bool) -> Iterator[Checked]:
    """Pass files on while a line shows how many were checked, how fast, and how many faults were found."""
    columns = (TextColumn("checking"), TextColumn("{task.fields[said]}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), disable=quiet, transient=True) as bar:
        task = bar.add_task("", total=None, said="")
        faults, started = 0, time.perf_counter()
        for number, each in enumerate(checked, start=1):
            faults += len(each.faults)
            rate = number / (time.perf_counter() - started)
            bar.update(task, said=f"{number:,} files, {rate:,.1f} a second, {faults:,} faults")
            yield each


def jsonl_report(checked: Iterable[Checked], *, shown: int) -> int:
    """Write a line a file, with its counts and up to ``shown`` faults; return how many faults there are."""
    total = 0
    for each in checked:
        total += len(each.faults)
        row = {
            "file": each.file,
            "format": each.format,
            "sentences": each.sentences,
            "tokens": each.tokens,
            "spans": each.spans,
            "links": each.links,
            "originals_rebuilt": each.proved,
            "count": len(each.faults),
            "faults": [fault.to_row() for fault in each.faults[:shown]],
        }
        click.echo(json.dumps(row, ensure_ascii=False))
    return total


def table_report(checked: Iterable[Checked], *, shown: int) -> int:
    """Print the faults as they are found, file by file, then a table by format; return how many there are."""
    console = Console()
    counts: dict[str, Counter[str]] = {}
    checks: Counter[str] = Counter()
    for each in checked:
        row = counts.setdefault(each.format or "not read", Counter())
        row.update(
            files=each.format != "udtools",
            tokens=each.tokens,
            spans=each.spans,
            links=each.links,
            rebuilt=each.proved,
            faults=len(each.faults),
        )
        checks.update(fault.check for fault in each.faults)
        for fault in each.faults[:shown]:
            console.print(str(fault), markup=False, highlight=False, soft_wrap=True)
        if len(each.faults) > shown:
            more = len(each.faults) - shown
            console.print(f"{each.file}: {more:,} more faults; see them with --max-faults", style="dim", soft_wrap=True)
    total = sum(checks.values())
    console.print(_table(counts, f"{total:,} faults" if total else "No faults"))
    if checks:
        console.print(
            "Faults by check: " + ", ".join(f"{name} {n:,}" for name, n in checks.most_common()), highlight=False
        )
    return total


def _table(counts: dict[str, Counter[str]], title: str) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("format")
    columns = {
        "files": "files",
        "tokens": "tokens",
        "spans": "spans",
        "links": "links",
        "rebuilt": "originals rebuilt",
        "faults": "faults",
    }
    for heading in columns.values():
        table.add_column(heading, justify="right")
    for name, row in counts.items():
        table.add_row(name, *(f"{row[key]:,}" for key in columns))
    return table
