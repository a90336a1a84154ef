"""Double-byte text in which a damaged byte put the bytes behind it out of step -> the most probable reading."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus_tools.plausibility import FREQUENT, MARKS, cost, is_usual
from corpus_tools.read.undecodable import decode_held, held

#: Bits for a byte that is taken for damaged, and for two in a row, as a character of two bytes leaves them.
_DAMAGED_BYTE, _DAMAGED_PAIR = 26.0, 32.0
#: So many characters in common use in a row are in step.
_IN_STEP = 8
#: Characters; a stretch that may be out of step is no longer.
_LONGEST = 3000
#: A stretch without undecodable bytes is read anew only if that is so much more probable.
_BETTER = 0.75
DOUBLE_BYTE = ("gb18030", "big5hkscs")
_OUT = re.compile("[\U0010ff00-\U0010ffff]+")


def reading(data: bytes, codec: str) -> str:
    """Decode, line by line where that needs a better reading than the plain one; undecodable bytes are held."""
    text = decode_held(data, codec)
    if codec not in DOUBLE_BYTE or not _OUT.search(text):
        return text
    return "".join(in_step(line, decode_held(line, codec), codec) for line in data.splitlines(keepends=True))


def in_step(line: bytes, text: str, codec: str) -> str:
    """Return a better reading of a line whose plain reading is ``text``, or that.

    Around each place that can't be decoded or holds rare characters in a row, the reading is chosen that costs least
    (dynamic programming over the bytes, after Viterbi 1967), where any byte may be damaged.
    """
    parts: list[str] = []
    at = 0
    data = 0
    for start, end in _stretches(text):
        before, stretch = _bytes_of(text[at:start], codec), _bytes_of(text[start:end], codec)
        if before is None or stretch is None or line[data : data + len(before) + len(stretch)] != before + stretch:
            return text
        plain = text[start:end]
        read = _cheapest(stretch, codec)
        wins = _weight(read) < (1.0 if _OUT.search(plain) else _BETTER) * _weight(plain)
        parts += [text[at:start], read if wins else plain]
        at, data = end, data + len(before) + len(stretch)
    return "".join([*parts, text[at:]])


def _weight(text: str) -> float:
    runs = (len(m.group()) for m in _OUT.finditer(text))
    damaged = sum(n // 2 * _DAMAGED_PAIR + n % 2 * _DAMAGED_BYTE for n in runs)
    return cost(_OUT.sub("", text)) + damaged


def _bytes_of(text: str, codec: str) -> bytes | None:
    parts = []
    for piece in re.split("([\U0010ff00-\U0010ffff]+)", text):
        if _OUT.match(piece):
            parts.append(bytes(ord(ch) & 0xFF for ch in piece))
        else:
            try:
                parts.append(piece.encode(codec))
            except UnicodeEncodeError:
                return None
    return b"".join(parts)


def _stretches(text: str) -> list[tuple[int, int]]:
    """Places with undecodable bytes or three rare characters, out to where enough usual characters stand in a row."""
    usual = [is_usual(ch) for ch in text]
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        if usual[at] or not (text[at] >= "\U0010ff00" or not any(usual[at : at + 3])):
            at += 1
            continue
        start = end = at
        floor = found[-1][1] if found else 0
        while start > max(floor, at - _LONGEST) and not (
            all(usual[max(0, start - _IN_STEP) : start]) and _frequent(text[max(0, start - _IN_STEP) : start])
        ):
            start -= 1
        while end < min(len(text), at + _LONGEST) and not (
            end > at and all(usual[end : end + _IN_STEP]) and _frequent(text[end : end + _IN_STEP])
        ):
            end += 1
        found.append((start, end))
        at = max(end, at + 1)
    return found


def _frequent(text: str) -> bool:
    """Whether most of a text is frequent: chance puts usual characters in a row, but not frequent ones."""
    return 2 * sum(ch in FREQUENT or ch in MARKS for ch in text) >= len(text)


@lru_cache(maxsize=70_000)
def _character(data: bytes, codec: str) -> tuple[str, float] | None:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    return (text, cost(text)) if len(text) == 1 or codec == "big5hkscs" else None


def _cheapest(data: bytes, codec: str) -> str:
    """The reading of all bytes that costs least; ``best[i]`` is the cost of the first ``i`` bytes."""
    size = len(data)
    best = [0.0] + [float("inf")] * size
    step: list[tuple[int, str]] = [(0, "")] * (size + 1)
    lengths = (1, 2, 4) if codec == "gb18030" else (1, 2)
    for at in range(size):
        here = best[at]
        options = [(1, held(data[at : at + 1]), _DAMAGED_BYTE)]
        if at + 2 <= size:
            options.append((2, held(data[at : at + 2]), _DAMAGED_PAIR))
        for length in lengths:
            piece = data[at : at + length]
            if len(piece) == length and (length > 1) == (piece[0] > 0x7F):
                read = _character(piece, codec)
                if read:
                    options.append((length, *read))
        for length, text, weight in options:
            if here + weight < best[at + length]:
                best[at + length] = here + weight
                step[at + length] = at, text
    parts = []
    at = size
    while at:
        at, text = step[at]
        parts.append(text)
    return "".join(reversed(parts))
