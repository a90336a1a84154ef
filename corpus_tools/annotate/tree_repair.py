"""Make every sentence one tree with one root, white space outside it, as UD asks."""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD
from spacy.language import Language
from spacy.tokens import Doc, Token

from corpus_tools.annotate.sentence import sentence_starts

#: What a second root becomes under the first, by its part of speech.
SECOND_ROOT = {"PUNCT": "punct", "NOUN": "dep", "PROPN": "dep"}


class TreeRepair:
    """Give each sentence of the rule splitter exactly one root and hang white space on the token before it.

    A transition parser may leave several roots in a sentence and let a head reach over its border. The root that
    governs most tokens stays; the others become ``parataxis`` of it (``punct`` or ``dep`` where they are no predicate).
    """

    def __call__(self, doc: Doc) -> Doc:
        """Replace heads and relations where they break the rule; all else stays."""
        if not doc.has_annotation("DEP"):
            return doc
        starts = [i for i, start in enumerate(sentence_starts([t.text for t in doc])) if start] or [0]
        starts[0] = 0
        heads = [token.head.i for token in doc]
        deps = [token.dep_ for token in doc]
        for start, end in zip(starts, [*starts[1:], len(doc)], strict=True):
            _repair(doc, start, end, heads, deps)
        offsets = (np.array(heads, dtype="int64") - np.arange(len(doc))).astype("uint64")
        labels = np.array([doc.vocab.strings.add(dep) for dep in deps], dtype="uint64")
        values: Any = np.stack(
            [offsets, labels], axis=1
        )  # spaCy's stub asks for signed integers, its code for unsigned
        doc.from_array([HEAD, DEP], values)
        return doc


def _repair(doc: Doc, start: int, end: int, heads: list[int], deps: list[str]) -> None:
    words = [i for i in range(start, end) if not doc[i].is_space]
    if not words:
        for i in range(start, end):
            heads[i], deps[i] = max(start, i - 1), "dep" if i > start else "ROOT"
        return
    inside = set(words)
    roots = [i for i in words if heads[i] == i or heads[i] not in inside]
    main = max(roots, key=lambda i: (_is_predicate(doc[i]), _weight(i, words, heads), -i))
    for i in roots:
        heads[i], deps[i] = (main, SECOND_ROOT.get(doc[i].pos_, "parataxis")) if i != main else (i, "ROOT")
    for i in words:
        if deps[i] in ("ROOT", "root") and i != main:
            deps[i] = SECOND_ROOT.get(doc[i].pos_, "parataxis")
    for i in range(start, end):
        if i not in inside:
            heads[i], deps[i] = (i - 1 if i > start else main), "dep"


def _is_predicate(token: Token) -> bool:
    return token.pos_ not in ("PUNCT", "SYM", "X", "PART", "ADP")


def _weight(root: int, words: list[int], heads: list[int]) -> int:
    """How many tokens the root governs, itself included."""
    governed = {root}
    for _ in range(len(words)):
        more = {i for i in words if heads[i] in governed and i not in governed}
        if not more:
            break
        governed |= more
    return len(governed)


@Language.factory("tree_repair", requires=["token.dep", "token.head"], assigns=["token.dep", "token.head"])
def make_tree_repair(nlp: Language, name: str) -> TreeRepair:
    """Build the component from its pipeline config."""
    return TreeRepair()
