from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from corpus_tools.cli import main


def all_commands(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], click.Command]]:
    found: list[tuple[tuple[str, ...], click.Command]] = [(path, group)]
    for name, command in group.commands.items():
        here = (*path, name)
        found += all_commands(command, here) if isinstance(command, click.Group) else [(here, command)]
    return found


COMMANDS = all_commands(main)


@pytest.mark.parametrize("path", [path for path, _ in COMMANDS], ids=lambda path: " ".join(path) or "main")
def test_every_command_has_help_with_an_example(path: tuple[str, ...]) -> None:
    for flag in ("--help", "-h"):
        result = CliRunner().invoke(main, [*path, flag])
        assert result.exit_code == 0
        assert "Example: corpus-tools" in result.output


@pytest.mark.parametrize(
    ("path", "command"), COMMANDS, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_every_option_is_explained(path: tuple[str, ...], command: click.Command) -> None:
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_the_version_is_told() -> None:
    result = CliRunner().invoke(main, ["--version"])
    assert result.exit_code == 0
    assert "version" in result.output


def test_an_unknown_command_ends_with_2() -> None:
    assert CliRunner().invoke(main, ["klingon"]).exit_code == 2
