from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.annotate.directive import DirectiveTagger
from corpus_tools.labels import DIRECTIVE, TITLE
from corpus_tools.lexicon import package_lexicon
from corpus_tools.spans import Annotation, Evidence, annotations_of, set_spans

Row = tuple[str, str, str | None]
WANG = "市委书记王明强调，"


@pytest.fixture(scope="module")
def tagger() -> DirectiveTagger:
    return DirectiveTagger(package_lexicon("directives.tsv"))


@pytest.fixture(scope="module")
def rule_tagger() -> DirectiveTagger:
    """The rules alone: the models were trained on texts with words, tags and trees, which a Doc made by hand lacks."""
    return DirectiveTagger(package_lexicon("directives.tsv"), learned=False)


@pytest.fixture
def directives(tagger: DirectiveTagger, make_doc: Callable[..., Doc]) -> Callable[[str], list[Row]]:
    return tag_with(tagger, make_doc)


@pytest.fixture
def directives_by_rule(rule_tagger: DirectiveTagger, make_doc: Callable[..., Doc]) -> Callable[[str], list[Row]]:
    return tag_with(rule_tagger, make_doc)


def tag_with(tagger: DirectiveTagger, make_doc: Callable[..., Doc]) -> Callable[[str], list[Row]]:
    """Tag a text cut between characters, the holders of its posts given by hand."""

    def run(text: str) -> list[Row]:
        doc = make_doc(list(text))
        posts = [("市委书记", "王明"), ("市长", "李华")]
        found = [
            Annotation(at, at + len(post), "office", Evidence("by-hand", "1", 1.0), {"holder": name})
            for post, name in posts
            if (at := text.find(post + name)) >= 0
        ]
        doc = tagger(set_spans(doc, TITLE, found))
        return [
            (doc.text[a.start_char : a.end_char], a.type, a.attributes.get("speaker"))
            for a in annotations_of(doc, DIRECTIVE)
        ]

    return run


@pytest.mark.parametrize(
    ("clause", "span", "kind"),
    [
        ("各级各部门要切实抓好预警", "要切实抓好预警", "obligation"),
        ("学校必须落实责任", "必须落实责任", "obligation"),
        ("决不能出现漏报", "决不能出现漏报", "prohibition"),
        ("严禁酒后上岗", "严禁酒后上岗", "prohibition"),
        ("坚决防止险情扩大", "坚决防止险情扩大", "prohibition"),
        ("要坚决防止险情扩大", "要坚决防止险情扩大", "prohibition"),
        ("确保不漏一人", "确保不漏一人", "assurance"),
        ("力争年底前完成", "力争年底前完成", "assurance"),
        ("持续强化巡查值守", "持续强化巡查值守", "bare"),
        ("全力做好保障工作", "全力做好保障工作", "bare"),
        ("同时加强巡查值守", "加强巡查值守", "bare"),
    ],
)
def test_a_clause_in_scope_is_read_from_its_trigger_on(
    directives: Callable[[str], list[Row]], clause: str, span: str, kind: str
) -> None:
    assert directives(f"{WANG}{clause}。") == [(span, kind, "王明")]


def test_the_speaker_is_carried_on_until_another_takes_over(directives: Callable[[str], list[Row]]) -> None:
    text = f"{WANG}要抓好预警，加强值守。要落实责任。市长李华要求，要排查隐患。"
    assert [(span, speaker) for span, _, speaker in directives(text)] == [
        ("要抓好预警", "王明"),
        ("加强值守", "王明"),
        ("要落实责任", "王明"),
        ("要排查隐患", "李华"),
    ]


def test_he_is_the_person_named_last(directives: Callable[[str], list[Row]]) -> None:
    assert directives("市委书记王明主持会议。他指出，要落实责任。")[0][2] == "王明"


def test_a_meeting_or_notice_speaks_too(directives: Callable[[str], list[Row]]) -> None:
    text = "公告要求，各单位不得聚集，必须落实责任。"
    assert directives(text) == [("不得聚集", "prohibition", "公告"), ("必须落实责任", "obligation", "公告")]


def test_a_speaker_is_the_whole_subject(directives: Callable[[str], list[Row]]) -> None:
    assert directives("全市防汛会议强调，要抓好预警。")[0][2] == "全市防汛会议"


def test_an_order_without_an_introduction_has_no_speaker(directives: Callable[[str], list[Row]]) -> None:
    assert directives("各地要抓好预警。") == [("要抓好预警", "obligation", None)]


def test_narration_closes_the_scope(directives: Callable[[str], list[Row]]) -> None:
    text = f"{WANG}要抓好预警。市长李华参加会议。今天上午，全面推进各项工作的会议还听取了汇报。"
    assert [span for span, _, _ in directives(text)] == ["要抓好预警"]


def test_the_scope_ends_with_the_paragraph(directives: Callable[[str], list[Row]]) -> None:
    text = f"{WANG}要抓好预警，加强值守。\n今年以来，全市加强值守。"
    assert [span for span, _, _ in directives(text)] == ["要抓好预警", "加强值守"]


@pytest.mark.parametrize(
    "clause",
    [
        "今年以来成效明显",
        "目前形势严峻复杂",
        "有效遏制了险情",
        "他全面梳理了问题",
        "责任还不到位",
        "按照会议的部署",
        "加强了值守",
        "我们将继续加强合作",
    ],
)
def test_what_describes_or_tells_is_none(directives: Callable[[str], list[Row]], clause: str) -> None:
    assert directives(f"市委书记王明指出，{clause}。") == []


def test_permission_in_a_short_narration_is_none(directives: Callable[[str], list[Row]]) -> None:
    # a single sentence without any narration might as well come from a notice
    assert directives("昨天，展厅里十分热闹，游客在馆内可以看到三百件展品。") == []


def test_permission_counts_in_scope_only(directives: Callable[[str], list[Row]]) -> None:
    assert directives("游客在馆内可以参观展览。" + "展厅十分宽敞，客流平稳。" * 5) == []
    found = directives("市长李华要求，要抓好值守，可以征用车辆。")
    assert found[-1] == ("可以征用车辆", "permission", "李华")


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("坚决守住安全底线\n切实抓好预警", ["坚决守住安全底线", "切实抓好预警"]),
        ("●加强巡查值守", ["加强巡查值守"]),
        pytest.param(
            "● 加强巡查值守",
            ["加强巡查值守"],
        ),
        ("坚决守住底线 切实抓好预警", ["坚决守住底线", "切实抓好预警"]),
        ("云岭市加强防汛工作", []),
        ("云岭市守住安全底线 切实抓好预警", []),
        ("王明主持会议", []),
    ],
)
def test_a_headline_orders_if_it_opens_with_an_order(
    directives_by_rule: Callable[[str], list[Row]], text: str, spans: list[str]
) -> None:
    found = directives_by_rule(text)
    assert [span for span, _, _ in found] == spans
    assert all(speaker is None for _, _, speaker in found)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("● 加强巡查值守", ["加强巡查值守"]),
        ("（一）加强巡查值守。\n各村要备足沙袋。", ["加强巡查值守", "要备足沙袋"]),
        (f"{WANG}要抓好预警，主要领导加强调度，党员干部坚守岗位。", ["要抓好预警", "加强调度", "坚守岗位"]),
        ("各地要抓好预警，必须落实责任。严禁酒后上岗。", ["要抓好预警", "必须落实责任", "严禁酒后上岗"]),
    ],
)
def test_the_shipped_pipeline_begins_at_the_order(nlp: Language, text: str, spans: list[str]) -> None:
    assert [text[a.start_char : a.end_char] for a in annotations_of(nlp(text), DIRECTIVE)] == spans


def test_people_who_can_be_ordered_stay_outside(directives_by_rule: Callable[[str], list[Row]]) -> None:
    found = directives_by_rule(f"{WANG}要抓好预警，主要领导加强调度，党员干部坚守岗位。")
    assert [span for span, _, _ in found] == ["要抓好预警", "加强调度", "坚守岗位"]


def test_the_future_is_no_order(directives: Callable[[str], list[Row]]) -> None:
    assert directives("这个项目明年要开工。") == []


def test_a_trigger_is_the_modal_with_its_adverbs(tagger: DirectiveTagger, make_doc: Callable[..., Doc]) -> None:
    doc = tagger(make_doc(list("各级要坚决守住底线，确保安全，都要持续加强值守。")))
    assert [a.attributes["trigger"] for a in annotations_of(doc, DIRECTIVE)] == ["要坚决", "确保", "都要持续"]


@pytest.mark.parametrize(
    "cut", [list, lambda text: [text], lambda text: [text[i : i + 3] for i in range(0, len(text), 3)]]
)
def test_borders_are_exact_however_the_text_is_cut(
    tagger: DirectiveTagger, make_doc: Callable[..., Doc], cut: Callable[[str], list[str]]
) -> None:
    text = "各地要抓好预警，必须落实责任。严禁酒后上岗。"
    doc = tagger(make_doc(cut(text)))
    assert doc.text == text
    assert [span.text for span in doc.spans[DIRECTIVE.group]] == ["要抓好预警", "必须落实责任", "严禁酒后上岗"]


PARTS = st.sampled_from(
    [
        "王明强调，",
        "要",
        "抓好预警",
        "，",
        "。",
        "；",
        "\n",
        "“",
        "”",
        "不得",
        "可以",
        "确保",
        "加强",
        "了",
        "的",
        "● ",
        "一、",
        "他",
        "指出",
        "会议",
        "：",
        "应",
        "——",
        " ",
        "3.5",
        "《",
        "》",
        "坚决",
    ]
)


@given(st.lists(PARTS, max_size=16))
@settings(deadline=None)
def test_directives_of_any_text_keep_to_their_clause(tagger: DirectiveTagger, parts: list[str]) -> None:
    text = "".join(parts)
    doc = tagger(Doc(Vocab(), words=list(text), spaces=[False] * len(text)))
    found = annotations_of(doc, DIRECTIVE)
    assert doc.text == text
    assert all(a.end_char <= b.start_char for a, b in itertools.pairwise(found))
    assert all("\n" not in text[a.start_char : a.end_char] and a.attributes["trigger"] for a in found)
    assert all(a.attributes["trigger"] in text[a.start_char : a.end_char] for a in found)
    assert not any(text[a.start_char] in "● \n，。；：" for a in found)
    assert all(
        a.attributes["trigger"] == text[a.start_char :][: len(a.attributes["trigger"])]
        for a in found
        if a.type == "bare"
    )


def test_what_people_are_asked_for_is_ordered(rule_tagger: DirectiveTagger, make_doc: Callable[..., Doc]) -> None:
    told = "座谈会/NOUN 上/ADP ，/PUNCT 代表/NOUN 发/VERB 了/PART 言/NOUN ，/PUNCT "
    doc = rule_tagger(make_doc(f"{told}呼吁/VERB 大家/PRON 节约/VERB 用水/NOUN 。/PUNCT"))
    assert [doc.text[a.start_char : a.end_char] for a in annotations_of(doc, DIRECTIVE)] == ["节约用水"]


def test_a_note_that_names_who_is_responsible_stays_outside(directives_by_rule: Callable[[str], list[Row]]) -> None:
    text = "会议强调，要加固大堤。各村要备足沙袋（牵头单位：水务局）。"
    assert [row[0] for row in directives_by_rule(text)] == ["要加固大堤", "要备足沙袋"]


def test_a_note_alone_is_no_order(directives: Callable[[str], list[Row]]) -> None:
    assert all(row[0] for row in directives("会议强调，要加固大堤。（责任单位：水务局）"))


def test_the_mark_of_a_list_alone_orders_nothing(tagger: DirectiveTagger) -> None:
    text = "要王明强调，● 确保不得"
    found = annotations_of(tagger(Doc(Vocab(), words=list(text), spaces=[False] * len(text))), DIRECTIVE)
    assert all(a.start_char < a.end_char and text[a.start_char] != "●" for a in found)
