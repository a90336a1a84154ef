from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from corpus_tools.annotate.title import TitleTagger
from corpus_tools.labels import TITLE
from corpus_tools.lexicon import package_lexicon
from corpus_tools.spans import annotations_of

Row = tuple[str, str, object]


@pytest.fixture(scope="module")
def tagger() -> TitleTagger:
    return TitleTagger(package_lexicon("posts.tsv"), package_lexicon("bodies.tsv"))


def titles(tagger: TitleTagger, doc: Doc) -> list[Row]:
    doc = tagger(doc)
    found = annotations_of(doc, TITLE)
    return [
        (doc.text[a.start_char : a.end_char], a.type, a.attributes.get("holder") or a.attributes.get("holders"))
        for a in found
    ]


CASES: list[tuple[str, list[Row]]] = [
    ("市委书记 王明 主持/VERB 会议 。", [("市委书记", "office", "王明")]),
    (
        "市委 副书记 、 市长 李华 出席/VERB 。",
        [("市委副书记", "office", "李华"), ("市长", "office", "李华")],
    ),
    ("市 应急 管理 局 局长 赵敏 汇报/VERB 。", [("市应急管理局局长", "office", "赵敏")]),
    ("王明 同志 主持/VERB 。", [("同志", "honorific", "王明")]),
    ("市 领导 王明 、 李华 参加/VERB 。", [("市领导", "collective", ["王明", "李华"])]),
    ("学习/VERB 《 防汛 条例 》 。", [("《防汛条例》", "work", None)]),
    ("记者 ： 李华", [("记者", "office", "李华")]),
    ("县委 书记 、 县长 参加/VERB 。", [("县委书记", "office", None), ("县长", "office", None)]),
    ("各/DET 级 领导 干部 带头/VERB 。", [("领导干部", "collective", None)]),
    ("省 政协 委员 李华 参加/VERB 。", [("省政协委员", "office", "李华")]),
]


@pytest.mark.parametrize(("words", "expected"), CASES)
@pytest.mark.parametrize("by", ["words", "characters"])
def test_titles_and_holders_are_the_same_in_every_segmentation(
    tagger: TitleTagger, make_doc: Callable[..., Doc], words: str, expected: list[Row], by: str
) -> None:
    doc = make_doc(words)
    doc = doc if by == "words" else make_doc(list(doc.text))
    assert titles(tagger, doc) == expected


@pytest.mark.parametrize(
    "words",
    [
        "领导/VERB 全市 人民 奋斗/VERB 。",
        "书记处 开会/VERB 。",
        "代表 们 发言/VERB 。",
        "城市 长期 发展/VERB 。",
        "市委 召开/VERB 会议 。",
        "全体 党员 参加/VERB 。",
        "基层 干部 参加/VERB 。",
        "委员 参加/VERB 讨论/VERB 。",
    ],
)
@pytest.mark.parametrize("by", ["words", "characters"])
def test_what_only_looks_like_a_title_is_none(
    tagger: TitleTagger, make_doc: Callable[..., Doc], words: str, by: str
) -> None:
    doc = make_doc(words)
    assert titles(tagger, doc if by == "words" else make_doc(list(doc.text))) == []


def test_a_border_inside_a_token_splits_it(tagger: TitleTagger, make_doc: Callable[..., Doc]) -> None:
    doc = tagger(make_doc(["市委书记王明", "主持"]))
    assert [span.text for span in doc.spans[TITLE.group]] == ["市委书记"]
    assert doc.text == "市委书记王明主持"


def test_evidence_names_rule_entry_and_score(tagger: TitleTagger, make_doc: Callable[..., Doc]) -> None:
    doc = tagger(make_doc(list("市委书记王明主持。")))
    (found,) = annotations_of(doc, TITLE)
    assert found.evidence.rule.startswith("title-")
    assert 0 < found.evidence.score <= 1
    assert found.evidence.entry in {entry.id for entry in package_lexicon("posts.tsv").entries}


def test_a_known_name_helps_to_read_the_whole_document(tagger: TitleTagger, make_doc: Callable[..., Doc]) -> None:
    doc = make_doc(list("王明主持会议。市长王明实地走访。市长王明，发言。"))
    assert [holder for _, _, holder in titles(tagger, doc)] == ["王明", "王明"]
