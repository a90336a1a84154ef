"""Two annotations: what must be decided, how decisions are kept, and the gold they make."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from corpus_tools.cli import main
from corpus_tools.errors import GoldError
from corpus_tools.gold.adjudication import (
    COLUMNS,
    Adjudication,
    Decision,
    Difference,
    context,
    describe,
    differences,
    gold_document,
    read_decisions,
    read_table,
)
from corpus_tools.gold.document import GoldDocument, GoldSpan, read_documents, write_documents

TEXT = "县长许问渠强调，要压实责任，\n确保堤坝安全。书记沈明岚到场，党员冲锋在前。"


def span(wording: str, layer: str, kind: str, **attributes: Any) -> GoldSpan:
    at = TEXT.index(wording)
    return GoldSpan(at, at + len(wording), layer, kind, attributes)


def order(wording: str, kind: str = "bare", **attributes: Any) -> GoldSpan:
    return span(wording, "directive", kind, **attributes)


def document(*spans: GoldSpan, key: str = "flood") -> GoldDocument:
    return GoldDocument(key, TEXT, spans)


AGREED = span("书记", "title", "office", holder="沈明岚")
ANNA = document(
    span("县长", "title", "office", holder="许问渠"),
    order("要压实责任", "obligation", trigger="要"),
    order("确保堤坝安全", "assurance"),
    AGREED,
    order("冲锋在前"),
)
BO = document(
    span("县长", "title", "office"),
    order("要压实责任", "bare"),
    order("堤坝安全", "assurance"),
    AGREED,
    span("冲锋在前", "slogan", "mobilization"),
)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    for name, one in (("anna", ANNA), ("bo", BO)):
        (tmp_path / f"{name}.jsonl").write_text(write_documents([one]), encoding="utf-8")
    return tmp_path / "anna.jsonl", tmp_path / "bo.jsonl"


@pytest.fixture
def case(files: tuple[Path, Path], tmp_path: Path) -> Adjudication:
    return Adjudication.open(*files, tmp_path / "gold.jsonl")


def kinds(left: GoldDocument, right: GoldDocument) -> list[tuple[str, str]]:
    return [(d.layer, d.kind) for d in differences(left, right)]


def by_kind(case: Adjudication, kind: str) -> Difference:
    return next(d for d in case.differences if d.kind == kind)


def decide_all(case: Adjudication, choice: str) -> None:
    for difference in case.pending:
        case.decide(Decision(difference.key, choice, "as agreed"))


def test_each_kind_of_difference_is_found_in_text_order() -> None:
    assert kinds(ANNA, BO) == [
        ("title", "attribute"),
        ("directive", "type"),
        ("directive", "boundary"),
        ("directive", "missing"),
        ("slogan", "missing"),
    ]


def test_the_trigger_is_no_difference() -> None:
    left, right = document(order("冲锋在前", trigger="冲锋")), document(order("冲锋在前", trigger="冲锋在"))
    assert differences(left, right) == []
    assert gold_document(left, right, {}).spans[0].attributes == {"trigger": "冲锋"}


def test_holders_in_another_order_are_no_difference() -> None:
    ours = span("书记", "title", "collective", holders=["沈明岚", "许问渠"])
    theirs = span("书记", "title", "collective", holders=["许问渠", "沈明岚"])
    assert differences(document(ours), document(theirs)) == []


def test_spans_that_share_most_characters_are_one_difference() -> None:
    left = document(order("要压实责任，\n确保"), order("堤坝安全"))
    right = document(order("责任，\n确保堤坝安全"), order("要压实"))
    found = differences(left, right)
    assert [(d.kind, d.left and d.left.place[1:], d.right and d.right.place[1:]) for d in found] == [
        ("boundary", left.spans[0].place[1:], right.spans[0].place[1:]),
        ("missing", None, right.spans[1].place[1:]),
        ("missing", left.spans[1].place[1:], None),
    ]


def test_spans_of_two_layers_are_never_paired() -> None:
    assert kinds(document(order("冲锋在前")), document(span("冲锋", "slogan", "policy"))) == [
        ("directive", "missing"),
        ("slogan", "missing"),
    ]


def test_keys_are_unique_and_hold_document_layer_and_places() -> None:
    keys = [d.key for d in differences(ANNA, BO)]
    assert len(set(keys)) == len(keys)
    assert keys[0] == "flood:title:0-2|0-2"
    assert keys[-1].startswith("flood:slogan:–|")


def test_files_on_different_texts_are_refused_naming_all(files: tuple[Path, Path], tmp_path: Path) -> None:
    changed = GoldDocument("flood", TEXT + "完", ())
    files[1].write_text(write_documents([changed, document(key="drought")]), encoding="utf-8")
    with pytest.raises(GoldError) as caught:
        Adjudication.open(*files, tmp_path / "gold.jsonl")
    assert "drought: only one of the two files" in str(caught.value)
    assert "flood: the two files have different texts" in str(caught.value)


@pytest.mark.parametrize(
    ("choice", "wordings"),
    [
        ("left", {"县长", "要压实责任", "确保堤坝安全", "书记", "冲锋在前"}),
        ("right", {"县长", "要压实责任", "堤坝安全", "书记", "冲锋在前"}),
        ("neither", {"书记"}),
    ],
)
def test_the_gold_holds_what_was_agreed_and_decided(case: Adjudication, choice: str, wordings: set[str]) -> None:
    decide_all(case, choice)
    case.write_gold()
    gold = read_documents(case.output)["flood"]
    assert {TEXT[s.start : s.end] for s in gold.spans} == wordings
    side = {"left": ANNA, "right": BO, "neither": document(AGREED)}[choice]
    assert {(*s.place, s.type, s.names) for s in gold.spans} == {(*s.place, s.type, s.names) for s in side.spans}


def test_both_keeps_two_stretches(case: Adjudication) -> None:
    left, right = document(order("要压实责任")), document(order("冲锋在前"))
    choices = {d.key: Decision(d.key, "both", "") for d in differences(left, right)}
    assert gold_document(left, right, choices).spans == (*left.spans, *right.spans)


@pytest.mark.parametrize("kind", ["type", "attribute"])
def test_both_is_no_answer_where_the_borders_are_the_same(case: Adjudication, kind: str) -> None:
    difference = by_kind(case, kind)
    assert "both" not in difference.choices
    with pytest.raises(GoldError, match="both can't stand"):
        case.decide(Decision(difference.key, "both", ""))
    assert difference in case.pending


def test_gold_is_refused_while_a_difference_is_open(case: Adjudication) -> None:
    first, *others = case.differences
    for difference in others:
        case.decide(Decision(difference.key, "left", ""))
    with pytest.raises(GoldError, match=f"flood: 1 differences are not decided: {first.key.split('|')[0]}"):
        case.write_gold()
    assert not case.output.exists()


def test_a_decision_is_never_overwritten(case: Adjudication, files: tuple[Path, Path]) -> None:
    key = by_kind(case, "boundary").key
    case.decide(Decision(key, "left", "the verb belongs to it"))
    log = case.output.with_name("gold.decisions.jsonl")
    before = log.read_bytes()
    with pytest.raises(
        GoldError, match=r"was decided as left \(the verb belongs to it\); remove that line from gold.dec"
    ):
        case.decide(Decision(key, "right", ""))
    case.decide(Decision(key, "left", "again"))
    assert log.read_bytes() == before
    assert read_decisions(log) == {key: Decision(key, "left", "the verb belongs to it")}


def test_a_case_that_is_opened_again_goes_on(case: Adjudication, files: tuple[Path, Path]) -> None:
    first, *others = case.differences
    case.decide(Decision(first.key, "right", ""))
    again = Adjudication.open(*files, case.output)
    assert [d.key for d in again.pending] == [d.key for d in others]


def test_an_unknown_choice_is_refused(case: Adjudication) -> None:
    with pytest.raises(GoldError, match="decision is 'perhaps'; write one of left, right, both, neither"):
        case.decide(Decision(case.differences[0].key, "perhaps", ""))


@pytest.mark.parametrize(
    "row",
    [
        {"key": "k", "choice": "perhaps"},
        {"choice": "left"},
        {"key": 7, "choice": "left"},
        {"key": "k", "choice": ["left"]},
    ],
)
def test_a_faulty_log_of_decisions_is_named(tmp_path: Path, row: dict[str, object]) -> None:
    log = tmp_path / "d.jsonl"
    good = {"key": "a", "choice": "left", "reason": "so"}
    log.write_text("".join(json.dumps(r) + "\n" for r in (good, row, good)), encoding="utf-8")
    with pytest.raises(GoldError) as caught:
        read_decisions(log)
    assert [line.split(": ")[0] for line in str(caught.value).splitlines()] == ["d.jsonl:2", "d.jsonl:3"]


def fill(table: Path, choice: str) -> None:
    header, *rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()]
    filled = [[*row[:-2], row[-2] or choice, row[-1] or "because"] for row in rows]
    table.write_text("".join("\t".join(row) + "\n" for row in (header, *filled)), encoding="utf-8")


def test_a_table_goes_out_and_comes_back(case: Adjudication, tmp_path: Path) -> None:
    case.decide(Decision(case.differences[0].key, "right", "no name beside it"))
    table = tmp_path / "open.tsv"
    case.write_table(table)
    lines = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()]
    assert tuple(lines[0]) == COLUMNS
    assert all(len(line) == len(COLUMNS) for line in lines)
    assert [line[0] for line in lines[1:]] == [d.key for d in case.differences]
    assert lines[1][-2:] == ["right", "no name beside it"]
    assert read_table(table) == [Decision(case.differences[0].key, "right", "no name beside it")]
    fill(table, "LEFT ")
    case.take_table(table)
    assert case.pending == []
    assert {d.choice for d in case.decisions.values()} == {"left", "right"}
    case.take_table(table)
    case.write_gold()


def test_a_reason_with_a_line_end_or_a_tab_stays_one_row(case: Adjudication, tmp_path: Path) -> None:
    case.decide(Decision(case.differences[0].key, "right", "see\tpage 3\nand 4"))
    case.write_table(tmp_path / "open.tsv")
    assert len((tmp_path / "open.tsv").read_text(encoding="utf-8").splitlines()) == 1 + len(case.differences)
    case.take_table(tmp_path / "open.tsv")


def test_a_table_of_another_case_or_with_unknown_decisions_is_refused(case: Adjudication, tmp_path: Path) -> None:
    table = tmp_path / "t.tsv"
    key = case.differences[0].key
    table.write_text(f"key\tdecision\treason\n{key}\tleft\t\nx:title:1-2|–\tleft\t\n", encoding="utf-8")
    with pytest.raises(GoldError, match=r"x:title:1-2\|– is no difference"):
        case.take_table(table)
    assert case.decisions == {}
    table.write_text(f"key\tdecision\n{key}\tleft\n{key}\tyes\n{key}\tno\n", encoding="utf-8")
    with pytest.raises(GoldError) as caught:
        case.take_table(table)
    assert [line.split(": ")[0] for line in str(caught.value).splitlines()] == ["t.tsv:3", "t.tsv:4"]
    assert case.decisions == {}


@pytest.mark.parametrize("text", ["key\tchoice\n", "key\tchoice\nk\tleft\n", ""])
def test_a_table_without_its_columns_is_refused(tmp_path: Path, text: str) -> None:
    table = tmp_path / "t.tsv"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(GoldError, match="columns key and decision are needed"):
        read_table(table)


def test_a_difference_is_shown_in_its_context() -> None:
    boundary = next(d for d in differences(ANNA, BO) if d.kind == "boundary")
    assert "，⏎⟦确保⟨堤坝安全⟩⟧。书记" in context(boundary, TEXT).replace("⟧⟩", "⟩⟧")
    assert describe(ANNA.spans[0], TEXT) == "office ⟦县长⟧ holder 许问渠"
    assert describe(None, TEXT) == "–"


def adjudicate(files: tuple[Path, Path], output: Path, *options: str | Path, answers: str = "") -> Result:
    arguments = ["adjudicate", *map(str, files), "-o", str(output), *map(str, options)]
    return CliRunner().invoke(main, arguments, input=answers)


def test_the_command_asks_for_each_difference_and_counts_them(files: tuple[Path, Path], tmp_path: Path) -> None:
    output = tmp_path / "gold.jsonl"
    result = adjudicate(files, output, answers="left\nso\n" * 5)
    assert result.exit_code == 0, result.output
    assert all(f"{number}/5 flood" in result.stdout for number in range(1, 6))
    assert "1 document, 5 differences decided" in result.stdout
    assert len(read_documents(output)["flood"].spans) == 5


def test_an_interrupted_session_goes_on_where_it_stopped(files: tuple[Path, Path], tmp_path: Path) -> None:
    output = tmp_path / "gold.jsonl"
    stopped = adjudicate(files, output, answers="left\n\nright\nbetter\n")
    assert stopped.exit_code == 1
    assert not output.exists()
    result = adjudicate(files, output, answers="neither\n\n" * 3)
    assert result.exit_code == 0, result.output
    assert "1/3 flood" in result.stdout
    assert len(read_decisions(tmp_path / "gold.decisions.jsonl")) == 5


def test_an_answer_that_does_not_fit_is_asked_again(files: tuple[Path, Path], tmp_path: Path) -> None:
    answers = "both\nleft\n\n" + "left\n\n" * 4
    result = adjudicate(files, tmp_path / "gold.jsonl", answers=answers)
    assert result.exit_code == 0, result.output
    assert "'both' is not one of 'left', 'right', 'neither'" in result.output


def test_a_table_is_written_and_taken_by_the_command(files: tuple[Path, Path], tmp_path: Path) -> None:
    output, table = tmp_path / "gold.jsonl", tmp_path / "open.tsv"
    written = adjudicate(files, output, "--table", table)
    assert (written.exit_code, "5 differences, 5 not decided" in written.stdout) == (0, True)
    fill(table, "left")
    assert adjudicate(files, output, "--decided", table).exit_code == 0
    assert len(read_documents(output)["flood"].spans) == 5


def test_faults_end_with_1_and_wrong_usage_with_2(files: tuple[Path, Path], tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere" / "x.jsonl"
    for result in (
        adjudicate((files[0], nowhere), tmp_path / "g.jsonl"),
        adjudicate(files, tmp_path / "g.jsonl", "--decided", nowhere),
        adjudicate(files, tmp_path / "g.jsonl", "--table", nowhere),
        adjudicate(files, nowhere, answers="left\n\n" * 5),
    ):
        assert result.exit_code == 1, result.output
        assert "nowhere" in result.stderr
    assert CliRunner().invoke(main, ["adjudicate", "a", "b"]).exit_code == 2
