"""How much of an input is read at most, so that no file can fill memory or disk: a zip bomb ends here."""

from __future__ import annotations

import io
from typing import IO

from corpus_tools.errors import ReadError

#: Bytes of one document; a larger one is refused rather than read into memory.
LARGEST_DOCUMENT = 64_000_000
#: Bytes of an archive inside another that are unpacked, to a temporary file, to look into it.
LARGEST_INNER = 2_000_000_000
#: What is unpacked may be so many times as large as what is packed. Real text reaches 20, a bomb begins at 1000.
LARGEST_RATIO = 200
#: Bytes that may be unpacked whatever the ratio.
_FREE = 64_000_000
#: Archives and packed files inside one another.
DEEPEST = 4
#: Files in an archive.
MOST_MEMBERS = 1_000_000
#: Bytes that the heading of one member of a tar archive may have.
LARGEST_HEADING = 4_000_000
#: Bytes that are unpacked at a time.
BLOCK = 262_144


def check_ratio(name: str, packed: int, unpacked: int) -> None:
    """Raise ReadError if so much comes out of so few bytes that it can't be text."""
    if unpacked > _FREE and unpacked > LARGEST_RATIO * packed:
        raise ReadError(
            f"{name}: more than {LARGEST_RATIO} times as large unpacked as packed: a zip bomb, no text; "
            "if it is text, unpack it yourself"
        )


def read_whole(stream: IO[bytes], name: str) -> bytes:
    """Read all of a document. Raises ReadError if it is too large."""
    data = stream.read(LARGEST_DOCUMENT + 1)
    if len(data) > LARGEST_DOCUMENT:
        raise ReadError(f"{name}: larger than {LARGEST_DOCUMENT:,} bytes; split it into documents first")
    return data


def some_of(stream: IO[bytes], size: int) -> bytes:
    """Read up to ``size`` bytes, as soon as there are any: what stands before a fault is not lost with it."""
    return stream.read1(size) if isinstance(stream, io.BufferedIOBase) else stream.read(size)


class Guarded(io.RawIOBase):
    """What comes out of a packed stream, counted against what went in.

    ``allowance`` (bytes), where it is set, is what may be read before it is set again.
    """

    def __init__(self, unpacked: IO[bytes], packed: IO[bytes] | None, name: str) -> None:
        self._unpacked, self._packed, self._name = unpacked, packed, name
        self._out = 0
        self.allowance: int | None = None

    def readable(self) -> bool:
        """Streams of this kind are only read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read; raises ReadError where a limit is passed."""
        data = some_of(self._unpacked, min(len(buffer), BLOCK))
        buffer[: len(data)] = data
        self._out += len(data)
        if self._packed is not None:
            check_ratio(self._name, self._packed.tell(), self._out)
        if self.allowance is not None:
            self.allowance -= len(data)
            if self.allowance < 0:
                raise ReadError(f"{self._name}: the heading of a member is too large; the archive is broken or a trap")
        return len(data)
