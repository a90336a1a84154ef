"""Texts that are seldom needed again -> a temporary file, so that a corpus need not be in memory."""

from __future__ import annotations

import tempfile
import zlib
from array import array
from types import TracebackType


class TextStore:
    """Keeps texts, packed, in a temporary file that is gone when the store is closed. Eight bytes a text in memory."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  (close does)
        self._ends = array("q", [0])

    def __enter__(self) -> TextStore:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._ends) - 1

    def add(self, text: str) -> int:
        """Keep a text and return its number, from 0. Raises OSError if the disk is full."""
        self._file.seek(self._ends[-1])
        packed = zlib.compress(text.encode("utf-8", "surrogatepass"), level=1)
        self._file.write(packed)
        self._ends.append(self._ends[-1] + len(packed))
        return len(self) - 1

    def text(self, number: int) -> str:
        """Return the text of that number."""
        start, end = self._ends[number], self._ends[number + 1]
        self._file.seek(start)
        return zlib.decompress(self._file.read(end - start)).decode("utf-8", "surrogatepass")

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
