"""``corpus-tools mine``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corpus_tools.cli import main

OPENINGS = ("春汛将至", "县里部署", "夜雨不停", "江水上涨", "冬修开工", "村民自愿")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Six dated texts with one formula, and one broken line."""
    path = tmp_path / "texts.jsonl"
    rows = [
        {"id": f"d{n}", "date": f"200{n}-05-06", "text": f"{opening}，{left}深化一江清水治理{right}。"}
        for n, (opening, left, right) in enumerate(zip(OPENINGS, "要能须应可会", "啊吧呢吗呀嘛", strict=True))
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def mine(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["mine", *map(str, arguments)])


def test_proposals_go_to_standard_output_as_a_table(corpus: Path) -> None:
    result = mine(corpus)
    assert result.exit_code == 0, result.output
    assert "ngram" in result.stdout
    assert "6 independent documents" in result.stderr


def test_a_table_goes_round_into_a_lexicon(corpus: Path, tmp_path: Path) -> None:
    table, into = tmp_path / "table.tsv", tmp_path / "my.tsv"
    assert mine(corpus, "-o", table, "--quiet").exit_code == 0
    header, row = table.read_text(encoding="utf-8").splitlines()
    assert row.split("\t")[1] == "深化一江清水治理"
    table.write_text(f"{header}\nx{row}\n", encoding="utf-8")
    result = mine("--accept", table, "--into", into)
    assert (result.exit_code, "1 row added" in result.output) == (0, True)
    assert CliRunner().invoke(main, ["lexicon", "check", str(into)]).exit_code == 0
    assert "already" in mine("--accept", table, "--into", into).stderr
    assert mine(corpus, "-o", "-", "--quiet", "--lexicon", into).stdout.count("\n") == 1


def test_a_bad_document_is_named_and_ends_with_1(corpus: Path) -> None:
    with corpus.open("a", encoding="utf-8") as handle:
        handle.write("{\n")
    result = mine(corpus, "-o", "-")
    assert result.exit_code == 1
    assert "深化一江清水治理" in result.stdout
    assert "texts.jsonl#7" in result.stderr.replace("\n", "")


def test_an_unmarkable_table_and_missing_inputs_end_with_1(corpus: Path, tmp_path: Path) -> None:
    assert mine("--accept", corpus, "--into", tmp_path / "my.tsv").exit_code == 1
    assert mine(tmp_path / "none").exit_code == 1
    assert mine(corpus, "--lexicon", tmp_path / "none.tsv").exit_code == 1


@pytest.mark.parametrize(
    "arguments", [[], ["--accept", "t.tsv"], ["x", "--accept", "t.tsv", "--into", "m.tsv"], ["x", "--kind", "word"]]
)
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    assert mine(*arguments).exit_code == 2
