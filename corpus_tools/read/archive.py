"""An archive (.zip, .tar) -> its members, one at a time; nothing is ever unpacked to a place that a member names."""

from __future__ import annotations

import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from corpus_tools.errors import ReadError
from corpus_tools.read.kinds import is_companion, media_type_of
from corpus_tools.read.limits import LARGEST_HEADING, MOST_MEMBERS, Guarded, check_ratio
from corpus_tools.read.refused import refused_name

#: What a broken archive raises beside what its packed data raise.
BROKEN_ARCHIVE = (zipfile.BadZipFile, zipfile.LargeZipFile, tarfile.TarError, NotImplementedError, RuntimeError)
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1


@dataclass(frozen=True)
class Member:
    """A file in an archive: its stream, to be read before the next member is asked for, or what is wrong with it."""

    name: str
    stream: IO[bytes] | None = None
    fault: str = ""


#: A member's name -> None to pass it over, what speaks against it, or an empty string for one that is wanted.
Judge = Callable[[str], str | None]


def judged(member: str) -> str | None:
    """Judge a member as an input: documents and archives are wanted, what is refused by name is not lost unseen."""
    reason = refused_name(PurePosixPath(member).suffix)
    if is_companion(member) or (media_type_of(member) is None and not reason):
        return None
    return f"this is {reason}" if reason else ""


def zip_members(file: IO[bytes], *, name: str, packed: int, judge: Judge = judged) -> Iterator[Member]:
    """Yield the documents of a zip archive in the order of their names; ``packed`` is its size in bytes.

    Raises ReadError for a bomb, BROKEN_ARCHIVE and others for a damaged archive.
    """
    unpacked = 0
    with zipfile.ZipFile(file) as archive:
        members = archive.infolist()
        _check_number(len(members), name)
        for info, member in sorted(((info, _zip_name(info)) for info in members), key=lambda pair: pair[1]):
            reason = None if info.is_dir() else judge(member)
            if reason is None:
                continue
            if fault := _fault(member) or reason or _zip_fault(info):
                yield Member(member, fault=fault)
                continue
            check_ratio(f"{name}!{member}", info.compress_size, info.file_size)
            unpacked += info.file_size
            check_ratio(name, packed, unpacked)
            try:
                stream = archive.open(info)
            except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
                yield Member(member, fault=f"can't be unpacked ({error}); pack it anew")
                continue
            with closing(stream):
                yield Member(member, stream)


def zip_count(file: IO[bytes]) -> list[str]:
    """Return the names of the documents of a zip archive, unopened."""
    with zipfile.ZipFile(file) as archive:
        names = ((info, _zip_name(info)) for info in archive.infolist())
        return [member for info, member in names if not info.is_dir() and judged(member) is not None]


def tar_members(stream: IO[bytes], *, name: str, judge: Judge = judged) -> Iterator[Member]:
    """Yield the documents of a tar archive in its own order, read from front to back.

    Links and devices in it are faults. Raises ReadError and BROKEN_ARCHIVE as zip_members does.
    """
    guarded = Guarded(stream, None, name)
    guarded.allowance = LARGEST_HEADING
    with tarfile.open(fileobj=guarded, mode="r|", errorlevel=2) as archive:
        number = 0
        while (info := archive.next()) is not None:
            number += 1
            _check_number(number, name)
            guarded.allowance = None
            archive.__dict__["members"] = []  # else it keeps them all
            if not info.isdir() and (reason := judge(info.name)) is not None:
                if fault := _fault(info.name) or reason or _tar_fault(info):
                    yield Member(info.name, fault=fault)
                elif content := archive.extractfile(info):
                    with closing(content):
                        yield Member(info.name, content)
            _pass_over(archive)
            guarded.allowance = LARGEST_HEADING


def _pass_over(archive: tarfile.TarFile) -> None:
    """Go to the end of a member, so that only headings count against the allowance."""
    stream = archive.fileobj
    if stream is not None and stream.tell() < archive.offset - 1:
        stream.seek(archive.offset - 1)


def _fault(member: str) -> str:
    path = PurePosixPath(member.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0].endswith(":")):
        return "its name leads out of the archive; pack it anew with plain names"
    return ""


def _zip_fault(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & _ENCRYPTED:
        return "has a password; unpack the archive and name the folder"
    mode = info.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "is a link or a device inside an archive, and not followed; unpack the archive and name the folder"
    return ""


def _tar_fault(info: tarfile.TarInfo) -> str:
    if info.isreg():
        return ""
    return "is a link or a device inside an archive, and not followed; unpack the archive and name the folder"


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The name of a member; those of Chinese Windows are in GBK and don't say so."""
    if info.flag_bits & _UTF8_NAME or info.filename.isascii():
        return info.filename
    try:
        data = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for codec in ("utf-8", "gb18030"):
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    return info.filename


def _check_number(number: int, name: str) -> None:
    if number > MOST_MEMBERS:
        raise ReadError(f"{name}: more than {MOST_MEMBERS:,} files; split the archive")
