"""A running job -> a progress bar on standard error and a table at its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from corpus_tools.labels import LAYERS
from corpus_tools.overlap import FIRST
from corpus_tools.run.manifest import DONE, DROPPED, FAILED, Outcome


def progress(run: Iterable[Outcome], *, total: int | None, quiet: bool) -> Iterator[Outcome]:
    """Pass outcomes on while a bar shows how far the run is, its rate and the time left; failures are named at once."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=quiet, transient=True) as bar:
        task = bar.add_task("annotating", total=total, rate="")
        tokens, seconds = 0, 0.0
        for outcome in run:
            tokens, seconds = tokens + outcome.tokens, seconds + outcome.seconds
            bar.update(task, advance=1, rate=f"{tokens / seconds:,.0f} tokens/s" if seconds else "")
            if outcome.status == FAILED:
                console.print(f"failed: {outcome.reason}", style="red", markup=False, highlight=False)
            yield outcome


def closing_table(outcomes: list[Outcome], output: Path, *, duplicates: bool = False) -> None:
    """Print what the run did, to standard output; ``duplicates``: also how many copies there are, and were left out."""
    done = [outcome for outcome in outcomes if outcome.status == DONE]
    table = Table(title=f"Corpus in {output}", title_justify="left", show_header=False)
    table.add_column(justify="left")
    table.add_column(justify="right")
    rows = [
        ("documents", len(done)),
        ("sentences", sum(outcome.sentences for outcome in done)),
        ("tokens", sum(outcome.tokens for outcome in done)),
        *((f"{layer.group} {layer.gloss_zh}", sum(o.spans.get(layer.name, 0) for o in done)) for layer in LAYERS),
        ("tokens split at a span's border", sum(sum(o.split_tokens.values()) for o in done)),
        ("failures", sum(outcome.status == FAILED for outcome in outcomes)),
    ]
    if duplicates:
        copies = [o for o in outcomes if o.duplicate and o.duplicate["kind"] != FIRST]
        rows.insert(1, ("copies of another document", len(copies)))
        rows.insert(2, ("copies left out", sum(outcome.status == DROPPED for outcome in outcomes)))
    for name, count in rows:
        table.add_row(name, f"{count:,}")
    Console().print(table)


def searching_progress(texts: Iterable[tuple[str, str, str]], *, quiet: bool) -> Iterator[tuple[str, str, str]]:
    """Pass texts on while a line counts them; failures are left to the run that follows."""
    return reading_progress(texts, [], quiet=quiet, task="searching copies")


def reading_progress(
    texts: Iterable[tuple[str, str, str]], failures: list[str], *, quiet: bool, task: str = "reading"
) -> Iterator[tuple[str, str, str]]:
    """Pass texts on while a line counts them; what comes to stand in ``failures`` meanwhile is named at once."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), TextColumn("{task.completed:,.0f} documents"), TimeElapsedColumn())
    named = 0
    with Progress(*columns, console=console, disable=quiet, transient=True) as bar:
        line = bar.add_task(task, total=None)
        for text in texts:
            named = _name(console, failures, named)
            bar.update(line, advance=1)
            yield text
        _name(console, failures, named)
    if not quiet:
        console.print("counting …", style="dim")


def _name(console: Console, failures: list[str], named: int) -> int:
    for failure in failures[named:]:
        console.print(f"failed: {failure}", style="red", markup=False, highlight=False)
    return len(failures)
