from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import sys
import tracemalloc
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from types import SimpleNamespace

import pytest
from packed_inputs import read_all, tarred, texts, zipped

from corpus_tools.document import TextDocument
from corpus_tools.read import count_documents, find_inputs, open_inputs

TEXT = "青禾县召开春耕备耕会议，要求各乡镇抓好种子、化肥的储备。"
ROW = json.dumps({"id": "a", "text": TEXT}, ensure_ascii=False)

PAGES = {"b.txt": TEXT.encode("gb18030"), "a/c.html": f"<p>{TEXT}</p>".encode(), "style.css": b"x", "README.md": b"x"}


def test_the_pages_of_a_zip_archive_are_documents_with_archive_and_member_in_their_names(folder: Path) -> None:
    (folder / "pages.zip").write_bytes(zipped({**PAGES, "__MACOSX/b.txt": b"x", "a/._c.html": b"x"}))
    found = read_all(folder / "pages.zip")
    assert [(doc_id, name) for doc_id, name, _ in found] == [("c", "pages.zip!a/c.html"), ("b", "pages.zip!b.txt")]
    page, plain = (document for _, _, document in found)
    assert isinstance(page, TextDocument)
    assert isinstance(plain, TextDocument)
    assert (page.source.media_type, plain.source.encoding, plain.text) == ("text/html", "gb18030", TEXT)
    assert page.source.name.endswith("pages.zip!a/c.html")


@pytest.mark.parametrize(
    ("suffix", "pack"),
    [
        (".tar", bytes),
        (".tar.gz", gzip.compress),
        (".tgz", gzip.compress),
        (".tar.xz", lzma.compress),
        (".tar.bz2", bz2.compress),
    ],
)
def test_the_pages_of_a_tar_archive_are_documents(folder: Path, suffix: str, pack: object) -> None:
    assert callable(pack)
    (folder / f"pages{suffix}").write_bytes(pack(tarred(PAGES)))
    assert texts(folder / f"pages{suffix}") == {
        f"pages{suffix}!b.txt": TEXT,
        f"pages{suffix}!a/c.html": f"<p>{TEXT}</p>",
    }


@pytest.mark.parametrize(("suffix", "pack"), [("gz", gzip.compress), ("xz", lzma.compress), ("bz2", bz2.compress)])
def test_a_packed_page_is_a_document(folder: Path, suffix: str, pack: object) -> None:
    assert callable(pack)
    (folder / f"p.html.{suffix}").write_bytes(pack(TEXT.encode()))
    ((doc_id, name, document),) = read_all(folder)
    assert isinstance(document, TextDocument)
    assert (doc_id, name, document.text) == ("p", f"p.html.{suffix}", TEXT)
    assert document.source.media_type == "text/html"


def test_several_streams_in_one_packed_file_are_one_text(folder: Path) -> None:
    (folder / "p.txt.xz").write_bytes(lzma.compress(TEXT.encode()) + b"\0" * 8 + lzma.compress(TEXT.encode()))
    (folder / "q.txt.gz").write_bytes(gzip.compress(TEXT.encode()) * 2)
    assert texts(folder) == {"p.txt.xz": TEXT * 2, "q.txt.gz": TEXT * 2}


def test_archives_and_tables_in_archives_are_opened(folder: Path) -> None:
    inner = zipped({"x.txt": TEXT, "rows.jsonl": ROW})
    (folder / "outer.tar.gz").write_bytes(gzip.compress(tarred({"inner.zip": inner, "y.txt.gz": gzip.compress(b"y")})))
    assert texts(folder) == {
        "outer.tar.gz!inner.zip!rows.jsonl#1": TEXT,
        "outer.tar.gz!inner.zip!x.txt": TEXT,
        "outer.tar.gz!y.txt.gz": "y",
    }


def test_identifiers_come_once_and_those_of_files_are_theirs(folder: Path) -> None:
    (folder / "a.zip").write_bytes(zipped({"x.txt": TEXT, "1/X.html": TEXT, "../../etc/x.txt": TEXT}))
    (folder / "x.txt").write_text(TEXT, encoding="utf-8")
    found = read_all(folder)
    assert [doc_id for doc_id, _, _ in found] == ["x-2", "X-3", "x-4", "x"]
    assert all("/" not in doc_id and ".." not in doc_id for doc_id, _, _ in found)


def test_names_from_chinese_windows_are_read(folder: Path) -> None:
    plain = zipped({"XXXX.txt": TEXT})
    (folder / "a.zip").write_bytes(plain.replace(b"XXXX", "公告".encode("gb18030")))
    ((doc_id, name, _),) = read_all(folder)
    assert (doc_id, name) == ("公告", "a.zip!公告.txt")


def test_what_is_not_read_is_named_in_archives_too(folder: Path) -> None:
    (folder / "a.zip").write_bytes(zipped({"a.doc": "x", "b.txt": TEXT, "c.png": "x"}))
    found = texts(folder)
    assert set(found) == {"a.zip!a.doc", "a.zip!b.txt"}
    assert "save it as .docx" in found["a.zip!a.doc"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.zip", b"no zip", "can't be read to its end"),
        ("a.zip", zipped({"a.txt": TEXT})[:-30], "can't be read to its end"),
        ("a.zip", zipped({"a.css": "x"}), "holds no documents"),
        ("a.tar", b"no tar" * 200, "can't be read to its end"),
        ("a.txt.gz", gzip.compress(TEXT.encode())[:-12], "can't be read to its end"),
        ("a.txt.xz", lzma.compress(TEXT.encode())[:-12], "can't be read to its end"),
        ("a.txt.bz2", bz2.compress(TEXT.encode())[:-12], "can't be read to its end"),
        ("a.txt.gz", b"no gzip", "can't be read to its end"),
        ("a.txt.xz", b"", "can't be read to its end"),
        ("a.txt.gz", gzip.compress(b""), "the file is empty"),
    ],
)
def test_a_broken_archive_is_named_with_its_reason(folder: Path, name: str, data: bytes, reason: str) -> None:
    (folder / name).write_bytes(data)
    (folder / "z.txt").write_text(TEXT, encoding="utf-8")
    found = texts(folder)
    assert reason in found[name]
    assert found["z.txt"] == TEXT


def test_a_table_that_breaks_off_gives_the_rows_before_the_fault(folder: Path) -> None:
    rows = [json.dumps({"text": f"{TEXT}{n}"}) for n in range(2000)]
    (folder / "t.jsonl.gz").write_bytes(gzip.compress("\n".join(rows).encode())[:-2000])
    found = read_all(folder)
    good = [got for _, _, got in found if isinstance(got, TextDocument)]
    assert 0 < len(good) < 2000
    assert found[-1][1] == "t.jsonl.gz"
    assert "can't be read to its end" in str(found[-1][2])


def test_a_member_with_damaged_bytes_fails_and_the_others_are_read(folder: Path) -> None:
    with zipfile.ZipFile(folder / "a.zip", "w") as packed:
        packed.writestr("a.txt", "XXXXXXXX")
        packed.writestr("b.txt", TEXT)
    data = (folder / "a.zip").read_bytes().replace(b"XXXXXXXX", b"XXXXYXXX", 1)
    (folder / "a.zip").write_bytes(data)
    found = texts(folder)
    assert "can't be read to its end" in found["a.zip!a.txt"]
    assert found["a.zip!b.txt"] == TEXT


def test_a_packed_table_is_read_row_by_row_in_flat_memory(folder: Path) -> None:
    with lzma.open(folder / "t.jsonl.xz", "wt", encoding="utf-8", preset=0) as target:
        for n in range(4_000):
            target.write(json.dumps({"id": f"doc/{n}", "text": f"{n} {TEXT * 30}"}, ensure_ascii=False) + "\n")
    files = find_inputs([str(folder)])
    stream = open_inputs(files)
    assert next(stream).read().text.startswith("0 ")  # before the file was read to its end
    tracemalloc.start()
    count = sum(len(document.read().text) > 0 for document in stream)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 3_999
    assert peak < 8_000_000  # the texts have 10 million bytes


def test_documents_are_counted_where_that_is_cheap(folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "p.zip").write_bytes(zipped({"a.txt": TEXT, "b.html": TEXT, "c.css": ""}))
    assert count_documents(find_inputs([str(folder), "none.txt"])) == 4
    (folder / "t.jsonl").write_text(ROW, encoding="utf-8")
    assert count_documents(find_inputs([str(folder)])) is None


def standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))


@pytest.mark.parametrize(
    ("data", "kind", "expected"),
    [
        (TEXT.encode(), None, ("stdin", "stdin", "text/plain")),
        (TEXT.encode(), "html", ("stdin", "stdin", "text/html")),
        (ROW.encode(), "jsonl", ("a", "stdin#1", "text/plain")),
        (lzma.compress(ROW.encode()), "jsonl.xz", ("a", "stdin#1", "text/plain")),
        (gzip.compress(TEXT.encode()), None, ("stdin", "stdin", "text/plain")),
        (zipped({"x.html": TEXT}), None, ("x", "stdin!x.html", "text/html")),
        (tarred({"x.html": TEXT.encode()}), None, ("x", "stdin!x.html", "text/html")),
        (gzip.compress(tarred({"x.html": TEXT.encode()})), None, ("x", "stdin!x.html", "text/html")),
    ],
)
def test_standard_input_may_be_of_any_kind(
    monkeypatch: pytest.MonkeyPatch, data: bytes, kind: str | None, expected: tuple[str, str, str]
) -> None:
    standard_input(monkeypatch, data)
    (document,) = open_inputs(find_inputs(["-"], as_kind=kind))
    page = document.read()
    assert (document.doc_id, document.name, page.source.media_type) == expected
    assert page.text == TEXT


def test_rows_from_standard_input_come_before_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            return ((ROW.encode() + b"\n") * 10_000)[:size]

    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=Endless()))
    stream: Iterator[object] = open_inputs(find_inputs(["-"], as_kind="jsonl"))
    assert len(list(islice(stream, 20))) == 20


def test_a_bad_file_never_stops_the_others(folder: Path) -> None:
    for name in ("a.zip", "b.jsonl", "c.csv", "d.docx", "e.tar", "f.gz", "g.xz", "h.html", "i.tsv", "j.bz2", "k.tgz"):
        (folder / name).write_bytes(b"\x00\xff\xfe\x80broken" * 20)
    (folder / "z.txt").write_text(TEXT, encoding="utf-8")
    found = read_all(folder)
    assert [name for _, name, got in found if isinstance(got, TextDocument)] == ["z.txt"]
    assert len(found) >= 12
    assert all(isinstance(got, TextDocument) or name.split("#")[0] in got for _, name, got in found)
