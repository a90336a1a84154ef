"""Names mended by the titles."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from corpus_tools.annotate.name_repair import NameRepair
from corpus_tools.labels import TITLE
from corpus_tools.spans import Annotation, Evidence, set_spans

WORDS = ["县委", "书记", "沈", "明岚", "到", "云溪", "。", "沈明", "岚", "强调", "，", "》》"]


@pytest.fixture
def doc() -> Doc:
    doc = Doc(Vocab(), words=WORDS, spaces=[False] * len(WORDS))
    title = Annotation(0, 4, "office", Evidence("title-office-body", "1", 0.9), {"holder": "沈明岚"})
    return set_spans(doc, TITLE, [title])


def names(doc: Doc) -> list[tuple[str, str]]:
    return [(ent.text, ent.label_) for ent in doc.ents]


def test_a_holder_is_a_person_wherever_the_name_stands(doc: Doc) -> None:
    assert names(NameRepair()(doc)) == [("沈明岚", "PER"), ("沈明岚", "PER")]


def test_a_post_is_no_name_and_a_place_stays(doc: Doc) -> None:
    doc.ents = [Span(doc, 0, 2, label="ORG"), Span(doc, 5, 6, label="LOC")]
    assert names(NameRepair()(doc)) == [("沈明岚", "PER"), ("云溪", "LOC"), ("沈明岚", "PER")]


def test_half_a_name_and_marks_go(doc: Doc) -> None:
    doc.ents = [Span(doc, 3, 4, label="LOC"), Span(doc, 11, 12, label="PER")]
    assert names(NameRepair()(doc)) == [("沈明岚", "PER"), ("沈明岚", "PER")]


def test_a_doc_without_titles_keeps_its_names() -> None:
    doc = Doc(Vocab(), words=["云溪", "县"], spaces=[False, False])
    doc.ents = [Span(doc, 0, 2, label="LOC")]
    assert names(NameRepair()(doc)) == [("云溪县", "LOC")]


def test_a_lone_surname_names_nobody_elsewhere() -> None:
    words = ["吴", "书记", "去", "吴", "江", "。"]
    doc = Doc(Vocab(), words=words, spaces=[False] * len(words))
    title = Annotation(1, 3, "office", Evidence("title-surname-post", "2", 0.9), {"holder": "吴"})
    assert names(NameRepair()(set_spans(doc, TITLE, [title]))) == []
