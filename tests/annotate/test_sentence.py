from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from corpus_tools.annotate.sentence import SentenceSplitter, sentence_starts


def split(text: str) -> list[str]:
    words = list(text)
    sentences = [""]
    for word, start in zip(words, sentence_starts(words), strict=True):
        if start and sentences[-1]:
            sentences.append("")
        sentences[-1] += word
    return [sentence.strip() for sentence in sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲。乙！丙？丁；戊", ["甲。", "乙！", "丙？", "丁；", "戊"]),
        ("甲\n乙\n\n丙", ["甲", "乙", "丙"]),
        ("甲！！乙……丙", ["甲！！", "乙……", "丙"]),
        ("他说：“甲。”乙。", ["他说：“甲。”", "乙。"]),
        ("要坚持“不停、不等；不靠”原则。", ["要坚持“不停、不等；不靠”原则。"]),
        ("“甲？”的问题。", ["“甲？”的问题。"]),
        ("“甲！”，他说。", ["“甲！”，他说。"]),
        ("（甲。）乙", ["（甲。）", "乙"]),
        ("“没有关上。\n乙。", ["“没有关上。", "乙。"]),
        ("一;二", ["一;", "二"]),
    ],
)
def test_sentences_end_at_marks_and_lines_quotation_minded(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_white_space_begins_no_sentence() -> None:
    assert sentence_starts(["甲", "。", " ", "\n", "乙"]) == [True, False, False, False, True]


def test_the_component_sets_every_token(make_doc: Callable[..., Doc]) -> None:
    doc = SentenceSplitter()(make_doc(list("甲。乙")))
    assert [token.is_sent_start for token in doc] == [True, False, True]
    assert [sent.text for sent in doc.sents] == ["甲。", "乙"]


def test_an_empty_doc_is_let_through() -> None:
    assert len(SentenceSplitter()(spacy.blank("zh")(""))) == 0
