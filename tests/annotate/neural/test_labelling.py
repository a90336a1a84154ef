from __future__ import annotations

import numpy as np

from corpus_tools.annotate.neural.labelling import Labelling

LABELS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]


def _scores(*labels: str, rival: str = "O", margin: float = 1.0) -> np.ndarray:
    rows = np.full((len(labels), len(LABELS)), -5.0, np.float32)
    for place, label in enumerate(labels):
        rows[place, LABELS.index(rival)] = -margin
        rows[place, LABELS.index(label)] = 0
    return rows


def test_neighbours_of_one_type_stay_two_spans() -> None:
    found = Labelling(LABELS).spans(_scores("B-PER", "I-PER", "B-PER", "O", "B-LOC"))
    assert found == [(0, 2, "PER"), (2, 3, "PER"), (4, 5, "LOC")]


def test_an_inside_without_its_beginning_is_no_span() -> None:
    assert Labelling(LABELS).spans(_scores("O", "I-LOC", "O")) == []


def test_a_span_never_changes_its_type_within() -> None:
    found = Labelling(LABELS).spans(_scores("B-PER", "I-LOC", "I-PER"))
    assert {kind for _, _, kind in found} == {"PER"}


def test_nothing_gives_nothing() -> None:
    assert Labelling(LABELS).spans(np.zeros((0, 5), np.float32)) == []
