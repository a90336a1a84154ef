"""The files that the user named -> the documents in them, one at a time; archives and tables are read as they come."""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from corpus_tools.document import TextDocument
from corpus_tools.errors import ReadError
from corpus_tools.identifiers import UniqueIds
from corpus_tools.read.archive import BROKEN_ARCHIVE, Member, tar_members, zip_count, zip_members
from corpus_tools.read.columns import Columns
from corpus_tools.read.kinds import (
    ANNOTATED,
    ARCHIVES,
    PACKED,
    PAGES,
    ROWS,
    ZIP,
    innermost_type,
    media_type_of,
    sniffed,
    stem_of,
    unpacked_name,
)
from corpus_tools.read.limits import DEEPEST, LARGEST_INNER, read_whole
from corpus_tools.read.printable import printable
from corpus_tools.read.rejoined import Rejoined
from corpus_tools.read.row_document import row_document
from corpus_tools.read.rows import rows_of
from corpus_tools.read.sources import InputFile
from corpus_tools.read.text import open_file, read_bytes, read_input
from corpus_tools.read.unpacking import BROKEN, unpack

_FIRST_BYTES = 512
_BLOCK = 1_000_000


@dataclass(frozen=True)
class InputDocument:
    """One document of the run; ``name`` says where it is (``pages.zip!a/b.html``, ``rows.csv#17``)."""

    doc_id: str
    name: str
    load: Callable[[], TextDocument]

    def read(self) -> TextDocument:
        """Read the document. Raises ReadError if that can't be done."""
        return self.load()


def open_inputs(files: Iterable[InputFile], columns: Columns | None = None) -> Iterator[InputDocument]:
    """Yield the documents of the files in order.

    Never raises for a bad file, member or row: it comes as a document that raises ReadError when it is read. Each
    identifier comes once; those of files that are documents themselves are kept for them.
    """
    listed = list(files)
    ids = UniqueIds(file.doc_id for file in listed if _is_page(file))
    reader = _Opener(columns or Columns(), ids)
    for file in listed:
        if _is_page(file):
            yield InputDocument(file.doc_id, file.name_inside, lambda file=file: read_input(file))  # type: ignore[misc]
        else:
            yield from reader.of_file(file)


def count_documents(files: Iterable[InputFile]) -> int | None:
    """Return how many documents there are, None if that can't be told without reading them."""
    total = 0
    for file in files:
        if _is_page(file) and file.path is not None:
            total += 1
        elif file.media_type == ZIP and file.path is not None:
            try:
                with file.path.open("rb") as handle:
                    names = zip_count(handle)
            except (*BROKEN, *BROKEN_ARCHIVE):
                names = [file.name]
            if any(innermost_type(name) in ROWS | ARCHIVES | ANNOTATED for name in names):
                return None
            total += len(names) or 1
        else:
            return None
    return total


def _is_page(file: InputFile) -> bool:
    return bool(file.fault) or (file.media_type in PAGES and (file.path is not None or bool(file.stated)))


class _Opener:
    def __init__(self, columns: Columns, ids: UniqueIds) -> None:
        self._columns = columns
        self._ids = ids

    def of_file(self, file: InputFile) -> Iterator[InputDocument]:
        if file.path is None:
            yield from self._of_standard_input(file)
            return
        try:
            stream = open_file(file.path, file.name)
        except ReadError as error:
            yield self._failed(file.name, str(error))
            return
        with closing(stream):
            yield from self._opened(stream, file.name, file.media_type, 0, file.stated)

    def _of_standard_input(self, file: InputFile) -> Iterator[InputDocument]:
        stream = sys.stdin.buffer
        media_type, head = file.media_type, b""
        if not file.stated:
            head = stream.read(_FIRST_BYTES)
            media_type = sniffed(head) or media_type
        joined = io.BufferedReader(Rejoined(head, stream))
        yield from self._opened(joined, file.name_inside, media_type, 0, file.stated)

    def _opened(
        self, stream: IO[bytes], name: str, media_type: str | None, depth: int, stated: str = ""
    ) -> Iterator[InputDocument]:
        """Yield the documents of a stream; what breaks it off comes as the last."""
        try:
            yield from self._documents(stream, name, media_type, depth, stated)
        except ReadError as error:
            yield self._failed(name, str(error))
        except (*BROKEN, *BROKEN_ARCHIVE) as error:
            reason = str(error) or type(error).__name__
            yield self._failed(name, f"{name}: can't be read to its end ({reason}); save, pack or fetch it again")

    def _documents(
        self, stream: IO[bytes], name: str, media_type: str | None, depth: int, stated: str = ""
    ) -> Iterator[InputDocument]:
        if media_type in PACKED | ARCHIVES and depth >= DEEPEST:
            raise ReadError(f"{name}: more than {DEEPEST} archives inside one another; unpack them yourself")
        if media_type in PACKED:
            inner = unpacked_name(f"x{stated}" if stated else name)
            with closing(unpack(stream, media_type, name)) as unpacked:
                yield from self._packed(unpacked, name, inner, depth + 1)
        elif media_type in ARCHIVES:
            yield from self._archive(stream, name, media_type == ZIP, depth + 1)
        elif media_type in ROWS:
            yield from self._rows(stream, name, media_type)
        elif media_type in ANNOTATED:
            yield from self._annotated(read_whole(stream, name), name, media_type)
        else:
            data = read_whole(stream, name)
            yield self._page(data, name, media_type or "text/plain")

    def _packed(self, stream: io.BufferedReader, name: str, inner: str, depth: int) -> Iterator[InputDocument]:
        """What a packed file holds goes by its name without the suffix, else by its first bytes; it keeps the name."""
        kind = media_type_of(inner) or sniffed(stream.peek(_FIRST_BYTES))
        if kind in PACKED:
            with closing(unpack(stream, kind, name)) as unpacked:
                if depth >= DEEPEST:
                    raise ReadError(f"{name}: packed more than {DEEPEST} times over; unpack it yourself")
                yield from self._packed(unpacked, name, unpacked_name(inner), depth + 1)
        else:
            yield from self._documents(stream, name, kind, depth)

    def _archive(self, stream: IO[bytes], name: str, is_zip: bool, depth: int) -> Iterator[InputDocument]:
        if not is_zip:
            yield from self._members(tar_members(stream, name=name), name, depth)
            return
        with _seekable(stream, name) as file:
            packed = file.seek(0, io.SEEK_END)
            yield from self._members(zip_members(file, name=name, packed=packed), name, depth)

    def _members(self, members: Iterator[Member], archive: str, depth: int) -> Iterator[InputDocument]:
        found = False
        for member in members:
            found = True
            name = f"{archive}!{printable(member.name)}"
            if member.stream is None:
                yield self._failed(name, f"{name}: {member.fault}")
            else:
                yield from self._opened(member.stream, name, media_type_of(member.name), depth)
        if not found:
            raise ReadError(f"{archive}: the archive holds no documents; see which kinds of files are read")

    def _rows(self, stream: IO[bytes], name: str, media_type: str) -> Iterator[InputDocument]:
        found = False
        for row in rows_of(stream, media_type, self._columns, name=name):
            found = True
            yield row_document(row, name, self._columns, self._ids, InputDocument)
        if not found:
            raise ReadError(f"{name}: the file is empty; take it out or save it again")

    def _annotated(self, data: bytes, name: str, media_type: str) -> Iterator[InputDocument]:
        from corpus_tools.read.annotated import annotated_documents  # noqa: PLC0415  (loads lxml; pages do without)

        for doc_id, document in annotated_documents(data, name=name, media_type=media_type):
            yield InputDocument(self._ids.of(doc_id), name, lambda document=document: document)  # type: ignore[misc]

    def _page(self, data: bytes, name: str, media_type: str) -> InputDocument:
        doc_id = self._ids.of(stem_of(name.rpartition("!")[2]))
        return InputDocument(doc_id, name, lambda: read_bytes(data, name=name, media_type=media_type))

    def _failed(self, name: str, fault: str) -> InputDocument:
        return InputDocument(self._ids.of(stem_of(name.rpartition("!")[2])), name, lambda: _raise(fault))


def _raise(fault: str) -> TextDocument:
    raise ReadError(fault)


def _seekable(stream: IO[bytes], name: str) -> IO[bytes]:
    """A file that can be read from any place: the file itself, or a temporary copy of what is inside another."""
    if isinstance(stream, io.BufferedReader) and isinstance(stream.raw, io.FileIO) and Path(name).is_file():
        return stream
    copy = tempfile.TemporaryFile()  # noqa: SIM115  (the caller closes it)
    size = 0
    while block := stream.read(_BLOCK):
        size += len(block)
        if size > LARGEST_INNER:
            copy.close()
            raise ReadError(f"{name}: larger than {LARGEST_INNER:,} bytes inside another archive; unpack that first")
        copy.write(block)
    copy.seek(0)
    return copy
