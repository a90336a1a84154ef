"""``corpus-tools adjudicate``: settle what two annotators don't agree on."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("first", type=click.Path(path_type=Path))
@click.argument("second", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="File for the gold.")
@click.option("--table", type=click.Path(path_type=Path), help="Write the differences to this table and stop.")
@click.option("--decided", type=click.Path(path_type=Path), help="Take decisions from this filled table.")
def adjudicate(first: Path, second: Path, output: Path, table: Path | None, decided: Path | None) -> None:
    """Settle the differences between FIRST and SECOND and write the GOLD that follows.

    Asks for each difference (type, attribute, boundary, missing) which is right: left, right, both or neither, and
    why. Each decision is written at once behind GOLD.decisions.jsonl and never overwritten; an interrupted session
    goes on where it stopped. With --table the differences go into a table to be filled in a spreadsheet (columns
    decision and reason), with --decided they come back from it.

    \b
    Example: corpus-tools adjudicate anna.jsonl bo.jsonl -o gold.jsonl
    Example: corpus-tools adjudicate anna.jsonl bo.jsonl -o gold.jsonl --table open.tsv
    """
    from corpus_tools.counted import counted
    from corpus_tools.errors import CorpusToolsError
    from corpus_tools.gold.adjudication import Adjudication, Decision

    try:
        case = Adjudication.open(first, second, output)
        if decided is not None:
            case.take_table(decided)
        if table is not None:
            case.write_table(table)
            click.echo(f"{table}: {len(case.differences)} differences, {len(case.pending)} not decided")
            return
        pending = case.pending
        for number, difference in enumerate(pending, 1):
            click.echo(f"\n{number}/{len(pending)} {case.describe(difference)}")
            choice = click.prompt("decision", type=click.Choice(difference.choices))
            case.decide(Decision(difference.key, choice, click.prompt("reason", default="", show_default=False)))
        case.write_gold()
    except CorpusToolsError as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"{output}: {counted(len(case.left), 'document')}, {counted(len(case.differences), 'difference')} decided"
    )
