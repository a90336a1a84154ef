"""``corpus-tools show``: one document with its three layers, in the terminal or as a page."""

from __future__ import annotations

from pathlib import Path

import click

from corpus_tools.cli.profile_options import profile_options


@click.command()
@click.argument("document", metavar="ID_OR_FILE")
@click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    default=Path("out"),
    show_default=True,
    help="Folder that annotate wrote; IDs are looked up there.",
)
@click.option(
    "--html",
    type=click.Path(path_type=Path),
    help="Write one self-contained HTML page to this file (- for standard output).",
)
@click.option("--model", default="fast", show_default=True, help="Model for a FILE that is annotated on the spot.")
@profile_options
def show(
    document: str, corpus: Path, html: Path | None, model: str, profile: Path | None, no_steps: tuple[str, ...]
) -> None:
    """Show a document with titles, slogans and directives marked.

    ID_OR_FILE is the identifier of a document in a corpus, or a page, which is then read, cleaned and annotated on
    the spot (- for standard input). --profile and --no-step say how it is cleaned; documents of a corpus are clean.

    \b
    Example: corpus-tools show 01_site-furniture --corpus out
    Example: corpus-tools show page.html --html page-annotated.html
    """
    from rich.console import Console

    from corpus_tools.cli.profile_options import profile_of
    from corpus_tools.errors import CorpusToolsError
    from corpus_tools.run.look import look
    from corpus_tools.write.page import to_page
    from corpus_tools.write.terminal import to_terminal

    try:
        view = look(document, corpus=corpus, model=model, profile=profile_of(profile, no_steps))
    except CorpusToolsError as error:
        raise click.ClickException(str(error)) from error
    if html is None:
        Console().print(to_terminal(view))
    else:
        try:
            with click.open_file(str(html), "w", encoding="utf-8") as target:
                target.write(to_page(view))
            click.echo(f"wrote {html}", err=True)
        except OSError as error:
            raise click.ClickException(f"{html}: can't be written: {error.strerror}") from error
