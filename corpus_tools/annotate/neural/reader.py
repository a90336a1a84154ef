"""Set tags, features, trees and names of a Doc from what the joint network reads in it."""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, MORPH, POS, TAG
from spacy.language import Language
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc

from corpus_tools.annotate.neural.labelling import Labelling
from corpus_tools.annotate.neural.network import CharacterReadings, JointNetwork, WordReadings
from corpus_tools.annotate.neural.segmenter import READINGS, NeuralSegmenter
from corpus_tools.annotate.neural.tree import best_tree
from corpus_tools.errors import ModelError

#: Words; a longer "sentence" (a table run together) gets a tree for each stretch of this length.
LONGEST_SENTENCE = 400
_INSIDE, _OUTSIDE, _BEGINS = 1, 2, 3


class JointReader:
    """Needs sentence borders; takes the readings that :class:`NeuralSegmenter` left, or reads the text itself."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def __call__(self, doc: Doc) -> Doc:
        """Set tags, parts of speech, features, heads, relations and names; words and sentences stay as they are.

        Raises ModelError if the pipeline's tokenizer is not the one that carries the weights.
        """
        left = doc.user_data.pop(READINGS, None)
        if all(token.is_space for token in doc):
            return doc
        network = self._network()
        characters = left or network.read_characters(doc.text)
        sentences = _sentences(doc)
        rows = [place for sentence in sentences for place in (-1, *sentence)]
        first = np.array([-1 if i < 0 else doc[i].idx for i in rows], dtype=np.int64)
        last = np.array([-1 if i < 0 else doc[i].idx + len(doc[i]) - 1 for i in rows], dtype=np.int64)
        readings = network.read_words(characters, first, last)
        _set_tags(doc, rows, readings)
        _set_trees(doc, sentences, network, readings)
        _set_names(doc, network, characters)
        return doc

    def _network(self) -> JointNetwork:
        tokenizer = self._nlp.tokenizer
        if not isinstance(tokenizer, NeuralSegmenter):
            raise ModelError("joint_reader needs the tokenizer corpus_tools.NeuralSegmenter.v1, which has the weights")
        return tokenizer.network


def _sentences(doc: Doc) -> list[list[int]]:
    """The words of each sentence, without white space; long sentences in stretches."""
    found = []
    for sentence in doc.sents:
        words = [token.i for token in sentence if not token.is_space]
        found += [words[i : i + LONGEST_SENTENCE] for i in range(0, len(words), LONGEST_SENTENCE)]
    return found


def _set_tags(doc: Doc, rows: list[int], readings: WordReadings) -> None:
    strings = doc.vocab.strings
    values = np.zeros((len(doc), 3), dtype="uint64")
    for row, place in enumerate(rows):
        if place >= 0:
            values[place] = (
                IDS[readings.labels["upos"][row]],
                strings.add(readings.labels["xpos"][row]),
                doc.vocab.morphology.add(readings.labels["feats"][row]),
            )
    for token in doc:
        if token.is_space:
            values[token.i] = IDS["SPACE"], strings.add("_SP"), doc.vocab.morphology.add("")
    _set(doc, [POS, TAG, MORPH], values)


def _set_trees(doc: Doc, sentences: list[list[int]], network: JointNetwork, readings: WordReadings) -> None:
    heads = np.arange(len(doc))
    deps = ["dep"] * len(doc)
    at, before = 0, -1
    for words in sentences:
        end = at + 1 + len(words)
        tree = best_tree(network.arcs(readings, at, end))
        for place, head, relation in zip(words, tree, network.relations(readings, at, tree), strict=True):
            heads[place] = place if head < 0 else words[head]
            deps[place] = "ROOT" if head < 0 else relation
        root = words[tree.index(-1)]
        if before >= 0 and _same_sentence(doc, before, root):
            heads[root], deps[root] = before, "parataxis"
        else:
            before = root
        at = end
    for token in doc:
        if token.is_space and not token.is_sent_start:
            heads[token.i] = token.i - 1
    labels = np.array([doc.vocab.strings.add(dep) for dep in deps], dtype="uint64")
    offsets = (heads - np.arange(len(doc))).astype("uint64")
    _set(doc, [HEAD, DEP], np.stack([offsets, labels], axis=1))


def _same_sentence(doc: Doc, left: int, right: int) -> bool:
    return not any(doc[i].is_sent_start for i in range(left + 1, right + 1))


def _set_names(doc: Doc, network: JointNetwork, characters: CharacterReadings) -> None:
    """Names are read on characters; one that cuts a word takes the whole word if most of it is the name's."""
    place = {}
    for token in doc:
        for offset in range(token.idx, token.idx + len(token)):
            place[offset] = token.i
    values = np.zeros((len(doc), 2), dtype="uint64")
    values[:, 0] = _OUTSIDE
    for start, end, kind in Labelling(network.labels["name"]).spans(characters.scores["name"]):
        offsets = [place[offset] for offset in range(start, end) if offset in place]
        tokens = [i for i in sorted(set(offsets)) if 2 * offsets.count(i) >= len(doc[i]) and not doc[i].is_space]
        if tokens and tokens == list(range(tokens[0], tokens[-1] + 1)) and (values[tokens, 0] == _OUTSIDE).all():
            values[tokens, 0] = _INSIDE
            values[tokens[0], 0] = _BEGINS
            values[tokens, 1] = doc.vocab.strings.add(kind)
    _set(doc, [ENT_IOB, ENT_TYPE], values)


def _set(doc: Doc, attributes: list[int | str], values: Any) -> None:
    """One array for the whole Doc: setters of single tokens read through all of it every time."""
    doc.from_array(attributes, values)


@Language.factory(
    "joint_reader",
    requires=["token.is_sent_start"],
    assigns=["token.tag", "token.pos", "token.morph", "token.head", "token.dep", "doc.ents"],
)
def make_joint_reader(nlp: Language, name: str) -> JointReader:
    """Build the component from its pipeline config."""
    return JointReader(nlp)
