"""``corpus-tools clean``: what each cleaning step takes out of the inputs, and the texts that are left."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import click

from corpus_tools.cli.profile_options import profile_options


@click.command()
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option("--diff", is_flag=True, help="Show the text with what each step takes out or changes.")
@click.option(
    "--report",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write an HTML report of the original beside the cleaned text to this file (- for standard output).",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the cleaned texts as ID.txt here.")
@click.option(
    "--overwrite", is_flag=True, help="Let the output folder hold files; those of the same name are replaced."
)
@click.option("--keep-script", is_flag=True, help="Leave traditional characters and their glosses as they are.")
@click.option("--steps", is_flag=True, help="List the cleaning steps and whether they run; no input is read.")
@click.option("--text-column", metavar="COLUMN", help="Column of tables that holds the text.")
@click.option("--id-column", metavar="COLUMN", help="Column of tables that holds the identifier.")
@click.option("--metadata", multiple=True, metavar="COLUMN[=FIELD]", help="Column of tables that holds metadata.")
@click.option("--as", "as_kind", metavar="KIND", help="What standard input is, or a file without a known suffix.")
@click.option("--quiet", is_flag=True, help="No progress bar, no tables; failures are still named.")
@profile_options
def clean(
    inputs: tuple[str, ...],
    diff: bool,
    report: Path | None,
    output: Path | None,
    overwrite: bool,
    keep_script: bool,
    steps: bool,
    text_column: str | None,
    id_column: str | None,
    metadata: tuple[str, ...],
    as_kind: str | None,
    quiet: bool,
    profile: Path | None,
    no_steps: tuple[str, ...],
) -> None:
    """Clean INPUT (files, folders, globs, or - for standard input) and show what each step does.

    Without options a table for each document: step, edits, characters taken out, changed and put in. Nothing is
    written unless --report or -o asks for it, and no input is ever changed. A document that can't be read or cleaned is
    named and left out; the command then ends with exit code 1.

    \b
    Example: corpus-tools clean saved-pages
    Example: corpus-tools clean page.html --diff
    Example: corpus-tools clean saved-pages --report report.html -o texts
    Example: corpus-tools clean page.txt --diff --no-step furniture --profile own.toml
    Example: corpus-tools clean --steps --profile own.toml
    """
    from corpus_tools.cli.cleaning_progress import cleaning_progress, print_document, print_steps
    from corpus_tools.cli.profile_options import profile_of
    from corpus_tools.errors import CorpusToolsError, ReadError
    from corpus_tools.read import columns_of, count_documents, find_inputs
    from corpus_tools.run.clean_inputs import clean_inputs
    from corpus_tools.run.clean_report import CleaningReport
    from corpus_tools.run.output_folder import check_output

    try:
        in_force = profile_of(profile, no_steps, keep_script=keep_script)
        if steps:
            print_steps(in_force)
            return
        if not inputs:
            raise click.UsageError("name an INPUT: files, folders, globs, or - for standard input")
        columns = columns_of(text_column, id_column, metadata)
        files = find_inputs(inputs, as_kind=as_kind)
        if output is not None:
            check_output(output, overwrite=overwrite)
        if all(file.fault for file in files):
            raise ReadError("\n".join(file.fault for file in files))
        silent = quiet or str(report) == "-"
        failed = False
        run = clean_inputs(files, profile=in_force, columns=columns, output=output)
        with CleaningReport() if report is not None else nullcontext() as collected:
            for cleaned in cleaning_progress(run, total=count_documents(files), quiet=quiet):
                failed |= cleaned.document is None
                if collected is not None:
                    collected.add(cleaned)
                if cleaned.document is not None and not silent:
                    print_document(cleaned.doc_id, cleaned.document, diff=diff)
            if collected is not None:
                with click.open_file(str(report), "w", encoding="utf-8", atomic=str(report) != "-") as target:
                    collected.write_to(target)
                click.echo(f"wrote {report}", err=True)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    except CorpusToolsError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename or report}: can't be written: {error.strerror}") from error
    if failed:
        raise SystemExit(1)
