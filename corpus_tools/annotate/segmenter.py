"""Text -> tokens: pkuseg, guided by a list of the genre's own words."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import spacy_pkuseg
import srsly
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from corpus_tools.errors import ModelError

#: What the segmenter sees instead of half-width marks: the treebank it was trained on has full-width ones only,
#: and a model that never met ``,`` reads ``,毫不动摇`` as one unknown word after another. One character for one.
FULL_WIDTH = str.maketrans({",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"})

_MARKS = "，。；：？！、（）()《》〈〉“”‘’\"'【】［］[]〔〕「」『』…—─·●•■◆▪+|/,;:?!"
_MARK = re.compile(rf"…+|—+|─+|[{re.escape(_MARKS)}]")
#: Numbers and Latin words stay whole, whatever the model thinks of them.
_FIXED = re.compile(r"\d+(?:[.,]\d+)*%?|[A-Za-z]+(?:[-'&][A-Za-z0-9]+)*\d*|https?://[^\s\u4e00-\u9fff]+")
_PIECE = re.compile(r"\s+|[^\s]+")


class Segmenter:
    """A spaCy tokenizer; the text of the tokens and the spaces between them is the text that came in.

    A word of ``words`` is made whole where pkuseg's own cuts agree with at least one of its edges (or where the
    word has four characters or more), so that 全面 does not tear 安全|面临. White space inside a text becomes a
    token of its own unless it is one single blank after a token.
    """

    def __init__(self, vocab: Vocab, model_path: Path | None = None, words: Iterable[str] = ()) -> None:
        self.vocab = vocab
        self._files: dict[str, bytes] = {}
        self._cut: Callable[[str], list[str]] | None = None
        self.words = sorted(set(words))
        self._index_words()
        if model_path is not None:
            self.load_pkuseg(model_path)

    def _index_words(self) -> None:
        known = set(self.words)
        self._known = known
        self._longest = max((len(word) for word in known), default=0)
        self._first = {word[0] for word in known}

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
        words: list[str] = []
        spaces: list[bool] = []
        for piece in _PIECE.findall(text):
            if piece.isspace():
                blank = piece[0] == " " and bool(words) and not words[-1].isspace()
                if blank:
                    spaces[-1] = True
                if piece[blank:]:
                    words.append(piece[blank:])
                    spaces.append(False)
                continue
            for word in self.cut(piece):
                words.append(word)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def cut(self, text: str) -> list[str]:
        """Cut a stretch without white space into words."""
        starts = self._fixed_starts(text)
        seen = text.translate(FULL_WIDTH)
        bounds = sorted(starts)
        for begin, end in pairwise(bounds):
            if starts[begin]:
                continue
            offset = begin
            for word in self._model_cut(seen[begin:end]):
                starts.setdefault(offset, False)
                offset += len(word)
        self._apply_words(text, starts)
        cuts = sorted(starts)
        return [text[a:b] for a, b in pairwise(cuts)]

    def _model_cut(self, text: str) -> list[str]:
        if self._cut is None:
            raise ModelError("the segmenter has no pkuseg model; load a trained pipeline")
        return self._cut(text) if len(text) > 1 else [text]

    @staticmethod
    def _fixed_starts(text: str) -> dict[int, bool]:
        """Offsets where a token must begin: True where the token that begins there is fixed."""
        starts = {0: False, len(text): False}
        inside: set[int] = set()
        for pattern in (_FIXED, _MARK):
            for match in pattern.finditer(text):
                if match.start() not in inside:
                    starts[match.start()] = True
                    starts.setdefault(match.end(), False)
                    inside.update(range(match.start(), match.end()))
        return starts

    def _apply_words(self, text: str, starts: dict[int, bool]) -> None:
        at = 0
        while at < len(text):
            length = self._match(text, at) if text[at] in self._first else 0
            if length and (at in starts or at + length in starts or length > 3):
                for inner in range(at + 1, at + length):
                    starts.pop(inner, None)
                starts.setdefault(at, False)
                starts.setdefault(at + length, False)
                at += length
            else:
                at += 1

    def _match(self, text: str, at: int) -> int:
        for length in range(min(self._longest, len(text) - at), 1, -1):
            if text[at : at + length] in self._known:
                return length
        return 0

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
        self.words = list(state["words"])
        self._index_words()
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
        self.words = (folder / "words.txt").read_text(encoding="utf-8").split()
        self._index_words()
        return self


@registry.tokenizers("corpus_tools.Segmenter.v1")  # type: ignore[untyped-decorator]
def make_segmenter() -> Callable[[Language], Segmenter]:
    """Build an empty segmenter; its model comes from the pipeline's folder."""

    def create(nlp: Language) -> Segmenter:
        return Segmenter(nlp.vocab)

    return create
