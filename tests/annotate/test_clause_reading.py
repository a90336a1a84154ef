"""What the word lists say of a clause by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.annotate.clause_reading import ClauseReading, read_clauses
from corpus_tools.annotate.predicate import PredicateReader
from corpus_tools.lexicon import package_lexicon

Read = Callable[..., list[ClauseReading]]


@pytest.fixture(scope="module")
def reader() -> PredicateReader:
    return PredicateReader(package_lexicon("directives.tsv"))


@pytest.fixture
def read(reader: PredicateReader, make_doc: Callable[..., Doc]) -> Read:
    def run(words: str | list[str], *persons: str) -> list[ClauseReading]:
        doc = make_doc(words)
        return read_clauses(doc, doc.text, reader, list(persons))

    return run


def test_clauses_come_in_order_with_their_tokens(read: Read) -> None:
    readings = read("各村 要 压实 责任 ， 备足 沙袋 。")
    assert [r.text for r in readings] == ["各村要压实责任", "备足沙袋"]
    assert [[t.text for t in r.tokens] for r in readings] == [["各村", "要", "压实", "责任"], ["备足", "沙袋"]]


def test_offsets_count_characters_of_the_clause(read: Read) -> None:
    first, second = read("县长 到场 ， 各村 都 要 压实 责任 。")
    assert first.modal is None
    assert first.modal_begin == -1
    assert second.modal is not None
    assert (second.text[second.modal_begin :], second.modal.type) == ("都要压实责任", "obligation")


@pytest.mark.parametrize(
    ("text", "lead", "adverbs", "opens"),
    [
        ("坚决压实责任。", "坚决压实责任", 2, True),
        ("同时坚决压实责任。", "坚决压实责任", 2, True),
        ("● 加强巡查", "加强巡查", 0, True),
        ("（一）加强巡查。", "加强巡查", 0, True),
        ("县里下了一场雨。", "县里下了一场雨", 0, False),
    ],
)
def test_a_clause_begins_behind_marks_and_connectives(
    read: Read, text: str, lead: str, adverbs: int, opens: bool
) -> None:
    reading = read(list(text))[0]
    assert (reading.text[reading.lead :], reading.adverbs, reading.opens) == (lead, adverbs, opens)


@pytest.mark.parametrize(
    ("text", "numbered"),
    [
        ("一、加强巡查。", True),
        ("（二）加强巡查。", True),
        ("● 加强巡查", True),
        ("一是加强巡查。", True),
        ("加强巡查。", False),
        ("他说，一是加强巡查。", False),
    ],
)
def test_only_what_opens_a_line_is_numbered(read: Read, text: str, numbered: bool) -> None:
    assert read(list(text))[-1].numbered is numbered


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("坚决防止险情扩大", "prevention"),
        ("确保堤坝安全", "assurance"),
        ("完成了清淤", "past"),
        ("收粮3万斤", "figure"),
        ("增长5％", "figure"),
        ("新修的", "ends with 的"),
        ("堤坝的安全", "的"),
    ],
)
def test_facts_of_a_clause_are_noticed(read: Read, text: str, fact: str) -> None:
    assert fact in read(list(text))[0].facts
    assert fact not in read(list("各村压实责任"))[0].facts


def test_an_introduction_is_read_with_the_names_of_the_document(read: Read) -> None:
    reading = read(list("县长许问渠强调，压实责任。"), "许问渠")[0]
    assert reading.intro is not None
    assert reading.intro.speaker == "许问渠"
    assert read(list("压实责任。"))[0].intro is None


def test_an_empty_text_has_no_clauses(read: Read) -> None:
    assert read([]) == []
    assert read([" ", "。", "\n"]) == []


PIECES = st.lists(
    st.sampled_from(["要", "压实责任", "，", "。", "\n", " ", "“", "”", "● ", "一、", "确保", "3.5", "的", "强调"])
)


@given(PIECES, st.integers(1, 4))
@settings(deadline=None)
def test_readings_of_any_text_keep_to_their_clauses(reader: PredicateReader, pieces: list[str], size: int) -> None:
    text = "".join(pieces)
    words = [text[at : at + size] for at in range(0, len(text), size)]
    readings = read_clauses(Doc(Vocab(), words=words, spaces=[False] * len(words)), text, reader, [])
    for reading in readings:
        assert reading.text == text[reading.clause.start : reading.clause.end]
        assert 0 <= reading.lead <= len(reading.text)
        assert reading.modal is None or 0 <= reading.modal_begin <= reading.modal.start < len(reading.text)
        assert all(reading.clause.start <= token.idx < reading.clause.end for token in reading.tokens)
