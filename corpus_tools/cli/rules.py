"""``corpus-tools rules``: what rules there are."""

from __future__ import annotations

import click


@click.command()
@click.option("--layer", type=click.Choice(["title", "slogan", "directive"]), help="Only the rules of this layer.")
def rules(layer: str | None) -> None:
    """List the rules of the taggers: id, layer, what it finds, an example with the span in ⟦ ⟧.

    A rule is switched off by its id: with --off, or in a TOML file given with --rules.

    \b
    Example: corpus-tools rules --layer slogan
    """
    from corpus_tools.rules import known_rules

    for rule in known_rules().values():
        if layer in (None, rule.layer):
            click.echo("\t".join((rule.id, rule.layer, rule.gloss, rule.example)))
