"""``corpus-tools gold``: standoff gold and the texts it is about."""

from __future__ import annotations

from pathlib import Path

import click

from corpus_tools.cli.profile_options import profile_options


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
@profile_options
def join(
    standoff: Path, sources: tuple[Path, ...], output: Path, profile: Path | None, no_steps: tuple[str, ...]
) -> None:
    """Join STANDOFF with its texts, found in SOURCE (pages, .jsonl files of texts, also .gz and .xz, or folders).

    Texts are known by their SHA-256, whatever their names. Writes gold.jsonl (texts with spans) and texts/ID.txt for
    each document, so that `corpus-tools annotate OUTPUT/texts` makes what `corpus-tools evaluate` compares.

    \b
    Example: corpus-tools gold join annotations/gold/dev.jsonl ../shared/corpus -o dev
    """
    from corpus_tools.cli.profile_options import profile_of
    from corpus_tools.counted import counted
    from corpus_tools.errors import CorpusToolsError
    from corpus_tools.gold.standoff import join_standoff, write_joined

    try:
        joined = join_standoff(standoff, list(sources), profile=profile_of(profile, no_steps))
        write_joined(joined, output)
    except CorpusToolsError as error:
        raise click.ClickException(str(error)) from error
    for remark in joined.remarks:
        click.echo(remark, err=True)
    click.echo(f"{output}: {counted(len(joined.documents), 'document')}, {counted(joined.spans, 'span')}")
    if joined.lost:
        raise SystemExit(1)


@gold.command()
@click.argument("annotated", type=click.Path(path_type=Path))
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="File for the standoff gold.")
@profile_options
def part(
    annotated: Path, sources: tuple[Path, ...], output: Path, profile: Path | None, no_steps: tuple[str, ...]
) -> None:
    """Take the running text out of ANNOTATED (documents with text and spans, as annotate and adjudicate write them).

    Each document's text must be a stretch of one of the cleaned texts in SOURCE.

    \b
    Example: corpus-tools gold part gold.jsonl pages -o annotations/gold/mine.jsonl
    """
    from corpus_tools.cli.profile_options import profile_of
    from corpus_tools.counted import counted
    from corpus_tools.errors import CorpusToolsError
    from corpus_tools.gold.standoff import part_from_text, write_standoff

    try:
        lines = part_from_text(annotated, list(sources), profile=profile_of(profile, no_steps))
        write_standoff(lines, output)
    except CorpusToolsError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{output}: {counted(len(lines), 'document')}, no running text")
