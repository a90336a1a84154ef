from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from corpus_tools.annotate.predicate import PredicateReader
from corpus_tools.lexicon import Lexicon, LexiconEntry, package_lexicon

ROWS = {
    "adverb": ["坚决", "持续", "全面", "要"],
    "verb": ["加强", "推进", "抓", "落实", "筑牢", "压实"],
    "connective": ["同时", "并", "特别是"],
    "describe": ["加强了", "形成"],
    "doer": ["领导", "党员"],
}


@pytest.fixture(scope="module")
def reader() -> PredicateReader:
    rows = [
        LexiconEntry(f"d-{kind}-{n}", form, subtype=kind)
        for kind, forms in ROWS.items()
        for n, form in enumerate(forms)
    ]
    return PredicateReader(Lexicon("t.tsv", "0" * 64, tuple(rows)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("● 加强值守", 2),
        ("一、加强值守", 2),
        ("（二）加强值守", 3),
        ("同时加强值守", 2),
        ("并持续加强值守", 1),
        ("加强值守", 0),
    ],
)
def test_list_marks_and_connectives_stay_outside(reader: PredicateReader, text: str, expected: int) -> None:
    assert reader.lead(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("坚决筑牢防线", True),
        ("推进改革", True),
        ("坚决防止反弹", True),
        ("确保安全", True),
        ("抓细抓实各项措施任务", False),
        ("形势严峻", False),
        ("形成合力", False),
        ("", False),
    ],
)
def test_an_order_opens_with_adverbs_and_a_verb(reader: PredicateReader, text: str, expected: bool) -> None:
    assert reader.opens_with_order(text, 0) is expected


@pytest.mark.parametrize(
    ("text", "expected"), [("加强了值守", True), ("去过的", True), ("加强值守", False), ("了解情况", False)]
)
def test_what_is_told_as_done_is_past(reader: PredicateReader, text: str, expected: bool) -> None:
    assert reader.is_past(text) is expected


def test_adverbs_are_counted_on_both_sides(reader: PredicateReader) -> None:
    assert reader.adverbs_end("坚决全面加强值守") == 4
    assert reader.adverbs_end("持续地加强值守") == 3
    assert reader.adverbs_before("各级坚决要加强", 4) == 2
    assert reader.adverbs_before("各级部门要加强", 4) == 0


@pytest.mark.parametrize(
    ("clause", "loose", "start"),
    [
        ("加强/VERB 值守", False, 0),
        ("同时/ADV 加强/VERB 值守", False, 2),
        ("调度/VERB 车辆", True, 0),
        ("调度/VERB 车辆", False, None),
        ("把/ADP 值守 落实/VERB 到位/VERB", True, 0),
        ("主要 领导 加强/VERB 值守", True, 4),
        ("加强/VERB 了/PART 值守", True, None),
        ("防控 形势 严峻/ADJ 复杂/ADJ", True, None),
        ("按照/ADP 会议 部署", True, None),
        ("加强/VERB 值守 的/PART", True, None),
        ("值守 是/AUX 关键", True, None),
    ],
)
def test_an_order_without_a_modal_begins_at_its_predicate(
    reader: PredicateReader, make_doc: Callable[..., Doc], clause: str, loose: bool, start: int | None
) -> None:
    doc = make_doc(clause)
    assert reader.order_start(doc, 0, doc.text, reader.lead(doc.text), loose=loose) == start


def test_the_shipped_table_is_fit_for_the_reader() -> None:
    assert PredicateReader(package_lexicon("directives.tsv")).opens_with_order("坚决筑牢防线", 0)


@pytest.mark.parametrize(
    ("clause", "start"),
    [
        ("公正处理邻里纠纷", 0),
        ("正处关键时期", None),
        ("实事求是反映受灾情况", 0),
        ("一抓到底", 0),
        ("一抓源头", 1),
        ("果园面积有所增加", None),
        ("气象所增加班次", 3),
    ],
)
def test_words_inside_other_words_are_not_read(make_doc: Callable[..., Doc], clause: str, start: int | None) -> None:
    shipped = PredicateReader(package_lexicon("directives.tsv"))
    doc = make_doc(" ".join(clause))
    assert shipped.order_start(doc, 0, doc.text, shipped.lead(doc.text), loose=True) == start
