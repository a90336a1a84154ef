"""Scores of B, I and O for each character -> spans, by the best sequence that is well formed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_NEVER = -1e9


class Labelling:
    """The labels of one task (``O``, ``B-PER``, ``I-PER`` …) and which may follow which."""

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = list(labels)
        inside = [label.startswith("I-") for label in self.labels]
        self._first = np.where(inside, _NEVER, 0.0)
        follows = [
            [not to.startswith("I-") or (before != "O" and before[2:] == to[2:]) for to in self.labels]
            for before in self.labels
        ]
        self._follows = np.where(follows, 0.0, _NEVER)

    def spans(self, scores: NDArray[np.float32]) -> list[tuple[int, int, str]]:
        """Return (start, end, type) of the spans in the best sequence (Viterbi), in order.

        ``scores`` has one row a unit and one column a label, as logarithms of probabilities.
        """
        if not len(scores):
            return []
        best, path = scores[0] + self._first, []
        for row in scores[1:]:
            reach = best[:, None] + self._follows
            path.append(reach.argmax(axis=0))
            best = reach.max(axis=0) + row
        number = int(best.argmax())
        numbers = [number]
        for step in reversed(path):
            number = int(step[number])
            numbers.append(number)
        return self._collect([self.labels[n] for n in reversed(numbers)])

    @staticmethod
    def _collect(labels: list[str]) -> list[tuple[int, int, str]]:
        found: list[tuple[int, int, str]] = []
        start, kind = -1, ""
        for place, label in enumerate([*labels, "O"]):
            if kind and not label.startswith("I-"):
                found.append((start, place, kind))
                kind = ""
            if label.startswith("B-"):
                start, kind = place, label[2:]
        return found
