from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.alignment import AlignedText, Edit
from corpus_tools.clean.markup import html_markup, looks_like_html, markdown_markup, tag_remains


def after(text: str, edits: list[Edit]) -> str:
    aligned = AlignedText(text).apply(edits)
    aligned.check()
    return aligned.text


def lines(text: str) -> list[str]:
    return [line.strip() for line in after(text, html_markup(text)).split("\n") if line.strip()]


@pytest.mark.parametrize(
    "element",
    ["script", "style", "nav", "footer", "aside", "select", "button", "noscript", "iframe", "svg", "textarea"],
)
def test_what_is_no_text_of_the_page_goes(element: str) -> None:
    assert lines(f"<p>甲</p><{element} class=x>丙<b>丁</b></{element}><p>乙</p>") == ["甲", "乙"]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>甲</p><p>乙</p>", ["甲", "乙"]),
        ("甲<br/>乙<BR>丙<hr>丁", ["甲", "乙", "丙", "丁"]),
        ("<b>甲</b><span>乙</span>", ["甲乙"]),
        ("<P\nclass='x'>甲</P\n>乙", ["甲", "乙"]),
        ('<p title="a>b">甲</p>', ["甲"]),
        ('<img alt="a\nb">甲', ["甲"]),
        ("<p>甲\n   乙</p>", ["甲乙"]),
        ("<p>abc\n   def</p>", ["abc def"]),
        ("<p>甲\r\n乙</p>", ["甲乙"]),
        ("甲<!-- <p>丙</p> -->乙", ["甲乙"]),
        ("<!--[if IE]><p>x</p><![endif]-->乙", ["乙"]),
        ("<?xml version='1.0'?><!DOCTYPE html><p>甲", ["甲"]),
        ("<head><title>题</title><body>甲", ["甲"]),
        ("<head><script>var a = '<body>';</script></head>甲", ["甲"]),
        ("<script>if (a < b && c > d) { x('</p>') }</script>甲", ["甲"]),
        ("<nav>丙<nav>丁</nav>戊</nav>甲", ["甲"]),
        ("<script src=x></script>甲<script>没有关", ["甲"]),
        ("<svg/>甲", ["甲"]),
        ("甲 < 乙 & 丙", ["甲 < 乙 & 丙"]),
        ("<table><tr><td>甲<td>乙</table>", ["甲", "乙"]),
    ],
)
def test_markup_goes_and_blocks_become_lines(page: str, expected: list[str]) -> None:
    assert lines(page) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("甲&nbsp;乙", "甲\xa0乙"),
        ("&#8220;甲&#x201D;", "“甲”"),
        ("&ldquo;甲&rdquo;", "“甲”"),
        ("A&amp;B&lt;C&gt;", "A&B<C>"),
        ("&copy甲", "©甲"),
        ("&klingon;甲&", "&klingon;甲&"),
        ("&#x4e2d;&#22269;", "中国"),
    ],
)
def test_entities_become_what_they_stand_for(page: str, expected: str) -> None:
    assert after(page, html_markup(page)) == expected


def test_every_character_left_keeps_its_place_in_the_page() -> None:
    page = "<div>\n<p>甲&nbsp;乙</p>\n<script>x</script><b>丙</b></div>"
    aligned = AlignedText(page).apply(html_markup(page))
    for at, ch in enumerate(aligned.text):
        if ch in "甲乙丙":
            start, end = aligned.origin(at, at + 1)
            assert page[start:end] == ch
    at = aligned.text.index("\xa0")
    start, end = aligned.origin(at, at + 1)
    assert page[start:end] == "&nbsp;"


@pytest.mark.parametrize("comment", ["<!foo>", "</3>", "<!>", "</ >"])
def test_a_bogus_comment_ends_at_its_bracket(comment: str) -> None:
    assert lines(f"<p>甲</p>{comment}乙<p>丙</p>") == ["甲", "乙", "丙"]


def test_a_page_that_is_one_form_keeps_its_text() -> None:
    assert lines('<body><form id="aspnetForm" method="post"><p>甲</p><p>乙</p></form></body>') == ["甲", "乙"]


def test_a_head_that_is_never_closed_ends_where_content_begins() -> None:
    assert lines("<head><meta charset=utf-8><title>题</title><p>甲</p><p>乙</p>") == ["甲", "乙"]


@pytest.mark.parametrize("element", ["nav", "button", "aside"])
def test_an_element_that_is_never_closed_takes_no_text_with_it(element: str) -> None:
    assert lines(f"<div><{element}>丙</div><p>甲</p>") == ["丙", "甲"]


FRAGMENTS = st.sampled_from(
    ["<p>", "</p>", "<br/>", "<script>", "</script>", "<nav>", "</nav>", "<!-- ", " -->", "&nbsp;", "&#8220;", "&", "<",
     ">", "甲乙", "ab", "\n", " ", "\r\n", '<a href="x">', "</a>", "<head>", "<body>", "&lt;", "'", '"', "<b"]
)  # fmt: skip


@given(st.lists(FRAGMENTS, max_size=14).map("".join))
@settings(max_examples=300)
def test_any_html_is_cleaned_with_a_proof(page: str) -> None:
    AlignedText(page).apply(html_markup(page)).check()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("---\ntitle: x\n---\n甲", "甲"),
        ("# 甲\n### 乙", "甲\n乙"),
        ("- 甲\n* 乙\n+ 丙\n  - 丁", "● 甲\n● 乙\n● 丙\n● 丁"),
        ("1. 甲", "1. 甲"),
        ("> 甲", "甲"),
        ("**甲**乙*丙*`丁`__戊__", "甲乙丙丁戊"),
        ("[甲](http://a.cn)乙", "甲乙"),
        ("[**甲**](u)", "甲"),
        ("![图](a.png)甲", "甲"),
        ("甲\n***\n乙", "甲\n\n乙"),
        ("snake_case_word 3 * 4 * 5", "snake_case_word 3 * 4 * 5"),
        ("甲 - 乙", "甲 - 乙"),
    ],
)
def test_markdown_goes_and_the_words_stay(source: str, expected: str) -> None:
    assert after(source, markdown_markup(source)) == expected


@given(
    st.lists(
        st.sampled_from(["*", "**", "_", "`", "[", "](", ")", "!", "# ", "- ", "\n", "甲", "乙 ", "---"]), max_size=14
    )
)
def test_any_markdown_is_cleaned_with_a_proof(parts: list[str]) -> None:
    source = "".join(parts)
    AlignedText(source).apply(markdown_markup(source)).check()


def test_stray_tags_in_plain_text_go() -> None:
    text = "甲<br>乙<strong>丙</strong><!-- x -->，1<2，a > b"
    assert after(text, tag_remains(text)) == "甲\n乙丙，1<2，a > b"


def test_html_is_seen_though_nothing_says_so() -> None:
    assert looks_like_html("<p>甲</p><p>乙</p>")
    assert not looks_like_html("甲 < 乙，乙 > 丙 <p>")


@pytest.mark.parametrize(
    "torn",
    ["<a " * 20_000, '<p x="' * 20_000, "<!--" * 20_000, "<form>" * 100_000 + "</form>", "<p>" + " " * 300_000 + "x"],
    ids=["tags", "attributes", "comments", "forms", "blanks"],
)
def test_a_page_torn_on_purpose_comes_to_its_end(torn: str) -> None:
    """Each of these took minutes, because every place was searched up to the end of the page."""
    text = f"<p>各村要守住堤岸。</p>{torn}"
    assert "各村要守住堤岸。" in AlignedText(text).apply(html_markup(text)).text
