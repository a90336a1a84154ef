"""Lines that don't decode well: in another encoding than the rest, or out of step behind a damaged byte."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus_tools.plausibility import COMMON, FREQUENT, MARKS, WIDE, cost, is_han
from corpus_tools.read.encoding_choice import CANDIDATES
from corpus_tools.read.realignment import in_step
from corpus_tools.read.undecodable import decode_held

_USUAL = "".join(sorted(COMMON | FREQUENT | MARKS)) + WIDE + "\u00a0-\u00ff"
#: Held bytes, or three characters in a row that are not in common use: so look lines that are decoded wrongly.
_HELD = re.compile("[\U0010ff00-\U0010ffff]")
_RARE = re.compile(f"[^\x00-\x7f{_USUAL}]" * 3)
#: A line is read in another encoding than the rest if it is this much more probable there, and has so many characters.
_BETTER = 0.75
_LEAST_HAN = 4
#: Bits a character: a line of Chinese has fewer.
_CHINESE = 14.0
#: Bytes of suspicious lines that are looked at again; behind them a text is left as it decodes.
_MOST = 2_000_000


def decode_by_lines(data: bytes, codec: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Decode; undecodable bytes are held (``settle`` records them).

    Returns the text and the stretches (start, end, what) that stand in another encoding and were read in that.
    """
    text = decode_held(data, codec)
    if codec not in CANDIDATES or not _suspicious(text):
        return text, []
    parts: list[str] = []
    foreign: list[tuple[int, int, str]] = []
    size = looked_at = 0
    for line in _lines(data):
        part = decode_held(line, codec)
        if _suspicious(part) and looked_at + len(line) <= _MOST:
            looked_at += len(line)
            other = _in_other_encoding(line, part, codec)
            if other:
                part, name = other
                start, end = _foreign(part)
                what = f"bytes {line.strip().hex()} are {name} in a text in {codec}, and were read as that"
                foreign.append((size + start, size + end, what))
            elif codec != "utf-8":
                part = in_step(line, part, codec)
        parts.append(part)
        size += len(part)
    return "".join(parts), foreign


def _suspicious(text: str) -> bool:
    return bool(_HELD.search(text) or _RARE.search(text))


def _lines(data: bytes) -> Iterator[bytes]:
    """Yield the lines with their ends; no character of these encodings holds the byte of a line end."""
    at = 0
    while at < len(data):
        end = data.find(b"\n", at) + 1 or len(data)
        yield data[at:end]
        at = end


def _in_other_encoding(line: bytes, text: str, codec: str) -> tuple[str, str] | None:
    before = cost(text)
    best: tuple[float, str, str] | None = None
    for other in CANDIDATES:
        if other == codec:
            continue
        try:
            reading = line.decode(other)
        except UnicodeDecodeError:
            continue
        weight = cost(reading)
        if weight < _BETTER * before and _is_chinese(reading) and (best is None or weight < best[0]):
            best = weight, reading, other
    return best[1:] if best else None


def _is_chinese(text: str) -> bool:
    foreign = [ch for ch in text if ch > "\x7f"]
    return sum(map(is_han, foreign)) >= _LEAST_HAN and cost("".join(foreign)) < _CHINESE * len(foreign)


def _foreign(text: str) -> tuple[int, int]:
    """The stretch from the first character that is not ASCII to behind the last."""
    places = [at for at, ch in enumerate(text) if ch > "\x7f"]
    return places[0], places[-1] + 1
