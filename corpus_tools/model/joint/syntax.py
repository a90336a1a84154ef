"""Train the joint network on a treebank, on single sentences and rows of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from corpus_tools.model.joint.averaged import AveragedWeights
from corpus_tools.model.joint.checkpoint import load_checkpoint, save_checkpoint
from corpus_tools.model.joint.items import Item, batches, rows_of
from corpus_tools.model.joint.losses import Numbering, losses
from corpus_tools.model.joint.network import JointNetwork
from corpus_tools.model.treebank import GoldSentence

_EVERY = 100
_SMALLEST_SHARE = 0.03


@dataclass(frozen=True)
class Stage:
    """One stage of training; ``alone`` is the share of sentences that stay single, ``batch`` counts characters."""

    name: str
    steps: int
    rate: float
    head_rate: float
    alone: float
    warm_up: int = 60
    batch: int = 2600


def train_stage(
    network: JointNetwork,
    sentences: Sequence[GoldSentence],
    numbering: Numbering,
    stage: Stage,
    *,
    work: Path,
    report: Callable[[str], None],
) -> None:
    """Train in place; the network ends with the averaged weights. Goes on from ``work`` if it can."""
    torch.manual_seed(1)
    pretrained = network.encoder.pretrained()
    inside = {id(parameter) for parameter in pretrained}
    rest = [parameter for parameter in network.parameters() if id(parameter) not in inside]
    optimizer = torch.optim.AdamW([{"params": pretrained}, {"params": rest}], betas=(0.9, 0.98), weight_decay=0.01)
    averaged = AveragedWeights(network)
    state: dict[str, Any] = {}
    begun = load_checkpoint(work, network, optimizer, state)
    averaged.values = state.get("averaged", averaged.values)
    network.train()
    queue: list[list[Item]] = []
    rng = random.Random(begun)
    for step in range(begun, stage.steps):
        share = min(1.0, (step + 1) / stage.warm_up) * max(_SMALLEST_SHARE, 1 - step / stage.steps)
        for group, rate in zip(optimizer.param_groups, (stage.rate, stage.head_rate), strict=True):
            group["lr"] = rate * share
        if not queue:
            queue = batches(rows_of(sentences, stage.alone, rng), stage.batch, rng)
        found = losses(network, queue.pop(), numbering, rng)
        _step(network, optimizer, found)
        averaged.add(network, step + 1)
        if (step + 1) % 50 == 0:
            parts = ", ".join(f"{task} {loss.item():.3f}" for task, loss in found.items())
            report(f"{stage.name}: step {step + 1} of {stage.steps}, {parts}")
        if (step + 1) % _EVERY == 0 or step + 1 == stage.steps:
            save_checkpoint(work, network, optimizer, step + 1, averaged=averaged.values)
    network.load_state_dict(averaged.values)
    network.eval()


def _step(network: JointNetwork, optimizer: torch.optim.Optimizer, found: dict[str, Tensor]) -> None:
    total = torch.stack(list(found.values())).sum()
    optimizer.zero_grad()
    total.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(network.parameters(), 2.0)
    optimizer.step()
