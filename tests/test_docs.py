"""What the documents say and what the package does."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from corpus_tools.cli import main

ROOT = Path(__file__).resolve().parents[1]


def leaves(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The names of all commands that do something: ("annotate",), ("model", "train") …"""
    found = []
    for name, command in group.commands.items():
        if not isinstance(command, click.Group) or command.invoke_without_command:
            found.append((*path, name))
        if isinstance(command, click.Group):
            found += leaves(command, (*path, name))
    return found


def command_of(path: tuple[str, ...]) -> click.Command:
    command: click.Command = main
    for name in path:
        assert isinstance(command, click.Group)
        command = command.commands[name]
    return command


COMMANDS = leaves(main)


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_stands_in_the_reference(path: tuple[str, ...]) -> None:
    page = ROOT / "docs" / "cli.md"
    if not page.is_file():
        pytest.skip("docs/cli.md is not written yet")
    text = page.read_text(encoding="utf-8")
    assert f"corpus-tools {' '.join(path)}" in text
    options = [parameter for parameter in command_of(path).params if isinstance(parameter, click.Option)]
    assert [option.opts[-1] for option in options if option.opts[-1] not in text] == []


def commands_in(text: str) -> list[str]:
    return re.findall(r"^\s*\$?\s*corpus-tools ((?:[a-z][a-z-]* ?)+)", text, re.MULTILINE)


@pytest.mark.parametrize("page", ["README.md", "docs/cli.md", "docs/quickstart.md", "CONTRIBUTING.md"])
def test_commands_in_the_documents_exist(page: str) -> None:
    path = ROOT / page
    if not path.is_file() or not path.read_text(encoding="utf-8").strip():
        pytest.skip(f"{page} is not written yet")
    known = {" ".join(command) for command in COMMANDS}
    for line in commands_in(path.read_text(encoding="utf-8")):
        assert any(f"{line.strip()} ".startswith(f"{command} ") for command in known), f"{page}: corpus-tools {line}"


def test_the_readme_names_the_main_command() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    if not text.strip():
        pytest.skip("README.md is not written yet")
    assert "corpus-tools annotate" in text


def counts(text: str) -> list[str]:
    """The numbers of the closing table, from top to bottom."""
    return re.findall(r"│\s+([\d,]+) │", text)


@pytest.mark.model
@pytest.mark.parametrize("page", ["README.md", "docs/README.zh.md"])
def test_the_output_in_the_readme_is_what_the_command_prints(page: str, tmp_path: Path) -> None:
    shown = CliRunner().invoke(main, ["annotate", str(ROOT / "annotations" / "samples"), "-o", str(tmp_path / "out")])
    assert counts((ROOT / page).read_text(encoding="utf-8")) == counts(shown.stdout)


@pytest.mark.model
def test_the_example_of_the_quickstart_gives_its_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "docs" / "quickstart.md").read_text(encoding="utf-8")
    page = re.search(r"```\n(云溪新闻网\n.*?)```", text, re.DOTALL)
    assert page is not None
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "flood.txt").write_text(page.group(1), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    shown = CliRunner().invoke(main, ["annotate", "pages", "-o", "corpus"])
    assert counts(text) == counts(shown.stdout)
