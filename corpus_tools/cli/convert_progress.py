"""A running conversion -> a progress bar, the table of losses, and the list of formats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from corpus_tools.run.annotated_inputs import Found
from corpus_tools.run.convert import Converted
from corpus_tools.run.formats import FORMATS
from corpus_tools.run.losses import LossReport
from corpus_tools.run.manifest import FAILED
from corpus_tools.span_change import KINDS


def converting_progress(run: Iterable[Converted], found: Found, *, quiet: bool) -> Iterator[Converted]:
    """Pass outcomes on while a bar on standard error counts them; failures and remarks are named at once."""
    console = Console(stderr=True)
    if not quiet:
        for remark in found.remarks:
            console.print(remark, style="dim", markup=False, highlight=False)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=quiet, transient=True) as bar:
        task = bar.add_task("converting", total=len(found.files))
        for outcome in run:
            done = bar.tasks[0].completed + 1
            bar.update(task, advance=1, total=max(done, len(found.files)))
            if outcome.status == FAILED:
                console.print(f"failed: {outcome.reason}", style="red", markup=False, highlight=False, soft_wrap=True)
            yield outcome


def loss_table(outcomes: list[Converted], report: LossReport, output: Path, name: str, *, to_stdout: bool) -> None:
    """Print what the run did and what was lost, to standard error where the result goes to standard output."""
    console = Console(stderr=to_stdout)
    failures = sum(outcome.status == FAILED for outcome in outcomes)
    console.print(f"{len(outcomes) - failures:,} documents as {name} in {output}, {failures:,} failures", markup=False)
    rows = report.rows()
    if not rows:
        console.print("nothing was lost")
        return
    table = Table(title=f"What {name} can't hold", title_justify="left")
    table.add_column("lost")
    table.add_column("how many", justify="right")
    table.add_column("in documents", justify="right")
    table.add_column("what")
    for lost, gloss, count, documents in rows:
        table.add_row(lost, f"{count:,}", f"{documents:,}", gloss)
    console.print(table)


def correction_table(outcomes: list[Converted], *, to_stdout: bool) -> None:
    """Print how many spans each annotator added, changed and removed, if anybody did."""
    table = Table(title="Spans that people corrected", title_justify="left")
    for heading in ("annotator", "documents", *KINDS):
        table.add_column(heading, justify="left" if heading == "annotator" else "right")
    corrected = [outcome for outcome in outcomes if outcome.corrected]
    for annotator in sorted({outcome.annotator for outcome in corrected}):
        own = [outcome.corrected for outcome in corrected if outcome.annotator == annotator]
        counts = (sum(counts.get(kind, 0) for counts in own) for kind in KINDS)
        table.add_row(annotator or "unnamed", f"{len(own):,}", *(f"{count:,}" for count in counts))
    if corrected:
        Console(stderr=to_stdout).print(table)


def print_formats() -> None:
    """Print the formats: name, suffix, whether they are read and written, options."""
    table = Table()
    for heading in ("format", "suffix", "read", "written", "files", "options", "what it is"):
        table.add_column(heading)
    kinds = {"each": "one a document", "joined": "one for all", "corpus": "several for all"}
    for each in FORMATS.values():
        options = "; ".join(f"--{name} {' | '.join(values)}" for name, values in each.options.items())
        signs = ("yes" if each.reader else "–", "yes" if each.writer else "–")
        files = kinds[each.files] if each.writer else "–"
        table.add_row(each.name, ", ".join(each.suffixes), *signs, files, options or "–", each.description)
    Console().print(table)
