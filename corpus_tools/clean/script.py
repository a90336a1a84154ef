"""Traditional characters -> simplified ones, and the pinyin glosses that converters leave behind them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache

import numpy as np
from opencc import OpenCC
from pypinyin import Style, pinyin

from corpus_tools.alignment import Edit
from corpus_tools.clean.line import is_han
from corpus_tools.clean.step import DEFAULT_SETTINGS, CleaningSettings
from corpus_tools.errors import CleaningError

_GLOSS = re.compile(r"([\u3400-\u9fff])[(（]([a-zü\u00e0-\u01dc\u0300-\u030c]{1,8})[)）]")
#: A document is glossed throughout when at least this share of its Chinese characters carries a gloss …
_GLOSSED_SHARE = 0.05
#: … and at least this share of the characters in pinyin brackets are traditional ones.
_TRADITIONAL_SHARE = 0.8
#: Fewer traditional characters than this share of the Chinese ones: a simplified text with a name or two in them.
_TRADITIONAL_TEXT = 0.02
#: Names of places whose character is no traditional form: 乾县 is written so in simplified script.
_PLACES = ("乾縣", "乾县", "乾安", "乾州", "乾陵", "乾潭", "於潛", "於潜")


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


def simplified(text: str) -> str:
    """Return the text with each traditional character for itself made simplified, for comparisons."""
    return "".join(map(_simplified, text))


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
    if not _GLOSS.search(text):
        return []
    found = [m for m in _GLOSS.finditer(text) if unicodedata.normalize("NFC", m.group(2)) in readings(m.group(1))]
    han = _han_and_traditional(text)[0]
    traditional = sum(is_traditional(m.group(1)) for m in found)
    if not found or len(found) < _GLOSSED_SHARE * han or traditional < _TRADITIONAL_SHARE * len(found):
        return []
    return [Edit(m.start(1) + 1, m.end(), "", "pinyin-glosses") for m in found]


def to_simplified(text: str, settings: CleaningSettings = DEFAULT_SETTINGS) -> list[Edit]:
    """Convert a traditional text to simplified characters, one character for one (OpenCC, t2s).

    Nothing is done to a text that is simplified but for a few characters. Names of places that keep a character
    which elsewhere is traditional (乾縣 -> 乾县) keep it, and so do all of ``settings.keep_names``. Raises
    CleaningError if OpenCC's tables change the length of the text.
    """
    han, traditional = _han_and_traditional(text)
    if traditional <= _TRADITIONAL_TEXT * han:
        return []
    converted = str(_converter().convert(text))
    if len(converted) != len(text):
        raise CleaningError("OpenCC changed the length of the text; use --keep-script")
    kept = {m.start() for name in _PLACES for m in re.finditer(name, text)}
    for name in settings.keep_names:
        kept |= {place for m in re.finditer(re.escape(name), text) for place in range(*m.span())}
    return [
        Edit(place, place + 1, new, "to-simplified")
        for place, (old, new) in enumerate(zip(text, converted, strict=True))
        if old != new and place not in kept
    ]


#: From so many characters on, numpy counts quicker than a dictionary.
_MANY = 20_000
#: 0: no Chinese character, 1: one, 2: a traditional one; filled as characters are met.
_CLASSES: dict[str, int] = {}


def _class_of(character: str) -> int:
    found = _CLASSES.get(character)
    if found is None:
        found = _CLASSES[character] = is_han(character) + (is_han(character) and is_traditional(character))
    return found


def _han_and_traditional(text: str) -> tuple[int, int]:
    """Count Chinese characters and traditional ones; each different character is looked up once."""
    counts = [0, 0, 0]
    for character, count in _character_counts(text):
        counts[_class_of(character)] += count
    return counts[1] + counts[2], counts[2]


def _character_counts(text: str) -> Iterable[tuple[str, int]]:
    if len(text) < _MANY:
        return Counter(text).items()
    numbers = np.bincount(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4"))
    return [(chr(code), int(numbers[code])) for code in np.flatnonzero(numbers)]
