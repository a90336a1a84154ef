"""A corpus: its files against each other, its manifest and its sources; and the command."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus_tools.cli import main
from corpus_tools.run.validate import Settings, validate
from corpus_tools.validation.udtools import udvalidate

ORIGINAL = "砚北县委书记秦怀瑾要求落實(shí)举措。严禁拖延。"


def faults(path: Path, settings: Settings | None = None) -> list[str]:
    return [
        str(fault).replace(f"{path}/", "") for checked in validate([str(path)], settings) for fault in checked.faults
    ]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_sound_corpus_has_no_fault(corpus: Path) -> None:
    assert faults(corpus) == []
    assert [Path(checked.file).name for checked in validate([str(corpus)])] == [
        "own.xml",
        "own.conllu",
        "manifest.jsonl",
        "spans.jsonl",
        "corpus.xml",
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        ("conllu/own.conllu", "-policy-", "-value-", "span s1: type is 'value', in tei/own.xml 'policy'"),
        ("conllu/own.conllu", "5\tnsubj", "5\tobj", "sentence s1: token 4: deprel is 'obj'"),
        (
            "conllu/own.conllu",
            "# rel_1 = holdsTitle t1 秦怀瑾",
            "# rel_1 = holdsTitle t1 吴清",
            "span t1: relations are",
        ),
        ("spans.jsonl", '"type": "policy"', '"type": "value"', "span slogan value at 11-15 is not in tei/own.xml"),
        ("spans.jsonl", '"text": "砚北', '"text": "砚南', "the text is not that of tei/own.xml"),
        ("spans.jsonl", '"spans"', '"spans', "no JSON"),
        ("manifest.jsonl", '"tokens": 11', '"tokens": 12', "12 tokens, 11 in tei/own.xml"),
        ("manifest.jsonl", '"slogan": 1', '"slogan": 2', "2 slogan, 1 in tei/own.xml"),
        ("manifest.jsonl", '"bytes": ', '"bytes": 1', "bytes"),
        ("manifest.jsonl", "tei/own.xml", "tei/other.xml", "tei/other.xml is listed and not there"),
        ("manifest.jsonl", "tei/own.xml", "../own.xml", "../own.xml is listed and not there"),
        ("corpus.xml", "tei/own.xml", "tei/other.xml", "includes tei/other.xml, which is not there"),
    ],
)
def test_what_differs_between_its_files_is_named(corpus: Path, file: str, old: str, new: str, reason: str) -> None:
    change(corpus / file, old, new)
    assert reason in "\n".join(faults(corpus))


def test_a_file_that_is_not_listed_is_named(corpus: Path) -> None:
    (corpus / "tei" / "more.xml").write_bytes((corpus / "tei" / "own.xml").read_bytes())
    found = "\n".join(faults(corpus))
    assert "tei/more.xml is there and not listed" in found
    assert "leaves out tei/more.xml" in found


def test_originals_are_proved_against_the_sources(corpus: Path, tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "own.txt").write_text(ORIGINAL, encoding="utf-8")
    assert faults(corpus, Settings(sources=sources)) == []
    (sources / "own.txt").write_text(ORIGINAL + "。", encoding="utf-8")
    found = faults(corpus, Settings(sources=sources))
    assert len(found) == 2
    assert "no source has the SHA-256" in found[0]


def test_a_bad_file_does_not_stop_the_others(corpus: Path, tmp_path: Path) -> None:
    (corpus / "tei" / "own.xml").write_bytes(b"")
    (tmp_path / "binary.xml").write_bytes(bytes(range(256)))
    found = list(validate([str(tmp_path / "binary.xml"), str(tmp_path / "none"), str(corpus)]))
    assert [bool(checked.faults) for checked in found] == [True, True, True, False, False, False, False]


def test_a_folder_of_folders_is_searched_and_a_glob_resolved(corpus: Path) -> None:
    assert {c.format for c in validate([str(corpus.parent)])} == {"tei", "conllu", "manifest", "spans", "tei corpus"}
    assert [c.format for c in validate([str(corpus / "*" / "own.*")])] == ["conllu", "tei"]


def test_the_command_says_by_its_status_whether_there_are_faults(corpus: Path) -> None:
    runner = CliRunner()
    sound = runner.invoke(main, ["validate", str(corpus)])
    assert (sound.exit_code, "No faults" in sound.stdout) == (0, True)
    change(corpus / "conllu" / "own.conllu", "5\tnsubj", "5\tnsubjj")
    wrong = runner.invoke(main, ["validate", str(corpus)])
    assert wrong.exit_code == 1
    assert "DEPREL nsubjj is no relation of UD" in wrong.stdout
    assert runner.invoke(main, ["validate", "--level", "9", str(corpus)]).exit_code == 2
    assert runner.invoke(main, ["validate"]).exit_code == 2
    assert runner.invoke(main, ["validate", "--schema", "none.rng", str(corpus)]).exit_code == 1


def test_lines_of_json_have_the_faults_of_each_file(corpus: Path) -> None:
    change(corpus / "tei" / "own.xml", 'to="#own.s1.t3"', 'to="#own.s1.t33"')
    done = CliRunner().invoke(main, ["validate", "--format", "jsonl", str(corpus)])
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["count"] > 0 for row in rows][:2] == [True, False]
    assert {"line", "check", "reason", "sentence", "span"} <= rows[0]["faults"][0].keys()


def test_standard_input_is_told_by_its_bytes(tei: bytes, conllu: bytes) -> None:
    for data, form in ((tei, "tei"), (conllu, "conllu"), (b"\xef\xbb\xbf" + tei, "tei")):
        done = CliRunner().invoke(main, ["validate", "-", "--format", "jsonl"], input=data)
        assert json.loads(done.stdout)["format"] == form
        assert done.exit_code == 0


@pytest.mark.skipif(udvalidate() is None, reason="udtools is not installed")
def test_the_validator_of_ud_runs_on_request(corpus: Path) -> None:
    assert faults(corpus, Settings(level=2)) == []
    change(corpus / "conllu" / "own.conllu", "# sent_id = own.s2", "# sent_id = own.s1")
    assert any("[udtools]" in each and "non-unique-sent-id" in each for each in faults(corpus, Settings(level=2)))


def test_checking_tei_and_conllu_loads_no_spacy() -> None:
    code = "import sys, corpus_tools.run.validate; print([m for m in ('spacy', 'thinc', 'torch') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
