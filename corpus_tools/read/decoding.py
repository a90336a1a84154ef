"""Bytes -> text: which encoding, and which bytes could not be decoded."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import charset_normalizer

from corpus_tools.document import Damage
from corpus_tools.errors import ReadError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
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
#: Up to this share of undecodable bytes a text is taken for damaged UTF-8.
_DAMAGE_SHARE = 0.05


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
    if not data.strip():
        raise ReadError(f"{name}: the file is empty; take it out or save the page again")
    if data.startswith(_BINARY):
        raise ReadError(f"{name}: this is a binary file, no text; convert it to .txt or .html first")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _with_damage(data, encoding)
    if _control_share(data) > _CONTROL_SHARE:
        raise ReadError(f"{name}: this looks like a binary file (control bytes throughout); convert it to text first")
    return _by_content(data, name)


def _control_share(data: bytes) -> float:
    sample = data[:100_000]
    return sum(byte < 9 or 13 < byte < 32 for byte in sample) / len(sample)


def _by_content(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode("utf-8"), "utf-8", ())
    except UnicodeDecodeError:
        damaged = _with_damage(data, "utf-8")
    texts = {encoding: text for encoding in _encodings(data) if (text := _strict(data, encoding)) is not None}
    if not texts and (guess := charset_normalizer.from_bytes(data).best()) is not None:
        texts[guess.encoding] = str(guess)
    broken = damaged.text.count("\ufffd")
    if texts:
        best = max(texts, key=lambda encoding: _plausibility(texts[encoding]))
        if _plausibility(texts[best]) >= _plausibility(damaged.text) or broken > _DAMAGE_SHARE * len(damaged.text):
            return Decoded(texts[best], best, ())
    if broken > _DAMAGE_SHARE * len(damaged.text):
        raise ReadError(
            f"{name}: the encoding can't be told and {broken} places can't be read as UTF-8; save it as UTF-8"
        )
    return damaged


def _encodings(data: bytes) -> list[str]:
    declared = [match.decode("ascii").lower() for match in _DECLARED.findall(data[:4096])]
    return [*(_SUPERSETS.get(encoding, encoding) for encoding in declared), *_CANDIDATES]


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _plausibility(text: str) -> float:
    """Share of frequent Chinese characters among all that are not ASCII."""
    foreign = [ch for ch in text if ch > "\x7f"]
    return sum(ch in _FREQUENT for ch in foreign) / len(foreign) if foreign else 0.0


def _with_damage(data: bytes, encoding: str) -> Decoded:
    decoder = codecs.getincrementaldecoder(encoding)(errors="strict")
    try:
        return Decoded(decoder.decode(data, final=True), encoding, ())
    except UnicodeDecodeError:
        pass
    parts: list[str] = []
    damage: list[Damage] = []
    length, at = 0, 0
    plain = "utf-8" if encoding.startswith("utf-8") else encoding
    rest = data[3:] if encoding == "utf-8-sig" else data
    while at < len(rest):
        try:
            parts.append(rest[at:].decode(plain))
            break
        except UnicodeDecodeError as error:
            good = rest[at : at + error.start].decode(plain)
            bad = rest[at + error.start : at + error.end]
            parts += [good, "\ufffd"]
            length += len(good) + 1
            damage.append(Damage(length - 1, length, f"undecodable bytes {bad.hex()}"))
            at += error.end
    return Decoded("".join(parts), plain, tuple(damage))
