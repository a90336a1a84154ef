"""A Doc -> its words as plain values, read in a few calls: a Token asks the Doc anew for everything it is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from operator import add
from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, LENGTH, ORTH, POS, TAG
from spacy.parts_of_speech import NAMES
from spacy.tokens import Doc

_POS_NAMES: dict[int, str] = dict(NAMES)


class Word(NamedTuple):
    """A token: its number ``i`` in the Doc, ``start`` and ``end`` in the text (characters), and what the model says.

    ``head`` is the number of the head, the word's own if it has none.
    """

    i: int
    start: int
    end: int
    text: str
    tag: str
    pos: str
    relation: str
    head: int
    entity: str


#: A Word of a row of values; quicker than ``Word._make``, which counts them first.
_word: Callable[[tuple[Any, ...]], Word] = partial(tuple.__new__, Word)


def words_of(doc: Doc) -> list[Word]:
    """Return the words of a Doc, blanks and line ends left out."""
    if not len(doc):
        return []
    forms, starts, lengths, tags, parts, relations, heads, entities = _columns(
        doc, ORTH, IDX, LENGTH, TAG, POS, DEP, HEAD, ENT_TYPE
    )
    names = _known(doc, {*forms, *tags, *relations, *entities}).__getitem__
    rows = zip(
        range(len(doc)),
        starts,
        map(add, starts, lengths),
        map(names, forms),
        map(names, tags),
        map(_POS_NAMES.__getitem__, parts),
        map(names, relations),
        map(add, range(len(doc)), heads),
        map(names, entities),
        strict=True,
    )
    return [word for word in map(_word, rows) if not word.text.isspace()]


def _columns(doc: Doc, *attributes: int) -> Sequence[list[int]]:
    """Return a list of values for each attribute; only numbers of strings need all 64 bits without a sign."""
    table = np.ascontiguousarray(doc.to_array(list(attributes)).T)
    signed = table.view(np.int64)
    return [(signed if attribute == HEAD else table)[row].tolist() for row, attribute in enumerate(attributes)]


def _known(doc: Doc, numbers: Iterable[int]) -> dict[int, str]:
    strings = doc.vocab.strings
    return {number: strings[number] for number in set(numbers)}
