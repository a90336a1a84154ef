"""What the user names (a corpus, files, folders, archives, -) -> files of annotated documents, one at a time."""

from __future__ import annotations

import glob
import io
import sys
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing, nullcontext
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, cast

from corpus_tools.errors import ReadError
from corpus_tools.read.archive import BROKEN_ARCHIVE, Member, tar_members, zip_members
from corpus_tools.read.kinds import ARCHIVES, PACKED, ZIP, is_companion, media_type_of, sniffed, unpacked_name
from corpus_tools.read.limits import DEEPEST, LARGEST_DOCUMENT, read_whole
from corpus_tools.read.printable import printable
from corpus_tools.read.text import open_file
from corpus_tools.read.unpacking import BROKEN, unpack
from corpus_tools.run.format import Format
from corpus_tools.run.format_detection import HEAD, detect, suffixes
from corpus_tools.run.formats import FORMATS

STANDARD_INPUT = "-"
#: Folders of a corpus that ``annotate`` wrote, the one that is read first.
_OF_CORPUS = (("tei", "*.xml"), ("conllu", "*.conllu"))
_MANIFEST = "manifest.jsonl"
#: Files beside annotated documents that are none.
_OURS = {
    "corpus.xml",
    "losses.json",
    "corrections.jsonl",
    "manifest.jsonl",
    "typesystem.xml",
    "inception-layers.xml",
    "labeling_config.xml",
}
_FIRST_BYTES = 512


@dataclass(frozen=True)
class AnnotatedFile:
    """A file that was named or found; ``fault`` says why it can't be read. ``path`` is None for standard input."""

    name: str
    path: Path | None
    fault: str = ""


@dataclass(frozen=True)
class AnnotatedData:
    """The bytes of one file, or of one line of it, and their format; ``fault`` says why there are none."""

    name: str
    data: bytes = b""
    format: Format | None = None
    fault: str = ""


@dataclass(frozen=True)
class Found:
    """The files, and a remark for each corpus on which of its formats is read."""

    files: list[AnnotatedFile]
    remarks: list[str]


def find_annotated(inputs: Iterable[str]) -> Found:
    """Return the files of the inputs in their order, those of a folder by name; nothing is opened.

    Of a corpus that ``annotate`` wrote its TEI is taken, without that its CoNLL-U. What can't be found comes with a
    fault.
    """
    found = Found([], [])
    seen: set[Path] = set()
    for name in inputs:
        if name == STANDARD_INPUT:
            found.files.append(AnnotatedFile("stdin", None))
            continue
        try:
            listed = list(_files(name, found.remarks))
        except (ReadError, OSError, RuntimeError, ValueError) as error:
            reason = str(error) if isinstance(error, ReadError) else f"{printable(name)[:200]}: {error}"
            listed = [AnnotatedFile(printable(name), Path("-"), reason)]
        for file in listed:
            resolved = file.path.resolve() if file.path else None
            if resolved is None or file.fault or resolved not in seen:
                found.files.append(file)
            if resolved is not None:
                seen.add(resolved)
    return found


def _files(name: str, remarks: list[str]) -> Iterator[AnnotatedFile]:
    path = Path(name)
    if path.is_dir():
        yield from _folder(path, remarks)
    elif path.exists() or path.is_symlink():
        yield AnnotatedFile(printable(name), path)
    else:
        matches = sorted(Path(match) for match in glob.glob(name, recursive=True))  # noqa: PTH207 (see read/sources.py)
        files = [match for match in matches if match.is_file()]
        if not files:
            reason = "the pattern matches no file" if glob.has_magic(name) else "no such file or folder"
            raise ReadError(f"{printable(name)}: {reason}; check the spelling")
        yield from (AnnotatedFile(printable(str(match)), match) for match in files)


def _folder(folder: Path, remarks: list[str]) -> Iterator[AnnotatedFile]:
    if (folder / _MANIFEST).is_file():
        for name, pattern in _OF_CORPUS:
            files = sorted((folder / name).glob(pattern))
            if files:
                remarks.append(f"{printable(str(folder))}: a corpus of corpus-tools; its files in {name}/ are read")
                yield from (AnnotatedFile(printable(str(file)), file) for file in files)
                return
    root = folder.resolve()
    files = [path for path in sorted(folder.rglob("*")) if _wanted(path.name) and not path.is_dir()]
    if not files:
        raise ReadError(
            f"{printable(str(folder))}: no annotated files in the folder ({', '.join(sorted(suffixes()))}, or archives "
            "of these); annotate makes them from pages"
        )
    for path in files:
        outside = path.is_symlink() and not path.resolve().is_relative_to(root)
        reason = "a link that leads out of the folder, and is not followed; name what it leads to as an input"
        yield AnnotatedFile(printable(str(path)), path, f"{printable(str(path))}: {reason}" if outside else "")


def _wanted(name: str) -> bool:
    """Tell whether a file's name is that of an annotated file or of an archive."""
    base = PurePosixPath(name.replace("\\", "/")).name.lower()
    if is_companion(name) or base in _OURS:
        return False
    if media_type_of(base) in ARCHIVES:
        return True
    while media_type_of(base) in PACKED:
        base = unpacked_name(base)
    return media_type_of(base) in ARCHIVES or base.endswith(tuple(suffixes()))


def _is_one_cas(packed: IO[bytes]) -> bool:
    """Tell whether a zip is what INCEpTION exports: one CAS, beside it the type system that it is read with."""
    try:
        with zipfile.ZipFile(packed) as archive:
            names = [PurePosixPath(name).name.lower() for name in archive.namelist()]
    except BROKEN_ARCHIVE:  # those who read it say what is wrong
        return False
    return "typesystem.xml" in names and sum(name.endswith((".xmi", ".json")) for name in names) == 1


def _judged(member: str) -> str | None:
    return "" if _wanted(member) else None


def open_annotated(files: Iterable[AnnotatedFile], stated: Format | None = None) -> Iterator[AnnotatedData]:
    """Yield the bytes of each file, of formats with a document a line those of each line.

    ``stated`` is the format of all files; without it each is told from its name and first bytes. What can't be read
    comes with a fault and never raises.
    """
    opener = _Opener(stated)
    for file in files:
        if file.fault:
            yield AnnotatedData(file.name, fault=file.fault)
            continue
        try:
            stream = sys.stdin.buffer if file.path is None else open_file(file.path, file.name)
        except ReadError as error:
            yield AnnotatedData(file.name, fault=str(error))
            continue
        with nullcontext() if file.path is None else closing(stream):
            yield from opener.guarded(stream, file.name, file.name, 0)


class _Opener:
    """Opens streams, packed and archived ones too."""

    def __init__(self, stated: Format | None) -> None:
        self._stated = stated

    def guarded(self, stream: IO[bytes], name: str, inner: str, depth: int) -> Iterator[AnnotatedData]:
        """Yield what a stream holds; what breaks it off comes as the last."""
        try:
            yield from self._opened(stream, name, inner, depth)
        except ReadError as error:
            yield AnnotatedData(name, fault=str(error))
        except (*BROKEN, *BROKEN_ARCHIVE) as error:
            reason = str(error) or type(error).__name__
            yield AnnotatedData(
                name, fault=f"{name}: can't be read to its end ({reason}); save, pack or fetch it again"
            )

    def _opened(self, stream: IO[bytes], name: str, inner: str, depth: int) -> Iterator[AnnotatedData]:
        """Yield what a stream holds; ``inner`` is its name without what it was packed in."""
        buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
        kind = media_type_of(inner)
        if kind not in PACKED | ARCHIVES:
            kind = sniffed(buffered.peek(_FIRST_BYTES))
        if kind not in PACKED | ARCHIVES:
            yield from self._documents(buffered, name, inner)
        elif depth >= DEEPEST:
            raise ReadError(f"{name}: more than {DEEPEST} archives inside one another; unpack them yourself")
        elif kind in PACKED:
            with closing(unpack(buffered, kind, name)) as unpacked:
                inside = unpacked_name(inner) if media_type_of(inner) in PACKED else inner
                yield from self._opened(unpacked, name, inside, depth + 1)
        elif kind == ZIP:
            packed = buffered if buffered.seekable() and not depth else io.BytesIO(read_whole(buffered, name))
            size = packed.seek(0, io.SEEK_END)
            if self._stated in (None, FORMATS["xmi"]) and _is_one_cas(packed):
                packed.seek(0)
                yield AnnotatedData(name, read_whole(packed, name), FORMATS["xmi"])
                return
            yield from self._members(zip_members(packed, name=name, packed=size, judge=_judged), name, depth + 1)
        else:
            yield from self._members(tar_members(buffered, name=name, judge=_judged), name, depth + 1)

    def _documents(self, stream: io.BufferedReader, name: str, inner: str) -> Iterator[AnnotatedData]:
        found = self._stated or detect(inner, stream.peek(HEAD)[:HEAD])
        if not found.by_line:
            yield AnnotatedData(name, read_whole(stream, name), found)
            return
        number = 0
        while line := stream.readline(LARGEST_DOCUMENT + 1):
            number += 1
            if len(line) > LARGEST_DOCUMENT:
                raise ReadError(f"{name}#{number}: a line larger than {LARGEST_DOCUMENT:,} bytes; split the document")
            if line.strip():
                yield AnnotatedData(f"{name}#{number}", line, found)

    def _members(self, members: Iterator[Member], archive: str, depth: int) -> Iterator[AnnotatedData]:
        found = False
        for member in members:
            found = True
            name = f"{archive}!{printable(member.name)}"
            if member.stream is None:
                yield AnnotatedData(name, fault=f"{name}: {member.fault}")
            else:
                yield from self.guarded(member.stream, name, member.name, depth)
        if not found:
            raise ReadError(f"{archive}: no annotated files in the archive ({', '.join(sorted(suffixes()))})")
