"""Why spans were marked, what else was weighed, and why something was not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from spacy.language import Language

from corpus_tools.annotate.pipeline import load_pipeline
from corpus_tools.cli import main
from corpus_tools.explanation import Explained, Explanation
from corpus_tools.rules import RuleSettings
from corpus_tools.run.explain import NOTHING, explain_text
from corpus_tools.write.explanation import to_lines

TEXT = "县长许问渠强调，要压实责任。他们说稻花香里很美。"


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("own") / "mine.tsv"
    row = "my-1\t稻花香里\tpolicy\ta line of verse\t1180\tactive"
    path.write_text(f"id\tform\tsubtype\tgloss\tfirst_seen\tstatus\n{row}\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def weighing(blank_model: Path, table: Path) -> Language:
    """A pipeline without a parser that keeps its candidates and reads a table of the user's own."""
    return load_pipeline(blank_model, RuleSettings(lexicons=(str(table),)), candidates=True)


@pytest.fixture(scope="module")
def by_rule(blank_model: Path) -> Language:
    return load_pipeline(blank_model, RuleSettings(learned=False, off=frozenset({"title-office"})), candidates=True)


def row_of(explanation: Explanation, wording: str, layer: str) -> Explained:
    return next(row for row in explanation.found if (row.wording, row.layer) == (wording, layer))


def test_a_marked_span_is_explained_by_its_rule_and_weights(weighing: Language) -> None:
    row = row_of(explain_text(weighing, TEXT, weights=4), "要压实责任", "directive")
    assert (row.marked, row.reason, row.rule) == (True, "", "directive-duty")
    assert row.rule_gloss == "a modal of duty (要, 应, 必须 …)"
    assert row.attributes["trigger"] == "要"
    assert 0 < row.score <= 1
    assert TEXT[row.start_char : row.end_char] == row.wording
    assert 0 < len(row.weights) <= 4
    assert [abs(w) for _, w in row.weights] == sorted((abs(w) for _, w in row.weights), reverse=True)


def test_an_entry_of_the_user_is_shown_with_its_row(weighing: Language) -> None:
    row = row_of(explain_text(weighing, TEXT), "稻花香里", "slogan")
    assert row.entry is not None
    assert (row.entry.id, row.entry.gloss, row.entry.first_seen) == ("my-1", "a line of verse", "1180")


def test_what_lost_stands_behind_with_its_reason(weighing: Language) -> None:
    found = explain_text(weighing, TEXT).found
    assert [row.marked for row in found] == sorted((row.marked for row in found), reverse=True)
    losers = [row for row in found if not row.marked]
    assert any(row.layer == "directive" and "probability" in row.reason for row in losers)
    assert all(TEXT[row.start_char : row.end_char] == row.wording for row in losers)


def test_a_rule_that_was_switched_off_is_the_reason(by_rule: Language) -> None:
    row = row_of(explain_text(by_rule, TEXT), "县长", "title")
    assert (row.marked, row.reason) == (False, "rule title-office is switched off")


def test_without_models_there_are_no_weights(by_rule: Language) -> None:
    explanation = explain_text(by_rule, TEXT)
    assert all(row.weights == () for row in explanation.found)
    assert row_of(explanation, "要压实责任", "directive").marked


def test_only_the_places_of_the_stretch_are_explained(weighing: Language) -> None:
    text = "要压实责任，县长到场，要压实责任。"
    explanation = explain_text(weighing, text, "压实责任")
    assert {row.start_char for row in explanation.found if row.layer == "directive"} == {0, 11}
    assert not any(row.wording == "县长" for row in explanation.found)


def test_a_layer_that_has_nothing_there_says_why(weighing: Language) -> None:
    explanation = explain_text(weighing, TEXT, "强调")
    assert f"title: {NOTHING['title']}" in explanation.silent
    assert not any(line.startswith("directive") for line in explanation.silent)


def test_a_stretch_that_is_not_in_the_text_is_told(weighing: Language) -> None:
    assert explain_text(weighing, TEXT, "水库") == Explanation(TEXT, (), ("水库 does not stand in the text",))
    assert explain_text(weighing, TEXT, "").silent == (" does not stand in the text",)


def test_an_empty_text_has_nothing_to_explain(weighing: Language) -> None:
    assert explain_text(weighing, "").found == ()


def test_lines_name_span_rule_entry_and_reason(weighing: Language) -> None:
    explanation = explain_text(weighing, TEXT)
    text = "\n".join(to_lines(explanation.found, ("slogan: nothing there",)))
    assert "⟦要压实责任⟧ directive obligation, characters 8–13" in text
    assert "rule directive-duty, version" in text
    assert "entry my-1 稻花香里, a line of verse, since 1180" in text
    assert text.index("not marked:") < text.index("why not: ")
    assert text.endswith("nothing: slogan: nothing there")


@pytest.fixture
def explain(blank_model: Path) -> Callable[..., Result]:
    def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, ["explain", *map(str, arguments), "--model", str(blank_model)], input=stdin)

    return run


def test_the_command_explains_a_text_or_standard_input(explain: Callable[..., Result], table: Path) -> None:
    plain = explain(TEXT, "--lexicon", table, "--span", "稻花香里")
    assert plain.exit_code == 0, plain.output
    assert "entry my-1" in plain.stdout
    assert explain("-", "--lexicon", table, "--span", "稻花香里", stdin=TEXT).stdout == plain.stdout


def test_the_command_takes_settings_from_a_file(explain: Callable[..., Result], tmp_path: Path) -> None:
    settings = tmp_path / "r.toml"
    settings.write_text('off = ["title-office"]\nlearned = false\n', encoding="utf-8")
    result = explain(TEXT, "--rules", settings, "--off", "directive-duty")
    assert result.exit_code == 0, result.output
    assert "rule title-office is switched off" in result.stdout
    assert "rule directive-duty is switched off" in result.stdout
    assert "weighed" not in result.stdout


def test_faults_end_with_1_and_a_message(explain: Callable[..., Result], tmp_path: Path) -> None:
    for arguments, message in (
        ((TEXT, "--off", "slogan-lexikon"), "did you mean slogan-lexicon?"),
        ((TEXT, "--rules", tmp_path / "none.toml"), "none.toml: no such file"),
        ((TEXT, "--lexicon", tmp_path / "none.tsv"), "none.tsv: there is no such lexicon"),
    ):
        result = explain(*arguments)
        assert (result.exit_code, message in result.stderr, "Traceback" in result.output) == (1, True, False)


def test_standard_input_in_another_encoding_is_read_or_refused(explain: Callable[..., Result]) -> None:
    result = explain("-", stdin=TEXT.encode("gb18030"))
    assert result.exit_code in (0, 1)
    assert "UTF-8" in result.stderr or "要压实责任" in result.stdout


def test_wrong_usage_ends_with_2(explain: Callable[..., Result]) -> None:
    assert CliRunner().invoke(main, ["explain"]).exit_code == 2
    assert explain(TEXT, "--nope").exit_code == 2
