"""A trained joint network -> the files that run without torch: two onnx graphs, the matrices of arcs, the labels."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from corpus_tools.annotate.neural.pieces import UNKNOWN, Pieces
from corpus_tools.model.joint.network import WORD_TASKS, JointNetwork

_OPSET = 17
_WORD_OUTPUTS = (*WORD_TASKS, "arc_dependent", "arc_head", "relation_dependent", "relation_head")


class _Characters(nn.Module):
    """An ``EncoderInput`` -> vectors of characters, and logarithms of probabilities of cuts and names."""

    def __init__(self, network: JointNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, characters: Tensor, piece_of: Tensor, places: Tensor) -> tuple[Tensor, ...]:
        vectors = self.network.encoder(pieces, characters, piece_of, places, padded=False)
        cut, name = self.network.cut(vectors), self.network.name(vectors)
        return vectors, functional.log_softmax(cut, -1), functional.log_softmax(name, -1)


class _Words(nn.Module):
    """Vectors of first and last characters side by side -> scores of tags, and what arcs are scored from."""

    def __init__(self, network: JointNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, pairs: Tensor) -> tuple[Tensor, ...]:
        words = self.network.word_of(pairs)
        return (*(self.network.tasks[task](words) for task in WORD_TASKS), *self.network.parts(words))


def export(
    network: JointNetwork, pieces: Pieces, characters: list[str], labels: dict[str, list[str]], folder: Path
) -> None:
    """Write the files of ``annotate.neural.network.JointNetwork`` into ``folder``; the encoder with 8 bits a weight."""
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415 (of the extra ``train``)

    network.eval()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        whole = Path(made) / "encoder.onnx"
        size, few = 30, 20
        example = {
            "pieces": torch.full((1, few + 2), UNKNOWN),
            "characters": torch.full((1, size + 2), UNKNOWN),
            "piece_of": torch.tensor([[0, *(1 + place * few // size for place in range(size)), few + 1]]),
            "places": torch.zeros((1, size + 2), dtype=torch.long),
        }
        _write(_Characters(network), example, whole, ("vectors", "cut", "name"), 1)
        quantize_dynamic(
            whole,
            folder / "encoder.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
            extra_options={"MatMulConstBOnly": True},
        )
    pairs = {"pairs": torch.randn(5, network.word.in_features)}
    _write(_Words(network), pairs, folder / "words.onnx", _WORD_OUTPUTS, 0)
    np.savez_compressed(
        folder / "arcs.npz", arc=network.arc.detach().numpy(), relation=network.relation.detach().numpy()
    )
    tables = {"characters": characters, "pieces": pieces.rows, "labels": labels}
    (folder / "labels.json").write_text(json.dumps(tables, ensure_ascii=False), encoding="utf-8")


def _write(module: nn.Module, example: dict[str, Tensor], path: Path, outputs: tuple[str, ...], axis: int) -> None:
    axes: dict[str, Any] = {name: {axis: f"{name}_size"} for name in (*example, *outputs)}
    torch.onnx.export(
        module,
        tuple(example.values()),
        str(path),
        input_names=list(example),
        output_names=list(outputs),
        dynamic_axes=axes,
        opset_version=_OPSET,
        dynamo=False,
    )
