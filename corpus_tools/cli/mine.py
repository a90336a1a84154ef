"""``corpus-tools mine``: formulas that no lexicon lists yet."""

from __future__ import annotations

from pathlib import Path

import click

from corpus_tools.cli.profile_options import profile_options


@click.command()
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option(
    "--min-documents",
    type=click.IntRange(min=2),
    default=5,
    show_default=True,
    help="In how many independent documents a formula must stand.",
)
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(["ngram", "parallel", "quoted"]),
    multiple=True,
    help="What to propose; may be said several times. Default: all three.",
)
@click.option("--top", type=click.IntRange(min=1), default=200, show_default=True, help="Rows of each kind at most.")
@click.option(
    "--lexicon",
    "lexicons",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Leave out the forms of this table too; may be said several times.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write a table (TSV) to this file (- for standard output)."
)
@click.option(
    "--accept", "marked", type=click.Path(path_type=Path), help="A table of ours with marks in the column 'accept'."
)
@click.option("--into", type=click.Path(path_type=Path), help="The lexicon that --accept writes the marked rows into.")
@click.option(
    "--subtype",
    type=click.Choice(["policy", "numeric", "parallel", "mobilization", "allusion"]),
    help="Type of rows marked x. Default: guessed from the form.",
)
@click.option("--quiet", is_flag=True, help="No progress bar and no remarks; failures are still named.")
@profile_options
def mine(
    inputs: tuple[str, ...],
    min_documents: int,
    kinds: tuple[str, ...],
    top: int,
    lexicons: tuple[Path, ...],
    output: Path | None,
    marked: Path | None,
    into: Path | None,
    subtype: str | None,
    quiet: bool,
    profile: Path | None,
    no_steps: tuple[str, ...],
) -> None:
    """Propose formulas that recur in INPUT and stand in no lexicon, best first.

    INPUT are pages, folders and globs as for annotate, or .jsonl files of texts (also .gz and .xz) with id, text and
    date. Near copies of a document count once. To keep some of the proposals, write a type, or x, into the column
    'accept' of the table and give it back with --accept.

    \b
    Example: corpus-tools mine saved-pages -o table.tsv
    Example: corpus-tools mine texts.jsonl.xz --kind parallel --top 50
    Example: corpus-tools mine saved-pages --profile own.toml
    Example: corpus-tools mine --accept table.tsv --into my-slogans.tsv
    """
    if bool(marked) != bool(into):
        raise click.UsageError("--accept TABLE.tsv and --into LEXICON.tsv go together.")
    if marked and inputs:
        raise click.UsageError("--accept takes no INPUT: it reads a table that mine has written.")
    if marked and (profile or no_steps):
        raise click.UsageError("--accept cleans no text: leave --profile and --no-step out.")
    if not marked and not inputs:
        raise click.UsageError("Name an INPUT, or a table with --accept.")
    if marked and into:
        _accept(marked, into, subtype or "")
    else:
        _propose(inputs, min_documents, kinds, top, lexicons, output, quiet, profile, no_steps)


def _accept(marked: Path, into: Path, subtype: str) -> None:
    from corpus_tools.counted import counted
    from corpus_tools.errors import CorpusToolsError
    from corpus_tools.run.mine import accept

    try:
        added, left_out = accept(marked, into, subtype=subtype)
    except CorpusToolsError as error:
        raise click.ClickException(str(error)) from error
    for form in left_out:
        click.echo(f"{form}: stands in {into} already; left out", err=True)
    click.echo(f"{into}: {counted(len(added), 'row')} added")


def _propose(
    inputs: tuple[str, ...],
    min_documents: int,
    kinds: tuple[str, ...],
    top: int,
    lexicons: tuple[Path, ...],
    output: Path | None,
    quiet: bool,
    profile: Path | None,
    no_steps: tuple[str, ...],
) -> None:
    from rich.console import Console

    from corpus_tools.cli.profile_options import profile_of
    from corpus_tools.cli.progress import reading_progress
    from corpus_tools.counted import counted
    from corpus_tools.errors import CorpusToolsError
    from corpus_tools.run.mine import Reading, mine, read_texts
    from corpus_tools.study.formula_counts import KINDS
    from corpus_tools.study.formula_ranking import best
    from corpus_tools.study.formula_table import formulas_table, formulas_tsv

    reading = Reading()
    try:
        read = read_texts(inputs, reading, profile_of(profile, no_steps))
        texts = reading_progress(read, reading.failures, quiet=quiet)
        found, corpus = mine(texts, lexicons=lexicons, kinds=kinds or KINDS, min_documents=min_documents)
    except CorpusToolsError as error:
        raise click.ClickException(str(error)) from error
    rows = best(found, top)
    if output is None:
        Console().print(formulas_table(rows))
    else:
        try:
            with click.open_file(str(output), "w", encoding="utf-8") as target:
                target.write(formulas_tsv(rows))
        except OSError as error:
            raise click.ClickException(f"{output}: can't be written: {error.strerror}; name another file") from error
    if not quiet:
        copies = counted(corpus.copies, "near copy", "near copies")
        remark = (
            f"{counted(len(corpus), 'independent document')} ({copies}), {counted(reading.characters, 'character')}"
        )
        click.echo(f"{remark}; {len(rows)} of {len(found)} formulas", err=True)
    if reading.failures:
        raise SystemExit(1)
