"""Scores: cases counted by hand, and the same figures as the project's own scorer."""

from __future__ import annotations

import json
import math
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from corpus_tools.gold.document import GoldDocument, GoldSpan, read_documents
from corpus_tools.gold.pairing import pair_documents
from corpus_tools.gold.report import score_json, score_tables
from corpus_tools.gold.score import LayerScore, f1, score

TEXT = "云溪县委副书记、县长许问渠和沈明岚到场。要压实责任，确保安全。"
OFFICE = ("title", "office")


def span(wording: str, layer: str, kind: str, rule: str = "", **attributes: Any) -> GoldSpan:
    at = TEXT.index(wording)
    return GoldSpan(at, at + len(wording), layer, kind, attributes, rule)


def scores(gold: Sequence[GoldSpan], predicted: Sequence[GoldSpan]) -> dict[str, LayerScore]:
    ours, theirs = GoldDocument("a", TEXT, tuple(gold)), GoldDocument("a", TEXT, tuple(predicted))
    return {row.layer: row for row in score(pair_documents({"a": ours}, {"a": theirs}))}


def test_borders_are_exact_and_characters_partial() -> None:
    rows = scores(
        [span("要压实责任", "directive", "obligation"), span("确保安全", "directive", "assurance")],
        [span("要压实责任", "directive", "bare"), span("保安全", "directive", "assurance"), span("到场", *OFFICE)],
    )
    directive = rows["directive"]
    assert (directive.precision, directive.recall, directive.f1) == (0.5, 0.5, 0.5)
    assert directive.partial_f1 == pytest.approx(2 * 8 / (9 + 8))
    assert directive.type_accuracy == 0.0
    assert (rows["title"].precision, rows["title"].recall, rows["title"].f1) == (0.0, None, 0.0)
    assert (rows["slogan"].precision, rows["slogan"].f1, rows["slogan"].partial_f1) == (None, 1.0, 1.0)


def test_nested_titles_are_matched_each_for_itself_and_their_characters_once() -> None:
    outer, inner = span("云溪县委副书记、县长", *OFFICE), span("副书记", *OFFICE)
    title = scores([outer, inner], [outer])["title"]
    assert (title.matched, title.gold, title.predicted) == (1, 2, 1)
    assert (title.characters_matched, title.characters_gold, title.characters_predicted) == (10, 10, 10)
    assert title.partial_f1 == 1.0


def test_holders_are_right_only_as_a_whole_list_in_any_order() -> None:
    both = {"holders": ["许问渠", "沈明岚"]}
    gold = [span("云溪县委副书记", *OFFICE, **both), span("县长", *OFFICE, holder="许问渠"), span("到场", *OFFICE)]
    right = [
        span("云溪县委副书记", *OFFICE, holders=["沈明岚", "许问渠"]),
        span("县长", *OFFICE, holders=["许问渠"]),
        span("到场", *OFFICE, holder="沈明岚"),
    ]
    title = scores(gold, right)["title"]
    assert (title.holders, title.holders_right, title.holder_accuracy) == (2, 2, 1.0)
    one = scores(gold, [span("云溪县委副书记", *OFFICE, holder="沈明岚"), span("县长", *OFFICE)])["title"]
    assert (one.holders, one.holders_right) == (2, 0)


def test_speakers_count_where_gold_has_one_and_borders_agree() -> None:
    gold = [
        span("要压实责任", "directive", "obligation", speaker="许问渠"),
        span("确保安全", "directive", "assurance", speaker="许问渠"),
    ]
    predicted = [
        span("要压实责任", "directive", "obligation", speaker="许问渠"),
        span("确保安全", "directive", "assurance", speaker="会议"),
    ]
    assert scores(gold, predicted)["directive"].speaker_accuracy == 0.5
    assert scores(gold, predicted[:1])["directive"].speaker_accuracy == 1.0
    without = [span("要压实责任", "directive", "obligation")]
    assert scores(without, predicted)["directive"].speaker_accuracy is None


def test_types_are_confused_and_what_one_side_lacks_is_a_dash() -> None:
    row = scores(
        [span("要压实责任", "directive", "obligation"), span("确保安全", "directive", "assurance")],
        [span("要压实责任", "directive", "bare"), span("到场", "directive", "bare")],
    )["directive"]
    assert dict(row.confusion) == {("obligation", "bare"): 1, ("assurance", "–"): 1, ("–", "bare"): 1}
    assert [(e.kind, e.wording) for e in row.errors] == [("missed", "确保安全"), ("invented", "到场")]


def test_precision_is_told_by_rule() -> None:
    gold = [span("要压实责任", "directive", "obligation")]
    predicted = [span("要压实责任", "directive", "obligation", "r1"), span("到场", "directive", "bare", "r1")]
    rules = scores(gold, [*predicted, span("确保安全", "directive", "assurance")])["directive"].rules
    assert rules == {"r1": [1, 2], "(not given)": [0, 1]}


def test_the_interval_holds_the_score_and_is_the_same_each_time() -> None:
    ours = {f"d{n}": GoldDocument(f"d{n}", TEXT, (span("确保安全", "directive", "assurance"),)) for n in range(9)}
    theirs = {
        key: GoldDocument(key, TEXT, d.spans if number % 3 else ()) for number, (key, d) in enumerate(ours.items())
    }
    first, again = (score(pair_documents(ours, theirs))[2] for _ in range(2))
    low, high = first.interval
    assert low <= first.f1 <= high
    assert first.interval == again.interval
    assert low < high


@pytest.mark.parametrize(("counts", "value"), [((0, 0, 0), 1.0), ((0, 3, 0), 0.0), ((2, 4, 2), 2 / 3)])
def test_f1_of_nothing_at_all_is_one(counts: tuple[int, int, int], value: float) -> None:
    assert f1(*counts) == pytest.approx(value)


def test_tables_are_made_of_what_was_asked_for() -> None:
    rows = list(scores([span("确保安全", "directive", "assurance")], [span("到场", "directive", "bare")]).values())
    assert len(list(score_tables(rows, by_rule=False, confusion=False, errors=0))) == 1
    assert len(list(score_tables(rows, by_rule=True, confusion=True, errors=5))) == 1 + 3 + 3 + 1


def perturbed(documents: dict[str, GoldDocument], seed: int) -> str:
    """A prediction with faults of every kind, some texts laid out differently, as JSONL."""
    draw = random.Random(seed)
    lines = []
    for number, document in enumerate(documents.values()):
        lead = "● " if number % 3 == 0 else ""
        text = lead + (document.text.replace("。", "。\n ") if number % 2 else document.text + "（完）")
        moved = [at + len(lead) for at in range(len(document.text) + 1)]
        if number % 2:
            ends = [document.text[:at].count("。") for at in range(len(document.text) + 1)]
            moved = [at + 2 * ends[number] for number, at in enumerate(moved)]
        spans = []
        for gold in document.spans:
            fate = draw.random()
            if fate < 0.15:
                continue
            row = gold.to_row() | {"rule": draw.choice(["r1", "r2"])}
            start, end = gold.start, gold.end
            if fate < 0.3:
                end = max(start + 1, end - 1)
            elif fate < 0.4:
                row.pop("holder", None)
                row["speaker"] = "会议"
            elif fate < 0.5 and gold.layer == "slogan":
                row["type"] = "policy"
            last = moved[end - 1] + 1
            spans.append(row | {"start": moved[start], "end": last})
        spans.append({"start": 0, "end": 3, "layer": "slogan", "type": "policy"})
        lines.append(json.dumps({"id": document.id, "text": text, "spans": spans}, ensure_ascii=False))
    return "\n".join(lines) + "\n"


@pytest.mark.shared
@pytest.mark.parametrize("seed", [1, 2])
def test_the_figures_are_those_of_the_project_s_scorer(shared: Path, samples: Path, tmp_path: Path, seed: int) -> None:
    scorer = shared / "tools" / "score_spans.py"
    if not scorer.is_file():
        pytest.skip(f"{scorer} is not there")
    gold, predicted = samples / "gold.jsonl", tmp_path / "predicted.jsonl"
    predicted.write_text(perturbed(read_documents(gold), seed), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(scorer), str(gold), str(predicted), "--json"], capture_output=True, text=True, check=True
    )
    theirs = json.loads(done.stdout)
    ours = json.loads(score_json(score(pair_documents(read_documents(gold), read_documents(predicted)))))
    assert ours.keys() == theirs.keys()
    for layer, figures in theirs.items():
        assert 0 < figures["f1"] < 1
        for name, value in figures.items():
            expected = None if isinstance(value, float) and math.isnan(value) else pytest.approx(value, abs=1e-12)
            assert ours[layer][name] == expected, f"{layer} {name}"
