"""Where the forms of a lexicon stand, and how the text's wording differs from them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.annotate.lexicon_match import FormFinder
from corpus_tools.lexicon import Lexicon, LexiconEntry, package_lexicon

Found = list[tuple[str, str, str | None]]

MAIN = LexiconEntry("s-1", "外防输入、内防反弹", subtype="parallel")
THREE = LexiconEntry("s-2", "早发现、快处置、常巡查", subtype="policy")
ROWS = (
    MAIN,
    THREE,
    LexiconEntry("s-3", "外防输入", subtype="policy", variant_of="s-1"),
    LexiconEntry("s-4", "严防输入、严防反弹", subtype="policy", variant_of="s-1"),
    LexiconEntry("s-5", "坚持…为中心", subtype="policy", max_gap="4"),
    LexiconEntry("s-6", "五个2", subtype="numeric"),
    LexiconEntry("s-7", "先排涝、再补种", subtype="policy", order="fixed"),
    LexiconEntry("s-8", "水清、岸绿、景美", subtype="policy"),
    LexiconEntry("s-9", "不畏浮云，自缘身高", subtype="allusion"),
    LexiconEntry("s-10", "守渠人、护渠人", subtype="policy", context="quoted"),
)


def found_in(text: str, *entries: LexiconEntry) -> Found:
    finder = FormFinder(Lexicon("t.tsv", "0" * 64, entries or ROWS))
    return [(text[m.start : m.end], m.entry.id, m.variation) for m in finder.matches(text)]


def test_a_form_as_the_table_writes_it_has_no_variation() -> None:
    assert found_in("坚持外防输入、内防反弹。") == [("外防输入、内防反弹", "s-1", None)]


@pytest.mark.parametrize(
    "wording",
    ["外防输入，内防反弹", "外防输入,内防反弹", "外防输入内防反弹", "外防输入 内防反弹", "外防输入；内防反弹"],
)
def test_other_marks_are_a_variation(wording: str) -> None:
    assert found_in(f"坚持{wording}。") == [(wording, "s-1", "marks")]


def test_a_half_and_another_variant_have_rows_of_their_own() -> None:
    assert found_in("坚持外防输入。") == [("外防输入", "s-3", "half")]
    assert found_in("坚持严防输入、严防反弹。") == [("严防输入、严防反弹", "s-4", "variant")]


def test_halves_of_the_shipped_table_lead_to_the_main_form() -> None:
    finder = FormFinder(package_lexicon("slogans.tsv"))
    (match,) = finder.matches("要守住“内防反弹”的关口")
    assert match.variation == "half"
    assert match.entry.variant_of


@pytest.mark.parametrize(
    ("wording", "identifier"),
    [
        ("外防輸入、內防反彈", "s-1"),
        ("外防輸入，內防反彈", "s-1"),
        ("五个２", "s-6"),
        ("五個2", "s-6"),
    ],
)
def test_traditional_script_and_width_are_a_variation(wording: str, identifier: str) -> None:
    assert found_in(f"坚持{wording}。") == [(wording, identifier, "script")]


def test_traditional_script_is_read_in_simplified_forms_and_the_other_way_round() -> None:
    form = LexiconEntry("s-1", "動態清零", subtype="policy")
    assert [row[0] for row in found_in("坚持动态清零。", form)] == ["动态清零"]


def test_quotation_marks_of_both_scripts_count() -> None:
    assert found_in("做「守渠人、護渠人」。") == [("守渠人、護渠人", "s-10", "script")]
    assert found_in("做守渠人、护渠人。") == []


@pytest.mark.parametrize(
    ("wording", "variation"), [("坚持经济建设为中心", "gap"), ("坚持为中心", None), ("坚持渠为中心", "gap")]
)
def test_words_in_a_gap_are_a_variation(wording: str, variation: str | None) -> None:
    assert found_in(f"始终{wording}。") == [(wording, "s-5", variation)]


def test_a_gap_holds_no_more_than_it_may() -> None:
    assert found_in("始终坚持一切经济建设为中心。") == []


@pytest.mark.parametrize(
    "wording",
    ["内防反弹、外防输入", "内防反弹，外防输入", "内防反弹 外防输入", "内防反弹,外防输入", "內防反彈、外防輸入"],
)
def test_halves_in_the_other_order_are_found(wording: str) -> None:
    assert found_in(f"坚持{wording}。") == [(wording, "s-1", "order")]


@pytest.mark.parametrize("wording", ["快处置、早发现、常巡查", "常巡查、快处置、早发现", "早发现、常巡查、快处置"])
def test_all_orders_of_three_parts_are_found(wording: str) -> None:
    expected: Found = [(wording, "s-2", "order")]
    assert found_in(f"做到{wording}。") == (expected if not wording.startswith("早") else [])


@pytest.mark.parametrize(
    "text",
    [
        "坚持内防反弹外防输入。",  # no mark between
        "坚持内防反弹。外防输出。",
        "坚持内防反弹\n外防输入的关口",
        "坚持内防反弹的外防关口",
        "坚持内防反弹、外防输入、严防扩散。",  # a longer row
        "坚持严防扩散、内防反弹、外防输入。",
        "做到快处置、早发现。",  # a part is missing
        "做到快处置、快处置、常巡查。",
        "做到再补种、先排涝。",  # the order is fixed
        "做到岸绿、水清、景美。",  # short parts
        "正是自缘身高，不畏浮云。",  # a borrowed line
        "做护渠人、守渠人。",  # only in quotation marks
    ],
)
def test_another_order_is_not_found(text: str) -> None:
    assert [row for row in found_in(text) if row[2] == "order"] == []


def test_a_row_of_the_table_goes_before_another_order() -> None:
    other = LexiconEntry("s-20", "内防反弹、外防输入", subtype="policy")
    assert found_in("坚持内防反弹、外防输入。", MAIN, other) == [("内防反弹、外防输入", "s-20", None)]
    variant = LexiconEntry("s-21", "内防反弹、外防输入", subtype="policy", variant_of="s-1")
    assert found_in("坚持内防反弹、外防输入。", MAIN, variant) == [("内防反弹、外防输入", "s-21", "order")]


def test_the_longer_form_wins_over_another_order() -> None:
    longer = LexiconEntry("s-22", "内防反弹、外防输入不放松", subtype="policy")
    assert found_in("坚持内防反弹、外防输入不放松。", MAIN, longer)[0][1] == "s-22"


def test_an_order_of_the_shipped_table_may_be_fixed() -> None:
    entries = {entry.form: entry for entry in package_lexicon("slogans.tsv").entries}
    assert entries["先上岗、再考证"].order == "fixed"
    assert entries["生态优先、绿色发展"].order == ""


@given(st.text("外防输入内反弹、， \n。“早发现", max_size=40))
def test_matches_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    matches = list(FormFinder(Lexicon("t.tsv", "0" * 64, ROWS)).matches(text))
    assert all(0 <= m.start < m.end <= len(text) for m in matches)
    assert all("\n" not in text[m.start : m.end] and "。" not in text[m.start : m.end] for m in matches)
    assert all(a.end <= b.start for a, b in pairwise(matches))
