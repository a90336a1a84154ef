"""A file of texts, one JSON object a line, packed (.gz, .xz) or not -> its lines."""

from __future__ import annotations

import gzip
import lzma
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from corpus_tools.errors import ReadError

_OPENERS: dict[str, Callable[..., Any]] = {".jsonl": open, ".jsonl.gz": gzip.open, ".jsonl.xz": lzma.open}
_BROKEN = (OSError, EOFError, lzma.LZMAError, zlib.error, UnicodeDecodeError)


def is_file_of_texts(path: Path) -> bool:
    """Whether the file's name ends in .jsonl, .jsonl.gz or .jsonl.xz."""
    return path.name.lower().endswith(tuple(_OPENERS))


def numbered_lines(path: Path, name: str | None = None) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank, with their numbers from 1.

    Raises ReadError, after the lines before the fault, if the file is damaged or no UTF-8; ``name`` stands in the
    message.
    """
    opener = next(opener for suffix, opener in _OPENERS.items() if path.name.lower().endswith(suffix))
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield number, line
    except _BROKEN as error:
        place = name or path
        raise ReadError(f"{place}: can't be read to its end ({error}); save or fetch the file again") from error
