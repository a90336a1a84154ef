"""A stream of which the beginning was read already, as if it had not been."""

from __future__ import annotations

import io
from typing import IO

from corpus_tools.read.limits import some_of


class Rejoined(io.RawIOBase):
    """Gives ``head`` and then what is left of ``stream``; closing it leaves the stream open."""

    def __init__(self, head: bytes, stream: IO[bytes]) -> None:
        self._head = head
        self._stream = stream

    def readable(self) -> bool:
        """Streams of this kind are only read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read into the buffer."""
        if self._head:
            part, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            part = some_of(self._stream, len(buffer))
        buffer[: len(part)] = part
        return len(part)
