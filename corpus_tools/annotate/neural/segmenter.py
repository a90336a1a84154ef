"""Text -> tokens: the joint network cuts, and hands on what it read for the components behind it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import srsly
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from corpus_tools.annotate.neural.network import CharacterReadings, JointNetwork
from corpus_tools.annotate.word_borders import WordBorders, to_doc
from corpus_tools.errors import ModelError

#: Where the tokenizer leaves its readings for the joint reader, which takes them away (``doc.user_data``).
READINGS = "corpus_tools.readings"


class NeuralSegmenter:
    """A spaCy tokenizer whose cuts between fixed tokens and listed words are those of a :class:`JointNetwork`."""

    def __init__(self, vocab: Vocab, network: JointNetwork | None = None, words: Iterable[str] = ()) -> None:
        self.vocab = vocab
        self._network = network
        self._borders = WordBorders(words, numbers_may_join=True)

    @property
    def network(self) -> JointNetwork:
        """The weights. Raises ModelError if none have been loaded."""
        if self._network is None:
            raise ModelError("the accurate segmenter has no weights; load a trained pipeline")
        return self._network

    def __call__(self, text: str) -> Doc:
        """Cut a text into tokens."""
        if not text:
            return Doc(self.vocab)
        readings = self.network.read_characters(text)
        doc = self._cut(text, readings)
        doc.user_data[READINGS] = readings
        return doc

    def _cut(self, text: str, readings: CharacterReadings) -> Doc:
        begins = readings.scores["cut"].argmax(axis=1) == self.network.labels["cut"].index("begin")

        def cut(piece: str, offset: int) -> list[str]:
            return self._borders.cut(
                piece, lambda begin, end: (np.flatnonzero(begins[offset + begin : offset + end]) + begin).tolist()
            )

        return to_doc(self.vocab, text, cut)

    def pipe(self, texts: Iterable[str], **_: Any) -> Iterable[Doc]:
        """Tokenize a stream of texts."""
        for text in texts:
            yield self(text)

    def to_bytes(self, **_: Any) -> bytes:
        """Serialize the weights and the word list."""
        return bytes(srsly.msgpack_dumps({"files": self.network.files, "words": self._borders.words}))

    def from_bytes(self, data: bytes, **_: Any) -> NeuralSegmenter:
        """Restore what ``to_bytes`` wrote."""
        state = srsly.msgpack_loads(data)
        self._network = JointNetwork(state["files"])
        self._borders = WordBorders(state["words"], numbers_may_join=True)
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write the weights and ``words.txt`` into the folder ``path``."""
        folder = Path(path)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name, content in sorted(self.network.files.items()):
            (folder / name).write_bytes(content)
        (folder / "words.txt").write_text("".join(f"{word}\n" for word in self._borders.words), encoding="utf-8")

    def from_disk(self, path: str | Path, **_: Any) -> NeuralSegmenter:
        """Restore what ``to_disk`` wrote."""
        folder = Path(path)
        self._network = JointNetwork.from_folder(folder)
        self._borders = WordBorders((folder / "words.txt").read_text(encoding="utf-8").split(), numbers_may_join=True)
        return self


@registry.tokenizers("corpus_tools.NeuralSegmenter.v1")  # type: ignore[untyped-decorator]
def make_neural_segmenter() -> Callable[[Language], NeuralSegmenter]:
    """Build an empty segmenter; its weights come from the pipeline's folder."""

    def create(nlp: Language) -> NeuralSegmenter:
        return NeuralSegmenter(nlp.vocab)

    return create
