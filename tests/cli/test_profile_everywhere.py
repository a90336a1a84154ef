"""``--profile`` and ``--no-step`` do the same in every command that cleans."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import corpus_tools
from corpus_tools.cli import main

BODY = "云溪县各村要备足沙袋加密巡查，白鹭湖大堤的闸门要有专人昼夜看守。"
NOTE = "下期预告请看明日要闻版头条敬请留意不要错过"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(f'[settings]\nfurniture_phrases = ["{NOTE[:4]}"]\n', encoding="utf-8")
    return path


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(BODY, encoding="utf-8")
    (folder / "b.txt").write_text(f"{BODY}\n{NOTE}", encoding="utf-8")
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


def test_duplicates_compares_what_the_profile_leaves(texts: Path, own: Path) -> None:
    assert run("duplicates", texts, "-o", "-").stdout.count("\n") == 1
    assert "a\tb\texact" in run("duplicates", texts, "-o", "-", "--profile", own).stdout
    blind = run("duplicates", texts, "-o", "-", "--profile", own, "--no-step", "furniture")
    assert blind.stdout.count("\n") == 1


def test_mine_counts_what_the_profile_leaves(tmp_path: Path, own: Path) -> None:
    path = tmp_path / "rows.jsonl"
    openings = ("春汛将至", "县里部署", "夜雨不停", "江水上涨", "冬修开工", "村民自愿")
    sides = zip(openings, "要能须应可会", "啊吧呢吗呀嘛", strict=True)
    lines = [f"{opening}，一切照常。\n{NOTE[:4]}，{left}深化一江清水治理{right}。" for opening, left, right in sides]
    path.write_text("".join(json.dumps({"text": line}) + "\n" for line in lines), encoding="utf-8")
    assert "一江清水" in run("mine", path, "-o", "-").stdout
    assert "一江清水" not in run("mine", path, "-o", "-", "--profile", own).stdout
    assert run("mine", "--accept", path, "--into", tmp_path / "x.tsv", "--profile", own).exit_code == 2


def test_gold_is_parted_from_texts_as_the_profile_cleans_them(texts: Path, own: Path, tmp_path: Path) -> None:
    gold, parted = tmp_path / "gold.jsonl", tmp_path / "parted.jsonl"
    whole = f"{BODY}\n{NOTE}"
    gold.write_text(json.dumps({"id": "b", "text": whole, "spans": []}) + "\n", encoding="utf-8")
    assert run("gold", "part", gold, texts, "-o", parted).exit_code == 0
    refused = run("gold", "part", gold, texts, "-o", tmp_path / "no.jsonl", "--profile", own)
    assert refused.exit_code == 1
    assert "no stretch of any cleaned source" in refused.stderr
    assert run("gold", "join", parted, texts, "-o", tmp_path / "joined").exit_code == 0
    assert (tmp_path / "joined" / "texts" / "b.txt").read_text(encoding="utf-8") == whole
    assert run("gold", "join", parted, texts, "-o", tmp_path / "own", "--profile", own).exit_code == 0
    assert NOTE not in (tmp_path / "own" / "texts" / "b.txt").read_text(encoding="utf-8")


def test_explain_takes_a_text_as_it_is_unless_it_is_to_be_cleaned(own: Path, blank_model: Path) -> None:
    text = f"{BODY}\n{NOTE}，要守住底线。"
    arguments = ("explain", text, "--model", blank_model)
    assert "守住底线" in run(*arguments).stdout
    assert "守住底线" in run(*arguments, "--clean").stdout
    assert "守住底线" not in run(*arguments, "--profile", own).stdout
    assert run(*arguments, "--no-step", "furnitur").exit_code == 2


def test_read_takes_a_profile_or_its_file(texts: Path, own: Path) -> None:
    plain, cleaned = corpus_tools.read(texts / "b.txt"), corpus_tools.read(texts / "b.txt", profile=own)
    assert (NOTE in plain.text, NOTE in cleaned.text) == (True, False)
    assert cleaned.cleaned_by is not None
    assert cleaned.cleaned_by.profile == "own.toml"
    assert corpus_tools.read(texts / "b.txt", profile=str(own)).text == cleaned.text


@pytest.mark.parametrize("command", ["duplicates", "mine"])
def test_a_faulty_profile_is_named(texts: Path, tmp_path: Path, command: str) -> None:
    result = run(command, texts, "--profile", tmp_path / "none.toml")
    assert result.exit_code == 1
    assert "none.toml: no such file" in " ".join(result.stderr.split())
