"""``corpus-tools gold``: standoff gold and the texts it is about."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def gold() -> None:
    """Put gold annotation and the texts it is about together, and part them again.

    \b
    Example: corpus-tools gold join annotations/gold/dev.jsonl pages -o dev
    """


@gold.command()
@click.argument("standoff", type=click.Path(path_type=Path))
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="Folder for gold.jsonl and texts.")
def join(standoff: Path, sources: tuple[Path, ...], output: Path) -> None:
    """Join STANDOFF with its texts, found in SOURCE (pages, .jsonl files of texts, also .gz and .xz, or folders).

    Texts are known by their SHA-256, whatever their names. Writes gold.jsonl (texts with spans) and texts/ID.txt for
    each document, so that `corpus-tools annotate OUTPUT/texts` makes what `corpus-tools evaluate` compares.

    \b
    Example: corpus-tools gold join annotations/gold/dev.jsonl ../shared/corpus -o dev
    """
    from corpus_tools.errors import CorpusToolsError
    from corpus_tools.gold.standoff import join_standoff, write_joined

    try:
        joined = join_standoff(standoff, list(sources))
        write_joined(joined, output)
    except CorpusToolsError as error:
        raise click.ClickException(str(error)) from error
    for remark in joined.remarks:
        click.echo(remark, err=True)
    click.echo(f"{output}: {len(joined.documents)} documents, {joined.spans:,} spans")
    if joined.lost:
        raise SystemExit(1)


@gold.command()
@click.argument("annotated", type=click.Path(path_type=Path))
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="File for the standoff gold.")
def part(annotated: Path, sources: tuple[Path, ...], output: Path) -> None:
    """Take the running text out of ANNOTATED (documents with text and spans, as annotate and adjudicate write them).

    Each document's text must be a stretch of one of the cleaned texts in SOURCE.

    \b
    Example: corpus-tools gold part gold.jsonl pages -o annotations/gold/mine.jsonl
    """
    from corpus_tools.errors import CorpusToolsError
    from corpus_tools.gold.standoff import part_from_text, write_standoff

    try:
        lines = part_from_text(annotated, list(sources))
        write_standoff(lines, output)
    except CorpusToolsError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{output}: {len(lines)} documents, no running text")
