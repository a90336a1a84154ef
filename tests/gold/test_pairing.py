"""Two layouts of one text are compared over the same characters."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.errors import GoldError
from corpus_tools.gold.document import GoldDocument, GoldSpan
from corpus_tools.gold.pairing import Pair, fold, pair_documents

TEXT = "沈明岚强调，要压实责任，确保“堤坝”安全。"


def paired(gold: GoldDocument, other: GoldDocument) -> Pair:
    return pair_documents({"a": gold}, {"a": other})[0]


def marked(text: str, *wordings: str) -> GoldDocument:
    spans = [GoldSpan(text.index(w), text.index(w) + len(w), "directive", "obligation") for w in wordings]
    return GoldDocument("a", text, tuple(spans))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("要 压实\n责任", "要压实责任"),
        ("● 一、要", "一、要"),
        ("“好”，——…", '"好",--.'),
        ("ＡＢ１：", "AB1:"),
        ("《水法》、", "《水法》、"),
        ("", ""),
    ],
)
def test_white_space_bullets_and_widths_don_t_count(text: str, folded: str) -> None:
    assert fold(text)[0] == folded


@given(st.text(alphabet="要压 ●\n“”，。…Ａ①½㎏\u3000é·", max_size=30))
def test_every_offset_of_the_text_has_a_place_in_the_folded_one(text: str) -> None:
    folded, places = fold(text)
    assert len(places) == len(text) + 1
    assert places == sorted(places)
    assert places[0] == 0
    assert places[-1] == len(folded)


def test_texts_laid_out_differently_give_the_same_places() -> None:
    other = '● 沈明岚强调,\n 要压实责任,确保"堤坝"安全.'
    pair = paired(marked(TEXT, "要压实责任", "确保“堤坝”安全"), marked(other, "要压实责任", '确保"堤坝"安全'))
    assert [s.place for s in pair.gold] == [s.place for s in pair.predicted]
    assert pair.length == len(TEXT)


def test_a_prediction_on_a_longer_text_is_carried_into_the_gold_s() -> None:
    other = "云溪新闻。" + TEXT + "（记者 秦晚照）"
    prediction = marked(other, "云溪新闻", "要压实责任")
    pair = paired(marked(TEXT, "要压实责任"), prediction)
    assert [s.place for s in pair.predicted] == [s.place for s in pair.gold]


def test_a_prediction_that_sticks_out_of_the_gold_text_is_no_exact_match() -> None:
    other = "各村" + TEXT
    pair = paired(marked(TEXT, "沈明岚强调"), marked(other, "各村沈明岚强调"))
    assert [s.place for s in pair.predicted] != [s.place for s in pair.gold]
    assert pair.predicted[0].start < 0


def test_the_wording_of_every_span_is_kept_for_messages() -> None:
    other = "云溪县讯：" + TEXT
    pair = paired(marked(TEXT, "要压实责任"), marked(other, "讯：沈明岚强调", "确保“堤坝”安全"))
    assert all((s.start, s.end) in pair.wording for s in (*pair.gold, *pair.predicted))
    assert pair.wording[pair.gold[0].start, pair.gold[0].end] == "要压实责任"


def test_a_text_of_which_too_little_is_found_is_refused_by_name() -> None:
    with pytest.raises(GoldError, match="a: less than 97% of the gold text"):
        paired(marked(TEXT), marked(TEXT[:15]))


def test_every_document_that_fails_is_named_at_once() -> None:
    gold = {key: GoldDocument(key, TEXT, ()) for key in ("a", "b", "c")}
    with pytest.raises(GoldError) as caught:
        pair_documents(gold, {"b": GoldDocument("b", "另一篇文字。", ()), "d": GoldDocument("d", TEXT, ())})
    assert [line.split(":")[0] for line in str(caught.value).splitlines()] == ["a", "c", "b"]


def test_pairs_come_in_the_order_of_their_ids(document_of: Callable[[str], GoldDocument]) -> None:
    both = {key: document_of(key) for key in ("c", "a", "b")}
    assert [pair.id for pair in pair_documents(both, both)] == ["a", "b", "c"]


@pytest.fixture
def document_of() -> Callable[[str], GoldDocument]:
    return lambda key: GoldDocument(key, TEXT, ())
