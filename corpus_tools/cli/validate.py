"""``corpus-tools validate``: annotated files and corpora, checked."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--sources",
    type=click.Path(path_type=Path),
    help="Folder with the files that the corpus was made of: originals are proved against them.",
)
@click.option(
    "--level",
    type=click.IntRange(1, 5),
    help="Run UD's own validator (udtools) up to this level too. Without it our own check of levels 1 and 2 runs.",
)
@click.option(
    "--schema",
    type=click.Path(path_type=Path),
    help="One more RELAX NG schema (.rng) for all TEI files, such as tei_all.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl"]),
    default="table",
    show_default=True,
    help="A table of the faults, or a line of JSON for each file.",
)
@click.option("--max-faults", type=click.IntRange(1), default=20, show_default=True, help="Faults shown for each file.")
@click.option("--quiet", is_flag=True, help="No progress bar.")
def validate(
    paths: tuple[str, ...],
    sources: Path | None,
    level: int | None,
    schema: Path | None,
    form: str,
    max_faults: int,
    quiet: bool,
) -> None:
    """Check annotated files: schema, links, trees, CoNLL-U, the way back to the original. Nothing is changed.

    PATH are corpora that annotate wrote (all their files, and these against each other), files, folders, globs, or -
    for standard input; the format is told from the file. Exit status 0: no faults, 1: faults, 2: wrong usage.

    \b
    Example: corpus-tools validate my-corpus
    Example: corpus-tools validate my-corpus --sources my-pages --level 2
    Example: corpus-tools validate page.xml "others/*.conllu" --format jsonl
    """
    from corpus_tools.cli.validation_report import jsonl_report, table_report, validation_progress
    from corpus_tools.errors import CorpusToolsError
    from corpus_tools.run.validate import Settings, validate

    settings = Settings(sources, schema, level)
    try:
        found = validation_progress(validate(paths, settings), quiet=quiet or form == "jsonl")
        report = jsonl_report if form == "jsonl" else table_report
        faults = report(found, shown=max_faults)
    except CorpusToolsError as error:
        raise click.ClickException(str(error)) from error
    if faults:
        raise SystemExit(1)
