from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from corpus_tools.annotate.slogan import SloganTagger
from corpus_tools.annotate.slogan_mobilization import mobilizations
from corpus_tools.annotate.slogan_parallel import parallels
from corpus_tools.annotate.slogan_quoted import quoted
from corpus_tools.labels import SLOGAN
from corpus_tools.lexicon import Lexicon, LexiconEntry, package_lexicon, read_lexicon
from corpus_tools.spans import annotations_of

LEXICON = Lexicon(
    "t.tsv",
    "0" * 64,
    (
        LexiconEntry("slo-1", "四个意识", subtype="numeric"),
        LexiconEntry("slo-2", "民有所呼、我有所应", subtype="policy"),
        LexiconEntry("slo-3", "民有所呼，我必有应", subtype="policy", variant_of="slo-2"),
    ),
)


EMPTY = Lexicon("e.tsv", "1" * 64, ())


@cache
def default_tagger() -> SloganTagger:
    return SloganTagger(LEXICON)


def tagged(doc: Doc) -> list[tuple[str, str]]:
    doc = default_tagger()(doc)
    return [(doc.text[a.start_char : a.end_char], a.type) for a in annotations_of(doc, SLOGAN)]


@pytest.mark.parametrize(
    ("text", "slogan", "kind"),
    [
        ("落实“三勤两快”要求。", "三勤两快", "numeric"),
        ("坚持“晨巡午查晚报”工作法。", "晨巡午查晚报", "policy"),
        ("把“防风、防雷、防火”原则贯彻始终。", "防风、防雷、防火", "policy"),
        ("发扬“钉钉子”精神。", "钉钉子", "policy"),
        ("创新“35421”工作机制。", "35421", "numeric"),
        ("出台“1+M+N”帮扶办法。", "1+M+N", "numeric"),
        ("建立“1+N”巡河队。", "1+N", "numeric"),
        ("落实“一河一策”。", "一河一策", "numeric"),
        ("坚持“一个统筹”。", "一个统筹", "numeric"),
    ],
)
def test_a_quoted_wording_fixed_by_number_or_head_noun_is_one(text: str, slogan: str, kind: str) -> None:
    assert [(text[a.start_char : a.end_char], a.type) for a in quoted(text)] == [(slogan, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "“青松号”列车开通。",
        "“云上办”平台上线。",
        "“国务院”三个字。",
        "他说“今天天气很好。我们去看看”。",
        "“五四”青年节。",
        "“十四五”规划。",
        "请关注“58812服务微信”。",
        "报表“一表同填”上线。",
        "发挥“一根秧苗”的作用。",
        "取得“1+1>2”的效果。",
    ],
)
def test_a_quoted_name_term_or_sentence_is_none(text: str) -> None:
    assert list(quoted(text)) == []


@pytest.mark.parametrize(
    ("text", "slogan"),
    [
        ("做到雨前排查、雨中巡查、雨后复查。", "雨前排查、雨中巡查、雨后复查"),
        ("要快研判、快处置、快回应。", "快研判、快处置、快回应"),
        ("坚持林区有人看、火源有人管。", "林区有人看、火源有人管"),
        ("要早发现早处置。", "早发现早处置"),
    ],
)
def test_units_of_one_build_are_a_parallel(text: str, slogan: str) -> None:
    assert slogan in [text[a.start_char : a.end_char] for a in parallels(text)]


@pytest.mark.parametrize(
    "text",
    [
        "涉及农业部门、林业部门。",
        "提高站位、周密部署。",
        "做到应检尽检。",
        "主体责任、属地责任、监管责任。",
        "要落实落细。",
        "进行再部署、再安排。",
        "新增3例、4例。",
        "王明、李华、赵敏参加。",
    ],
)
def test_lists_and_plain_pairs_are_no_parallel(text: str) -> None:
    assert list(parallels(text)) == []


@pytest.mark.parametrize(
    ("text", "slogan"),
    [
        ("坚决打赢森林防火攻坚战。", "坚决打赢森林防火攻坚战"),
        ("各校筑牢校园安全防线。", "筑牢校园安全防线"),
        ("要全力守护人民群众生命财产安全。", "全力守护人民群众生命财产安全"),
        ("要坚决遏制事故多发势头。", "坚决遏制事故多发势头"),
        ("夺取防汛救灾全面胜利。", "夺取防汛救灾全面胜利"),
    ],
)
def test_a_call_runs_from_its_adverb_to_its_noun(text: str, slogan: str) -> None:
    assert slogan in [text[a.start_char : a.end_char] for a in mobilizations(text)]


@pytest.mark.parametrize(
    "text", ["打赢了森林防火攻坚战。", "构建人群免疫屏障。", "打开工作新局面。", "守住仓库大院。", "打好发展战略基础。"]
)
def test_narration_and_literal_terms_are_no_calls(text: str) -> None:
    assert list(mobilizations(text)) == []


@pytest.mark.parametrize("cut", [list, lambda text: [text], lambda text: [text[:3], text[3:7], text[7:]]])
@pytest.mark.parametrize(
    "tagger", [SloganTagger(LEXICON, learned=False), SloganTagger(EMPTY, own=[LEXICON])], ids=["by rule", "user's own"]
)
def test_a_form_of_the_lexicon_is_found_however_the_text_is_cut(
    make_doc: Callable[..., Doc], cut: Callable[[str], list[str]], tagger: SloganTagger
) -> None:
    text = "全体党员增强四个意识，坚持民有所呼，我必有应。"
    doc = tagger(make_doc(cut(text)))
    found = annotations_of(doc, SLOGAN)
    assert [text[a.start_char : a.end_char] for a in found] == ["四个意识", "民有所呼，我必有应"]
    assert [a.evidence.entry for a in found] == ["slo-1", "slo-2"]
    assert doc.text == text


def test_what_stands_in_a_title_of_a_work_is_no_slogan(make_doc: Callable[..., Doc]) -> None:
    assert tagged(make_doc(list("《增强四个意识打赢攻坚战》出版。"))) == []


def test_surrounding_quotation_marks_stay_outside(make_doc: Callable[..., Doc]) -> None:
    assert tagged(make_doc(list("实行“一户一策、一企一案”。"))) == [("一户一策、一企一案", "policy")]


@given(
    st.lists(
        st.sampled_from(
            [
                "四个意识",
                "“",
                "”",
                "、",
                "，",
                "。",
                "以快制快",
                "以变应变",
                "要",
                "坚决打赢攻坚战",
                "\n",
                "原则",
                "《",
                "》",
            ]
        ),
        max_size=14,
    )
)
@settings(deadline=None)
def test_slogans_of_any_text_never_overlap(parts: list[str]) -> None:
    text = "".join(parts)
    doc = Doc(Language().vocab, words=list(text), spaces=[False] * len(text))
    found = annotations_of(default_tagger()(doc), SLOGAN)
    assert all(a.end_char <= b.start_char for a, b in itertools.pairwise(found))


def test_entries_of_the_user_stand_though_the_lexicon_is_switched_off(
    make_doc: Callable[..., Doc], tmp_path: Path
) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text("id\tform\tsubtype\tstatus\nmy-1\t山绿水清路通\tparallel\tactive\n", encoding="utf-8")
    own = [read_lexicon(table)]
    tagger = SloganTagger(package_lexicon("slogans.tsv"), own=own, off=["slogan-lexicon"], learned=False)
    doc = tagger(make_doc("村里 写/VERB 着/PART 山绿水清路通 和/CCONJ 四个意识 。"))
    assert [span.text for span in doc.spans["slogans"]] == ["山绿水清路通"]
