"""The check of a user's file of rules: all faults, and examples that come out otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus_tools.annotate.pipeline import load_pipeline
from corpus_tools.cli import main
from corpus_tools.rules import read_rule_settings
from corpus_tools.run.check_rules import CheckedRules, check_rule_file
from corpus_tools.run.explain import explain_text
from corpus_tools.write.explanation import to_lines

RULE = """
[[rule]]
id = "my-pond"
layer = "slogan"
type = "policy"
note = "a clean pond"
pattern = [{ TEXT = "塘" }, { TEXT = "清" }]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine.toml"


def check(file: Path, text: str, model: Path) -> CheckedRules:
    file.write_text(text, encoding="utf-8")
    return check_rule_file(file, model=model)


def test_a_sound_file_has_no_fault(file: Path, blank_model: Path) -> None:
    text = RULE + 'examples = ["做到⟦塘清⟧渠畅。"]\ncounterexamples = ["塘里的水很清。", "塘⟦水⟧清，塘清"]\n'
    checked = check(file, text, blank_model)
    assert (checked.rules, checked.examples, checked.faults) == (1, 3, ())
    assert len(checked.sha256) == 64


def test_a_file_without_rules_is_checked_too(file: Path, blank_model: Path) -> None:
    assert check(file, "of = 1", blank_model).faults[0].startswith("mine.toml: of: unknown")
    assert check(file, "", blank_model) == CheckedRules(0, 0, "", ())


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ('examples = ["做到⟦塘清渠畅⟧。"]', "examples: number 1: ⟦塘清渠畅⟧ is not marked; the rule finds ⟦塘清⟧"),
        (
            'examples = ["做到⟦塘⟧里清。"]',
            "examples: number 1: ⟦塘⟧ is not marked; the rule finds nothing in the words 做 到 塘 里 清 。",
        ),
        (
            'examples = ["疫情防控要做到“⟦塘清⟧、塘净”。"]\nlexicons = 1',
            "lexicons: unknown",
        ),
        (
            'counterexamples = ["做到塘清渠畅。"]',
            "counterexamples: number 1: the rule finds ⟦塘清⟧; narrow its pattern",
        ),
        (
            'counterexamples = ["做到⟦塘清⟧渠畅。"]',
            "counterexamples: number 1: the rule finds ⟦塘清⟧; narrow its pattern",
        ),
    ],
)
def test_an_example_that_comes_out_otherwise_is_told(file: Path, blank_model: Path, more: str, fault: str) -> None:
    faults = check(file, RULE + more + "\n", blank_model).faults
    assert len(faults) == 1
    assert faults[0].startswith("mine.toml")
    assert f"my-pond: {fault}" in faults[0]


def test_what_stands_in_its_place_is_named(file: Path, blank_model: Path, tmp_path: Path) -> None:
    table = "id\tform\tsubtype\tstatus\nown-1\t塘清渠畅\tparallel\tactive\n"
    (tmp_path / "mine.tsv").write_text(table, encoding="utf-8")
    text = 'lexicons = ["mine.tsv"]\n' + RULE + 'examples = ["做到⟦塘清⟧渠畅。"]\n'
    (fault,) = check(file, text, blank_model).faults
    assert "the rule finds ⟦塘清⟧, but it shares characters with parallel 2-6 of rule slogan-lexicon" in fault
    assert fault.endswith("marked there: ⟦塘清渠畅⟧ parallel by slogan-lexicon")
    assert check(file, text.replace('note = "a clean pond"', "wins = true"), blank_model).faults == ()


def test_all_faults_are_told_and_sound_rules_are_still_tried(file: Path, blank_model: Path) -> None:
    text = (
        'lexicons = ["none.tsv"]\n'
        + RULE
        + 'examples = ["做到⟦塘⟧清。"]\n'
        + RULE.replace("my-pond", "my-2").replace("policy", "polici")
        + RULE.replace("my-pond", "my-3").replace("{ TEXT", "{ TXT")
        + RULE.replace("my-pond", "my-4").replace("{ TEXT", "{ LEMMA")
    )
    faults = check(file, text, blank_model).faults
    for part in ("my-2: type", "my-3: pattern: token 1", "none.tsv", "my-4: the pipeline does not give", "my-pond: ex"):
        assert sum(part in fault for fault in faults) == 1, part
    assert len(faults) == 6  # both tokens of my-3


def test_a_rule_that_is_off_is_not_tried(file: Path, blank_model: Path) -> None:
    text = 'off = ["my-pond"]\n' + RULE + 'examples = ["做到⟦塘⟧清。"]\n'
    assert check(file, text, blank_model).faults == ()


def test_explain_shows_the_rule_and_why_it_lost(file: Path, blank_model: Path) -> None:
    file.write_text(RULE + RULE.replace("my-pond", "my-2"), encoding="utf-8")
    explanation = explain_text(load_pipeline(blank_model, read_rule_settings(file), candidates=True), "做到塘清渠畅。")
    lines = "\n".join(to_lines(explanation.found, ()))
    marked, lost = lines.split("not marked:")
    assert "rule my-pond, version mine.toml " in marked
    assert "score 1.00: a clean pond" in marked
    assert "why not: shares characters with policy 2-4 of rule my-pond, which goes before" in lost


def test_the_command_reports_and_ends_with_0_or_1(file: Path, blank_model: Path) -> None:
    def run(text: str) -> tuple[int, str]:
        file.write_text(text, encoding="utf-8")
        result = CliRunner().invoke(main, ["rules", "check", str(file), "--model", str(blank_model)])
        return result.exit_code, result.output

    code, output = run(RULE + 'examples = ["做到⟦塘清⟧渠畅。"]\n')
    assert (code, "1 rules, 1 examples, no fault; SHA-256" in output) == (0, True)
    code, output = run(RULE + 'examples = ["做到⟦塘⟧清。"]\nscor = 1\n')
    assert (code, "did you mean score?" in output) == (1, True)
    assert CliRunner().invoke(main, ["rules", "check"]).exit_code == 2
    missing = CliRunner().invoke(main, ["rules", "check", str(file.with_name("none.toml"))])
    assert (missing.exit_code, "no such file" in missing.output) == (1, True)


@pytest.mark.model
def test_the_example_of_the_documents_is_sound(root: Path, file: Path) -> None:
    page = (root / "docs" / "own-rules.md").read_text(encoding="utf-8")
    file.write_text(page.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    checked = check_rule_file(file)
    assert (checked.rules, checked.examples, checked.faults) == (3, 4, ())


def test_rules_are_still_listed_without_a_command() -> None:
    listed = CliRunner().invoke(main, ["rules", "--layer", "slogan"]).output
    assert listed.splitlines()[0].startswith("slogan-lexicon\tslogan\t")
