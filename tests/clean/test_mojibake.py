from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.alignment import AlignedText
from corpus_tools.clean.mojibake import mojibake, mojibake_remark

SIMPLIFIED = "青禾县召开春耕备耕会议，要求各乡镇抓好种子、化肥的储备。"
TRADITIONAL = "青禾縣召開春耕備耕會議，要求各鄉鎮抓好種子、化肥的儲備。"


def mended(text: str) -> str:
    aligned = AlignedText(text).apply(mojibake(text))
    aligned.check()
    assert aligned.original == text
    return aligned.text


def as_cp1252(data: bytes) -> str:
    """As browsers read what calls itself ISO 8859-1."""
    return "".join(
        data[i : i + 1].decode("cp1252") if data[i] not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(data[i])
        for i in range(len(data))
    )


WAYS: dict[str, tuple[str, Callable[[str], str]]] = {
    "UTF-8 as GBK": ("青禾县春耕会议要求各乡镇抓好", lambda text: text.encode().decode("gb18030")),
    "UTF-8 as Latin-1": (SIMPLIFIED, lambda text: text.encode().decode("latin-1")),
    "UTF-8 as Windows-1252": (SIMPLIFIED, lambda text: as_cp1252(text.encode())),
    "UTF-8 twice as Windows-1252": (SIMPLIFIED, lambda text: as_cp1252(as_cp1252(text.encode()).encode())),
    "GBK as Latin-1": (SIMPLIFIED, lambda text: text.encode("gbk").decode("latin-1")),
    "GBK as Windows-1252": (SIMPLIFIED, lambda text: as_cp1252(text.encode("gbk"))),
    "Big5 as Windows-1252": (TRADITIONAL, lambda text: as_cp1252(text.encode("big5"))),
    "Big5 as GBK": (TRADITIONAL, lambda text: text.encode("big5").decode("gb18030")),
}


@pytest.mark.parametrize("way", WAYS)
def test_garbled_lines_are_read_as_they_were_written(way: str) -> None:
    text, garble = WAYS[way]
    assert mended(garble(text)) == text


@pytest.mark.parametrize("way", WAYS)
def test_a_garbled_line_among_others_is_mended_alone(way: str) -> None:
    text, garble = WAYS[way]
    page = f"{SIMPLIFIED}\n<p>{garble(text)}</p>\n{SIMPLIFIED}"
    assert mended(page) == f"{SIMPLIFIED}\n<p>{text}</p>\n{SIMPLIFIED}"
    (edit,) = mojibake(page)
    assert edit.step == "mojibake"
    assert page[edit.start - 3 : edit.start] == "<p>"


def test_a_garbled_stretch_inside_a_good_line_is_mended_alone() -> None:
    garbled = as_cp1252(SIMPLIFIED.encode())
    assert mended(f"会议通知 {garbled} 特此通知") == f"会议通知 {SIMPLIFIED} 特此通知"


def test_the_euro_sign_that_windows_puts_for_byte_80_is_undone() -> None:
    data = "一致同意要".encode()
    garbled = data[:2].decode("gb18030") + "€" + data[3:].decode("gb18030")
    assert mended(garbled) == "一致同意要"


@pytest.mark.parametrize(
    "text",
    [
        SIMPLIFIED,
        TRADITIONAL,
        "蘅芷薜荔菡萏蒹葭苜蓿荇菜蘼芜",
        "Müller à Zürich, 25 °C ± 2 – señor",
        "Привет, мир",
        "┌──┬──┐ ①② Ⅲ ￥％",
        "ひらがなカタカナ",
        "魑魅魍魉、饕餮、龃龉、耄耋",
        "“”‘’…—·×÷",
        "",
    ],
)
def test_sound_text_is_left_alone(text: str) -> None:
    assert mojibake(text) == []
    assert mojibake_remark(text) == ""


def test_what_has_no_certain_reading_is_reported_and_left() -> None:
    lost = "浼氳" + "锟斤拷锟斤拷" + "青禾县"
    assert mojibake(lost) == []
    assert "锟斤拷" in mojibake_remark(lost)
    assert mojibake_remark("闈掔�锛屽彫寮€銆備細璁�锛岃姹�銆�").startswith("garbled characters (mojibake) in")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_keeps_its_record(text: str) -> None:
    mended(text)
    assert isinstance(mojibake_remark(text), str)


def test_a_line_of_a_million_characters_is_no_trap() -> None:
    assert mojibake("é" * 1_000_000) == []
    assert mojibake(SIMPLIFIED * 40_000) == []
