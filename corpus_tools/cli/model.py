"""``corpus-tools model``: train, measure and describe the language model."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def model() -> None:
    """Train, measure and describe the language model.

    \b
    Example: corpus-tools model info
    """


@model.command()
@click.option("--data", type=click.Path(path_type=Path), required=True, help="Folder with the treebank files.")
@click.option(
    "--work",
    type=click.Path(path_type=Path),
    default=Path("work"),
    show_default=True,
    help="Folder for finished steps; training goes on from there.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Where to write the pipeline. Default: into the package."
)
@click.option(
    "--model",
    "name",
    type=click.Choice(["fast", "accurate"]),
    default="fast",
    show_default=True,
    help="Which of the shipped models. The accurate one needs: pip install 'corpus-tools[train]'.",
)
@click.option(
    "--raw",
    type=click.Path(path_type=Path),
    help="Folder with raw documents (.jsonl.xz), whose characters and pieces the accurate model counts.",
)
def train(data: Path, work: Path, output: Path | None, name: str, raw: Path | None) -> None:
    """Train a shipped model from the treebank files in DATA: words, tags, features, trees, names.

    Takes one to two hours on two cores. What is finished is kept in WORK and not done again.

    \b
    Example: corpus-tools model train --data ../shared/ud --work work -o my-model
             corpus-tools model train --model accurate --data ../shared/ud --raw ../shared/corpus -o my-model
    """
    from corpus_tools.annotate.pipeline import shipped_model
    from corpus_tools.errors import CorpusToolsError
    from corpus_tools.run.train_language_model import train_language_model

    if name == "accurate" and raw is None:
        raise click.UsageError("the accurate model needs --raw FOLDER, the raw documents")
    try:
        train_language_model(
            name, data, raw, work, output or shipped_model(name), report=lambda line: click.echo(line, err=True)
        )
    except CorpusToolsError as error:
        raise click.ClickException(str(error)) from error


@model.command("train-taggers")
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Folder for the weights. Default: into the package."
)
def train_taggers(gold: tuple[Path, ...], output: Path | None) -> None:
    """Train the models by which the directive and slogan taggers decide, from GOLD (files with texts and spans).

    Standoff gold gets its texts by `corpus-tools gold join`. Takes about two minutes for 300 passages; the same files
    in the same order give the same weights.

    \b
    Example: corpus-tools model train-taggers dev/gold.jsonl train/gold.jsonl -o my-weights
    """
    from corpus_tools.counted import counted
    from corpus_tools.errors import CorpusToolsError
    from corpus_tools.run.train_taggers import train_from_gold

    try:
        count = train_from_gold(gold, output, report=lambda line: click.echo(line, err=True))
    except CorpusToolsError as error:
        raise click.ClickException(str(error)) from error
    click.echo(counted(count, "document"))


@model.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.option("--names", type=click.Path(path_type=Path), help="Names of the same words (Universal NER, IOB2).")
@click.option(
    "--model",
    "name",
    default="fast",
    show_default=True,
    help="A shipped model (fast, accurate), a folder, or an installed pipeline.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def evaluate(gold: Path, names: Path | None, name: str, as_json: bool) -> None:
    """Measure a model on GOLD, a CoNLL-U file: CoNLL-18 F1 on raw text, one sentence a line, and on gold words.

    \b
    Example: corpus-tools model evaluate zh_gsdsimp-ud-test.conllu --names zh_gsdsimp-ner-test.iob2
    """
    from corpus_tools.annotate.pipeline import load_pipeline
    from corpus_tools.errors import CorpusToolsError
    from corpus_tools.model.evaluate import evaluate_model, to_json, to_table

    try:
        report = evaluate_model(load_pipeline(name), gold, names)
    except CorpusToolsError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(to_json(report))
    else:
        from rich.console import Console

        Console().print(to_table(report))


@model.command()
@click.option(
    "--model",
    "name",
    default="fast",
    show_default=True,
    help="A shipped model (fast, accurate), a folder, or an installed pipeline.",
)
def info(name: str) -> None:
    """Print what a model is: version, labels, training data, licence, scores, size.

    \b
    Example: corpus-tools model info
    """
    from corpus_tools.annotate.pipeline import load_pipeline
    from corpus_tools.errors import CorpusToolsError
    from corpus_tools.model.describe import describe

    try:
        click.echo(describe(load_pipeline(name)))
    except CorpusToolsError as error:
        raise click.ClickException(str(error)) from error
