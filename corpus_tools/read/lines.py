"""A stream of bytes -> its decoded lines, with numbers, in memory for one line at a time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, cast

from corpus_tools.errors import ReadError
from corpus_tools.read.archive import BROKEN_ARCHIVE
from corpus_tools.read.damaged_lines import decode_by_lines
from corpus_tools.read.decoding import choose, decode_as
from corpus_tools.read.limits import BLOCK, LARGEST_DOCUMENT, read_whole, some_of
from corpus_tools.read.rejoined import Rejoined
from corpus_tools.read.unpacking import BROKEN

#: Bytes at the beginning by which the encoding is chosen.
_HEAD = 1_000_000


@dataclass(frozen=True)
class TextLine:
    """A line with its end; undecodable bytes are held (see ``settle``). ``text`` is None if it is too long."""

    number: int
    text: str | None
    encoding: str
    remark: str = ""


def lines_of(stream: IO[bytes], *, name: str, json: bool = False) -> Iterator[TextLine]:
    """Yield the lines of a stream from number 1. Raises ReadError if it is no text, and what the stream raises.

    ``json`` says that it is UTF-8 by its own standard, if it can be.
    """
    head, broken = _head(stream)
    if not head:
        return
    beginning = _whole_lines(head)
    codec, encoding, skip = ("utf-8", "utf-8", 0) if json and _is_utf8(beginning) else choose(beginning, name=name)
    rest = cast(IO[bytes], Rejoined(head[skip:], stream if broken is None else io.BytesIO()))
    if codec.startswith(("utf-16", "utf-32")):  # their lines can't be told by bytes
        text = decode_as(read_whole(rest, name), codec, encoding).text
        rest, codec = io.BytesIO(text.encode("utf-8", "surrogatepass")), "utf-8"
    for number, line in enumerate(_byte_lines(rest), start=1):
        if line is None:
            yield TextLine(number, None, encoding)
        else:
            yield _decoded(line, number, codec, encoding)
    if broken is not None:
        raise broken


def _is_utf8(data: bytes) -> bool:
    try:
        return not data.decode("utf-8").startswith("\ufeff") and b"\x00" not in data
    except UnicodeDecodeError:
        return False


def _decoded(line: bytes, number: int, codec: str, encoding: str) -> TextLine:
    try:
        if codec == "utf-8":
            return TextLine(number, line.decode("utf-8"), encoding)
    except UnicodeDecodeError:
        pass
    text, foreign = decode_by_lines(line, codec)
    return TextLine(number, text, encoding, foreign[0][2] if foreign else "")


def _head(stream: IO[bytes]) -> tuple[bytes, Exception | None]:
    """Read the beginning; if the stream breaks off in it, return what came before, and the fault."""
    parts: list[bytes] = []
    size = 0
    try:
        while size < _HEAD and (block := some_of(stream, _HEAD - size)):
            parts.append(block)
            size += len(block)
    except (ReadError, *BROKEN, *BROKEN_ARCHIVE) as error:
        if not parts:
            raise
        return b"".join(parts), error
    return b"".join(parts), None


def _whole_lines(head: bytes) -> bytes:
    """Leave out what may be cut through at the end."""
    if len(head) < _HEAD:
        return head
    return head[: head.rfind(b"\n") + 1] or head


def _byte_lines(stream: IO[bytes]) -> Iterator[bytes | None]:
    """Yield lines with their ends; None for one that is too long, which is passed over block by block."""
    kept: list[bytes] = []
    size = 0
    while block := some_of(stream, BLOCK):
        at = 0
        while (end := block.find(b"\n", at) + 1) > 0:
            yield b"".join([*kept, block[at:end]]) if size + end - at <= LARGEST_DOCUMENT else None
            kept, size, at = [], 0, end
        size += len(block) - at
        if size <= LARGEST_DOCUMENT:
            kept.append(block[at:])
        else:
            kept = []
    if size:
        yield b"".join(kept) if size <= LARGEST_DOCUMENT else None
