"""``corpus-tools evaluate``: how well predicted spans fit gold ones."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("predicted", type=click.Path(path_type=Path))
@click.option("--by-rule", is_flag=True, help="Add the precision of every rule.")
@click.option("--confusion", is_flag=True, help="Add the table of gold types by predicted types.")
@click.option("--errors", type=click.IntRange(min=0), default=0, metavar="N", help="Add the first N errors of a layer.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
def evaluate(gold: Path, predicted: Path, by_rule: bool, confusion: bool, errors: int, as_json: bool) -> None:
    """Score PREDICTED against GOLD, two files in the form of spans.jsonl, paired by document.

    The texts need not be laid out alike: they are compared without white space and bullets. Exact match is layer and
    borders; partial counts characters; type, holder and speaker are accuracies on exact matches.

    \b
    Example: corpus-tools evaluate annotations/samples/gold.jsonl out/spans.jsonl --by-rule
    """
    from corpus_tools.errors import CorpusToolsError
    from corpus_tools.gold.document import read_documents
    from corpus_tools.gold.pairing import pair_documents
    from corpus_tools.gold.report import score_json, score_tables
    from corpus_tools.gold.score import score

    try:
        scores = score(pair_documents(read_documents(gold), read_documents(predicted)))
    except CorpusToolsError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(score_json(scores))
        return
    from rich.console import Console

    console = Console()
    for table in score_tables(scores, by_rule=by_rule, confusion=confusion, errors=errors):
        console.print(table)
