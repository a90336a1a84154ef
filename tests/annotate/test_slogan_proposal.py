"""Stretches that may be slogans, each with what proposed it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.annotate.lexicon_match import FormFinder
from corpus_tools.annotate.slogan_proposal import Proposal, is_half, proposals
from corpus_tools.lexicon import Lexicon, LexiconEntry

TABLE = Lexicon(
    "t.tsv",
    "0" * 64,
    (
        LexiconEntry("t-1", "先排涝、再补种", subtype="policy"),
        LexiconEntry("t-2", "先排涝", subtype="policy", variant_of="t-1"),
        LexiconEntry("t-3", "稻花香里说丰年", subtype="allusion"),
    ),
)
OWN = Lexicon("o.tsv", "1" * 64, (LexiconEntry("o-1", "先排涝、再补种", subtype="parallel"),))
Propose = Callable[..., dict[str, set[str]]]


@pytest.fixture
def propose(make_doc: Callable[..., Doc]) -> Propose:
    """Return wording -> sources; words are separated by blanks."""

    def run(words: str | list[str], *, names: frozenset[str] = frozenset()) -> dict[str, set[str]]:
        doc = make_doc(words)
        found = proposals(doc.text, doc, [FormFinder(TABLE)], names)
        return {doc.text[p.start : p.end]: p.sources for p in found}

    return run


@pytest.mark.parametrize(
    ("words", "wording", "source"),
    [
        ("乡里 坚持 先 排涝 、 再 补种 。", "先排涝、再补种", "lexicon policy"),
        ("墙上 写 着 “ 风调雨顺 ” 。", "风调雨顺", "quoted"),
        ("做到 三个 一遍 。", "三个一遍", "number"),
        ("弘扬 老黄牛 上坡 精神 。", "老黄牛上坡", "headed"),
        ("要 勤 看 水 、 勤 下 田 。", "勤看水、勤下田", "row"),
        ("各村 坚决 打赢 秋粮 抢收 攻坚战 。", "坚决打赢秋粮抢收攻坚战", "call"),
        ("乡里 守住 粮食 安全 底线 不 放松 。", "守住粮食安全底线", "call to a noun"),
        ("田 里 有 水 ， 仓 里 有 粮 。", "田里有水，仓里有粮", "clauses"),
        ("打造 互相 尊重 、 合作 守水 的 典范 。", "互相尊重、合作守水", "row to a word"),
        ("做到 勤 看 水 、 勤 下 田 , 确保 丰收 。", "勤看水、勤下田", "row"),
        ("共守 大堤 ， 共保 丰收 ， 共建 家园 —— 写 在 汛期", "共守大堤，共保丰收，共建家园", "clauses"),
        ("始终 坚守 为 农 服务 的 根本 宗旨 。", "为农服务", "headed"),
        ("坚持 惜水如金 发展 理念 。", "惜水如金发展", "headed"),
        ("坚持 惜水如金 发展 理念 。", "惜水如金", "headed"),
        ("两村 共抗 旱情 。", "共抗旱情", "call"),
        ("镇里 坚决 遏制 耕地 “ 撂荒化 ” 、 防止 浪费 。", "坚决遏制耕地“撂荒化”、防止浪费", "call"),
        ("坚持 “ 厂 ” “ 库 ” 同查 。", "“厂”“库”同查", "half quoted"),
        ("做到 五个 “ 不放过 ” 。", "五个“不放过”", "half quoted"),
        ("要 多 看 一眼 水位 ， 多 走 一段 河边 大堤 。", "多看一眼水位，多走一段河边大堤", "frame"),
    ],
)
def test_each_source_proposes_its_stretch(propose: Propose, words: str, wording: str, source: str) -> None:
    assert source in propose(words)[wording]


def test_a_row_of_clauses_is_not_cut_short(propose: Propose) -> None:
    found = propose("共守 大堤 ， 共保 丰收 ， 共建 家园 。")
    assert [w for w, sources in found.items() if "clauses" in sources] == ["共守大堤，共保丰收，共建家园"]


def test_a_row_in_a_headline_ends_at_the_dash(make_doc: Callable[..., Doc]) -> None:
    doc = make_doc(list("不松劲抓防汛 下实功保丰收——各地见闻"))
    found = proposals(doc.text, doc, [FormFinder(TABLE)], frozenset())
    assert "row" in {s for p in found for s in p.sources if doc.text[p.start : p.end] == "不松劲抓防汛 下实功保丰收"}


def test_marks_that_a_line_end_keeps_from_the_words_count(make_doc: Callable[..., Doc]) -> None:
    doc = make_doc(list("他写下“\n家家种树\n”四字。"))
    found = proposals(doc.text, doc, [FormFinder(TABLE)], frozenset())
    assert {doc.text[p.start : p.end] for p in found if "quoted" in p.sources} == {"家家种树"}


def test_a_quoted_name_is_proposed_as_a_name(propose: Propose) -> None:
    found = propose("“ 云溪号 ” 列车 开通 。", names=frozenset({"云溪号"}))
    assert found["云溪号"] == {"name"}


def test_proposals_come_in_text_order_each_border_once(make_doc: Callable[..., Doc]) -> None:
    doc = make_doc("坚持 “ 先 排涝 、 再 补种 ” 原则 ， 做到 三个 一遍 。")
    found = proposals(doc.text, doc, [FormFinder(TABLE)], frozenset())
    places = [(p.start, p.end) for p in found]
    assert places == sorted(set(places))
    best = next(p for p in found if doc.text[p.start : p.end] == "先排涝、再补种")
    assert {"quoted", "lexicon policy"} <= best.sources
    assert best.entry is not None
    assert best.entry.id == "t-1"
    assert all((a.start_char, a.end_char) == (best.start, best.end) for a in best.rules)


def test_of_two_tables_with_one_form_the_later_one_s_row_counts(make_doc: Callable[..., Doc]) -> None:
    doc = make_doc(list("坚持先排涝、再补种。"))
    found = proposals(doc.text, doc, [FormFinder(TABLE), FormFinder(OWN)], frozenset())
    assert [p.entry.id for p in found if p.entry] == ["o-1"]


def test_what_stands_in_a_work_s_title_is_none(propose: Propose) -> None:
    assert not any("稻花" in wording for wording in propose("《 稻花香里说丰年 选 》 出版 。"))
    assert "稻花香里说丰年" in propose("他 念 稻花香里说丰年 。")


@pytest.mark.parametrize(("text", "found"), [("各村先排涝很忙。", False), ("坚持“先排涝”。", True)])
def test_half_a_formula_counts_only_where_marks_set_it_off(propose: Propose, text: str, found: bool) -> None:
    sources = propose(list(text)).get("先排涝", set())
    assert ("lexicon policy" in sources) is found


@pytest.mark.parametrize(
    ("entry", "half"),
    [
        (LexiconEntry("a", "先排涝", variant_of="t-1"), True),
        (LexiconEntry("a", "先排涝"), False),
        (LexiconEntry("a", "先、再", variant_of="t-1"), False),
        (LexiconEntry("a", "稻花香里说丰年", variant_of="t-1"), False),
    ],
)
def test_a_short_variant_without_a_mark_is_half(entry: LexiconEntry, half: bool) -> None:
    assert is_half(entry) is half


def test_a_number_in_running_words_proposes_nothing(propose: Propose) -> None:
    found = propose("第三个 月 里 ， 水泵 坏 了 。")
    assert not any("number" in sources for sources in found.values())


PIECES = [
    "先排涝、再补种",
    "“",
    "”",
    "、",
    "，",
    "。",
    "\n",
    " ",
    "三个",
    "一遍",
    "坚决打赢",
    "攻坚战",
    "原则",
    "《",
    "》",
    "坚持",
    "稻",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.integers(1, 3))
@settings(deadline=None)
def test_proposals_of_any_text_keep_to_a_sentence(pieces: list[str], size: int) -> None:
    text = "".join(pieces)
    words = [text[at : at + size] for at in range(0, len(text), size)]
    doc = Doc(Vocab(), words=words, spaces=[False] * len(words))
    found: list[Proposal] = proposals(text, doc, [FormFinder(TABLE)], frozenset())
    for proposal in found:
        wording = text[proposal.start : proposal.end]
        assert len(wording) >= 2
        assert wording == wording.strip()
        assert "。" not in wording
        assert "\n" not in wording
        assert proposal.sources
