"""``corpus-tools duplicates``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corpus_tools.cli import main

TEXT = "云溪县各村要备足沙袋加密巡查，白鹭湖大堤的闸门要有专人昼夜看守。"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Three texts, two of which differ in their marks."""
    path = tmp_path / "texts.jsonl"
    rows = [("r2", TEXT), ("r1", TEXT.replace("，", "；")), ("r3", "县文化馆的新戏周日开演。")]
    lines = (json.dumps({"id": doc_id, "text": text}) + "\n" for doc_id, text in rows)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def duplicates(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["duplicates", *map(str, arguments)])


def test_clusters_go_to_standard_output_as_a_table(corpus: Path) -> None:
    result = duplicates(corpus)
    assert result.exit_code == 0, result.output
    assert [cell.strip() for cell in result.stdout.splitlines()[4].strip("│").split("│")] == [
        "r1",
        "1",
        "0",
        "1.0000",
        "r2",
    ]
    assert "3 documents, 1 cluster, 1 copy" in result.stderr


def test_tables_go_to_files(corpus: Path, tmp_path: Path) -> None:
    table, rows, reuse = (tmp_path / name for name in ("c.tsv", "c.jsonl", "reuse.tsv"))
    assert duplicates(corpus, "-o", table, "--reuse", reuse, "--quiet").output == ""
    assert [line.split("\t")[:4] for line in table.read_text(encoding="utf-8").splitlines()[1:]] == [
        ["r1", "r1", "first", "1.0000"],
        ["r1", "r2", "exact", "1.0000"],
    ]
    assert reuse.read_text(encoding="utf-8").splitlines()[1] == "r1\t2\t2\t1.0000\tr2\t2"
    assert duplicates(corpus, "-o", rows).exit_code == 0
    assert [json.loads(line)["document"] for line in rows.read_text(encoding="utf-8").splitlines()] == ["r1", "r2"]


def test_a_bad_document_is_named_and_ends_with_1(corpus: Path) -> None:
    with corpus.open("a", encoding="utf-8") as handle:
        handle.write("{\n")
    result = duplicates(corpus, "-o", "-")
    assert result.exit_code == 1
    assert "r1\tr2\texact" in result.stdout
    assert "texts.jsonl#4" in result.stderr.replace("\n", "")


@pytest.mark.parametrize("arguments", [[], ["x.txt", "--threshold", "0.2"], ["x.txt", "--threshold", "1.5"]])
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    assert duplicates(*arguments).exit_code == 2


def test_a_file_that_cannot_be_written_is_named(corpus: Path, tmp_path: Path) -> None:
    result = duplicates(corpus, "-o", tmp_path / "no" / "c.tsv")
    assert result.exit_code == 1
    assert "c.tsv: can't be written" in result.output
