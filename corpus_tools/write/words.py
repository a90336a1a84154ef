"""The tokens of a Doc as plain lists, read in one go: asking each token in turn takes most of a writer's time."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, IDX, LEMMA, MORPH, ORTH, POS, SENT_START, TAG
from spacy.tokens import Doc


class Words:
    """Lists with one value a token of a Doc; ``heads`` are indices of the Doc, ``starts`` and ``ends`` characters.

    ``keys`` are equal for tokens that are equal in text, lemma, part of speech, tag and features.
    """

    def __init__(self, doc: Doc) -> None:
        columns: NDArray[Any] = np.asarray(
            doc.to_array([ORTH, LEMMA, POS, TAG, MORPH, HEAD, DEP, SENT_START, IDX])
        ).reshape(len(doc), 9)
        strings = doc.vocab.strings
        self.doc = doc
        self.keys: list[tuple[int, ...]] = [*map(tuple, columns[:, :5].tolist())]
        orth = columns[:, 0].tolist()
        known = {key: strings[key] for key in set(orth)}
        blank = {key: text.isspace() for key, text in known.items()}
        self.texts = [known[key] for key in orth]
        self.blank = [blank[key] for key in orth]
        self.starts: list[int] = columns[:, 8].tolist()
        self.ends = [start + len(text) for start, text in zip(self.starts, self.texts, strict=True)]
        heads = columns[:, 5].astype(np.int64) + np.arange(len(doc))  # a head is stored as the way to it
        self.heads: list[int] = heads.tolist()
        self.deps = self._strings(columns[:, 6])
        self.pos = self._strings(columns[:, 2])
        self.sentence_starts: list[bool] = (columns[:, 7].astype(np.int64) == 1).tolist()

    def _strings(self, column: NDArray[Any]) -> list[str]:
        keys = column.tolist()
        known = {key: self.doc.vocab.strings[key] for key in set(keys)}
        return [known[key] for key in keys]
