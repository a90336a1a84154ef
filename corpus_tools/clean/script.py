"""Traditional characters -> simplified ones, and the pinyin glosses that converters leave behind them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from opencc import OpenCC
from pypinyin import Style, pinyin

from corpus_tools.alignment import Edit
from corpus_tools.clean.line import HAN
from corpus_tools.errors import CleaningError

_GLOSS = re.compile(r"([\u3400-\u9fff])[(（]([a-zü\u00e0-\u01dc\u0300-\u030c]{1,8})[)）]")
#: A document is glossed throughout when at least this share of its Chinese characters carries a gloss …
_GLOSSED_SHARE = 0.05
#: … and at least this share of the characters in pinyin brackets are traditional ones.
_TRADITIONAL_SHARE = 0.8
#: Fewer traditional characters than this share of the Chinese ones: a simplified text with a name or two in them.
_TRADITIONAL_TEXT = 0.02


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def _simplified(character: str) -> str:
    converted = _converter().convert(character)
    return str(converted) if len(converted) == 1 else character


def is_traditional(character: str) -> bool:
    """Whether OpenCC has a simplified form for the character."""
    return _simplified(character) != character


@cache
def readings(character: str) -> frozenset[str]:
    """All readings of a character in pinyin with tone marks (pypinyin)."""
    found = pinyin(character, style=Style.TONE, heteronym=True)[0]
    return frozenset(unicodedata.normalize("NFC", reading) for reading in found)


def pinyin_glosses(text: str) -> list[Edit]:
    """Remove ``(wǎng)`` behind ``網`` where the document is glossed throughout.

    A gloss goes only if it is a reading of the character before it, and only if nearly all glossed characters are
    traditional ones, as a converter leaves them: a textbook's 会(huì) stays.
    """
    found = [m for m in _GLOSS.finditer(text) if unicodedata.normalize("NFC", m.group(2)) in readings(m.group(1))]
    han = len(HAN.findall(text))
    traditional = sum(is_traditional(m.group(1)) for m in found)
    if not found or len(found) < _GLOSSED_SHARE * han or traditional < _TRADITIONAL_SHARE * len(found):
        return []
    return [Edit(m.start(1) + 1, m.end(), "", "pinyin-glosses") for m in found]


def to_simplified(text: str) -> list[Edit]:
    """Convert a traditional text to simplified characters, one character for one (OpenCC, t2s).

    Nothing is done to a text that is simplified but for a few characters. Raises CleaningError if OpenCC's tables
    change the length of the text.
    """
    han = HAN.findall(text)
    if sum(map(is_traditional, han)) <= _TRADITIONAL_TEXT * len(han):
        return []
    converted = _converter().convert(text)
    if len(converted) != len(text):
        raise CleaningError("OpenCC changed the length of the text; use --keep-script")
    return [
        Edit(i, i + 1, new, "to-simplified")
        for i, (old, new) in enumerate(zip(text, converted, strict=True))
        if old != new
    ]
