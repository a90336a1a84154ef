"""The options by which every command that cleans takes a cleaning profile of the user."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from corpus_tools.clean import Profile


def profile_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --profile and --no-step to a command."""
    for option in (
        click.option(
            "--no-step",
            "no_steps",
            multiple=True,
            metavar="STEP",
            help="Switch a cleaning step off; corpus-tools clean --steps lists them. May be said several times.",
        ),
        click.option(
            "--profile", type=click.Path(path_type=Path), metavar="FILE", help="Cleaning profile of your own (TOML)."
        ),
    ):
        command = option(command)
    return command


def profile_of(profile: Path | None, no_steps: tuple[str, ...], *, keep_script: bool = False) -> Profile:
    """Return the profile that file and options make.

    Raises click.UsageError for an option that names no step or one that can't be switched off, CleaningError for
    faults of the file.
    """
    from corpus_tools.clean import default_profile, read_profile
    from corpus_tools.errors import CleaningError
    from corpus_tools.run.clean_profile import profile_in_force

    read = read_profile(profile) if profile is not None else default_profile()
    try:
        return profile_in_force(read.without(*no_steps), keep_script=keep_script)
    except CleaningError as error:
        raise click.UsageError(f"--no-step: {error}") from error
