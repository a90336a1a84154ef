"""Every encoding that Chinese pages come in, with every kind of wrong declaration and damage."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from corpus_tools.errors import ReadError
from corpus_tools.read.decoding import Decoded, decode
from corpus_tools.read.encoding_choice import encoding_of

SIMPLIFIED = "青禾县召开春耕备耕会议，要求各乡镇抓好种子、化肥的储备，确保农民按时下种。"
TRADITIONAL = "青禾縣召開春耕備耕會議，要求各鄉鎮抓好種子、化肥的儲備，確保農民按時下種。"
#: Sentences and half sentences of our own, from which texts are put together.
PIECES = (
    "青禾县召开春耕会议",
    "县长林秋到各乡镇检查",
    "要把粮食生产放在第一位",
    "我们要发展经济",
    "这是一项长期的工作",
    "在全市范围内进行检查",
    "，",
    "。",
    "：",
    "2024年3月5日",
    "\r\n",
    "<p>",
    "GDP",
    "农村道路建设三年行动方案",
)
TRADITIONAL_PIECES = (
    "青禾縣召開春耕會議",
    "縣長林秋到各鄉鎮檢查",
    "要把糧食生產放在第一位",
    "我們要發展經濟",
    "這是一項長期的工作",
    "，",
    "。",
    "<p>",
    "\n",
)
CODECS = {"utf-8": "utf-8", "gb18030": "gb18030", "utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be"}


def texts(pieces: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Texts of at least twenty characters, of which most are Chinese."""
    joined = st.lists(st.sampled_from(pieces), min_size=3, max_size=30).map("".join)
    return joined.filter(lambda text: sum(ch >= "\u4e00" for ch in text) >= 15)


@given(texts(PIECES), st.sampled_from(sorted(CODECS)))
def test_any_chinese_text_is_read_from_any_encoding(text: str, codec: str) -> None:
    assert decode(text.encode(codec), name="a.txt") == Decoded(text, CODECS[codec], ())


@given(texts(TRADITIONAL_PIECES), st.sampled_from(["big5hkscs", "gb18030", "utf-8"]))
def test_traditional_text_is_read_from_any_encoding(text: str, codec: str) -> None:
    assert decode(text.encode(codec), name="a.txt") == Decoded(text, codec, ())


@pytest.mark.parametrize("text", ["联通", "春耕", "会议通知", "青禾县", "一致", "报告（2024）"])
@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_few_characters_are_enough(text: str, codec: str) -> None:
    assert decode(text.encode(codec), name="a.txt").text == text


@pytest.mark.parametrize("text", ["\u00a0\u00a0\u00a0", "café", "– § –", "Привет", "ﬁ", "αβγ", "ı\u00a0ı"])
def test_valid_utf8_is_not_taken_for_something_else(text: str) -> None:
    assert decode(text.encode(), name="a.txt").text == text


def test_characters_that_only_hong_kong_has_are_read() -> None:
    text = TRADITIONAL + "嘅咗喺啲"
    assert decode(text.encode("big5hkscs"), name="a.txt") == Decoded(text, "big5hkscs", ())


@pytest.mark.parametrize("codec", ["utf-32", "utf-32-le", "utf-32-be"])
def test_utf_32_is_read(codec: str) -> None:
    decoded = decode(SIMPLIFIED.encode(codec), name="a.txt")
    assert (decoded.text, decoded.encoding[:6]) == (SIMPLIFIED, "utf-32")


def test_ascii_pages_in_utf_16_without_a_mark_are_read() -> None:
    page = "<html><body><p>" + SIMPLIFIED + "</p></body></html>"
    assert decode(page.encode("utf-16-le"), name="a.html") == Decoded(page, "utf-16-le", ())


@pytest.mark.parametrize("declared", ["gbk", "big5", "utf-8", "gb2312", "iso-8859-1", "shift_jis", "utf-16", "x" * 30])
@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5hkscs"])
@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="{}">',
        '<meta http-equiv="Content-Type" content="text/html; charset={}">',
        "<?xml version='1.0' encoding='{}'?>",
        '<META content="text/html; charset={}" http-equiv=content-type>',
    ],
)
def test_a_wrong_declaration_does_not_spoil_a_page(head: str, codec: str, declared: str) -> None:
    page = head.format(declared) + "\n<p>" + (TRADITIONAL if codec == "big5hkscs" else SIMPLIFIED)
    assert decode(page.encode(codec), name="a.html") == Decoded(page, codec, ())


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5hkscs", "utf-16-le"])
def test_a_long_ascii_head_does_not_hide_the_encoding(codec: str) -> None:
    page = "<script>var x = 1;</script>\n" * 20_000 + (TRADITIONAL if codec == "big5hkscs" else SIMPLIFIED)
    assert decode(page.encode(codec), name="a.html") == Decoded(page, codec, ())


@pytest.mark.parametrize("codec", ["gb18030", "big5hkscs"])
def test_long_texts_are_weighed_at_three_places(codec: str) -> None:
    text = (TRADITIONAL if codec == "big5hkscs" else SIMPLIFIED) * 20_000
    assert encoding_of(text.encode(codec)) == codec


@given(texts(PIECES), st.data())
def test_a_damaged_byte_of_utf8_damages_its_character_only(text: str, data: st.DataObject) -> None:
    encoded = bytearray((SIMPLIFIED + text).encode())
    at = data.draw(st.integers(0, len(encoded) - 1))
    byte = data.draw(st.integers(0x80, 0xFF))
    assume(byte != encoded[at])
    encoded[at] = byte
    decoded = decode(bytes(encoded), name="a.txt")
    before = len(bytes(encoded[:at]).decode(errors="ignore"))
    assert decoded.text.startswith((SIMPLIFIED + text)[: max(0, before - 1)])
    assert decoded.text.endswith((SIMPLIFIED + text)[before + 3 :])


@pytest.mark.parametrize("codec", ["gb18030", "big5hkscs"])
@pytest.mark.parametrize("byte", [0x41, 0xFF, 0x20, 0x80])
def test_a_damaged_byte_does_not_put_the_rest_of_the_line_out_of_step(codec: str, byte: int) -> None:
    text = (TRADITIONAL if codec == "big5hkscs" else SIMPLIFIED) * 3
    for at in range(0, len(text) * 2 - 40, 14):  # first bytes of characters
        data = bytearray(text.encode(codec))
        data[at] = byte
        decoded = decode(bytes(data), name="a.txt")
        assert decoded.encoding == codec
        assert decoded.text.startswith(text[: at // 2])
        assert decoded.text.endswith(text[at // 2 + 6 :]), (at, decoded.text)
        assert decoded.damage or codec == "big5hkscs"  # the second byte alone may be a letter there


@given(texts(PIECES), st.binary(min_size=1, max_size=6))
@settings(max_examples=50)
def test_no_byte_is_lost(text: str, noise: bytes) -> None:
    """What was not decoded stands in hex in the record, in order; the rest gives its bytes back."""
    data = (SIMPLIFIED + text).encode() + b"\n" + noise + b"\n" + SIMPLIFIED.encode()
    decoded = decode(data, name="a.txt")
    if decoded.encoding != "utf-8":
        return
    pieces, at = [], 0
    for damage in decoded.damage:
        if damage.what.startswith("undecodable bytes "):
            pieces += [decoded.text[at : damage.start_char].encode(), bytes.fromhex(damage.what.split()[-1])]
            at = damage.end_char
    assert b"".join([*pieces, decoded.text[at:].encode()]) == data


def test_a_gbk_line_in_a_utf8_page_is_read_and_recorded() -> None:
    other = "广告：青禾大酒店开业，欢迎光临。"
    data = f"{SIMPLIFIED}\n".encode() * 3 + other.encode("gb18030") + f"\n{SIMPLIFIED}".encode()
    decoded = decode(data, name="a.html")
    assert decoded.text == f"{SIMPLIFIED}\n" * 3 + other + f"\n{SIMPLIFIED}"
    (damage,) = decoded.damage
    assert decoded.text[damage.start_char : damage.end_char] == other
    assert other.encode("gb18030").hex() in damage.what
    assert "are gb18030 in a text in utf-8" in damage.what


def test_a_utf8_line_in_a_gbk_page_is_read_and_recorded() -> None:
    other = "广告：青禾大酒店开业，欢迎光临。"
    data = f"{SIMPLIFIED}\n".encode("gb18030") * 3 + other.encode() + f"\n{SIMPLIFIED}".encode("gb18030")
    decoded = decode(data, name="a.html")
    assert decoded.text == f"{SIMPLIFIED}\n" * 3 + other + f"\n{SIMPLIFIED}"
    assert decoded.encoding == "gb18030"
    assert "are utf-8" in decoded.damage[0].what


@pytest.mark.parametrize("text", ["┌────┬────┐\r\n│  青禾  │  林秋  │\r\n└────┴────┘", "①②③④⑤⑥⑦⑧", "１２３４５６７８"])
def test_rare_signs_that_decode_are_left_as_they_are(text: str) -> None:
    page = f"{SIMPLIFIED}\r\n{text}\r\n{SIMPLIFIED}"
    assert decode(page.encode("gb18030"), name="a.txt") == Decoded(page, "gb18030", ())


def test_a_list_of_rare_characters_is_left_as_it_is() -> None:
    page = f"{SIMPLIFIED}\n" + "蘅芷薜荔菡萏蒹葭苜蓿荇菜蘼芜\n" * 3
    assert decode(page.encode("gb18030"), name="a.txt") == Decoded(page, "gb18030", ())


@pytest.mark.parametrize(
    ("data", "way"),
    [
        (b"%PDF-1.7 x", "pdftotext"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "save it as .docx"),
        (b"{\\rtf1\\ansi x}", "save it as .docx"),
        (b"Rar!\x1a\x07", "unpack it"),
        (b"\xfd7zXZ\x00x", "end in .xz"),
    ],
)
def test_other_files_are_refused_with_the_way_out(data: bytes, way: str) -> None:
    with pytest.raises(ReadError, match=way):
        decode(data, name="a.txt")


@given(st.binary(max_size=400))
def test_damage_never_lies_outside_the_text(data: bytes) -> None:
    try:
        decoded = decode(data, name="a.txt")
    except ReadError:
        return
    places = [(d.start_char, d.end_char) for d in decoded.damage]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(decoded.text) for start, end in places)
    assert not any("\ud800" <= ch <= "\udfff" for ch in decoded.text)
