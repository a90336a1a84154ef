"""A trained linear-chain model: labels, probabilities, weights, and files that are none."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path

import pycrfsuite
import pytest

from corpus_tools.annotate.sequence_model import SequenceModel, weights_file
from corpus_tools.errors import ModelError

ITEMS = [["wet", "bias"], ["dry", "bias"], ["wet", "bias"]]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Weights that know ``wet`` to be an order and ``dry`` to be none."""
    target = tmp_path_factory.mktemp("weights") / "tiny.crf"
    trainer = pycrfsuite.Trainer(verbose=False)
    for _ in range(8):
        trainer.append(ITEMS, ["order", "none", "order"])
    trainer.train(str(target))
    return target


@pytest.fixture(scope="module")
def model(path: Path) -> SequenceModel:
    return SequenceModel(path)


def test_a_row_gets_its_likeliest_labels(model: SequenceModel) -> None:
    assert model.labels(ITEMS) == ["order", "none", "order"]


def test_probabilities_of_an_item_add_up_to_one(model: SequenceModel) -> None:
    rows = model.probabilities(ITEMS)
    assert [set(row) for row in rows] == [{"order", "none"}] * 3
    assert [sum(row.values()) for row in rows] == pytest.approx([1.0] * 3)
    assert rows[0]["order"] > 0.5 > rows[1]["order"]


def test_an_empty_row_has_neither(model: SequenceModel) -> None:
    assert (model.labels([]), model.probabilities([])) == ([], [])


def test_features_that_were_never_seen_do_no_harm(model: SequenceModel) -> None:
    assert len(model.labels([["缆", "a:b\t=\\"], []])) == 2


def test_weights_tell_what_speaks_for_a_label(model: SequenceModel) -> None:
    assert model.weights("order")["wet"] > 0 > model.weights("none").get("wet", -1.0)
    assert model.weights("klingon") == {}


def test_the_same_items_give_the_same_figures_again_and_again(model: SequenceModel) -> None:
    first = model.probabilities(ITEMS)
    model.labels([["dry"]])
    assert model.probabilities(ITEMS) == first


def test_a_model_may_be_copied_and_sent_to_another_process(model: SequenceModel) -> None:
    model.weights("order")
    for again in (pickle.loads(pickle.dumps(model)), copy.deepcopy(model)):
        assert again.probabilities(ITEMS) == model.probabilities(ITEMS)
        assert again.weights("order") == model.weights("order")


def test_a_file_that_is_missing_or_no_file_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "none.crf", tmp_path):
        with pytest.raises(ModelError, match=f"{path}: the tagger's weights can't be read"):
            SequenceModel(path)


@pytest.mark.parametrize("data", [b"", b"lCRF", b"no weights at all", "要压实责任".encode() * 30])
def test_a_file_that_is_no_model_is_named(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.crf"
    path.write_bytes(data)
    with pytest.raises(ModelError, match=r"x\.crf: "):
        SequenceModel(path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_file_that_was_cut_off_is_named_and_does_not_crash(path: Path, tmp_path: Path, share: float) -> None:
    data = path.read_bytes()
    short = tmp_path / "short.crf"
    short.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(ModelError, match="cut off or damaged"):
        SequenceModel(short)


@pytest.mark.parametrize("name", ["clauses", "begins", "slogans"])
def test_the_package_s_weights_can_be_read_and_those_of_a_folder_be_named(name: str, tmp_path: Path) -> None:
    assert SequenceModel(weights_file(name)).probabilities([["bias"]])
    assert weights_file(name, str(tmp_path)) == tmp_path / f"{name}.crf"
