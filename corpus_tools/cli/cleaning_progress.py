"""A running cleaning job -> a progress bar and failures on standard error, documents and steps on standard output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from corpus_tools.changes import pieces_of
from corpus_tools.clean import Profile
from corpus_tools.document import TextDocument
from corpus_tools.run.clean_inputs import CleanedDocument
from corpus_tools.run.clean_profile import step_rows
from corpus_tools.write.clean_diff import coloured_diff, marked_diff
from corpus_tools.write.clean_table import counts_table, steps_table


def cleaning_progress(run: Iterable[CleanedDocument], *, total: int | None, quiet: bool) -> Iterator[CleanedDocument]:
    """Pass documents on while a bar shows how far the run is; failures are named at once."""
    console = Console(stderr=True)
    columns = (TextColumn("cleaning"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=quiet, transient=True) as bar:
        task = bar.add_task("", total=total)
        for cleaned in run:
            bar.advance(task)
            if cleaned.fault:
                console.print(f"failed: {cleaned.fault}", style="red", markup=False, highlight=False)
            yield cleaned


def print_document(doc_id: str, document: TextDocument, *, diff: bool) -> None:
    """Print a document's table, or with ``diff`` its text; with marks where there are no colours."""
    console = Console()
    if not diff:
        console.print(counts_table(doc_id, document))
        return
    pieces = pieces_of(document.aligned)
    if console.color_system is None or console.no_color:
        click.echo(f"== {doc_id}\n{marked_diff(pieces)}\n")
        return
    console.rule(doc_id, align="left")
    console.print(coloured_diff(pieces), soft_wrap=True)


def print_steps(profile: Profile) -> None:
    """Print the steps, with what the profile has on."""
    Console().print(steps_table(step_rows(profile)))
