from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from corpus_tools.annotate.title import TitleTagger
from corpus_tools.annotate.title_jurisdiction import decide
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


FAULTS: list[tuple[str, list[Row]]] = [
    ("水务主管部门应当备案。", []),
    ("提交董事会决议。司令部发令。", []),
    ("须经总会计师签字。", [("总会计师", "office", None)]),
    ("余由省长任免之。", [("省长", "office", None)]),
    ("省政府置省长一人。", [("省长", "office", None)]),
    ("襄助省长处理省政。", [("省长", "office", None)]),
    ("育林及治沙局局长顾望舒主持。", [("育林及治沙局局长", "office", "顾望舒")]),
    ("工业和信息化部部长顾望舒主持。", [("工业和信息化部部长", "office", "顾望舒")]),
    ("法国总理巴拉托夫通电话。", [("法国总理", "office", "巴拉托夫")]),
    ("，吴书记说，要快。", [("书记", "office", "吴")]),
    ("沈明岚议员：主席，本人提问。", [("议员", "office", "沈明岚"), ("主席", "office", None)]),
    ("第一讲，沈明岚老师讲课。", [("老师", "honorific", "沈明岚")]),
    ("县（市）长由大会选举。", [("县（市）长", "office", None)]),
    ("置乡 （镇、市） 长一人。", [("乡 （镇、市） 长", "office", None)]),
    ("村、里长应于届满之日就职。", [("村、里长", "office", None)]),
    ("女士们，先生们，同志们：", []),
    ("沈明岚代表县委讲话。", []),
    ("任命沈明岚为云溪县县长。", [("云溪县县长", "office", "沈明岚")]),
    ("免去沈明岚的云溪县县长职务。", [("云溪县县长", "office", "沈明岚")]),
    ("沈明岚当选县长。", [("县长", "office", "沈明岚")]),
    ("（三）负责人和业务人员的姓名；", []),
    ("我们各级领导都要关心群众。", [("领导", "collective", None)]),
    ("对负有责任的领导人员处分。", [("领导人员", "collective", None)]),
    ("州长论坛开幕。省长负责制。", []),
    ("新老干部要团结。", []),
    ("公司正、副总经理不得兼职。", [("公司正、副总经理", "office", None)]),
    ("法官助理沈明岚表示。", [("法官助理", "office", "沈明岚")]),
    ("第五届云溪县人大代表沈明岚参加。", [("第五届云溪县人大代表", "office", "沈明岚")]),
]


@pytest.mark.parametrize(("text", "expected"), FAULTS)
def test_titles_are_told_from_what_surrounds_them(
    tagger: TitleTagger, make_doc: Callable[..., Doc], text: str, expected: list[Row]
) -> None:
    assert titles(tagger, make_doc(list(text))) == expected


def test_a_title_is_taken_apart(tagger: TitleTagger, make_doc: Callable[..., Doc]) -> None:
    doc = tagger(make_doc(list("四川省水利厅副厅长沈明岚出席。")))
    (found,) = annotations_of(doc, TITLE)
    parts = [(doc.text[p["start"] : p["end"]], p["part"]) for p in found.attributes["parts"]]
    assert parts == [("四川省", "jurisdiction"), ("水利厅", "organ"), ("副厅长", "post")]
    assert found.attributes["jurisdiction_code"] == "510000"
    assert found.attributes["jurisdiction_level"] == "province"
    assert found.attributes["rank"] == "bureau-prefecture"
    assert found.attributes["deputy"] is True
    assert [(span.text, span.label_) for span in doc.spans["title_parts"]] == parts


def test_a_part_that_cuts_a_token_is_left_out_of_the_group(tagger: TitleTagger, make_doc: Callable[..., Doc]) -> None:
    doc = tagger(make_doc("云溪县委 书记 沈明岚 出席/VERB 。"))
    assert [span.label_ for span in doc.spans["title_parts"]] == ["post"]


def test_a_short_title_refers_to_the_last_full_mention(tagger: TitleTagger, make_doc: Callable[..., Doc]) -> None:
    doc = tagger(make_doc(list("县委书记沈明岚来了。沈书记说，好。该书记又去了。")))
    found = [a.attributes for a in annotations_of(doc, TITLE)]
    assert [(a.get("holder"), a.get("refers_to")) for a in found] == [
        ("沈明岚", None),
        ("沈", "沈明岚"),
        (None, "沈明岚"),
    ]


@pytest.mark.parametrize(
    ("name", "above", "code"),
    [("吴中区", [], "320506"), ("朝阳区", [], None), ("朝阳区", ["110000"], "110105"), ("北京", [], "110000")],
)
def test_a_division_is_known_by_its_name_or_by_what_holds_it(name: str, above: list[str], code: str | None) -> None:
    division = decide(name, above)
    assert (division.code if division else None) == code


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("本局 置/VERB 局长 一/NUM 人 ， 处长 三/NUM 人 。", ["局长", "处长"]),
        ("长 三 角 地区 的/PART 项目", []),
        ("前 国际足联 副主席 作证/VERB 。", ["前国际足联副主席"]),
        ("两 国 老一辈领导人 缔造/VERB 友谊 。", ["两国老一辈领导人"]),
        ("对/ADP 直接/ADV 负责/VERB 的/PART 主管 人员 给予/VERB 处分 。", []),
        ("以/ADP 主持人 为/VERB 核心 打造/VERB 栏目 。", []),
    ],
)
def test_titles_of_tables_of_posts_of_states_and_of_penal_law(
    tagger: TitleTagger, make_doc: Callable[..., Doc], words: str, expected: list[str]
) -> None:
    assert [row[0] for row in titles(tagger, make_doc(words))] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("应舒/VERB 尔克/PROPN 总统 邀请/VERB 。", [("总统", "office", "舒尔克")]),
        ("按/ADP 照沈/NOUN 明岚/PROPN 同志 要求/NOUN 办/VERB 。", [("同志", "honorific", "沈明岚")]),
        ("贯/ADV 彻落/VERB 实沈/NOUN 明岚/PROPN 总书记 指示 。", [("总书记", "office", "沈明岚")]),
    ],
)
def test_a_word_that_governs_names_opens_one_though_the_words_are_torn(
    tagger: TitleTagger, make_doc: Callable[..., Doc], words: str, expected: list[Row]
) -> None:
    assert titles(tagger, make_doc(words)) == expected


def test_a_work_whose_closing_mark_is_cut_off_with_the_text_is_one(
    tagger: TitleTagger, make_doc: Callable[..., Doc]
) -> None:
    assert titles(tagger, make_doc(["落实", "《", "\n", "渠道养护办法"])) == [("渠道养护办法", "work", None)]
