"""Mojibake: text that somebody decoded in a wrong encoding; mended where one inverse is certain, else reported."""

from __future__ import annotations

import re
from collections.abc import Callable

from corpus_tools.alignment import Edit
from corpus_tools.plausibility import COMMON, FREQUENT, MARKS, WIDE, cost, is_han

#: Latin letters and signs that bytes from 80 on become in ISO 8859-1 and Windows-1252.
_CP1252 = {bytes((b,)).decode("cp1252"): b for b in range(0x80, 0xA0) if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_LATIN = "\u0080-\u00ff" + "".join(_CP1252)
_USUAL = "".join(sorted(COMMON | FREQUENT | MARKS)) + WIDE
#: Three characters that are not in common use; what the most frequent characters and marks in UTF-8 begin with if they
#: are read as GBK; two Latin characters of which one is no mark that Chinese uses too. (Quicker one by one.)
_SUSPICIOUS = (
    re.compile(f"[^\x00-\xff{_USUAL}]" * 3),
    re.compile("[涓鐨鈥銆锛€]"),
    re.compile(f"[\u0080-\u00ff](?:(?=[{_LATIN}])|(?<=[{_LATIN}].))", re.DOTALL),
)
#: A stretch without blanks and markup that has a character beyond ASCII.
_STRETCH = re.compile(r"[^ \t\r\n\f\v<>\"=\x00-\x7f][^ \t\r\n\f\v<>\"=]*")
#: What is left where characters were lost on the way, and what UTF-8 looks like in GBK: 、。 ，：； “”—.
_LOST = ("锟斤拷", "烫烫烫", "屯屯屯", "ï¿½", "ï»¿")
_UTF8_IN_GBK = re.compile("[銆锛鈥]")
_UTF8_IN_LATIN = re.compile(f"[\u00c2-\u00ef][\u0080-\u00bf{''.join(_CP1252)}]{{1,2}}")
#: The inverse must be so much more probable than what stands there, and nothing else nearly as probable.
_BETTER, _CERTAIN = 0.65, 1.15
#: Bits a character beyond ASCII: what stands there costs more, Chinese text less.
_GARBLED, _CHINESE = 15.0, 13.5
_LEAST_HAN = 2
_LEAST_GAIN = 25.0
#: Of the characters beyond ASCII, in text that was read as GBK or Big5.
_HAN_SHARE = 0.2
#: Characters of a line that is looked at as a whole; a longer one is looked at stretch by stretch.
_LONGEST = 200_000


def mojibake(text: str) -> list[Edit]:
    """Read lines, or stretches of them, in the encoding they were written in, where only one reading makes sense.

    Inverses of UTF-8 read as GBK, Big5 or Latin, of GBK and Big5 read as Latin and as each other, once or twice over.
    """
    edits: list[Edit] = []
    done = 0
    for place in sorted(m.start() for signs in _SUSPICIOUS for m in signs.finditer(text)):
        if place < done:
            continue
        start = text.rfind("\n", done, place) + 1 or done
        end = text.find("\n", place)
        done = end if end >= 0 else len(text)
        edits += _of_line(text[start:done], start)
    return edits


def mojibake_remark(text: str) -> str:
    """Return a remark on garbled characters that are left in a text; empty if there are none."""
    places = [m.start() for sign in _LOST if sign in text for m in re.finditer(sign, text)]
    for signs in (_UTF8_IN_GBK, _UTF8_IN_LATIN):
        found = [m.start() for m in signs.finditer(text)]
        places += found if len(found) > _LEAST_HAN else []
    if not places:
        return ""
    return f"garbled characters (mojibake) in {len(places)} places that no certain reading was found for, such as " + (
        f"“{text[max(0, min(places) - 2) : min(places) + 8]}”"
    )


def _of_line(line: str, offset: int) -> list[Edit]:
    if len(line) <= _LONGEST and (reading := _inverse(line)) is not None:
        return [_edit(line, reading, offset)]
    edits = []
    for m in _STRETCH.finditer(line):
        if any(signs.search(m.group()) for signs in _SUSPICIOUS) and len(m.group()) <= _LONGEST:
            reading = _inverse(m.group())
            if reading is not None:
                edits.append(_edit(m.group(), reading, offset + m.start()))
    return edits


def _edit(before: str, after: str, at: int) -> Edit:
    """The edit without the ASCII that is the same on both sides."""
    start = end = 0
    shortest = min(len(before), len(after))
    while start < shortest and before[start] == after[start]:
        start += 1
    while end < shortest - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return Edit(at + start, at + len(before) - end, after[start : len(after) - end], "mojibake")


def _inverse(text: str) -> str | None:
    """Return the one reading that makes sense, None if there is none or more than one."""
    foreign = _foreign(text)
    before = cost(foreign)
    if not foreign or before < _GARBLED * len(foreign):
        return None
    if not any(ch <= "\u017f" for ch in foreign) and sum(map(is_han, foreign)) < _HAN_SHARE * len(foreign):
        return None  # Russian, Japanese: rare here, but a language
    readings = _readings(text)
    readings |= {again for reading in readings for again in _readings(reading)}
    ranked = sorted((cost(_foreign(reading)), reading) for reading in readings if _is_chinese(reading))
    if not ranked or ranked[0][0] > _BETTER * before or before - ranked[0][0] < _LEAST_GAIN:
        return None
    if len(ranked) > 1 and ranked[1][0] < _CERTAIN * ranked[0][0]:
        return None
    return ranked[0][1]


def _readings(text: str) -> set[str]:
    found = set()
    for encode, codecs in _WAYS:
        try:
            data = encode(text)
        except UnicodeEncodeError:
            continue
        for codec in codecs:
            try:
                found.add(data.decode(codec))
            except UnicodeDecodeError:
                continue
    return found - {text}


def _as_latin(text: str) -> bytes:
    """The bytes of a text that was read as Windows-1252, or as ISO 8859-1 where that has no character."""
    return "".join(chr(_CP1252.get(ch, ord(ch))) for ch in text).encode("latin-1")


def _as_gbk(text: str) -> bytes:
    """The bytes of a text that was read as GBK; Windows reads the single byte 80 as the euro sign."""
    return b"\x80".join(part.encode("gb18030") for part in text.split("€"))


def _as_big5(text: str) -> bytes:
    return text.encode("big5hkscs")


_WAYS: tuple[tuple[Callable[[str], bytes], tuple[str, ...]], ...] = (
    (_as_latin, ("utf-8", "gb18030", "big5hkscs")),
    (_as_gbk, ("utf-8", "big5hkscs")),
    (_as_big5, ("utf-8", "gb18030")),
)


def _foreign(text: str) -> str:
    return "".join(ch for ch in text if ch > "\x7f")


def _is_chinese(text: str) -> bool:
    foreign = _foreign(text)
    return sum(map(is_han, foreign)) >= _LEAST_HAN and cost(foreign) < _CHINESE * len(foreign)
