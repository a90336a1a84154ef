"""Bytes -> text: which encoding, and which bytes could not be decoded."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

import charset_normalizer

from corpus_tools.document import Damage
from corpus_tools.errors import ReadError
from corpus_tools.read.damaged_lines import decode_by_lines
from corpus_tools.read.encoding_choice import encoding_of
from corpus_tools.read.refused import refused_bytes
from corpus_tools.read.undecodable import decode_held, settle

#: Byte order mark, what we call the encoding, the codec; UTF-32 stands before UTF-16, whose mark it begins with.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030", "gb18030"),
)
#: A text may hold a stray NUL or two; a file with more than this share of control bytes is no text.
_CONTROL_SHARE = 0.02
_CONTROL_LEAST = 8
_SAMPLE = 100_000
#: Bytes of a text in none of our encodings that are given to the general detector.
_GENERAL = 1_000_000
#: A text that is not short has more values of bytes.
_NOT_SHORT, _LEAST_VALUES = 200, 8


@dataclass(frozen=True)
class Decoded:
    """A decoded text and its damage: bytes in hex for each U+FFFD, and lines that stand in another encoding."""

    text: str
    encoding: str
    damage: tuple[Damage, ...]


def decode(data: bytes, *, name: str) -> Decoded:
    """Decode the bytes of a text; ``name`` is for messages.

    Order: byte order mark, UTF-16 and UTF-32 where that is certain, valid UTF-8, then the encoding in which the text is
    most probably Chinese, for which a declaration counts as much as two characters. Raises ReadError if the bytes are
    empty or no text.
    """
    if reason := refused_bytes(data):
        raise ReadError(f"{name}: {reason}")
    codec, encoding, skip = choose(data, name=name)
    body = data[skip:]
    if not body.strip(b" \t\r\n\0\x0b\x0c"):
        raise ReadError(f"{name}: the file is empty; take it out or save the page again")
    return decode_as(body, codec, encoding)


def decode_as(data: bytes, codec: str, encoding: str) -> Decoded:
    """Decode in a known encoding; each stretch that can't be decoded is one U+FFFD with its bytes on record."""
    try:
        if codec in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
            return Decoded(data.decode(codec), encoding, ())
    except UnicodeDecodeError:
        pass
    text, foreign = decode_by_lines(data, codec)
    settled, damage = settle(text)
    lines = [Damage(_settled(text, start), _settled(text, end), what) for start, end, what in foreign]
    return Decoded(settled, encoding, tuple(sorted((*damage, *lines), key=lambda d: (d.start_char, d.end_char))))


def _settled(text: str, place: int) -> int:
    """Where a place of the held text stands once it is settled."""
    return len(settle(text[:place])[0])


def choose(data: bytes, *, name: str) -> tuple[str, str, int]:
    """Choose the codec; return it, what we call the encoding, and how many bytes the byte order mark has.

    Raises ReadError if the bytes are no text.
    """
    for bom, encoding, codec in _BOMS:
        if data.startswith(bom):
            return codec, encoding, len(bom)
    found = encoding_of(data)
    if found and found.startswith("utf-"):
        if found == "utf-8" and _looks_binary(data):
            found = None
        else:
            return found, found, 0
    if _looks_binary(data):
        raise ReadError(f"{name}: this looks like a binary file (control bytes throughout); convert it to text first")
    found = found or _general(data)
    if found is None:
        places = len(settle(decode_held(data[:_GENERAL], "utf-8"))[1])
        raise ReadError(f"{name}: the encoding can't be told ({places} places unreadable); save it as UTF-8")
    return found, found, 0


def _general(data: bytes) -> str | None:
    if len(data) > _NOT_SHORT and len(set(data[:_GENERAL])) < _LEAST_VALUES:
        return None
    guess = charset_normalizer.from_bytes(data[:_GENERAL]).best()
    return guess.encoding if guess else None


def _looks_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    control = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    return control > _CONTROL_LEAST and control > _CONTROL_SHARE * len(sample)
