"""``evaluate``, ``agree`` and ``rules``: output, exit codes, messages (adjudicate and gold: tests/gold)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corpus_tools.cli import main
from corpus_tools.repair_rules import REPAIR_RULES
from corpus_tools.rules import known_rules

TEXT = "县长许问渠强调，要压实责任。"
TITLE = {"start": 0, "end": 2, "layer": "title", "type": "office", "holder": "许问渠"}
ORDER = {"start": 8, "end": 13, "layer": "directive", "type": "obligation", "rule": "directive-duty"}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Two annotations of one text; the second lacks the title and has another type."""
    paths = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    for path, spans in zip(paths, ([TITLE, ORDER], [ORDER | {"type": "bare"}]), strict=True):
        row = {"id": "flood", "text": TEXT, "spans": spans}
        path.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    return paths


def test_evaluate_prints_tables_and_what_was_asked_for(files: tuple[Path, Path]) -> None:
    plain = run("evaluate", *files)
    assert plain.exit_code == 0, plain.output
    assert "F1, exact borders" in plain.stdout
    assert "directive-duty" not in plain.stdout
    full = run("evaluate", *files, "--by-rule", "--confusion", "--errors", "3")
    assert full.exit_code == 0, full.output
    assert all(word in full.stdout for word in ("directive-duty", "exact borders; –", "1 of 1 errors", "县长"))


def test_evaluate_prints_json(files: tuple[Path, Path]) -> None:
    figures = json.loads(run("evaluate", *files, "--json").stdout)
    assert (figures["title"]["f1"], figures["directive"]["f1"], figures["directive"]["type_accuracy"]) == (0, 1, 0)
    assert figures["title"]["precision"] is None
    assert figures["directive"]["by_rule"] == {"directive-duty": {"right": 1, "spans": 1}}


def test_agree_prints_a_table_or_json_and_treats_both_alike(files: tuple[Path, Path]) -> None:
    table = run("agree", *files)
    assert table.exit_code == 0, table.output
    assert "alpha for units" in table.stdout
    assert "precision" not in table.stdout
    one, other = (json.loads(run("agree", *pair, "--json").stdout) for pair in (files, files[::-1]))
    for layer in one:
        assert one[layer]["f1"] == other[layer]["f1"]
        assert one[layer]["kappa"] == pytest.approx(other[layer]["kappa"])
    assert "by_rule" not in one["title"]


@pytest.mark.parametrize("command", ["evaluate", "agree"])
def test_files_that_don_t_fit_end_with_1_and_a_message(files: tuple[Path, Path], tmp_path: Path, command: str) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text('{"id": "drought", "text": "旱情缓解。", "spans": []}\n', encoding="utf-8")
    for arguments, message in (
        ((files[0], tmp_path / "none.jsonl"), "none.jsonl: no such file"),
        ((files[0], other), "flood: there is no prediction"),
        ((tmp_path, files[0]), "can't be read"),
    ):
        result = run(command, *arguments)
        assert (result.exit_code, "Traceback" in result.output) == (1, False), result.output
        assert message in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("evaluate",),
        ("evaluate", "a.jsonl"),
        ("evaluate", "a", "b", "--errors", "-1"),
        ("agree", "a"),
        ("gold", "join", "a"),
        ("gold", "part", "a", "b"),
        ("gold", "melt"),
        ("rules", "--layer", "name"),
        ("rules", "x"),
    ],
)
def test_wrong_usage_ends_with_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_rules_are_listed_by_layer() -> None:
    every, titles = run("rules"), run("rules", "--layer", "title")
    assert (every.exit_code, titles.exit_code) == (0, 0)
    rows = [line.split("\t") for line in every.stdout.splitlines()]
    assert [row[0] for row in rows] == [*known_rules(), *REPAIR_RULES]
    assert all(len(row) == 4 for row in rows)
    assert [line.split("\t")[0] for line in titles.stdout.splitlines()] == [row[0] for row in rows if row[1] == "title"]


def test_annotate_takes_rules_switches_and_tables(blank_model: Path, pages: Path, tmp_path: Path) -> None:
    mine, toml = tmp_path / "mine.tsv", tmp_path / "r.toml"
    mine.write_text("id\tform\tsubtype\tstatus\nmy-1\t安全底线\tpolicy\tactive\n", encoding="utf-8")
    toml.write_text('off = ["directive-ban"]\nlearned = false\n', encoding="utf-8")
    result = run(
        *("annotate", pages / "a.txt", "-o", tmp_path / "out", "--model", blank_model, "--format", "jsonl", "--quiet"),
        *("--rules", toml, "--lexicon", mine, "--off", "title-office"),
    )
    assert result.exit_code == 0, result.output
    spans = json.loads((tmp_path / "out" / "spans.jsonl").read_text(encoding="utf-8"))["spans"]
    assert not {span["rule"] for span in spans} & {"directive-ban", "title-office"}
    assert "my-1" in [span.get("entry") for span in spans]
    for option, value in (
        ("--off", "title-ofice"),
        ("--rules", tmp_path / "no.toml"),
        ("--lexicon", tmp_path / "no.tsv"),
    ):
        refused = run("annotate", pages / "a.txt", "-o", tmp_path / "x", "--model", blank_model, option, value)
        assert (refused.exit_code, "Traceback" in refused.output) == (1, False)
        assert "title-office" in refused.stderr or "no." in refused.stderr
