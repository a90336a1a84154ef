"""Archives that want to fill the memory, to leave their folder or to be opened with a key."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from packed_inputs import read_all, tarred, texts, zipped

from corpus_tools.document import TextDocument
from corpus_tools.read import archive, limits

TEXT = "青禾县召开春耕备耕会议，要求各乡镇抓好种子、化肥的储备。"


@pytest.mark.parametrize("name", ["../x.txt", "/etc/x.txt", "a/../../x.txt", "..\\x.txt", "C:\\x.txt"])
@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_a_member_whose_name_leads_out_is_refused_and_the_others_read(folder: Path, kind: str, name: str) -> None:
    data = zipped({name: TEXT, "ok.txt": TEXT}) if kind == "zip" else tarred({name: b"x", "ok.txt": TEXT.encode()})
    (folder / f"a.{kind}").write_bytes(data)
    found = read_all(folder / f"a.{kind}")
    reasons = [got for _, _, got in found if isinstance(got, str)]
    assert len(reasons) == 1
    assert "leads out of the archive" in reasons[0]
    assert [got.text for _, _, got in found if isinstance(got, TextDocument)] == [TEXT]


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_in_a_tar_archive_are_refused_and_the_others_read(folder: Path, kind: bytes) -> None:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as packed:
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = kind, "/etc/passwd"
        packed.addfile(link)
        plain = tarfile.TarInfo("ok.txt")
        plain.size = 2
        packed.addfile(plain, io.BytesIO(b"ok"))
    (folder / "a.tar").write_bytes(target.getvalue())
    found = texts(folder)
    assert "not followed" in found["a.tar!link.txt"]
    assert found["a.tar!ok.txt"] == "ok"


def test_a_link_in_a_zip_archive_is_refused(folder: Path) -> None:
    with zipfile.ZipFile(folder / "a.zip", "w") as packed:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        packed.writestr(link, "/etc/passwd")
    assert "not followed" in texts(folder)["a.zip!link.txt"]


def test_a_member_with_a_password_is_named_and_the_others_read(folder: Path) -> None:
    data = bytearray(zipped({"a.txt": "秘密", "b.txt": TEXT}))
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flag stands in both headings of a member
        data[data.index(magic) + offset] |= 1
    (folder / "a.zip").write_bytes(data)
    found = texts(folder)
    assert "has a password" in found["a.zip!a.txt"]
    assert found["a.zip!b.txt"] == TEXT


@pytest.mark.parametrize("kind", ["zip", "txt.gz", "txt.xz", "txt.bz2", "jsonl.xz", "tar.gz"])
def test_a_zip_bomb_is_refused_in_bounded_memory(folder: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_FREE", 1_000_000)
    monkeypatch.setattr(limits, "LARGEST_DOCUMENT", 8_000_000)
    zeros = b" " * 40_000_000
    pack = {"zip": lambda data: zipped({"a.txt": data}), "gz": gzip.compress, "xz": lzma.compress, "bz2": bz2.compress}
    data = tarred({"a.txt": zeros}) if kind.startswith("tar") else zeros
    (folder / f"bomb.{kind}").write_bytes(pack[kind.rpartition(".")[2]](data))
    del zeros, data
    (folder / "z.txt").write_text(TEXT, encoding="utf-8")
    tracemalloc.start()
    found = texts(folder)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert any("zip bomb" in reason or "larger than" in reason for reason in found.values())
    assert found["z.txt"] == TEXT
    assert peak < 30_000_000


def test_many_members_that_are_large_together_are_a_bomb(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_FREE", 1_000_000)
    (folder / "a.zip").write_bytes(zipped({f"{n}.txt": b" " * 900_000 for n in range(9)}))
    assert any("zip bomb" in got for got in texts(folder).values())


def test_archives_nested_too_deep_are_refused(folder: Path) -> None:
    data = zipped({"a.txt": TEXT})
    for _ in range(limits.DEEPEST + 2):
        data = zipped({"in.zip": data})
    (folder / "a.zip").write_bytes(data)
    (reason,) = texts(folder).values()
    assert "archives inside one another" in reason


def test_packed_over_and_over_is_refused(folder: Path) -> None:
    data = TEXT.encode()
    for _ in range(9):
        data = gzip.compress(data)
    (folder / f"a.txt{'.gz' * 9}").write_bytes(data)
    (reason,) = texts(folder).values()
    assert "packed more than" in reason


def test_too_many_members_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_MEMBERS", 3)
    (folder / "a.zip").write_bytes(zipped({f"{n}.txt": "x" for n in range(4)}))
    (folder / "b.tar").write_bytes(tarred({f"{n}.txt": b"x" for n in range(4)}))
    found = texts(folder)
    assert "more than 3 files" in found["a.zip"]
    assert "more than 3 files" in found["b.tar"]


def test_a_heading_that_claims_gigabytes_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_HEADING", 100_000)
    info = tarfile.TarInfo("x.txt")
    info.type = tarfile.XHDTYPE
    info.size = 8_000_000_000
    (folder / "a.tar").write_bytes(info.tobuf(tarfile.USTAR_FORMAT) + b"9" * 2_000_000)
    assert "heading of a member is too large" in texts(folder)["a.tar"]


def test_a_large_member_that_is_no_document_is_passed_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_HEADING", 100_000)
    (folder / "a.tar").write_bytes(tarred({"film.bin": b"\1" * 1_000_000, "a.txt": TEXT.encode()}))
    assert texts(folder) == {"a.tar!a.txt": TEXT}
