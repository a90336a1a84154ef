from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.errors import ReadError
from corpus_tools.read.decoding import decode

SIMPLIFIED = "全市防汛抗旱工作会议召开，市委书记强调，要坚决守住底线，确保人民群众生命财产安全。"
TRADITIONAL = "全市防汛抗旱工作會議召開，市委書記強調，要堅決守住底線，確保人民群眾生命財產安全。"
LONG = SIMPLIFIED * 6


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SIMPLIFIED.encode(), "utf-8"),
        (SIMPLIFIED.encode("utf-8-sig"), "utf-8-sig"),
        (SIMPLIFIED.encode("utf-16"), "utf-16"),
        (b"\xff\xfe" + SIMPLIFIED.encode("utf-16-le"), "utf-16"),
        (b"\xfe\xff" + SIMPLIFIED.encode("utf-16-be"), "utf-16"),
        (SIMPLIFIED.encode("gb18030"), "gb18030"),
        (SIMPLIFIED.encode("gb2312"), "gb18030"),
    ],
)
def test_the_encoding_is_told(data: bytes, encoding: str) -> None:
    decoded = decode(data, name="a.txt")
    assert (decoded.text, decoded.encoding, decoded.damage) == (SIMPLIFIED, encoding, ())


def test_big5_is_told_from_gb18030() -> None:
    decoded = decode(TRADITIONAL.encode("big5"), name="a.txt")
    assert (decoded.text, decoded.encoding) == (TRADITIONAL, "big5hkscs")


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb_2312-80", '"gb2312"'])
def test_characters_outside_gb2312_are_read_though_gb2312_is_declared(declared: str) -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' + SIMPLIFIED + "镕䶮"
    decoded = decode(page.encode("gb18030"), name="a.html")
    assert (decoded.text, decoded.encoding) == (page, "gb18030")


def test_a_wrong_declaration_does_not_spoil_valid_utf8() -> None:
    page = "<meta charset=gb2312>" + SIMPLIFIED
    assert decode(page.encode(), name="a.html").text == page


def test_an_unknown_declaration_is_passed_over() -> None:
    page = "<meta charset=klingon>" + SIMPLIFIED
    assert decode(page.encode("gb18030"), name="a.html").text == page


def test_each_damaged_place_is_one_replacement_character_with_its_bytes() -> None:
    data = LONG.encode()
    broken = data[:12] + b"\xff" + data[12:30] + b"\xe4\xb8" + data[30:]
    decoded = decode(broken, name="a.txt")
    assert decoded.encoding == "utf-8"
    assert decoded.text == LONG[:4] + "\ufffd" + LONG[4:10] + "\ufffd" + LONG[10:]
    assert [(d.start_char, d.end_char, d.what.split()[-1]) for d in decoded.damage] == [(4, 5, "ff"), (11, 12, "e4b8")]


def test_a_text_cut_off_inside_a_character_is_damaged_at_its_end() -> None:
    decoded = decode(LONG.encode()[:-1], name="a.txt")
    assert decoded.text == LONG[:-1] + "\ufffd"
    assert decoded.damage[-1].what.endswith("e380")


def test_damage_behind_a_byte_order_mark_counts_characters_of_the_text() -> None:
    decoded = decode(b"\xef\xbb\xbf" + LONG.encode()[:12] + b"\xff" + LONG.encode()[12:], name="a.txt")
    assert decoded.text == LONG[:4] + "\ufffd" + LONG[4:]
    assert decoded.damage[0].start_char == 4


@given(st.lists(st.integers(0, len(LONG)), max_size=4), st.binary(min_size=1, max_size=1))
def test_damage_stands_where_the_replacement_characters_stand(places: list[int], byte: bytes) -> None:
    if byte < b"\xf8":  # never a byte of UTF-8
        byte = b"\xff"
    parts = [LONG[a:b].encode() for a, b in zip([0, *sorted(places)], [*sorted(places), len(LONG)], strict=True)]
    decoded = decode(byte.join(parts), name="a.txt")
    assert decoded.text.replace("\ufffd", "") == LONG
    assert [d.start_char for d in decoded.damage] == [i for i, ch in enumerate(decoded.text) if ch == "\ufffd"]
    assert all(d.end_char == d.start_char + 1 and byte.hex() in d.what for d in decoded.damage)


BIG_ENDIAN = pytest.param(
    "be",
)


@pytest.mark.parametrize("order", ["le", BIG_ENDIAN])
def test_damaged_utf16_is_read_on_behind_the_damage(order: str) -> None:
    half = {"le": b"\x00\xd8", "be": b"\xd8\x00"}[order]
    mark = {"le": b"\xff\xfe", "be": b"\xfe\xff"}[order]
    codec = f"utf-16-{order}"
    data = mark + SIMPLIFIED.encode(codec) + half + SIMPLIFIED.encode(codec)
    decoded = decode(data, name="a.txt")
    assert decoded.text == SIMPLIFIED + "\ufffd" + SIMPLIFIED
    assert len(decoded.damage) == 1


@pytest.mark.parametrize("where", ["middle", "end"])
def test_a_damaged_gb18030_page_is_read_with_its_damage(where: str) -> None:
    data = ("<meta charset=gb2312>" + LONG).encode("gb18030")
    broken = data[:61] + b"\xff" + data[61:] if where == "middle" else data[:-1]
    decoded = decode(broken, name="a.html")
    assert decoded.encoding == "gb18030"
    assert len(decoded.damage) == 1


@pytest.mark.parametrize("data", [b"", b" ", b"\n\t\r\n"])
def test_an_empty_file_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"a\.txt: the file is empty"):
        decode(data, name="a.txt")


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbb\xbf \n"])
def test_a_file_that_holds_a_byte_order_mark_only_is_empty(data: bytes) -> None:
    with pytest.raises(ReadError, match="the file is empty"):
        decode(data, name="a.txt")


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 text text text",
        b"\x89PNG\r\n\x1a\n" + b"x" * 50,
        b"PK\x03\x04" + b"x" * 50,
        b"\x1f\x8b\x08" + b"x" * 50,
        bytes(range(32)) * 20,
        b"\x00\x01\x02" * 100,
    ],
)
def test_a_binary_file_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"a\.bin: this .*binary"):
        decode(data, name="a.bin")


def test_a_stray_nul_does_not_make_a_text_binary() -> None:
    assert decode((LONG + "\x00\x07").encode(), name="a.txt").text == LONG + "\x00\x07"


def test_bytes_in_no_encoding_are_refused() -> None:
    data = bytes((i * 37) % 128 + 128 for i in range(999))
    with pytest.raises(ReadError, match="save it as UTF-8"):
        decode(data, name="a.txt")


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused_with_a_reason(data: bytes) -> None:
    try:
        decoded = decode(data, name="a.txt")
    except ReadError as error:
        if not str(error).startswith("a.txt: "):
            raise
    else:
        assert all(decoded.text[d.start_char : d.end_char] == "\ufffd" for d in decoded.damage)
