"""Packed bytes (.gz, .xz, .bz2) -> the bytes in them, as a stream that stays within the limits."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from typing import IO, cast

from corpus_tools.read.kinds import BZIP2, GZIP
from corpus_tools.read.limits import Guarded

#: What damaged packed data raises.
BROKEN = (OSError, EOFError, lzma.LZMAError, zlib.error)
#: Bytes that unpacking xz may need; ``xz -9`` needs 65 million, a trap may ask for 4 billion.
_XZ_MEMORY = 256_000_000
_CHUNK = 65_536


def unpack(stream: IO[bytes], media_type: str, name: str) -> io.BufferedReader:
    """Return what a packed stream holds, read as it is needed.

    Reading raises one of ``BROKEN`` if it is damaged or cut off, ReadError if it is a zip bomb.
    """
    counted = cast(IO[bytes], _Counted(stream))
    if media_type == GZIP:
        opened = cast(IO[bytes], gzip.GzipFile(fileobj=counted, mode="rb"))
    elif media_type == BZIP2:
        opened = cast(IO[bytes], bz2.BZ2File(counted))
    else:
        opened = io.BufferedReader(_Xz(counted))
    return io.BufferedReader(Guarded(opened, counted, name), _CHUNK)


class _Counted(io.RawIOBase):
    """A stream that knows how much was read of it, also where it can't seek (standard input)."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._read = 0

    def read(self, size: int = -1) -> bytes:
        """Read up to ``size`` bytes."""
        data = self._stream.read(size)
        self._read += len(data)
        return data

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self._read

    def readable(self) -> bool:
        """Streams of this kind are only read."""
        return True

    def seekable(self) -> bool:
        """Packed data are read once, from the front."""
        return False


class _Xz(io.RawIOBase):
    """Unpacks xz within a bound of memory, which ``lzma.LZMAFile`` does not know."""

    def __init__(self, packed: IO[bytes]) -> None:
        self._packed = packed
        self._decompressor = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)

    def readable(self) -> bool:
        """Streams of this kind are only read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Unpack into the buffer; raises EOFError if the data are cut off."""
        while True:
            if self._decompressor.eof:
                rest = self._decompressor.unused_data.lstrip(b"\x00") or self._packed.read(_CHUNK).lstrip(b"\x00")
                if not rest:
                    return 0
                self._decompressor = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
                data = self._decompressor.decompress(rest, len(buffer))
            elif self._decompressor.needs_input:
                packed = self._packed.read(_CHUNK)
                if not packed:
                    raise EOFError("the packed data end before their end mark")
                data = self._decompressor.decompress(packed, len(buffer))
            else:
                data = self._decompressor.decompress(b"", len(buffer))
            if data:
                buffer[: len(data)] = data
                return len(data)
