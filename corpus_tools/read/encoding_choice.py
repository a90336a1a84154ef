"""Bytes without a byte order mark -> the encoding in which they are most probably Chinese text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from corpus_tools.plausibility import BITS_OTHER, cost, is_han
from corpus_tools.read.declared_encoding import declared_encodings
from corpus_tools.read.realignment import reading
from corpus_tools.read.undecodable import decode_held, settle

#: In which Chinese texts come; the first of equals wins.
CANDIDATES = ("utf-8", "gb18030", "big5hkscs")
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
#: Bits that a declaration speaks for an encoding: about two characters' worth, so that it decides what is in doubt.
_DECLARED_WORTH = 20.0
#: UTF-16 without a byte order mark must be this much more probable than the next.
_CERTAIN = 0.75
#: Bits a character: text in UTF-16 has no more, whatever it is of Chinese and ASCII.
_WIDE_BITS = 15.0
#: Bytes of a text that are weighed: so many at its beginning, middle and end.
_WINDOW = 65_536
#: Bytes of an ASCII stretch that are kept for weighing: what stands between Chinese tells nothing.
_ASCII_KEPT = 16
_LONG_ASCII = re.compile(rb"[\x00-\x7f]{64,}")
#: Up to this share of damaged places among the characters that are not ASCII a text is taken for a damaged one.
_DAMAGE_SHARE = 0.3
_DAMAGED_BITS = 13.5
#: Bits a character: what is Chinese beyond doubt has fewer.
_CHINESE_BITS = 12.0
#: Bytes.
_SHORT = 4096


def encoding_of(data: bytes) -> str | None:
    """Return the codec; None if the bytes look like no Chinese text in any of those weighed.

    The text is weighed as a whole where it is short, else at three places. Bytes that are valid UTF-8 are UTF-8 unless
    they hold no character beyond U+07FF and are better GB 18030 (the case of 联通).
    """
    wide = _wide(data) if b"\x00" in data[:_WINDOW] or not _is_utf8(data[:_WINDOW], whole=False) else None
    if wide:
        return wide
    valid = _is_utf8(data)
    sample = b"\n".join(_windows(data))
    if valid and not _may_be_double_byte(sample):
        return "utf-8"
    declared = declared_encodings(data)
    weights = {
        codec: cost(_reading(sample, codec)) - _DECLARED_WORTH * (codec in declared)
        for codec in dict.fromkeys((*CANDIDATES, *declared))
    }
    best = min(weights, key=lambda codec: weights[codec])
    if valid and (best == "utf-8" or not _is_certainly_chinese(decode_held(sample, best))):
        return "utf-8"
    if best in declared and best not in CANDIDATES:
        return best
    return _if_plausible(best, sample) or _by_lines(sample)


def _is_certainly_chinese(text: str) -> bool:
    """Tell whether a reading of what is valid UTF-8 too is Chinese; blanks in a row (C2 A0) read as 聽聽 are not."""
    foreign = [ch for ch in text if ch > "\x7f"]
    return len(set(filter(is_han, foreign))) > 1 and cost("".join(foreign)) < _CHINESE_BITS * len(foreign)


def _reading(sample: bytes, codec: str) -> str:
    """In a short text one damaged byte may turn most of it into nonsense, so its best reading is weighed."""
    return reading(sample, codec) if len(sample) <= _SHORT else decode_held(sample, codec)


def _if_plausible(codec: str, sample: bytes) -> str | None:
    text, damage = settle(_reading(sample, codec))
    foreign = "".join(ch for ch in text if ch > "\x7f" and ch != "\ufffd")
    if not foreign or not any(map(is_han, foreign)):
        return None
    mean = cost(foreign) / len(foreign)
    if not damage:
        return codec if mean < BITS_OTHER else None
    return codec if mean < _DAMAGED_BITS and len(damage) <= _DAMAGE_SHARE * len(foreign) else None


def _by_lines(sample: bytes) -> str | None:
    """Return the encoding of most lines, where lines stand in several; None unless each of them decodes in one."""
    votes: Counter[str] = Counter()
    for line in sample.split(b"\n"):
        if line.isascii():
            continue
        readings = {codec: decode_held(line, codec) for codec in CANDIDATES}
        best = min(CANDIDATES, key=lambda codec: cost(readings[codec]))
        if not _is_certainly_chinese(readings[best]):
            return None
        votes[best] += 1
    return votes.most_common(1)[0][0] if votes else None


def _is_utf8(data: bytes, *, whole: bool = True) -> bool:
    """Tell whether bytes are valid UTF-8; if they are not the whole, a character cut off at their end is no fault."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return not whole and error.start >= len(data) - 3
    return True


def _may_be_double_byte(sample: bytes) -> bool:
    """Tell whether valid UTF-8 has characters of two bytes only: GB 18030 can look like that."""
    text = sample.decode("utf-8", errors="ignore")
    return not text.isascii() and max(text) < "\u0800"


def _wide(data: bytes) -> str | None:
    """Return the UTF-16 or UTF-32 codec in which the bytes certainly are Chinese or plain text, else None."""
    head = data[:_WINDOW]
    others = min(cost(decode_held(head, codec)) for codec in CANDIDATES)
    weights = {}
    for codec in _WIDE:
        size = 2 if "16" in codec else 4
        if len(data) % size:
            continue
        try:
            text = head[: len(head) // size * size].decode(codec)
        except UnicodeDecodeError as error:
            if "16" in codec and error.start >= len(head) - 2:  # a pair cut through by the window
                text = head[: error.start].decode(codec)
            else:
                continue
        if cost(text) < _WIDE_BITS * len(text):
            weights[codec] = cost(text)
    best = min(weights, key=lambda codec: weights[codec], default=None)
    return best if best and weights[best] < _CERTAIN * others else None


def _windows(data: bytes) -> Iterator[bytes]:
    """Yield what is weighed: the bytes with long ASCII stretches shortened, whole or at three places."""
    dense = _without_ascii(data)
    if len(dense) <= 3 * _WINDOW:
        yield dense
        return
    for start in (0, len(dense) // 2, len(dense) - _WINDOW):
        window = dense[start : start + _WINDOW]
        # begin and end between characters of any of the encodings: at a byte that is part of none but itself
        first = next((at for at, byte in enumerate(window[:2000]) if byte < 0x30), -1) + 1 if start else 0
        last = next((at for at in range(len(window) - 1, len(window) - 2000, -1) if window[at] < 0x30), len(window))
        yield window[first:last]


def _without_ascii(data: bytes) -> bytes:
    """Shorten ASCII stretches: enough is kept on both sides for a byte that belongs to a character of two or four."""
    if len(data) <= _WINDOW:
        return data
    kept: list[bytes] = []
    at = 0
    for m in _LONG_ASCII.finditer(data):
        kept += [data[at : m.start() + _ASCII_KEPT], b" "]
        at = m.end() - _ASCII_KEPT
    return b"".join([*kept, data[at:]])
