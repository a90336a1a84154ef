"""What the joint network gets wrong on a batch: cross-entropy of each task."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from corpus_tools.annotate.neural.inputs import encoder_input
from corpus_tools.annotate.neural.pieces import END, MASK, UNKNOWN, Pieces
from corpus_tools.model.joint.items import Item
from corpus_tools.model.joint.network import WORD_TASKS, JointNetwork

#: A place that counts for nothing.
IGNORED = -100
#: Pieces hidden in training, and of these the share shown as the mask (the rest as unknown); characters hidden.
_HIDDEN, _AS_MASK, _HIDDEN_CHARACTERS = 0.06, 0.75, 0.04
#: Longer pieces that are left out, wherever they might stand.
_DROPPED = 0.1
#: Tags and features beside UPOS help, but less.
_WEIGHT = {"upos": 1.0, "xpos": 0.5, "feats": 0.5}


class Numbering:
    """Numbers of pieces, characters and labels."""

    def __init__(self, pieces: Pieces, characters: Sequence[str], labels: dict[str, list[str]]) -> None:
        self.pieces = pieces
        self.characters = {character: number for number, character in enumerate(characters)}
        self.labels = {task: {label: number for number, label in enumerate(names)} for task, names in labels.items()}


def losses(
    network: JointNetwork, items: Sequence[Item], numbering: Numbering, rng: random.Random | None = None
) -> dict[str, Tensor]:
    """Return the loss of each task on a batch; in training pieces are dropped by ``rng``."""
    states = _encoded(network, [item.text for item in items], numbering, rng)
    size = states.shape[1]
    found = {
        "cut": _entropy(network.cut(states), _cuts(items, size)),
        "name": _entropy(network.name(states), _names(items, size, numbering.labels["name"])),
    }
    words = network.words(
        states,
        _padded([[0, *_shifted(i.first)] for i in items], 0),
        _padded([[0, *_shifted(i.last)] for i in items], 0),
    )
    for task in WORD_TASKS:
        found[task] = _WEIGHT[task] * _entropy(network.tasks[task](words), _labels(items, task, numbering))
    heads = _padded([[IGNORED, *item.heads] for item in items], IGNORED)
    sentence = _padded([[-2, *item.sentences] for item in items], -1)
    allowed = sentence[:, :, None] == sentence[:, None, :]
    allowed[:, :, 0] = True
    trees = network.trees(words)
    found["arc"] = _entropy(trees.arcs.masked_fill(~allowed, -1e4), heads)
    row, dependent = (heads != IGNORED).nonzero(as_tuple=True)
    relations = torch.einsum(
        "ni,rij,nj->nr", trees.dependents[row, dependent], network.relation, trees.heads[row, heads[row, dependent]]
    )
    found["relation"] = _entropy(relations, _labels(items, "deprel", numbering)[row, dependent])
    return found


def _encoded(network: JointNetwork, texts: list[str], numbering: Numbering, rng: random.Random | None) -> Tensor:
    dropped = _DROPPED if network.training else 0.0
    rows = [encoder_input(t, numbering.pieces.cut(t, dropped=dropped, rng=rng), numbering.characters) for t in texts]
    pieces, characters = _padded([row.pieces for row in rows], 0), _padded([row.characters for row in rows], 0)
    if network.training:
        drawn = torch.rand(pieces.shape)
        hidden = torch.where(drawn < _HIDDEN * _AS_MASK, torch.tensor(MASK), torch.tensor(UNKNOWN))
        pieces = torch.where((drawn < _HIDDEN) & (pieces > END), hidden, pieces)
        drawn = torch.rand(characters.shape)
        characters = torch.where((drawn < _HIDDEN_CHARACTERS) & (characters > END), torch.tensor(UNKNOWN), characters)
    piece_of, places = _padded([row.piece_of for row in rows], 0), _padded([row.places for row in rows], 0)
    states: Tensor = network.encoder(pieces, characters, piece_of, places)
    return states


def _shifted(places: list[int]) -> list[int]:
    return [place + 1 for place in places]


def _entropy(scores: Tensor, wanted: Tensor) -> Tensor:
    return functional.cross_entropy(scores.reshape(-1, scores.shape[-1]), wanted.reshape(-1), ignore_index=IGNORED)


def _padded(rows: Sequence[Sequence[int]], value: int) -> Tensor:
    longest = max(map(len, rows))
    return torch.tensor([[*row, *[value] * (longest - len(row))] for row in rows])


def _labels(items: Sequence[Item], task: str, numbering: Numbering) -> Tensor:
    known: dict[str, Any] = numbering.labels[task]
    return _padded([[IGNORED, *(known.get(label, IGNORED) for label in i.labels[task])] for i in items], IGNORED)


def _cuts(items: Sequence[Item], size: int) -> Tensor:
    """0 where a word begins, 1 inside; blanks count for nothing."""
    wanted = torch.full((len(items), size), IGNORED)
    for row, item in enumerate(items):
        for first, last in zip(item.first, item.last, strict=True):
            wanted[row, first + 1 : last + 2] = 1
            wanted[row, first + 1] = 0
    return wanted


def _names(items: Sequence[Item], size: int, known: dict[str, int]) -> Tensor:
    wanted = torch.full((len(items), size), IGNORED)
    for row, item in enumerate(items):
        wanted[row, 1 : len(item.text) + 1] = known["O"]
        for first, last, label in zip(item.first, item.last, item.labels["name"], strict=True):
            if label in known and label != "O":
                wanted[row, first + 1 : last + 2] = known[f"I-{label[2:]}"]
                wanted[row, first + 1] = known[label]
    return wanted
