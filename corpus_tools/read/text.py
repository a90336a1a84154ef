"""The bytes of a file -> a document with its original text."""

from __future__ import annotations

import hashlib
import stat
import sys
from pathlib import Path
from typing import IO

from corpus_tools.alignment import AlignedText
from corpus_tools.document import Source, TextDocument
from corpus_tools.errors import ReadError
from corpus_tools.metadata import TextMetadata
from corpus_tools.read import limits
from corpus_tools.read.decoding import decode
from corpus_tools.read.kinds import DOCX, PAGES
from corpus_tools.read.sources import InputFile
from corpus_tools.read.word_document import read_word


def read_input(source: InputFile) -> TextDocument:
    """Read one page. Raises ReadError if it is missing, unreadable, too large, empty or no text.

    An archive or a table holds many documents: ``open_inputs`` gives them.
    """
    if source.fault:
        raise ReadError(source.fault)
    if source.media_type not in PAGES:
        raise ReadError(f"{source.name}: this is an archive or a table, which may hold many documents; unpack it first")
    if source.path is None:
        data = limits.read_whole(sys.stdin.buffer, source.name_inside)
        return read_bytes(data, name=source.name_inside, media_type=source.media_type)
    with open_file(source.path, source.name) as handle:
        try:
            data = limits.read_whole(handle, source.name)
        except OSError as error:
            raise _unreadable(source.name, error) from error
    return read_bytes(data, name=source.name, media_type=source.media_type)


def open_file(path: Path, name: str) -> IO[bytes]:
    """Open a file for reading. Raises ReadError if that can't be done, or if it is a folder, a device or a named pipe.

    A pipe that the shell made (``<(…)``) is read; any other might never end.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise ReadError(f"{name}: this is a folder inside a pattern; name the folder itself")
        from_shell = stat.S_ISFIFO(mode) and str(path).startswith(("/dev/fd/", "/proc/self/fd/"))
        if not stat.S_ISREG(mode) and not from_shell:
            raise ReadError(f"{name}: this is a device, pipe or socket, no file; pipe its content into - instead")
        return path.open("rb")
    except FileNotFoundError as error:
        raise ReadError(f"{name}: no such file (or a link that leads nowhere)") from error
    except OSError as error:
        raise _unreadable(name, error) from error


def _unreadable(name: str, error: OSError) -> ReadError:
    return ReadError(f"{name}: can't be read: {error.strerror}; check its permissions")


def read_bytes(data: bytes, *, name: str, media_type: str = "text/plain") -> TextDocument:
    """Make a document of the bytes of a page. ``name`` stands for the source in records and messages.

    Raises ReadError if the bytes are too many, empty or no text.
    """
    if len(data) > limits.LARGEST_DOCUMENT:
        raise ReadError(f"{name}: larger than {limits.LARGEST_DOCUMENT:,} bytes; split it into documents first")
    digest = hashlib.sha256(data).hexdigest()
    if media_type == DOCX:
        return _read_word(data, name, digest)
    decoded = decode(data, name=name)
    source = Source(name, digest, len(data), decoded.encoding, media_type)
    return TextDocument(source, AlignedText(decoded.text), damage=list(decoded.damage))


def _read_word(data: bytes, name: str, digest: str) -> TextDocument:
    word = read_word(data, name=name)
    if not word.text.strip():
        raise ReadError(f"{name}: the document holds no text; a scanned one needs an OCR program")
    metadata = TextMetadata()
    for keyword in word.keywords:
        metadata.add("keywords", keyword)
    source = Source(name, digest, len(data), "utf-8", DOCX)
    return TextDocument(source, AlignedText(word.text), metadata, remarks=word.remarks)
