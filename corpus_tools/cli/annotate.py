"""``corpus-tools annotate``: a folder of pages into a corpus."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus_tools.cli.profile_options import profile_options
from corpus_tools.cli.rule_options import rule_options

if TYPE_CHECKING:
    from corpus_tools.write.tei_spans import Layout


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="Folder for the corpus.")
@click.option(
    "--format",
    "formats",
    type=click.Choice(["tei", "conllu", "jsonl"]),
    multiple=True,
    help="What to write; may be said several times. Default: all three.",
)
@click.option(
    "--layout",
    type=click.Choice(["default", "inline", "standoff"]),
    default="default",
    show_default=True,
    help="Where spans stand in TEI: at the end of their sentence, round their words, or outside the text.",
)
@click.option(
    "--in-place",
    is_flag=True,
    help="Put words and spans into TEI files of others; their markup stays. Other inputs are named and left out.",
)
@click.option(
    "--model", default="fast", show_default=True, help="The shipped model, a folder, or an installed spaCy pipeline."
)
@click.option(
    "--text-column", metavar="COLUMN", help="Column of tables that holds the text. Default: text, content, 正文 …"
)
@click.option("--id-column", metavar="COLUMN", help="Column of tables that holds the identifier. Default: id, 编号 …")
@click.option(
    "--metadata",
    multiple=True,
    metavar="COLUMN[=FIELD]",
    help="Column of tables that holds metadata, and which; may be said several times. Default: title, date, source …",
)
@click.option(
    "--as", "as_kind", metavar="KIND", help="What standard input is, or a file without a known suffix: html, jsonl.xz …"
)
@click.option("--keep-script", is_flag=True, help="Leave traditional characters and their glosses as they are.")
@click.option("--no-clean", is_flag=True, help="Take out markup and invisible characters only.")
@click.option("--overwrite", is_flag=True, help="Replace an earlier run in the output folder.")
@click.option("--duplicates", is_flag=True, help="Search copies before the run, and state them; all are annotated.")
@click.option(
    "--drop-duplicates",
    is_flag=True,
    help="Leave out all but the first of each cluster of copies; the manifest lists them.",
)
@click.option(
    "--duplicate-threshold",
    type=click.FloatRange(0.5, 1.0),
    default=0.8,
    show_default=True,
    help="Jaccard index from which on two texts are near copies; 1: texts of the same stretches only.",
)
@click.option("--quiet", is_flag=True, help="No progress bar, no table; failures are still named.")
@profile_options
@rule_options
def annotate(
    inputs: tuple[str, ...],
    output: Path,
    formats: tuple[str, ...],
    layout: Layout,
    in_place: bool,
    model: str,
    text_column: str | None,
    id_column: str | None,
    metadata: tuple[str, ...],
    as_kind: str | None,
    keep_script: bool,
    no_clean: bool,
    overwrite: bool,
    duplicates: bool,
    drop_duplicates: bool,
    duplicate_threshold: float,
    quiet: bool,
    profile: Path | None,
    no_steps: tuple[str, ...],
    rules: Path | None,
    off: tuple[str, ...],
    lexicons: tuple[str, ...],
) -> None:
    """Annotate INPUT (files, folders, globs, or - for standard input) into the folder OUTPUT.

    Reads .txt, .html, .md, .docx, tables with a document a row (.jsonl, .csv, .tsv), .xml and .conllu that may be
    annotated already, and .zip, .tar, .gz, .xz of these.

    Writes tei/ID.xml and conllu/ID.conllu for each document, corpus.xml (all TEI files as one corpus), spans.jsonl
    (all spans) and manifest.jsonl (what became of each document). A document that can't be read or cleaned is named
    and left out; the others are done, and the command ends with exit code 1.

    \b
    Example: corpus-tools annotate saved-pages -o corpus
    Example: corpus-tools annotate pages.zip news.csv -o corpus --text-column 正文 --metadata 发布时间=published
    Example: curl -s PAGE | corpus-tools annotate - --as html -o corpus --format tei
    Example: corpus-tools annotate saved-pages -o corpus --drop-duplicates
    Example: corpus-tools annotate saved-pages -o corpus --profile own.toml --no-step lead-ins
    Example: corpus-tools annotate saved-pages -o corpus --lexicon my-slogans.tsv --off slogan-parallel
    Example: corpus-tools annotate edition.xml -o annotated-edition --in-place
    """
    from corpus_tools.annotate.pipeline import load_pipeline
    from corpus_tools.cli.profile_options import profile_of
    from corpus_tools.cli.progress import closing_table, progress, searching_progress
    from corpus_tools.cli.rule_options import settings_of
    from corpus_tools.errors import CorpusToolsError, ReadError
    from corpus_tools.read import columns_of, count_documents, find_inputs
    from corpus_tools.run.corpus import FORMATS, Settings, annotate_corpus
    from corpus_tools.run.duplicates import check_readable_twice
    from corpus_tools.run.in_place_corpus import annotate_files_in_place
    from corpus_tools.run.output_folder import check_output

    if in_place and (formats or layout != "default" or duplicates or drop_duplicates):
        raise click.UsageError("--in-place writes TEI as it stands: leave out --format, --layout and --…duplicates")
    try:
        columns = columns_of(text_column, id_column, metadata)
        sources = find_inputs(inputs, as_kind=as_kind)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    try:
        cleaning = profile_of(profile, no_steps)
        settings = Settings(
            formats or FORMATS,
            keep_script,
            not no_clean,
            overwrite,
            columns,
            cleaning,
            duplicates=duplicates,
            drop_duplicates=drop_duplicates,
            duplicate_threshold=duplicate_threshold,
            layout=layout,
        )
        check_output(output, overwrite=overwrite)
        if all(source.fault for source in sources):
            raise ReadError("\n".join(source.fault for source in sources))
        if duplicates or drop_duplicates:
            check_readable_twice(sources)
        nlp = load_pipeline(model, settings_of(rules, off, lexicons))
        if in_place:
            run = annotate_files_in_place(nlp, sources, output, settings)
        else:
            run = annotate_corpus(nlp, sources, output, settings, watch=partial(searching_progress, quiet=quiet))
        outcomes = list(progress(run, total=count_documents(sources), quiet=quiet))
    except CorpusToolsError as error:
        raise click.ClickException(str(error)) from error
    if not quiet:
        closing_table(outcomes, output, duplicates=duplicates or drop_duplicates)
    if any(outcome.status == "failed" for outcome in outcomes):
        raise SystemExit(1)
