from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from spacy.language import Language

from corpus_tools.cli import main
from corpus_tools.read import find_inputs
from corpus_tools.run.corpus import Settings, annotate_corpus


@pytest.fixture
def made(blank_nlp: Language, pages: Path, tmp_path: Path) -> Path:
    list(annotate_corpus(blank_nlp, find_inputs([str(pages)]), tmp_path / "out", Settings()))
    return tmp_path / "out"


def test_a_document_of_a_corpus_is_shown(made: Path) -> None:
    result = CliRunner().invoke(main, ["show", "a", "--corpus", str(made)])
    assert result.exit_code == 0, result.output
    assert "市委书记" in result.stdout.replace("\n", "")


def test_a_page_is_annotated_on_the_spot_and_written_as_html(pages: Path, blank_model: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.html"
    arguments = ["show", str(pages / "a.txt"), "--model", str(blank_model), "--html", str(target)]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    assert "市委书记" in target.read_text(encoding="utf-8")


def test_standard_input_and_output_may_be_used(pages: Path, blank_model: Path) -> None:
    page = (pages / "a.txt").read_bytes()
    result = CliRunner().invoke(main, ["show", "-", "--model", str(blank_model), "--html", "-"], input=page)
    assert result.exit_code == 0, result.output
    assert result.stdout.lstrip().lower().startswith("<!doctype html")


@pytest.mark.parametrize("name", ["zzz", "c-empty.txt"])
def test_what_cannot_be_shown_is_named(made: Path, pages: Path, blank_model: Path, name: str) -> None:
    document = str(pages / name) if name.endswith(".txt") else name
    result = CliRunner().invoke(main, ["show", document, "--corpus", str(made), "--model", str(blank_model)])
    assert result.exit_code == 1
    assert name in result.stderr


def test_wrong_usage_ends_with_2() -> None:
    assert CliRunner().invoke(main, ["show"]).exit_code == 2


def test_a_target_that_cannot_be_written_is_named(made: Path, tmp_path: Path) -> None:
    target = tmp_path / "none" / "a.html"
    result = CliRunner().invoke(main, ["show", "a", "--corpus", str(made), "--html", str(target)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 1
