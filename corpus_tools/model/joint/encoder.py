"""A small transformer that reads pieces (post-norm, as BERT; Devlin et al. 2019) and hands them to characters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from corpus_tools.annotate.neural.inputs import PLACES
from corpus_tools.annotate.neural.pieces import SPECIAL
from corpus_tools.model.joint.e5_file import E5File
from corpus_tools.model.joint.kept_pieces import KeptPiece

WIDTH, HEADS, INNER, LONGEST = 384, 12, 1536, 512
DROPOUT, _CHARACTER_DROPOUT = 0.1, 0.2
_CHARACTER, _IN_PIECE, _NARROW, _NEIGHBOURS = 96, 32, 128, 256
#: What is new begins quiet beside what is pretrained.
_QUIET = 0.3
_EPSILON = 1e-12


class Layer(nn.Module):
    """Self-attention and a feed-forward network."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.attended_norm = nn.LayerNorm(WIDTH, _EPSILON)
        self.widen = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, _EPSILON)

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        """``states`` batch x characters x width; ``mask`` true where a character may be looked at."""
        size = states.shape[1]
        parts = self.qkv(states).view(-1, size, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        query, key, value = parts[0], parts[1], parts[2]
        if mask is None:  # written out for the exporter, whose graph then quantizes whole
            weights = torch.softmax(query @ key.transpose(2, 3) / (WIDTH // HEADS) ** 0.5, -1)
            found = weights @ value
        else:
            found = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        found = found.transpose(1, 2).reshape(-1, size, WIDTH)
        states = self.attended_norm(states + self._drop(self.attended(found)))
        return self.norm(states + self._drop(self.narrow(functional.gelu(self.widen(states)))))

    def _drop(self, values: Tensor) -> Tensor:
        return functional.dropout(values, DROPOUT, self.training)


class Encoder(nn.Module):
    """Pieces read by a transformer, each handed to its characters, which look at their neighbours once more.

    Pieces carry what the pretrained weights know; words end inside them too, so cuts are made between characters.
    """

    def __init__(self, pieces: int, characters: int, layers: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(pieces, WIDTH, padding_idx=0)
        self.places = nn.Embedding(LONGEST, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, _EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.characters = nn.Embedding(characters, _CHARACTER, padding_idx=0)
        self.in_piece = nn.Embedding(PLACES, _IN_PIECE)
        self.narrow = nn.Linear(WIDTH, _NARROW)
        self.near = nn.Conv1d(_CHARACTER + _IN_PIECE + _NARROW, _NEIGHBOURS, 3, padding=1)
        self.nearer = nn.Conv1d(_NEIGHBOURS, _NEIGHBOURS, 3, padding=1)
        self.widen = nn.Linear(_NEIGHBOURS, WIDTH)
        self.last_norm = nn.LayerNorm(WIDTH)

    def forward(
        self, pieces: Tensor, characters: Tensor, piece_of: Tensor, places: Tensor, *, padded: bool = True
    ) -> Tensor:
        """Return vectors (batch x characters x width); 0 is padding, and without ``padded`` there is none."""
        mask = (pieces != 0)[:, None, None, :] if padded else None
        states = self.norm(self.embedding(pieces) + self.places.weight[: pieces.shape[1]])
        states = functional.dropout(states, DROPOUT, self.training)
        for layer in self.layers:
            states = layer(states, mask)
        states = states.gather(1, piece_of[:, :, None].expand(-1, -1, WIDTH))
        known = functional.dropout(self.characters(characters), _CHARACTER_DROPOUT, self.training)
        near = torch.cat([known, self.in_piece(places), self.narrow(states)], -1)
        if padded:
            near = near * (characters != 0)[:, :, None]
        near = functional.gelu(self.near(near.transpose(1, 2)))
        near = functional.gelu(self.nearer(functional.dropout(near, DROPOUT, self.training))).transpose(1, 2)
        return self.last_norm(states + functional.dropout(self.widen(near), DROPOUT, self.training))

    def pretrained(self) -> list[nn.Parameter]:
        """Return the parameters that :func:`from_e5` fills; they learn more slowly than the rest."""
        parts: tuple[nn.Module, ...] = (self.embedding, self.places, self.norm, self.layers)
        return [parameter for part in parts for parameter in part.parameters()]


def from_e5(file: E5File, pieces: Sequence[KeptPiece], characters: int, layers: int) -> Encoder:
    """Return an encoder with layers of multilingual-e5-small; a piece that e5 lacks gets the mean of the others."""
    encoder = Encoder(len(SPECIAL) + len(pieces), characters, layers)
    rows = np.array([file.padding, file.begin, file.end, file.unknown, -1, *(piece.row for piece in pieces)])
    vectors = file.matrix("emb.word", WIDTH, np.maximum(rows, 0))
    known = rows >= 0
    noise = np.random.default_rng(0).normal(0, 0.02, (int((~known).sum()), WIDTH))
    vectors[~known] = vectors[known].mean(axis=0) + noise
    with torch.no_grad():
        encoder.embedding.weight.copy_(torch.from_numpy(vectors + file.vector("emb.type")[:WIDTH]))
        encoder.embedding.weight[0] = 0
        encoder.places.weight.copy_(torch.from_numpy(file.vector("emb.pos")).view(LONGEST, -1))
        _copy_norm(encoder.norm, file, "emb.ln")
        for number, layer in enumerate(encoder.layers):
            _copy_layer(layer, file, f"l{number}.")  # type: ignore[arg-type]
        encoder.widen.weight.mul_(_QUIET)
    return encoder


def _copy_layer(layer: Layer, file: E5File, prefix: str) -> None:
    layer.qkv.weight.copy_(torch.from_numpy(np.concatenate([file.matrix(f"{prefix}{n}.w", WIDTH) for n in "qkv"])))
    layer.qkv.bias.copy_(torch.from_numpy(np.concatenate([file.vector(f"{prefix}{n}.b") for n in "qkv"])))
    for linear, name, columns in (
        (layer.attended, "ao", WIDTH),
        (layer.widen, "fi", WIDTH),
        (layer.narrow, "fo", INNER),
    ):
        linear.weight.copy_(torch.from_numpy(file.matrix(f"{prefix}{name}.w", columns)))
        linear.bias.copy_(torch.from_numpy(file.vector(f"{prefix}{name}.b")))
    _copy_norm(layer.attended_norm, file, f"{prefix}aln")
    _copy_norm(layer.norm, file, f"{prefix}oln")


def _copy_norm(norm: nn.LayerNorm, file: E5File, name: str) -> None:
    norm.weight.copy_(torch.from_numpy(file.vector(f"{name}.w")))
    norm.bias.copy_(torch.from_numpy(file.vector(f"{name}.b")))
