"""A trained linear-chain model (CRFsuite) -> labels and probabilities of a row of items."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import pycrfsuite

from corpus_tools.errors import ModelError

#: One item: its features, each a word of the model.
Features = Sequence[str]
#: A file of CRFsuite opens with this and its own length; CRFsuite itself crashes on a file that was cut off.
_MAGIC = b"lCRF"


def weights_file(name: str, folder: str | None = None) -> Path:
    """Return the file of the weights of a name (``clauses``, ``begins``, ``slogans``), the package's or a folder's."""
    shipped = Path(str(resources.files("corpus_tools").joinpath("model", "weights", "taggers")))
    return (Path(folder) if folder else shipped) / f"{name}.crf"


class SequenceModel:
    """Reads a file that ``corpus-tools model train-taggers`` wrote. Deterministic; may be pickled.

    Raises ModelError if the file is missing or is no model.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._data = path.read_bytes()
        except OSError as error:
            raise ModelError(f"{path}: the tagger's weights can't be read: {error.strerror}") from error
        self._weights: dict[str, dict[str, float]] = {}
        self._open()

    def _open(self) -> None:
        if self._data[:4] == _MAGIC and int.from_bytes(self._data[4:8], "little") != len(self._data):
            raise ModelError(f"{self.path}: the tagger's weights are cut off or damaged; copy or train them again")
        self._tagger = pycrfsuite.Tagger()
        try:
            self._tagger.open_inmemory(self._data)
        except ValueError as error:
            raise ModelError(f"{self.path}: these are no weights of a tagger ({error})") from error

    def __getstate__(self) -> dict[str, Any]:
        return {"path": self.path, "_data": self._data, "_weights": {}}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._open()

    def labels(self, items: Sequence[Features]) -> list[str]:
        """Return the most likely row of labels."""
        return list(self._tagger.tag(list(items))) if items else []

    def probabilities(self, items: Sequence[Features]) -> list[dict[str, float]]:
        """Return for each item the probability of every label, given the whole row."""
        if not items:
            return []
        self._tagger.set(list(items))
        labels = self._tagger.labels()
        return [{label: float(self._tagger.marginal(label, at)) for label in labels} for at in range(len(items))]

    def weights(self, label: str) -> dict[str, float]:
        """Return the weight of every feature for ``label``: what speaks for it (positive) and against it."""
        if not self._weights:
            for (feature, of), weight in self._tagger.info().state_features.items():
                self._weights.setdefault(of, {})[feature] = weight
        return self._weights.get(label, {})
