"""What cleaning did to a document, and which steps there are -> tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.table import Table
from rich.text import Text

from corpus_tools.changes import counts_by_step
from corpus_tools.document import TextDocument
from corpus_tools.write.clean_diff import count_rows, visible


def counts_table(doc_id: str, document: TextDocument) -> Table:
    """Return the table of a document: step, edits, characters taken out, changed, put in; sizes in its title."""
    aligned = document.aligned
    title = f"{visible(doc_id)}: {len(aligned.original):,} characters, {len(aligned.text):,} after cleaning"
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, title=Text(title, style="bold"), title_justify="left")
    table.add_column("step", no_wrap=True)
    for name in ("edits", "taken out", "changed", "put in"):
        table.add_column(name, justify="right")
    for row in count_rows(counts_by_step(aligned.edits).items()):
        table.add_row(*row)
    if not aligned.edits:
        table.add_row(Text("nothing to clean", style="dim"))
    for remark in document.remarks:
        table.caption = Text.assemble(table.caption or "", "\n" if table.caption else "", f"! {visible(remark)}")
        table.caption_justify = "left"
    return table


def steps_table(steps: Iterable[tuple[str, int, str, str]]) -> Table:
    """Return the table of steps from their names, versions, states (on, off, always) and glosses."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("step", no_wrap=True)
    table.add_column("version", justify="right")
    table.add_column("runs")
    table.add_column("what it does", overflow="fold")
    for name, version, state, gloss in steps:
        table.add_row(name, str(version), state, gloss, style="dim" if state == "off" else None)
    return table
