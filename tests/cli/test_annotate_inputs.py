"""The options of annotate that say what the inputs are."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from corpus_tools.cli import main

BODY = "市委书记王明强调，要增强四个意识，坚决守住安全底线。"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def annotate(blank_model: Path, output: Path) -> Any:
    def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
        fixed = ["-o", str(output), "--model", str(blank_model), "--quiet"]
        return CliRunner().invoke(main, ["annotate", *map(str, arguments), *fixed], input=stdin)

    return run


def manifest(output: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (output / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]


def test_columns_are_named_on_the_command_line(annotate: Any, tmp_path: Path, output: Path) -> None:
    (tmp_path / "t.csv").write_text(f"号,正文字,时间\n甲,{BODY},2024年3月5日\n", encoding="gb18030")
    options = ("--text-column", "正文字", "--id-column", "号", "--metadata", "时间=published")
    assert annotate(tmp_path / "t.csv", *options).exit_code == 0
    (row,) = manifest(output)
    assert (row["id"], row["encoding"], row["metadata"]["published"]) == ("甲", "gb18030", ["2024-03-05"])
    assert row["source"].endswith("t.csv#2")
    assert (output / "tei" / "甲.xml").is_file()


def test_a_bad_row_and_a_bad_member_are_outcomes_and_the_others_are_done(
    annotate: Any, tmp_path: Path, output: Path
) -> None:
    row = json.dumps({"id": "a", "text": BODY})
    (tmp_path / "t.jsonl.gz").write_bytes(gzip.compress(f"{row}\n{{\n{row}\n".encode()))
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as packed:
        packed.writestr("../a.txt", BODY)
        packed.writestr("b.txt", BODY)
    result = annotate(tmp_path / "t.jsonl.gz", tmp_path / "p.zip")
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    rows = manifest(output)
    assert [(row["id"], row["status"]) for row in rows] == [
        ("a", "done"),
        ("t-2", "failed"),
        ("a-2", "done"),
        ("a-3", "failed"),
        ("b", "done"),
    ]
    assert "t.jsonl.gz#2: broken line" in rows[1]["reason"]
    assert "p.zip!../a.txt: its name leads out of the archive" in rows[3]["reason"]
    assert not (tmp_path / "a.xml").exists()


def test_standard_input_is_what_the_option_says(annotate: Any, output: Path) -> None:
    page = f"<title>x</title><p>{BODY}</p>".encode()
    assert annotate("-", "--as", "html", stdin=page).exit_code == 0
    assert manifest(output)[0]["removed"]["markup"]["edits"] >= 2
    table = "".join(json.dumps({"id": n, "text": BODY}) + "\n" for n in "xy").encode()
    assert annotate("-", "--as", "jsonl", "--overwrite", stdin=table).exit_code == 0
    assert [row["id"] for row in manifest(output)] == ["x", "y"]


@pytest.mark.parametrize("options", [("--as", "klingon"), ("--metadata", "a=b"), ("--metadata", "nonsense")])
def test_wrong_options_end_with_2_and_say_what_there_is(
    annotate: Any, tmp_path: Path, options: tuple[str, str]
) -> None:
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    result = annotate(tmp_path / "a.txt", *options)
    assert result.exit_code == 2
    assert "headline" in result.stderr or "jsonl" in result.stderr


def test_a_table_without_a_text_column_lists_its_columns(annotate: Any, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(f"a,b\n1,{BODY}\n", encoding="utf-8")
    result = annotate(tmp_path / "t.csv")
    assert result.exit_code == 1
    assert "no column text; there are 'a', 'b'" in " ".join(result.stderr.split())
    assert "--text-column" in result.stderr
