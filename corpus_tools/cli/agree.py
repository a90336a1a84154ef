"""``corpus-tools agree``: how far two annotators agree."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("first", type=click.Path(path_type=Path))
@click.argument("second", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def agree(first: Path, second: Path, as_json: bool) -> None:
    """Measure the agreement of two annotations, FIRST and SECOND, of the same documents.

    By layer: F1 of exact borders and of characters, accuracy of types, holders and speakers where borders agree,
    Cohen's kappa on characters, Krippendorff's alpha for units.

    \b
    Example: corpus-tools agree first.jsonl second.jsonl
    """
    from corpus_tools.errors import CorpusToolsError
    from corpus_tools.gold.agreement import agreement
    from corpus_tools.gold.document import read_documents
    from corpus_tools.gold.pairing import pair_documents
    from corpus_tools.gold.report import agreement_json, agreement_table

    try:
        rows = agreement(pair_documents(read_documents(first), read_documents(second)))
    except CorpusToolsError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(agreement_json(rows))
        return
    from rich.console import Console

    Console().print(agreement_table(rows))
