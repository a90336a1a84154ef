"""The joint network: text -> readings of characters, words -> tags and arcs; onnx files that onnxruntime runs."""

from __future__ import annotations

import io
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus_tools.annotate.neural.inputs import encoder_input
from corpus_tools.annotate.neural.pieces import Pieces
from corpus_tools.annotate.neural.windows import windows
from corpus_tools.annotate.word_borders import FULL_WIDTH
from corpus_tools.errors import ModelError

Numbers = NDArray[np.float32]
Places = NDArray[np.int64]

#: Characters in one window, as many as the longest stretch in training; the encoder has places for 512.
LONGEST_WINDOW = 300
FILES = ("encoder.onnx", "words.onnx", "arcs.npz", "labels.json")


@dataclass(frozen=True)
class CharacterReadings:
    """What the encoder makes of a text of ``n`` characters.

    ``vectors``: n x width. ``roots``: n x width, for each character the vector of its window's beginning, which stands
    for the root of a tree. ``scores``: for each task (``cut``, ``name``) n x labels, logarithms of probabilities.
    """

    vectors: Numbers
    roots: Numbers
    scores: dict[str, Numbers]


@dataclass(frozen=True)
class WordReadings:
    """What the network makes of ``n`` words: the best label of each task, and what arcs are scored from."""

    labels: dict[str, list[str]]
    parts: dict[str, Numbers]


class JointNetwork:
    """The weights of one accurate model; ``labels`` lists the labels of each task in the order of the scores."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        tables = json.loads(files["labels.json"])
        self._number = {character: number for number, character in enumerate(tables["characters"])}
        self._pieces = Pieces((form, score) for form, score in tables["pieces"])
        self.labels: dict[str, list[str]] = tables["labels"]
        self._encoder, self._words = _session(files["encoder.onnx"]), _session(files["words.onnx"])
        self._encoder_outputs = [output.name for output in self._encoder.get_outputs()]
        self._word_outputs = [output.name for output in self._words.get_outputs()]
        with np.load(io.BytesIO(files["arcs.npz"])) as arrays:
            self._arc, self._relation = arrays["arc"], arrays["relation"]

    @classmethod
    def from_folder(cls, folder: Path) -> JointNetwork:
        """Load the network of a folder. Raises ModelError if a file or onnxruntime is missing."""
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise ModelError(f"{folder}: {', '.join(missing)} missing; install or train the model again")
        return cls({name: (folder / name).read_bytes() for name in FILES})

    def read_characters(self, text: str) -> CharacterReadings:
        """Read a text in windows that end with a line or a sentence where they can."""
        seen = text.translate(FULL_WIDTH)
        rows: dict[str, list[Numbers]] = {name: [] for name in self._encoder_outputs}
        roots = []
        for start, end in windows(text, LONGEST_WINDOW):
            window = seen[start:end]
            numbers = encoder_input(window, self._pieces.cut(window), self._number)
            rows_of = {name: np.array([row], np.int64) for name, row in asdict(numbers).items()}
            found = self._encoder.run(None, rows_of)
            for name, values in zip(self._encoder_outputs, found, strict=True):
                rows[name].append(values[0][1:-1])
            roots.append(np.broadcast_to(found[0][0][0], (end - start, found[0].shape[-1])))
        scores = {name: np.concatenate(values) for name, values in rows.items()}
        return CharacterReadings(scores.pop("vectors"), np.concatenate(roots), scores)

    def read_words(self, characters: CharacterReadings, first: Places, last: Places) -> WordReadings:
        """Read words that begin at the characters ``first`` and end with the characters ``last``, in text order.

        ``first`` and ``last`` may hold -1 for the root that stands before the word behind it.
        """
        after = np.minimum(np.arange(len(first)) + 1, len(first) - 1)
        root = characters.roots[np.maximum(first[after], 0)]
        begins = np.where((first < 0)[:, None], root, characters.vectors[first])
        ends = np.where((last < 0)[:, None], root, characters.vectors[last])
        found = self._words.run(None, {"pairs": np.concatenate([begins, ends], axis=1)})
        parts = dict(zip(self._word_outputs, found, strict=True))
        tasks = [task for task in ("upos", "xpos", "feats") if task in parts]
        labels = {task: [self.labels[task][number] for number in parts.pop(task).argmax(axis=1)] for task in tasks}
        return WordReadings(labels, parts)

    def arcs(self, words: WordReadings, start: int, end: int) -> Numbers:
        """Score the arcs of a sentence whose root stands at ``start`` and whose words follow it up to ``end``.

        Rows are dependents (without the root), columns are heads (the root first).
        """
        dependents = words.parts["arc_dependent"][start + 1 : end]
        heads = words.parts["arc_head"][start:end]
        scores: Numbers = _with_one(dependents) @ self._arc @ heads.T
        return scores

    def relations(self, words: WordReadings, start: int, heads: list[int]) -> list[str]:
        """Return the best relation of each word of a sentence to its head (-1: the root)."""
        dependents = _with_one(words.parts["relation_dependent"][start + 1 : start + 1 + len(heads)])
        governors = _with_one(words.parts["relation_head"][[start + 1 + head for head in heads]])
        # per relation a bilinear form; as one product of matrices, which numpy hands to a fast library
        halves = np.tensordot(dependents, self._relation, axes=(1, 1))
        scores = (halves @ governors[:, :, None])[:, :, 0]
        names = self.labels["deprel"]
        root = names.index("root")
        for row, head in zip(scores, heads, strict=True):
            row[[root]] = np.inf if head < 0 else -np.inf
        return [names[number] for number in scores.argmax(axis=1)]


def _with_one(values: Numbers) -> Numbers:
    return np.concatenate([values, np.ones((len(values), 1), values.dtype)], axis=1)


def _session(model: bytes) -> Any:
    try:
        import onnxruntime  # noqa: PLC0415 (an extra: only the accurate model needs it)
    except ImportError as error:
        raise ModelError("the accurate model needs onnxruntime: pip install 'corpus-tools[accurate]'") from error
    options = onnxruntime.SessionOptions()
    # one thread: corpora are annotated by many processes, and sums in one order give the same bytes everywhere
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
