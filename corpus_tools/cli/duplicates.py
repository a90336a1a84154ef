"""``corpus-tools duplicates``: documents that are copies of one another."""

from __future__ import annotations

from pathlib import Path

import click

from corpus_tools.cli.profile_options import profile_options


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write a row a document in a cluster to this file, TSV or .jsonl (- for standard output, TSV).",
)
@click.option(
    "--threshold",
    type=click.FloatRange(0.5, 1.0),
    default=0.8,
    show_default=True,
    help="Part of their five-character stretches that two texts must share to be near duplicates (Jaccard index).",
)
@click.option(
    "--reuse",
    type=click.Path(path_type=Path),
    help="Write to this TSV file how many clauses of each document stand in others too.",
)
@click.option(
    "--text-column", metavar="COLUMN", help="Column of tables that holds the text. Default: text, content, 正文 …"
)
@click.option("--id-column", metavar="COLUMN", help="Column of tables that holds the identifier. Default: id, 编号 …")
@click.option(
    "--as", "as_kind", metavar="KIND", help="What standard input is, or a file without a known suffix: html, jsonl.xz …"
)
@click.option("--quiet", is_flag=True, help="No progress bar and no remarks; failures are still named.")
@profile_options
def duplicates(
    inputs: tuple[str, ...],
    output: Path | None,
    threshold: float,
    reuse: Path | None,
    text_column: str | None,
    id_column: str | None,
    as_kind: str | None,
    quiet: bool,
    profile: Path | None,
    no_steps: tuple[str, ...],
) -> None:
    """List the documents of INPUT that are copies of one another, exact or near. Nothing is annotated or deleted.

    INPUT are files, folders and globs as for annotate. Texts are compared after cleaning, without blanks and marks.
    A cluster bears the name of its first document, the one with the smallest identifier; each other member is at least
    as like that one as --threshold says.

    \b
    Example: corpus-tools duplicates saved-pages
    Example: corpus-tools duplicates news.jsonl.xz -o clusters.tsv --reuse reuse.tsv
    """
    from functools import partial

    from rich.console import Console

    from corpus_tools.cli.profile_options import profile_of
    from corpus_tools.cli.progress import reading_progress
    from corpus_tools.counted import counted
    from corpus_tools.errors import CorpusToolsError
    from corpus_tools.read import columns_of, find_inputs
    from corpus_tools.run.duplicates import find_duplicates, read_cleaned
    from corpus_tools.run.one import read_document
    from corpus_tools.study.duplicates_table import clusters_jsonl, clusters_table, clusters_tsv, reuse_tsv

    try:
        columns = columns_of(text_column, id_column, ())
        sources = find_inputs(inputs, as_kind=as_kind)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    failures: list[str] = []
    try:
        read = partial(read_document, profile=profile_of(profile, no_steps))
        texts = reading_progress(read_cleaned(sources, failures, columns, read), failures, quiet=quiet)
        found = find_duplicates(texts, threshold=threshold, with_reuse=reuse is not None)
    except CorpusToolsError as error:
        raise click.ClickException(str(error)) from error
    if output is None:
        Console().print(clusters_table(found.clusters))
    else:
        to_rows = clusters_jsonl if output.suffix == ".jsonl" else clusters_tsv
        _write(output, to_rows(found.clusters, found.sources))
    if reuse is not None:
        _write(reuse, reuse_tsv(found.reuse))
    if not quiet:
        copies = sum(len(cluster.members) - 1 for cluster in found.clusters)
        counts = (
            counted(len(found.sources), "document"),
            counted(len(found.clusters), "cluster"),
            counted(copies, "copy", "copies"),
        )
        click.echo(", ".join(counts), err=True)
    if failures:
        raise SystemExit(1)


def _write(path: Path, text: str) -> None:
    try:
        with click.open_file(str(path), "w", encoding="utf-8") as target:
            target.write(text)
    except OSError as error:
        raise click.ClickException(f"{path}: can't be written: {error.strerror}; name another file") from error
