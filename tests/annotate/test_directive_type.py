"""Type and trigger of an order: the strongest word decides."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from corpus_tools.annotate.clause_reading import read_clauses
from corpus_tools.annotate.directive_type import type_of
from corpus_tools.annotate.predicate import PredicateReader
from corpus_tools.lexicon import package_lexicon

Ask = Callable[[str, str], tuple[str, str]]


@pytest.fixture(scope="module")
def reader() -> PredicateReader:
    return PredicateReader(package_lexicon("directives.tsv"))


@pytest.fixture
def ask(make_doc: Callable[..., Doc], reader: PredicateReader) -> Ask:
    """Return type and trigger of the order that begins where ``at`` stands in a clause given as words."""

    def run(words: str, at: str) -> tuple[str, str]:
        doc = make_doc(words)
        reading = read_clauses(doc, doc.text, reader, [])[0]
        return type_of(doc, doc.text, reading, reading.text.index(at), reader)

    return run


@pytest.mark.parametrize(
    ("words", "at", "kind", "trigger"),
    [
        ("各村 要 坚决 压实 责任", "要坚决", "obligation", "要坚决"),
        ("各村 都 要 压实 责任", "都要", "obligation", "都要"),
        ("必须 压实 责任", "必须", "obligation", "必须"),
        ("要 坚决 防止 险情 扩大", "要", "prohibition", "要坚决防止"),
        ("严禁 瞒报 险情", "严禁", "prohibition", "严禁"),
        ("坚决 杜绝 侥幸 心理", "坚决", "prohibition", "坚决杜绝"),
        ("可以 调用 民船", "可以", "permission", "可以"),
        ("确保 堤坝 安全", "确保", "assurance", "确保"),
        ("坚决 确保 堤坝 安全", "坚决", "assurance", "坚决确保"),
        ("持续 加密 巡查", "持续", "bare", "持续"),
        ("加密/VERB 巡查", "加密", "bare", "加密"),
        ("加强 值守 、 做到 随叫随到", "加强", "assurance", "做到"),
    ],
)
def test_the_trigger_gives_the_type(ask: Ask, words: str, at: str, kind: str, trigger: str) -> None:
    assert ask(words, at) == (kind, trigger)


@pytest.mark.parametrize(
    ("words", "at", "kind", "trigger"),
    [
        ("确保 不得 漏报", "确保", "prohibition", "不得"),
        ("可以 试点 但 必须 报备", "可以", "obligation", "必须"),
        ("要 压实 责任 、 不得 漏报", "要", "obligation", "要"),
    ],
)
def test_of_several_triggers_the_strongest_decides(ask: Ask, words: str, at: str, kind: str, trigger: str) -> None:
    assert ask(words, at) == (kind, trigger)


@pytest.mark.parametrize(
    ("words", "at", "trigger"),
    [
        ("坚持 稳 增长 与 扩 内需 并进", "坚持", "坚持"),
        ("探索/VERB 鱼塘 所有权 分置", "探索", "探索"),
        ("把 扩大 内需 落到 田头", "把", "把"),
    ],
)
def test_what_looks_like_a_modal_further_on_is_no_trigger(ask: Ask, words: str, at: str, trigger: str) -> None:
    assert ask(words, at) == ("bare", trigger)


def test_words_in_quotation_marks_trigger_nothing(ask: Ask) -> None:
    assert ask("推行 “ 必须 到场 ” 制度", "推行")[0] == "bare"
