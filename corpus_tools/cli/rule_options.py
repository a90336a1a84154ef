"""The options by which every command that annotates takes rules and tables of the user."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from corpus_tools.rules import RuleSettings


def rule_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --rules, --off and --lexicon to a command."""
    for option in (
        click.option("--lexicon", "lexicons", multiple=True, metavar="FILE", help="A table of your own beside ours."),
        click.option("--off", multiple=True, metavar="RULE", help="Switch a rule off; corpus-tools rules lists them."),
        click.option("--rules", type=click.Path(path_type=Path), metavar="FILE", help="Settings of the rules (TOML)."),
    ):
        command = option(command)
    return command


def settings_of(rules: Path | None, off: tuple[str, ...], lexicons: tuple[str, ...]) -> RuleSettings | None:
    """Return the settings that file and options make; None if nothing was said."""
    from corpus_tools.rules import RuleSettings, read_rule_settings

    if rules is None and not off and not lexicons:
        return None
    settings = read_rule_settings(rules) if rules is not None else RuleSettings()
    return settings.with_options(off, lexicons)
