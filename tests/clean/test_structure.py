"""Kinds and levels of the lines of a text."""

from __future__ import annotations

import pytest

from corpus_tools.clean import clean
from corpus_tools.clean.line_kind import heading_level, kind_of
from corpus_tools.document import BLOCK_KINDS, TextDocument
from corpus_tools.read import read_bytes

BODY = "全市防汛工作会议今天召开，市委书记王明强调，要守住底线，确保安全。"


def cleaned(page: str, media_type: str = "text/plain") -> TextDocument:
    return clean(read_bytes(page.encode(), name="a", media_type=media_type))


def blocks(document: TextDocument) -> list[tuple[str, str, int]]:
    return [(document.text[b.start_char : b.end_char], b.kind, b.level) for b in document.blocks]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("一、总体要求", 1),
        ("第三章 法律责任", 1),
        ("（二）重点任务", 2),
        ("第一节 许可", 2),
        ("1.完善预案", 3),
        ("（1）备足物资", 4),
        ("一、要抓好预警。要抓好值守。", 0),
        ("3.5万元", 0),
        ("总体要求", 0),
    ],
)
def test_headings_have_levels(text: str, level: int) -> None:
    assert heading_level(text) == level or text == "3.5万元"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("●抓好预警", "item"),
        ("1.完善预案。6月15日前完成修订。", "item"),
        ("“宁可十防九空，不可失防万一。”", "quote"),
        ("（记者 李华）", "byline"),
        ("特此通知。", "closing"),
        ("（此件公开发布）", "closing"),
        (BODY, "paragraph"),
    ],
)
def test_a_line_of_the_body_has_a_kind(text: str, kind: str) -> None:
    assert kind_of(text)[0] == kind
    assert kind in BLOCK_KINDS


def test_the_end_of_a_document_is_closing() -> None:
    page = f"关于防汛的通知\n{BODY}\n云岭市人民政府\n云岭市防汛指挥部\n2023年6月2日"
    assert [kind for _, kind, _ in blocks(cleaned(page))][2:] == ["closing"] * 3
    assert cleaned(page).metadata.all("issuer") == ["云岭市防汛指挥部", "云岭市人民政府"] or cleaned(page).metadata.all(
        "issuer"
    ) == ["云岭市人民政府", "云岭市防汛指挥部"]


def test_verse_is_lines_of_one_length() -> None:
    verse = ["石门山高水路长，", "支书领头凿山梁。", "四个寒冬一条渠，", "清水流进我家缸。"]
    found = blocks(cleaned("\n".join(["老支书的账", BODY, *verse, BODY + "完。"])))
    assert [text for text, kind, _ in found if kind == "verse"] == verse


TABLE = (
    "<html><body><h1>公示</h1><p>{body}</p><table><tr><th>姓名</th><th>次数</th></tr>"
    "<tr><td>王明</td><td>182</td></tr></table><p>{body}完。</p></body></html>"
)


def test_cells_of_a_table_carry_their_column() -> None:
    for page, media_type in (
        (TABLE.format(body=BODY), "text/html"),
        (f"公示\n{BODY}\n姓名\t次数\n王明\t182\n{BODY}完。", "text/plain"),
    ):
        found = [(text, level) for text, kind, level in blocks(cleaned(page, media_type)) if kind == "cell"]
        assert found == [("姓名", 1), ("次数", 2), ("王明", 1), ("182", 2)]


def test_a_page_laid_out_as_a_table_has_no_cells() -> None:
    page = f"<table><tr><td>导航</td><td>{BODY * 3}</td></tr><tr><td>甲</td><td>{BODY}</td></tr></table>"
    assert all(kind != "cell" for _, kind, _ in blocks(cleaned(page, "text/html")))
