"""The dirt of pages: functions from marked characters to dirtier ones; a mark says whether a character is body."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from functools import cache

from opencc import OpenCC
from pypinyin import Style, pinyin

#: Stretches of text, each with whether its characters are body.
Marked = list[tuple[str, bool]]
_HALF = dict(zip("，；：？！（）", ",;:?!()", strict=True))


@cache
def _converter() -> OpenCC:
    return OpenCC("s2tw")


def traditional(line: Marked, kinds: Iterable[str]) -> Marked:
    """Convert to traditional characters where the page has them, one for one."""
    if not {"traditional", "glossed"} & set(kinds):
        return line
    return [(_converted(piece), mark) for piece, mark in line]


def _converted(piece: str) -> str:
    converted = _converter().convert(piece)
    return converted if len(converted) == len(piece) else piece


def glossed(line: Marked) -> Marked:
    """Put pinyin in brackets behind the characters that the conversion changed, as bad converters do."""
    out: Marked = []
    back = OpenCC("t2s")
    for piece, mark in line:
        for character in piece:
            out.append((character, mark))
            if mark and back.convert(character) != character:
                out.append((f"({pinyin(character, style=Style.TONE)[0][0]})", False))
    return out


def dirty(line: Marked, kinds: Iterable[str], chance: random.Random, *, headline: bool = False) -> Marked:
    """Dirt inside a line."""
    for kind in kinds:
        if kind == "half-width":
            line = [("".join(_HALF.get(c, c) for c in piece), mark) for piece, mark in line]
        elif kind == "invisible":
            line = _insert(line, chance, "\u200b\ufeff\u200e\u00ad", 0.01)
        elif kind == "control":
            line = _insert(line, chance, "\x08\x02\x7f", 0.005)
        elif kind == "word-blanks" and not headline:
            line = _blanks(line, chance)
        elif kind == "doubled-marks" and not headline:
            line = _doubled(line, chance)
    return line


def _insert(line: Marked, chance: random.Random, marks: str, rate: float) -> Marked:
    out: Marked = []
    for piece, mark in line:
        for character in piece:
            out.append((character, mark))
            if chance.random() < rate:
                out.append((chance.choice(marks), False))
    return out


def _blanks(line: Marked, chance: random.Random) -> Marked:
    """Blanks between Chinese characters of running text, about one in ten."""
    text = "".join(piece for piece, _ in line)
    if "。" not in text or len(text) < 40:
        return line
    out: Marked = []
    for piece, mark in line:
        for number, character in enumerate(piece):
            out.append((character, mark))
            if re.match(r"[\u4e00-\u9fff]{2}", piece[number : number + 2]) and chance.random() < 0.1:
                out.append((" ", False))
    return out


def _doubled(line: Marked, chance: random.Random) -> Marked:
    out: Marked = []
    for piece, mark in line:
        for character in piece:
            out.append((character, mark))
            if character in "，、；" and chance.random() < 0.15:
                out.append((character, False))
    return out


def put(lines: list[Marked], form: str, html: bool, kinds: Iterable[str], chance: random.Random) -> Marked:
    """Put the lines of a body on the page: paragraphs, what stands between them, the whole twice."""
    kinds = set(kinds)
    if form == "ocr":
        return _ocr(lines)
    before, _, after = form.replace("\\n", "\n").replace("\\t", "\t").partition("%s")
    paragraphs: list[Marked] = []
    for number, line in enumerate(lines):
        indent = "　　" if "wide-blanks" in kinds and not before else ""
        indent = "&nbsp;&nbsp;&nbsp;&nbsp;" if "wide-blanks" in kinds and html else indent
        paragraphs.append([(before + indent, False), *line, (after, False)])
        if "doubled-lines" in kinds and number == 1 and len("".join(p for p, _ in line)) > 12:
            paragraphs.append([(before + indent, False), *((p, False) for p, _ in line), (after, False)])
        if "picture" in kinds and number == 1:
            paragraphs.append([(before + chance.choice(["图片", "点击查看大图", "[图片]"]) + after, False)])
        if "advert" in kinds and number == 2:
            advert = chance.choice(
                ["广告：名师一对一辅导，提分热线400-000-0000", "推广：农村老院子出售，价格面议", "（广告）"]
            )
            paragraphs.append([(before + advert + after, False)])
    if "doubled-body" in kinds:
        paragraphs += [[(piece, False) for piece, _ in p] for p in list(paragraphs)]
    if "run-together" in kinds:
        out = [piece for line in lines for piece in (*line, (" ", False))]
        return [(before, False), *out[:-1]]
    ends = "\r\n" if "control" in kinds else "\n"
    return [piece for p in paragraphs for piece in (*p, (ends, False))][:-1]


def _ocr(lines: list[Marked]) -> Marked:
    """Lines of 28 characters, 12 lines a page, with a running head and a page number on each."""
    rows: list[Marked] = []
    for line in lines:
        characters = [(c, mark) for piece, mark in [("　　", False), *line] for c in piece]
        rows += [characters[n : n + 28] for n in range(0, len(characters), 28)]
    out: Marked = []
    for number, row in enumerate(rows):
        if number and number % 12 == 0:
            page = number // 12 + 1
            out.append((f"\n云岭市人民政府公报　　2023年第6期\n\n— {page} —\n", False))
        out += [*row, ("\n", False)]
    return out[:-1]
