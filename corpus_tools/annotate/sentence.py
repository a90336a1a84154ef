"""Mark where sentences begin: after 。！？；, at line ends, quotation marks minded."""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

ENDERS = frozenset("。！？；!?;…")
CLOSERS = frozenset("”’」』）)》】\"'")
OPENERS = frozenset("“‘「『（(《【")


def sentence_starts(words: list[str]) -> list[bool]:
    """Tell for each token of a text whether a sentence begins there.

    A sentence ends after a run of end marks with the closing marks that follow them, and at a line end. Inside
    quotation marks or brackets an end mark ends nothing (要坚持“不停、不等；不靠”原则 is one sentence) unless the mark
    of closing follows it at once and no particle or comma carries the sentence on.
    """
    starts = [False] * len(words)
    new, depth = True, 0
    for number, word in enumerate(words):
        blank = word.isspace()
        if new and not blank:
            starts[number], new = True, False
        if blank and "\n" in word:
            new, depth = True, 0
        elif word in OPENERS:
            depth += 1
        elif word in CLOSERS:
            depth = max(0, depth - 1)
            ended = number > 0 and words[number - 1] in ENDERS and words[number - 1] not in "；;"
            new = depth == 0 and ended and _may_begin(words, number + 1)
        elif word[0] in ENDERS:
            new = depth == 0 and _may_begin(words, number + 1)
    return starts


def _may_begin(words: list[str], number: int) -> bool:
    """Whether the token may open a sentence: no closing mark, end mark or comma."""
    return number >= len(words) or not (
        words[number][0] in ENDERS or words[number] in CLOSERS or words[number] in "，,、的"
    )


class SentenceSplitter:
    """Set ``is_sent_start`` of every token, so that a parser behind it may not set its own."""

    def __call__(self, doc: Doc) -> Doc:
        """Mark sentence starts; words, tags and spans stay as they are."""
        if len(doc) == 0:
            return doc
        starts = sentence_starts([token.text for token in doc])
        starts[0] = True
        # one array instead of a setter for each token, which reads through the whole Doc every time
        values: Any = np.array([[1 if start else -1] for start in starts], dtype="int64").astype("uint64")
        doc.from_array([SENT_START], values)
        return doc


@Language.factory("sentence_splitter", assigns=["token.is_sent_start"])
def make_sentence_splitter(nlp: Language, name: str) -> SentenceSplitter:
    """Build the component from its pipeline config."""
    return SentenceSplitter()
