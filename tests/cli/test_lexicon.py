"""``corpus-tools lexicon``."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from corpus_tools.cli import main

HEADER = "id\tform\tsubtype\tstatus\n"


def check(path: Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["lexicon", "check", str(path)])
    return result.exit_code, result.output


def test_a_sound_table_is_counted(tmp_path: Path) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text(f"{HEADER}m-1\t守堤有责\tparallel\tactive\nm-2\t守堤\tparallel\tretired\n", encoding="utf-8")
    code, output = check(table)
    assert (code, "1 active rows" in output) == (0, True)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text(f"{HEADER}m-1\t\tparallel\tactive\nm-1\t守堤\tparallel\tperhaps\n", encoding="utf-8")
    code, output = check(table)
    assert code == 1
    assert "mine.tsv:2: form is empty" in output
    assert "mine.tsv:3: status is 'perhaps'" in output
    assert "mine.tsv:3: id" in output


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    code, output = check(tmp_path / "none.tsv")
    assert (code, "none.tsv" in output) == (1, True)
