"""A running average of weights, which is steadier than the last step's (Polyak and Juditsky 1992)."""

from __future__ import annotations

import torch
from torch import Tensor, nn

_DECAY = 0.985


class AveragedWeights:
    """The average; ``values`` maps names to tensors as ``state_dict`` does."""

    def __init__(self, network: nn.Module) -> None:
        self.values: dict[str, Tensor] = {name: value.clone() for name, value in network.state_dict().items()}

    @torch.no_grad()
    def add(self, network: nn.Module, step: int) -> None:
        """Take the weights after ``step`` steps in; early steps count for less."""
        decay = min(_DECAY, (step + 1) / (step + 10))
        for name, value in network.state_dict().items():
            self.values[name].lerp_(value, 1 - decay)
