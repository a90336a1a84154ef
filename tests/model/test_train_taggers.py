"""Gold documents -> weights of the taggers: the same documents give the same bytes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import spacy
from click.testing import CliRunner
from spacy.language import Language

from corpus_tools.annotate.directive import NONE, ORDER, DirectiveTagger
from corpus_tools.annotate.pipeline import load_pipeline
from corpus_tools.annotate.sequence_model import SequenceModel
from corpus_tools.cli import main
from corpus_tools.errors import ModelError
from corpus_tools.gold.document import GoldDocument, GoldSpan, write_documents
from corpus_tools.model.train_taggers import Spans, TaggerTraining
from corpus_tools.rules import RuleSettings

NAMES = ("clauses.crf", "begins.crf", "slogans.crf")
#: Text, its orders, its slogans.
DOCUMENTS = (
    ("县长许问渠强调，要压实责任，确保堤坝安全。会前，他察看了水库。", ("要压实责任", "确保堤坝安全"), ()),
    (
        "各村坚持“先排涝、再补种”原则。各村要备足沙袋，严禁瞒报险情。",
        ("要备足沙袋", "严禁瞒报险情"),
        ("先排涝、再补种",),
    ),
    (
        "去年完成了清淤。今年要坚决打赢秋粮抢收攻坚战，水渠要修好。",
        ("要坚决打赢秋粮抢收攻坚战", "要修好"),
        ("坚决打赢秋粮抢收攻坚战",),
    ),
)


def spans_of(text: str, wordings: tuple[str, ...], kind: str) -> Spans:
    return [(text.index(w), text.index(w) + len(w), kind) for w in wordings]


def layers(text: str, orders: tuple[str, ...], slogans: tuple[str, ...]) -> Mapping[str, Spans]:
    return {"directive": spans_of(text, orders, "obligation"), "slogan": spans_of(text, slogans, "policy")}


@pytest.fixture(scope="module")
def pipeline(blank_model: Path) -> Language:
    return load_pipeline(blank_model, RuleSettings(learned=False))


def trained(pipeline: Language, folder: Path) -> TaggerTraining:
    training = TaggerTraining(pipeline)
    for text, orders, slogans in DOCUMENTS:
        training.add(text, layers(text, orders, slogans))
    training.write(folder)
    return training


def digests(folder: Path) -> list[str]:
    return [hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in NAMES]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    documents = [
        GoldDocument(
            f"d{number}",
            text,
            tuple(
                GoldSpan(start, end, layer, kind)
                for layer, rows in layers(text, orders, slogans).items()
                for start, end, kind in rows
            ),
        )
        for number, (text, orders, slogans) in enumerate(DOCUMENTS)
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text(write_documents(documents), encoding="utf-8")
    return path


def test_every_clause_and_proposal_is_an_example(pipeline: Language, tmp_path: Path) -> None:
    training = trained(pipeline, tmp_path)
    labels = [list(row) for _, row in training.clauses]
    assert labels == [
        [NONE, ORDER, ORDER, NONE, NONE],
        [NONE, ORDER, ORDER],
        [NONE, ORDER, ORDER],
    ]
    assert len(training.begins) == 6
    found = [row[0] for _, row in training.slogans if row[0] != NONE]
    assert found == ["policy", "policy"]


def test_the_place_where_an_order_begins_is_learned_from_gold(pipeline: Language, tmp_path: Path) -> None:
    for items, row in trained(pipeline, tmp_path).begins:
        assert len(items) == len(row)
        assert list(row) == sorted(row)  # "before" stands before "inside"
        assert "inside" in row


def test_the_same_documents_give_the_same_bytes(pipeline: Language, tmp_path: Path) -> None:
    trained(pipeline, tmp_path / "a")
    trained(pipeline, tmp_path / "b")
    assert digests(tmp_path / "a") == digests(tmp_path / "b")


def test_the_order_of_sets_does_not_reach_the_weights(blank_model: Path, gold: Path, tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from corpus_tools.annotate.pipeline import load_pipeline\n"
        "from corpus_tools.gold.document import read_documents\n"
        "from corpus_tools.model.train_taggers import TaggerTraining\n"
        "from corpus_tools.rules import RuleSettings\n"
        f"training = TaggerTraining(load_pipeline({str(blank_model)!r}, RuleSettings(learned=False)))\n"
        f"for document in read_documents(Path({str(gold)!r})).values():\n"
        "    spans = {layer: [(s.start, s.end, s.type) for s in document.of_layer(layer)] for layer in"
        " ('directive', 'slogan')}\n"
        "    training.add(document.text, spans)\n"
        "training.write(Path(sys.argv[1]))\n"
    )
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, str(tmp_path / seed)], check=True, env=environment)
    assert digests(tmp_path / "1") == digests(tmp_path / "2")


def test_trained_weights_know_their_labels(pipeline: Language, tmp_path: Path) -> None:
    trained(pipeline, tmp_path)
    assert set(SequenceModel(tmp_path / "clauses.crf").probabilities([["bias"]])[0]) == {ORDER, NONE}
    assert set(SequenceModel(tmp_path / "begins.crf").probabilities([["bias"]])[0]) == {"before", "inside"}
    assert set(SequenceModel(tmp_path / "slogans.crf").probabilities([["bias"]])[0]) == {"policy", NONE}


def test_without_documents_there_is_nothing_to_train_on(pipeline: Language, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no document to train on"):
        TaggerTraining(pipeline).write(tmp_path / "w")
    assert not (tmp_path / "w").exists()


@pytest.mark.parametrize("layer", ["directive", "slogan"])
def test_gold_without_spans_of_a_layer_is_refused(pipeline: Language, tmp_path: Path, layer: str) -> None:
    training = TaggerTraining(pipeline)
    text, orders, slogans = DOCUMENTS[2]
    training.add(text, {name: rows for name, rows in layers(text, orders, slogans).items() if name != layer})
    with pytest.raises(ModelError, match=f"no {layer}"):
        training.write(tmp_path / "w")
    assert not (tmp_path / "w").exists()


def test_a_pipeline_without_our_taggers_is_refused() -> None:
    with pytest.raises(ModelError, match="has no directive_tagger"):
        TaggerTraining(spacy.blank("zh"))


@pytest.mark.model
def test_the_command_trains_and_a_tagger_reads_what_it_wrote(gold: Path, tmp_path: Path, nlp: Language) -> None:
    result = CliRunner().invoke(main, ["model", "train-taggers", str(gold), "-o", str(tmp_path / "w")])
    assert (result.exit_code, result.stdout) == (0, "3 documents\n"), result.output
    tagger = nlp.get_pipe("directive_tagger")
    assert isinstance(tagger, DirectiveTagger)
    read = tagger.read(nlp(DOCUMENTS[0][0]))
    assert len(SequenceModel(tmp_path / "w" / "clauses.crf").labels(read.features)) == len(read.readings)


@pytest.mark.model
def test_faulty_gold_ends_with_1_and_wrong_usage_with_2(gold: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["model", "train-taggers", str(tmp_path / "none.jsonl"), "-o", str(tmp_path)])
    assert (result.exit_code, "none.jsonl: no such file" in result.stderr) == (1, True)
    assert CliRunner().invoke(main, ["model", "train-taggers"]).exit_code == 2
    blocked = CliRunner().invoke(main, ["model", "train-taggers", str(gold), "-o", str(gold / "w")])
    assert (blocked.exit_code, "can't be written" in blocked.stderr) == (1, True)
