"""Bytes -> text in a known encoding; what can't be decoded stays on record, byte by byte."""

from __future__ import annotations

import codecs
import re

from corpus_tools.document import Damage

#: An undecodable byte on its way through a parser: this code point plus the byte, at the end of the last private plane.
_HELD = 0x10FF00
_HELD_RUN = re.compile("[\U0010ff00-\U0010ffff]+")
_SURROGATES = re.compile("[\ud800-\udfff]+")
HANDLER = "corpus_tools.held"


def _hold(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return held(error.object[error.start : error.end]), error.end


codecs.register_error(HANDLER, _hold)


def held(data: bytes) -> str:
    """Return undecodable bytes as characters that no text has, one a byte."""
    return "".join(chr(_HELD + byte) for byte in data)


def decode_held(data: bytes, codec: str) -> str:
    """Decode; each undecodable byte becomes a character that no text has, until ``settle`` records it."""
    return data.decode(codec, errors=HANDLER)


def settle(text: str) -> tuple[str, tuple[Damage, ...]]:
    """Make each run of held bytes one U+FFFD and list the runs, with the bytes in hex.

    A lone surrogate (half a character, as ``\\ud800`` in JSON gives) is such a run too.
    """
    if not (_HELD_RUN.search(text) or _SURROGATES.search(text)):
        return text, ()
    damage: list[Damage] = []
    parts: list[str] = []
    at = length = 0
    for m in re.finditer(f"{_HELD_RUN.pattern}|{_SURROGATES.pattern}", text):
        parts += [text[at : m.start()], "\ufffd"]
        length += m.start() - at + 1
        at = m.end()
        damage.append(Damage(length - 1, length, _what(m.group())))
    return "".join([*parts, text[at:]]), tuple(damage)


def _what(run: str) -> str:
    if run[0] >= "\U0010ff00":
        return f"undecodable bytes {bytes(ord(ch) - _HELD for ch in run).hex()}"
    return f"half a character, lone surrogate {' '.join(f'{ord(ch):04x}' for ch in run)}"
