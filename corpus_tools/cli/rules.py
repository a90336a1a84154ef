"""``corpus-tools rules``: what rules there are, and whether rules of the user's own are sound."""

from __future__ import annotations

from pathlib import Path

import click


@click.group(invoke_without_command=True)
@click.option(
    "--layer", type=click.Choice(["title", "slogan", "directive", "tree"]), help="Only the rules of this layer."
)
@click.pass_context
def rules(context: click.Context, layer: str | None) -> None:
    """List the rules of the taggers: id, layer, what it finds, an example with the span in ⟦ ⟧.

    Those of the layer "tree" mend trees behind the taggers; they have no example.

    A rule is switched off by its id: with --off, or in a TOML file given with --rules. Rules of your own stand in the
    same file; rules check tells whether they are sound.

    \b
    Example: corpus-tools rules --layer slogan
    """
    from corpus_tools.repair_rules import REPAIR_RULES
    from corpus_tools.rules import known_rules

    if context.invoked_subcommand is not None:
        return
    for rule in known_rules().values():
        if layer in (None, rule.layer):
            click.echo("\t".join((rule.id, rule.layer, rule.gloss, rule.example)))
    if layer in (None, "tree"):
        for identifier, gloss in REPAIR_RULES.items():
            click.echo("\t".join((identifier, "tree", gloss, "")))


@rules.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--model", default="fast", show_default=True, help="The shipped model, a folder, or a spaCy pipeline.")
def check(file: Path, model: str) -> None:
    """Check the settings and the rules of your own in FILE (TOML) and report all faults at once.

    Every example of a rule is annotated: what it has in ⟦ ⟧ must be found, and nothing in a counterexample.

    \b
    Example: corpus-tools rules check my-rules.toml
    """
    from corpus_tools.errors import CorpusToolsError
    from corpus_tools.run.check_rules import check_rule_file

    try:
        checked = check_rule_file(file, model=model)
    except CorpusToolsError as error:
        raise click.ClickException(str(error)) from error
    if checked.faults:
        raise click.ClickException("\n".join(checked.faults))
    digest = f"; SHA-256 {checked.sha256}" if checked.sha256 else ""
    click.echo(f"{file}: {checked.rules} rules, {checked.examples} examples, no fault{digest}")
