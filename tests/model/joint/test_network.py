"""The trained network and what runs of it give the same; needs the extra ``train``."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="training needs the extra: pip install 'corpus-tools[train]'")
pytest.importorskip("onnx", reason="training needs the extra: pip install 'corpus-tools[train]'")

import torch

from corpus_tools.annotate.neural.inputs import encoder_input
from corpus_tools.annotate.neural.network import JointNetwork as Runtime
from corpus_tools.annotate.neural.pieces import SPECIAL, Pieces
from corpus_tools.model.joint.averaged import AveragedWeights
from corpus_tools.model.joint.encoder import Encoder
from corpus_tools.model.joint.export import export
from corpus_tools.model.joint.items import Item, single_items
from corpus_tools.model.joint.losses import Numbering, losses
from corpus_tools.model.joint.network import JointNetwork
from corpus_tools.model.joint.syntax import Stage, train_stage
from corpus_tools.model.joint.train import labels_of
from corpus_tools.model.treebank import GoldSentence, GoldWord

GOLD = [
    GoldSentence(
        "1",
        "王安守堤",
        (
            GoldWord("王安", "王安", "PROPN", "NNP", "", 2, "nsubj", False, "B-PER"),
            GoldWord("守", "守", "VERB", "VV", "", 0, "root", False),
            GoldWord("堤", "堤", "NOUN", "NN", "", 2, "obj", False),
        ),
    )
]
CHARACTERS = [*SPECIAL, *"王安守堤"]
LABELS = labels_of(GOLD)
PIECES = Pieces([("王安", -3.0), ("守", -3.0), ("堤", -3.0)])
NUMBERING = Numbering(PIECES, CHARACTERS, LABELS)


@pytest.fixture
def network() -> JointNetwork:
    torch.manual_seed(0)
    return new_network().eval()


def new_network() -> JointNetwork:
    return JointNetwork(Encoder(len(PIECES), len(CHARACTERS), layers=1), LABELS)


def test_another_sentence_of_the_row_is_no_head(network: JointNetwork) -> None:
    alone, row = single_items(GOLD), Item()
    row.add(GOLD[0])
    row.add(GOLD[0])
    assert losses(network, alone, NUMBERING)["arc"].item() < np.log(4) * 2
    assert losses(network, [row], NUMBERING)["arc"].item() < np.log(4) * 2


def test_training_learns_and_goes_on_where_it_stopped(network: JointNetwork, tmp_path: Path) -> None:
    before = sum(losses(network, single_items(GOLD), NUMBERING).values())
    stage = Stage("try", steps=20, rate=1e-3, head_rate=1e-3, alone=1.0, warm_up=2)
    said: list[str] = []
    train_stage(network, GOLD, NUMBERING, stage, work=tmp_path / "try.pt", report=said.append)
    assert sum(losses(network, single_items(GOLD), NUMBERING).values()) < before / 2
    trained = {name: value.clone() for name, value in network.state_dict().items()}
    again = new_network()
    train_stage(again, GOLD, NUMBERING, stage, work=tmp_path / "try.pt", report=said.append)
    assert all(torch.equal(trained[name], value) for name, value in again.state_dict().items())


def test_what_runs_reads_as_what_was_trained(network: JointNetwork, tmp_path: Path) -> None:
    export(network, PIECES, CHARACTERS, LABELS, tmp_path)
    found = Runtime.from_folder(tmp_path).read_characters("王安守堤")
    row = encoder_input("王安守堤", PIECES.cut("王安守堤"), NUMBERING.characters)
    inputs = [torch.tensor([values]) for values in (row.pieces, row.characters, row.piece_of, row.places)]
    with torch.no_grad():
        vectors = network.encoder(*inputs)[0, 1:-1].numpy()
    assert np.corrcoef(found.vectors.ravel(), vectors.ravel())[0, 1] > 0.9  # eight bits a weight


def test_the_average_follows_the_weights(network: JointNetwork) -> None:
    averaged = AveragedWeights(network)
    with torch.no_grad():
        network.cut.bias.fill_(1.0)
    for step in range(400):
        averaged.add(network, step)
    assert averaged.values["cut.bias"].mean() > 0.99
