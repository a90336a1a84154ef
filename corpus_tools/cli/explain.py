"""``corpus-tools explain``: why something was marked, and why something was not."""

from __future__ import annotations

from pathlib import Path

import click

from corpus_tools.cli.profile_options import profile_options
from corpus_tools.cli.rule_options import rule_options


@click.command()
@click.argument("text")
@click.option("--span", "stretch", help="Explain only the places where these characters stand.")
@click.option("--model", default="fast", show_default=True, help="The shipped model, a folder, or a spaCy pipeline.")
@click.option(
    "--clean",
    "do_clean",
    is_flag=True,
    help="Clean the text first, as annotate does; --profile and --no-step do so too.",
)
@profile_options
@rule_options
def explain(
    text: str,
    stretch: str | None,
    model: str,
    do_clean: bool,
    profile: Path | None,
    no_steps: tuple[str, ...],
    rules: Path | None,
    off: tuple[str, ...],
    lexicons: tuple[str, ...],
) -> None:
    """Annotate TEXT (- reads standard input) and say for each span which rule or entry found it and how sure it is.

    TEXT is taken as it is unless --clean or --profile says otherwise. Then says what else was weighed and the first
    condition it failed. Weights are those of the tagger's model: positive speaks for the span, negative against
    it.

    \b
    Example: corpus-tools explain "会议强调，要压实责任，确保江河不决堤。" --span 压实责任
    """
    from corpus_tools.annotate.pipeline import load_pipeline
    from corpus_tools.cli.profile_options import profile_of
    from corpus_tools.cli.rule_options import settings_of
    from corpus_tools.errors import CorpusToolsError
    from corpus_tools.read import read_bytes
    from corpus_tools.run.explain import cleaned_text, explain_text
    from corpus_tools.write.explanation import to_lines

    try:
        data = click.open_file("-", "rb").read() if text == "-" else text.encode("utf-8", "surrogateescape")
        if do_clean or profile or no_steps:
            wording = cleaned_text(data, profile_of(profile, no_steps))
        else:
            wording = read_bytes(data, name="-").text if text == "-" else text
        nlp = load_pipeline(model, settings_of(rules, off, lexicons), candidates=True)
        explanation = explain_text(nlp, wording, stretch)
    except CorpusToolsError as error:
        raise click.ClickException(str(error)) from error
    for line in to_lines(explanation.found, explanation.silent):
        click.echo(line)
