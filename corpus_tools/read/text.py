"""The bytes of a file -> a document with its original text."""

from __future__ import annotations

import hashlib
import sys

from corpus_tools.alignment import AlignedText
from corpus_tools.document import Source, TextDocument
from corpus_tools.errors import ReadError
from corpus_tools.read.decoding import decode
from corpus_tools.read.sources import InputFile

#: Bytes; a larger file is refused rather than read into memory.
LARGEST_FILE = 64_000_000


def read_input(source: InputFile) -> TextDocument:
    """Read one input. Raises ReadError if it is missing, unreadable, too large, empty or no text."""
    if source.fault:
        raise ReadError(source.fault)
    if source.path is None:
        return read_bytes(sys.stdin.buffer.read(LARGEST_FILE + 1), name="stdin", media_type=source.media_type)
    try:
        if source.path.is_dir():
            raise ReadError(f"{source.name}: this is a folder inside a pattern; name the folder itself")
        with source.path.open("rb") as handle:
            data = handle.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise ReadError(f"{source.name}: no such file (or a link that leads nowhere)") from error
    except OSError as error:
        raise ReadError(f"{source.name}: can't be read: {error.strerror}; check its permissions") from error
    return read_bytes(data, name=source.name, media_type=source.media_type)


def read_bytes(data: bytes, *, name: str, media_type: str = "text/plain") -> TextDocument:
    """Make a document of the bytes of a page. ``name`` stands for the source in records and messages.

    Raises ReadError if the bytes are too many, empty or no text.
    """
    if len(data) > LARGEST_FILE:
        raise ReadError(f"{name}: larger than {LARGEST_FILE:,} bytes; split it into documents first")
    decoded = decode(data, name=name)
    digest = hashlib.sha256(data).hexdigest()
    source = Source(name, digest, len(data), decoded.encoding, media_type)
    return TextDocument(source, AlignedText(decoded.text), damage=list(decoded.damage))
