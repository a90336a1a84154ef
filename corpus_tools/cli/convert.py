"""``corpus-tools convert``: annotated files into another format, with a report of what it can't hold."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Folder for the result, or - for standard output."
)
@click.option("--to", "to", metavar="FORMAT", help="Format to write; --formats lists them.")
@click.option("--from", "from_", metavar="FORMAT", help="Format of the inputs. Default: told from each file.")
@click.option("--onto", metavar="CORPUS", help="Put the spans of the inputs on the documents of this annotated corpus.")
@click.option("--annotator", metavar="NAME", help="Who set the spans. Default: whom the file names.")
@click.option(
    "--types",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Type system of bare .xmi files. Default: ours, or the one in a zip.",
)
@click.option("--layout", metavar="LAYOUT", help="How the format lays annotation out; --formats lists the values.")
@click.option("--profile", metavar="PROFILE", help="Whose rules the files keep; --formats lists the values.")
@click.option("--style", metavar="STYLE", help="How the format writes spans; --formats lists the values.")
@click.option("--formats", "listed", is_flag=True, help="List the formats and their options; no input is read.")
@click.option("--overwrite", is_flag=True, help="Replace an earlier conversion in the output folder.")
@click.option("--quiet", is_flag=True, help="No progress bar, no tables; failures are still named.")
def convert(
    inputs: tuple[str, ...],
    output: Path | None,
    to: str | None,
    from_: str | None,
    onto: str | None,
    annotator: str | None,
    types: Path | None,
    layout: str | None,
    profile: str | None,
    style: str | None,
    listed: bool,
    overwrite: bool,
    quiet: bool,
) -> None:
    """Convert annotated documents from one format into another.

    INPUT is a corpus that annotate wrote (its TEI is read, without that its CoNLL-U), or files, folders, patterns and
    archives of any format that is read, or - for standard input.

    Writes one file a document, or one for all, as the format has it; manifest.jsonl says what became of each document,
    losses.json what the format can't hold: how many, and in which documents. A file that can't be read is named and
    left out; the command then ends with exit code 1.

    \b
    Example: corpus-tools convert corpus -o plain --to text
    Example: corpus-tools convert corpus/tei/flood.xml -o - --to conllu
    Example: corpus-tools convert treebank.conllu more.zip -o treebank-tei --to tei
    Example: corpus-tools convert anna.zip -o corrected --to tei --onto corpus --annotator anna
    Example: corpus-tools convert --formats
    """
    from corpus_tools.cli.convert_progress import converting_progress, correction_table, loss_table, print_formats
    from corpus_tools.errors import CorpusToolsError
    from corpus_tools.run.annotated_inputs import find_annotated
    from corpus_tools.run.convert import Target, convert_to_bytes, convert_to_folder
    from corpus_tools.run.corpus_documents import CorpusDocuments
    from corpus_tools.run.formats import format_named, readable
    from corpus_tools.run.losses import LossReport
    from corpus_tools.run.reading import Reading

    if listed:
        print_formats()
        return
    if not inputs or output is None or not to:
        missing = [name for name, value in (("INPUT", inputs), ("-o", output), ("--to", to)) if not value]
        raise click.UsageError(
            f"missing {', '.join(missing)}; for example: corpus-tools convert corpus -o plain --to text"
        )
    options = {name: value for name, value in (("layout", layout), ("profile", profile), ("style", style)) if value}
    try:
        target = Target(format_named(to), options)
        told = {"annotator": annotator, "types": types.read_bytes() if types else None}
        reading = Reading(
            format_named(from_, readable()) if from_ else None,
            {name: value for name, value in told.items() if value},
            CorpusDocuments(onto) if onto else None,
        )
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    except CorpusToolsError as error:
        raise click.ClickException(str(error)) from error
    found = find_annotated(inputs)
    report = LossReport(target.format.name, options)
    to_stdout = str(output) == "-"
    try:
        if to_stdout:
            data, rows = convert_to_bytes(found, target, report, reading=reading)
            outcomes = list(converting_progress(rows, found, quiet=quiet))
            with click.open_file("-", "wb") as stdout:
                stdout.write(data)
        else:
            run = convert_to_folder(found, output, target, report, reading=reading, overwrite=overwrite)
            outcomes = list(converting_progress(run, found, quiet=quiet))
    except CorpusToolsError as error:
        raise click.ClickException(str(error)) from error
    if not quiet:
        correction_table(outcomes, to_stdout=to_stdout)
        loss_table(outcomes, report, output, target.format.name, to_stdout=to_stdout)
    if any(outcome.status == "failed" for outcome in outcomes):
        raise SystemExit(1)
