"""Text -> tokens: pkuseg, guided by a list of the genre's own words."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable
from itertools import accumulate
from pathlib import Path
from typing import Any

import spacy_pkuseg
import srsly
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from corpus_tools.annotate.word_borders import FULL_WIDTH, WordBorders, to_doc
from corpus_tools.errors import ModelError


class Segmenter:
    """A spaCy tokenizer: pkuseg cuts what the rules of :class:`WordBorders` leave open."""

    def __init__(self, vocab: Vocab, model_path: Path | None = None, words: Iterable[str] = ()) -> None:
        self.vocab = vocab
        self._files: dict[str, bytes] = {}
        self._cut: Callable[[str], list[str]] | None = None
        self._borders = WordBorders(words)
        if model_path is not None:
            self.load_pkuseg(model_path)

    @property
    def words(self) -> list[str]:
        """The words of the genre that are kept whole."""
        return self._borders.words

    def load_pkuseg(self, path: Path) -> None:
        """Load a pkuseg model from a folder that holds ``features.msgpack`` and ``weights.npz``.

        Raises ModelError if a file is missing.
        """
        for name in ("features.msgpack", "weights.npz"):
            if not (path / name).is_file():
                raise ModelError(f"{path}: the segmenter's file {name} is missing; train the model again")
            self._files[name] = (path / name).read_bytes()
        self._cut = spacy_pkuseg.pkuseg(str(path), user_dict=None)._cut

    def __call__(self, text: str) -> Doc:
        """Cut a text into tokens."""
        return to_doc(self.vocab, text, lambda piece, _: self.cut(piece))

    def cut(self, text: str) -> list[str]:
        """Cut a stretch without white space into words."""
        seen = text.translate(FULL_WIDTH)
        return self._borders.cut(text, lambda begin, end: self._model_cuts(seen, begin, end))

    def _model_cuts(self, text: str, begin: int, end: int) -> list[int]:
        if self._cut is None:
            raise ModelError("the segmenter has no pkuseg model; load a trained pipeline")
        found = self._cut(text[begin:end]) if end - begin > 1 else [text[begin:end]]
        return list(accumulate(map(len, found[:-1]), initial=begin))

    def pipe(self, texts: Iterable[str], **_: Any) -> Iterable[Doc]:
        """Tokenize a stream of texts."""
        for text in texts:
            yield self(text)

    def to_bytes(self, **_: Any) -> bytes:
        """Serialize the pkuseg files and the word list."""
        return bytes(srsly.msgpack_dumps({"files": self._files, "words": self.words}))

    def from_bytes(self, data: bytes, **_: Any) -> Segmenter:
        """Restore what ``to_bytes`` wrote."""
        state = srsly.msgpack_loads(data)
        with tempfile.TemporaryDirectory() as folder:
            for name, content in state["files"].items():
                (Path(folder) / Path(name).name).write_bytes(content)
            self.load_pkuseg(Path(folder))
        self._borders = WordBorders(state["words"])
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write the pkuseg files and ``words.txt`` into the folder ``path``."""
        folder = Path(path)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name, content in sorted(self._files.items()):
            (folder / name).write_bytes(content)
        (folder / "words.txt").write_text("".join(f"{word}\n" for word in self.words), encoding="utf-8")

    def from_disk(self, path: str | Path, **_: Any) -> Segmenter:
        """Restore what ``to_disk`` wrote."""
        folder = Path(path)
        self.load_pkuseg(folder)
        self._borders = WordBorders((folder / "words.txt").read_text(encoding="utf-8").split())
        return self


@registry.tokenizers("corpus_tools.Segmenter.v1")  # type: ignore[untyped-decorator]
def make_segmenter() -> Callable[[Language], Segmenter]:
    """Build an empty segmenter; its model comes from the pipeline's folder."""

    def create(nlp: Language) -> Segmenter:
        return Segmenter(nlp.vocab)

    return create
