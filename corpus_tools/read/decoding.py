"""Bytes -> text: which encoding, and which bytes could not be decoded."""

from __future__ import annotations

import codecs
import re
import threading
from dataclasses import dataclass, replace

import charset_normalizer

from corpus_tools.document import Damage
from corpus_tools.errors import ReadError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
_DECLARED = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)
#: Declared gb2312 and gbk are read as their superset: strict gb2312 fails on 镕 and 䶮.
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
_CANDIDATES = ("gb18030", "big5hkscs")
#: Frequent characters of both scripts; a wrong decoding has almost none of them.
_FREQUENT = frozenset(
    "的一是不了在有人这中大国为上个来我到出要以时和地们得可下对生也子就过能他会多发说而于自之年进行作方成同分面着行市会省"
    "這國為個來時們對於過發說進實現動種經學業產開關後無員與務應當領導議題記長強調總書縣區黨團體門級"
)
_BINARY = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x7fELF",
    b"\x1f\x8b",
    b"Rar!",
    b"\xd0\xcf\x11\xe0",
)
#: A text may hold a stray NUL or two; a file with more than this share of control bytes is no text.
_CONTROL_SHARE = 0.02
_CONTROL_LEAST = 8
#: Up to this share of undecodable bytes a text is taken for damaged UTF-8.
_DAMAGE_SHARE = 0.05
#: What a damaged place costs an encoding beside the frequent characters it yields.
_DAMAGE_WEIGHT = 5
#: Marks a damaged place while decoding: a code point that no text has.
_SENTINEL = "\U0010ffff"
_LOCK = threading.Lock()


@dataclass(frozen=True)
class Decoded:
    """A decoded text; each damaged place is one U+FFFD, its bytes in hex in ``damage``."""

    text: str
    encoding: str
    damage: tuple[Damage, ...]


def decode(data: bytes, *, name: str) -> Decoded:
    """Decode the bytes of a text; ``name`` is for messages.

    Order: byte order mark, valid UTF-8, the declared charset, then the candidate in which the text looks most like
    Chinese. Raises ReadError if the bytes are empty or no text.
    """
    if not data.removeprefix(codecs.BOM_UTF8).strip() or data in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        raise ReadError(f"{name}: the file is empty; take it out or save the page again")
    if data.startswith(_BINARY):
        raise ReadError(f"{name}: this is a binary file, no text; convert it to .txt or .html first")
    for bom, encoding, codec in _BOMS:
        if data.startswith(bom):
            return replace(_with_damage(data[len(bom) :], codec), encoding=encoding)
    if _looks_binary(data):
        raise ReadError(f"{name}: this looks like a binary file (control bytes throughout); convert it to text first")
    return _by_content(data, name)


def _looks_binary(data: bytes) -> bool:
    sample = data[:100_000]
    control = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    return control > _CONTROL_LEAST and control > _CONTROL_SHARE * len(sample)


def _by_content(data: bytes, name: str) -> Decoded:
    """Decode valid UTF-8 as such; else choose the encoding that gives most Chinese and least damage."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8", ())
    except UnicodeDecodeError:
        pass
    readings = [_with_damage(data, encoding) for encoding in _encodings(data)]
    best = max(readings, key=lambda reading: _plausibility(reading.text) - _DAMAGE_WEIGHT * _damage_share(reading))
    if _damage_share(best) > _DAMAGE_SHARE or not _plausibility(best.text):
        guess = charset_normalizer.from_bytes(data).best()
        if guess is None:
            places = len(best.damage)
            raise ReadError(f"{name}: the encoding can't be told ({places} places unreadable); save it as UTF-8")
        return Decoded(str(guess), guess.encoding, ())
    return best


def _damage_share(reading: Decoded) -> float:
    return len(reading.damage) / max(1, len(reading.text))


def _encodings(data: bytes) -> list[str]:
    declared = [match.decode("ascii").lower() for match in _DECLARED.findall(data[:4096])]
    named = (_SUPERSETS.get(encoding, encoding) for encoding in declared)
    return list(dict.fromkeys(["utf-8", *(encoding for encoding in named if _is_codec(encoding)), *_CANDIDATES]))


def _is_codec(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding)._is_text_encoding
    except LookupError:
        return False


def _plausibility(text: str) -> float:
    """Share of frequent Chinese characters among all that are not ASCII."""
    foreign = [ch for ch in text if ch > "\x7f"]
    return sum(ch in _FREQUENT for ch in foreign) / len(foreign) if foreign else 0.0


def _with_damage(data: bytes, encoding: str) -> Decoded:
    """Decode; each stretch that can't be decoded becomes one U+FFFD, and its bytes are kept."""
    broken: list[bytes] = []

    def record(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        broken.append(error.object[error.start : error.end])
        return _SENTINEL, error.end

    with _LOCK:
        codecs.register_error("corpus_tools.damage", record)
        text = data.decode(encoding, errors="corpus_tools.damage")
    if not broken:
        return Decoded(text, encoding, ())
    places = [m.start() for m in re.finditer(_SENTINEL, text)]
    damage = [
        Damage(place, place + 1, f"undecodable bytes {content.hex()}")
        for place, content in zip(places, broken, strict=False)
    ]
    return Decoded(text.replace(_SENTINEL, "\ufffd"), encoding, tuple(damage))
