"""What a segmenter keeps to whatever its model: fixed tokens, the genre's own words, blanks that are never lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise

from spacy.tokens import Doc
from spacy.vocab import Vocab

_MARKS = "，。；：？！、（）()《》〈〉“”‘’\"'【】［］[]〔〕「」『』…—─·●•■◆▪+|/,;:?!"
_MARK = re.compile(rf"…+|—+|─+|[{re.escape(_MARKS)}]")
#: Numbers and Latin words stay whole, whatever the model thinks of them.
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*%?")
_LATIN = re.compile(r"https?://[^\s\u4e00-\u9fff]+|[A-Za-z]+(?:[-'&][A-Za-z0-9]+)*\d*")
_FIXED = re.compile(rf"{_NUMBER.pattern}|[A-Za-z]+(?:[-'&][A-Za-z0-9]+)*\d*|https?://[^\s\u4e00-\u9fff]+")
_PIECE = re.compile(r"\s+|[^\s]+")
#: What a model sees instead of half-width marks: the treebank it was trained on has full-width ones only,
#: and a model that never met ``,`` reads ``,毫不动摇`` as one unknown word after another. One character for one.
FULL_WIDTH = str.maketrans({",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"})

#: Where words begin in ``text[start:end]``, as offsets of the text; ``start`` itself may be among them.
ModelCuts = Callable[[int, int], Iterable[int]]


class WordBorders:
    """Borders of words: fixed ones, those of a model between them, and those of a list of words.

    A word of ``words`` is made whole where the model's own cuts agree with at least one of its edges (or where the
    word has four characters or more), so that 全面 does not tear 安全|面临. With ``numbers_may_join`` a model says
    whether a number is a word of its own (2022|年) or begins or ends one (20万, 第6, as the treebank has them).
    """

    def __init__(self, words: Iterable[str] = (), *, numbers_may_join: bool = False) -> None:
        self.words = sorted(set(words))
        self._fixed = _LATIN if numbers_may_join else _FIXED
        self._whole = _NUMBER if numbers_may_join else None
        self._known = set(self.words)
        self._longest = max((len(word) for word in self._known), default=0)
        self._first = {word[0] for word in self._known}

    def cut(self, text: str, model_cuts: ModelCuts) -> list[str]:
        """Cut a stretch without white space into words."""
        starts = _fixed_starts(text, self._fixed)
        numbers = self._whole.finditer(text) if self._whole else ()
        inside = {place for match in numbers for place in range(match.start() + 1, match.end())}
        for place in inside:
            starts.pop(place, None)
        for begin, end in pairwise(sorted(starts)):
            if not starts[begin]:
                for place in model_cuts(begin, end):
                    if place not in inside:
                        starts.setdefault(place, False)
        self._apply_words(text, starts)
        return [text[a:b] for a, b in pairwise(sorted(starts))]

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


def _fixed_starts(text: str, fixed: re.Pattern[str]) -> dict[int, bool]:
    """Offsets where a token must begin: True where the token that begins there is fixed."""
    starts = {0: False, len(text): False}
    inside: set[int] = set()
    for pattern in (fixed, _MARK):
        for match in pattern.finditer(text):
            if match.start() not in inside:
                starts[match.start()] = True
                starts.setdefault(match.end(), False)
                inside.update(range(match.start(), match.end()))
    return starts


def to_doc(vocab: Vocab, text: str, cut: Callable[[str, int], list[str]]) -> Doc:
    """Return a Doc of the words that ``cut`` finds in each stretch without blanks (called with its offset).

    The text of the tokens and the spaces between them is the text that came in. White space becomes a token of its
    own unless it is one single blank after a token.
    """
    words: list[str] = []
    spaces: list[bool] = []
    for match in _PIECE.finditer(text):
        piece = match.group()
        if piece.isspace():
            blank = piece[0] == " " and bool(words) and not words[-1].isspace()
            if blank:
                spaces[-1] = True
            if piece[blank:]:
                words.append(piece[blank:])
                spaces.append(False)
            continue
        found = cut(piece, match.start())
        words += found
        spaces += [False] * len(found)
    return Doc(vocab, words=words, spaces=spaces)
