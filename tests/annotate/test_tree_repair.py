from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.annotate.tree_repair import TreeRepair


def repaired(words: str, heads: list[int], pos: str) -> Doc:
    forms = [word.replace("_", "\n") for word in words.split()]
    deps = ["ROOT" if head == number else "obj" for number, head in enumerate(heads)]
    doc = Doc(Vocab(), words=forms, spaces=[False] * len(forms), heads=heads, deps=deps, pos=pos.split())
    return TreeRepair()(doc)


@pytest.mark.parametrize(
    ("words", "heads", "pos"),
    [
        ("甲 乙 。", [0, 1, 2], "VERB NOUN PUNCT"),
        ("甲 。 乙 。", [2, 2, 2, 2], "VERB PUNCT VERB PUNCT"),
        ("甲 _ 乙 。", [0, 0, 0, 0], "VERB SPACE NOUN PUNCT"),
        ("_ 甲 乙", [0, 1, 1], "SPACE NOUN VERB"),
        ("。 。", [0, 0], "PUNCT PUNCT"),
        ("甲 。 _ _ 乙", [0, 0, 0, 0, 0], "VERB PUNCT SPACE SPACE NOUN"),
    ],
)
def test_every_sentence_is_one_tree_with_one_root(words: str, heads: list[int], pos: str) -> None:
    doc = repaired(words, heads, pos)
    for sent in doc.sents:
        assert sum(token.head.i == token.i for token in sent) == 1
        assert all(token.head in sent for token in sent)
        assert [token.dep_ == "ROOT" for token in sent] == [token.head.i == token.i for token in sent]
        for token in sent:
            assert not any(child.is_space for child in token.children if token.is_space and child.i < token.i)
            if token.is_space:
                assert all(child.is_space for child in token.children)


def test_the_root_that_governs_most_stays() -> None:
    doc = repaired("甲 乙 丙 丁 。", [0, 2, 2, 2, 2], "VERB NOUN VERB NOUN PUNCT")
    assert [token.text for token in doc if token.dep_ == "ROOT"] == ["丙"]
    assert doc[0].dep_ == "parataxis"
    assert doc[0].head.text == "丙"


def test_a_good_tree_stays_as_it_is() -> None:
    doc = repaired("甲 乙 。", [0, 0, 0], "VERB NOUN PUNCT")
    assert [(token.head.i, token.dep_) for token in doc] == [(0, "ROOT"), (0, "obj"), (0, "obj")]


def test_a_doc_without_a_tree_is_let_through() -> None:
    doc = Doc(Vocab(), words=["甲", "乙"])
    assert TreeRepair()(doc) is doc
    assert not doc.has_annotation("DEP")
