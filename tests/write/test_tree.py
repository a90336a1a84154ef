from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.write.tree import relation, tree
from corpus_tools.write.words import Words


def parsed(words: str, heads: list[int], deps: list[str], pos: list[str] | None = None) -> Doc:
    return Doc(Vocab(), words=words.split(" "), heads=heads, deps=deps, pos=pos)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("ROOT", "root"),
        ("nsubj", "nsubj"),
        ("nsubj:pass", "nsubj:pass"),
        ("nmod:X_1", "nmod"),
        ("dobj", "dep"),
        ("", "dep"),
    ],
)
def test_relations_are_those_of_ud(label: str, expected: str) -> None:
    assert relation(label) == expected


def test_a_good_tree_stays() -> None:
    doc = parsed("我 爱 你", [1, 1, 1], ["nsubj", "ROOT", "obj"])
    assert tree(Words(doc), range(len(doc))) == [(2, "nsubj"), (0, "root"), (2, "obj")]


def test_what_hangs_on_white_space_hangs_on_its_head() -> None:
    doc = parsed("我 \n 你", [0, 0, 1], ["ROOT", "dep", "obj"])
    assert tree(Words(doc), [0, 2]) == [(0, "root"), (1, "obj")]


def test_without_its_root_the_first_word_that_lost_its_head_is_root() -> None:
    doc = parsed("走 ， 甲 乙", [0, 0, 0, 0], ["ROOT", "punct", "obj", "obj"], ["VERB", "PUNCT", "NOUN", "NOUN"])
    assert tree(Words(doc), [1, 2, 3]) == [(2, "punct"), (0, "root"), (2, "dep")]


def test_a_second_root_hangs_on_the_first() -> None:
    doc = parsed("走 来", [0, 1], ["ROOT", "ROOT"])
    assert tree(Words(doc), range(len(doc))) == [(0, "root"), (1, "dep")]


def test_root_below_the_root_becomes_dep() -> None:
    doc = parsed("走 来", [0, 0], ["ROOT", "root"])
    assert tree(Words(doc), range(len(doc))) == [(0, "root"), (1, "dep")]
