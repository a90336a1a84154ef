"""The joint network: heads on the encoder for cuts, names, tags, features and trees (Dozat and Manning 2017)."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from corpus_tools.model.joint.encoder import WIDTH, Encoder

ARC, RELATION = 256, 128
_WORD_DROPOUT, _TREE_DROPOUT = 0.125, 0.25
#: Tasks with one label a word.
WORD_TASKS = ("upos", "xpos", "feats")


@dataclass(frozen=True)
class Trees:
    """Scores of arcs (batch x dependents x heads, the root first) and what relations are scored from."""

    arcs: Tensor
    dependents: Tensor
    heads: Tensor


class JointNetwork(nn.Module):
    """``labels`` lists the labels of each task: ``cut``, ``name``, ``upos``, ``xpos``, ``feats``, ``deprel``."""

    def __init__(self, encoder: Encoder, labels: dict[str, list[str]]) -> None:
        super().__init__()
        self.encoder = encoder
        self.cut = nn.Linear(WIDTH, len(labels["cut"]))
        self.name = nn.Linear(WIDTH, len(labels["name"]))
        self.word = nn.Linear(2 * WIDTH, WIDTH)
        self.tasks = nn.ModuleDict({task: nn.Linear(WIDTH, len(labels[task])) for task in WORD_TASKS})
        self.arc_dependent, self.arc_head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.relation_dependent, self.relation_head = nn.Linear(WIDTH, RELATION), nn.Linear(WIDTH, RELATION)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        nn.init.xavier_uniform_(self.arc)
        self.relation = nn.Parameter(torch.zeros(len(labels["deprel"]), RELATION + 1, RELATION + 1))
        nn.init.normal_(self.relation, 0, 0.02)

    def words(self, states: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Vectors of words from those of their first and last characters (batch x words, places in ``states``)."""
        pairs = torch.cat([_at(states, first), _at(states, last)], -1)
        return functional.dropout(self.word_of(pairs), _WORD_DROPOUT, self.training)

    def word_of(self, pairs: Tensor) -> Tensor:
        """Vectors of words from two vectors of characters side by side."""
        return functional.gelu(self.word(pairs))

    def parts(self, words: Tensor) -> list[Tensor]:
        """Return what arcs and relations are scored from: dependents and heads of arcs, then of relations."""
        layers = (self.arc_dependent, self.arc_head, self.relation_dependent, self.relation_head)
        return [functional.dropout(functional.gelu(layer(words)), _TREE_DROPOUT, self.training) for layer in layers]

    def trees(self, words: Tensor) -> Trees:
        """Score the arcs of sentences whose first word is the root."""
        dependent, head, relation_dependent, relation_head = self.parts(words)
        arcs = _with_one(dependent) @ self.arc @ head.transpose(1, 2)
        return Trees(arcs, _with_one(relation_dependent), _with_one(relation_head))


def _at(states: Tensor, places: Tensor) -> Tensor:
    return states.gather(1, places[:, :, None].expand(-1, -1, states.shape[2]))


def _with_one(values: Tensor) -> Tensor:
    return torch.cat([values, torch.ones_like(values[..., :1])], -1)
