"""``corpus-tools lexicon``: look after the tables."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def lexicon() -> None:
    """Look after the tables that linguists edit.

    \b
    Example: corpus-tools lexicon check my-slogans.tsv
    """


@lexicon.command()
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Check the table FILE and report all its faults at once, each with its line and what to do.

    \b
    Example: corpus-tools lexicon check my-slogans.tsv
    """
    from corpus_tools.errors import LexiconError
    from corpus_tools.lexicon import read_lexicon

    try:
        table = read_lexicon(file)
    except LexiconError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{file}: {len(table.entries)} active rows, no fault; SHA-256 {table.sha256}")
