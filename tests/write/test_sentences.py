from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.document import document_of
from corpus_tools.write.sentences import name_start, numbered_sentences


def test_sentences_keep_to_their_block(doc: Doc) -> None:
    sentences = numbered_sentences(doc, doc_id="a")
    assert [s.kind for s in sentences] == [
        "headline",
        "lead",
        "paragraph",
        "paragraph",
        "item",
        "item",
        "head",
        "byline",
    ]
    assert [s.begins_block for s in sentences] == [True, True, True, False, True, True, True, True]
    assert [s.block for s in sentences] == [1, 2, 3, 3, 4, 5, 6, 7]
    assert [s.id for s in sentences[:2]] == ["a.s1", "a.s2"]
    assert sentences[2].tokens[4].id == "a.s3.t5"


def test_white_space_tokens_are_left_out(doc: Doc) -> None:
    assert all(not t.form.isspace() and t.form != "_" for s in numbered_sentences(doc, doc_id="a") for t in s.tokens)


def test_removed_characters_stand_with_the_token_before_them(doc: Doc) -> None:
    sentence = numbered_sentences(doc, doc_id="a")[2]
    assert {t.form: t.orig for t in sentence.tokens if t.orig is not None} == {"落实": "落實(shí)"}
    assert sentence.original == "他强调，要落實(shí)举措，坚决防控。"
    assert sentence.text == "他强调，要落实举措，坚决防控。"


def test_damage_is_seen_at_its_token(doc: Doc) -> None:
    assert document_of(doc)
    assert [t.form for s in numbered_sentences(doc, doc_id="a") for t in s.tokens if t.damaged] == ["?"]


def test_a_doc_without_anything_has_a_sentence_a_line() -> None:
    doc = Doc(Vocab(), words=["甲", "乙", "\n", " ", "\n", "丙"], spaces=[False] * 6)
    sentences = numbered_sentences(doc, doc_id="a")
    assert [(s.text, s.kind, s.begins_block) for s in sentences] == [
        ("甲乙", "paragraph", True),
        ("丙", "paragraph", True),
    ]
    assert [t.head for s in sentences for t in s.tokens] == [None] * 3


def test_a_sentence_over_a_line_is_cut_and_stays_a_tree() -> None:
    doc = Doc(Vocab(), words=["甲", "\n", "乙", "丙"], heads=[0, 0, 0, 0], deps=["ROOT", "dep", "obj", "obj"])
    sentences = numbered_sentences(doc, doc_id="a")
    assert [[(t.head, t.deprel) for t in s.tokens] for s in sentences] == [[(0, "root")], [(0, "root"), (1, "dep")]]


@pytest.mark.parametrize(
    ("doc_id", "expected"),
    [("文件", "文件"), ("2022", "d2022"), ("文①", "文u2460"), ("a b", "au20b"), ("", "document")],
)
def test_identifiers_begin_with_a_name_that_xml_knows(doc_id: str, expected: str) -> None:
    assert name_start(doc_id) == expected
