from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus_tools.cli import main

TREE = """# text = 王明
1	王	王	PROPN	NNP	_	0	root	_	SpaceAfter=No
2	明	明	PROPN	NNP	_	1	flat	_	SpaceAfter=No

"""


def test_info_describes_a_model(blank_model: Path) -> None:
    result = CliRunner().invoke(main, ["model", "info", "--model", str(blank_model)])
    assert result.exit_code == 0, result.output
    assert "zh_characters 0.0.1" in result.stdout


def test_evaluate_prints_a_table_or_json(blank_model: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.conllu"
    gold.write_text(TREE, encoding="utf-8")
    arguments = ["model", "evaluate", str(gold), "--model", str(blank_model)]
    table = CliRunner().invoke(main, arguments)
    assert table.exit_code == 0, table.output
    assert "raw text" in table.stdout
    data = json.loads(CliRunner().invoke(main, [*arguments, "--json"]).stdout)
    assert data["raw_text"]["words"]["f1"] == 1.0


def test_a_missing_gold_file_or_model_ends_with_1(blank_model: Path, tmp_path: Path) -> None:
    for arguments in (
        ["model", "evaluate", str(tmp_path / "none.conllu"), "--model", str(blank_model)],
        ["model", "info", "--model", str(tmp_path / "none")],
        ["model", "train", "--data", str(tmp_path), "--work", str(tmp_path / "w"), "-o", str(tmp_path / "m")],
    ):
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 1, arguments
        assert "none" in result.stderr or "treebank" in result.stderr
        assert "Traceback" not in result.output


def test_wrong_usage_ends_with_2() -> None:
    assert CliRunner().invoke(main, ["model", "evaluate"]).exit_code == 2
    assert CliRunner().invoke(main, ["model", "train"]).exit_code == 2


def test_the_accurate_model_is_not_trained_without_raw_documents(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["model", "train", "--model", "accurate", "--data", str(tmp_path)])
    assert result.exit_code == 2
    assert "--raw" in result.output


def test_training_the_accurate_model_names_the_extra_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "corpus_tools.model.joint.train", None)
    arguments = ["model", "train", "--model", "accurate", "--data", str(tmp_path), "--raw", str(tmp_path)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1
    assert "corpus-tools[train]" in result.output
