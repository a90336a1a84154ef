"""A training that was stopped goes on where it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import nn


def save_checkpoint(path: Path, network: nn.Module, optimizer: torch.optim.Optimizer, step: int, **more: Any) -> None:
    """Write the state after ``step`` steps, whole or not at all."""
    partial = path.with_suffix(".partial")
    torch.save({"network": network.state_dict(), "optimizer": optimizer.state_dict(), "step": step, **more}, partial)
    partial.replace(path)


def load_checkpoint(
    path: Path, network: nn.Module, optimizer: torch.optim.Optimizer, into: dict[str, Any] | None = None
) -> int:
    """Restore the state and return the number of steps done; 0 where there is none. ``into`` takes the rest."""
    if not path.is_file():
        return 0
    state = torch.load(path, weights_only=True)
    network.load_state_dict(state.pop("network"))
    optimizer.load_state_dict(state.pop("optimizer"))
    step: int = state.pop("step")
    if into is not None:
        into.update(state)
    return step
