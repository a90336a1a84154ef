"""The command ``corpus-tools``: each file here is one command, and none of them holds logic."""

from __future__ import annotations

import click

from corpus_tools.cli.adjudicate import adjudicate
from corpus_tools.cli.agree import agree
from corpus_tools.cli.annotate import annotate
from corpus_tools.cli.clean import clean
from corpus_tools.cli.convert import convert
from corpus_tools.cli.duplicates import duplicates
from corpus_tools.cli.evaluate import evaluate
from corpus_tools.cli.explain import explain
from corpus_tools.cli.gold import gold
from corpus_tools.cli.lexicon import lexicon
from corpus_tools.cli.mine import mine
from corpus_tools.cli.model import model
from corpus_tools.cli.rules import rules
from corpus_tools.cli.show import show
from corpus_tools.cli.validate import validate


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="corpus-tools")
def main() -> None:
    """Annotate Chinese official discourse: pages in, TEI and CoNLL-U out.

    \b
    Example: corpus-tools annotate my-pages -o my-corpus
    """


for command in (
    annotate,
    clean,
    convert,
    validate,
    show,
    explain,
    rules,
    lexicon,
    model,
    evaluate,
    agree,
    adjudicate,
    gold,
    mine,
    duplicates,
):
    main.add_command(command)
