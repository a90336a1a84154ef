from __future__ import annotations

import hashlib
import io
from pathlib import Path
from types import SimpleNamespace

import pytest

from corpus_tools.errors import ReadError
from corpus_tools.read import InputFile, find_inputs, limits, read_bytes, read_input


def test_a_document_knows_the_bytes_it_was_read_from() -> None:
    data = "要动员".encode("gb18030")
    document = read_bytes(data, name="a.txt", media_type="text/html")
    source = document.source
    assert (source.name, source.size, source.encoding, source.media_type) == ("a.txt", 6, "gb18030", "text/html")
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert document.text == document.aligned.original == "要动员"


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("要动员", encoding="utf-8")
    assert read_input(find_inputs([str(tmp_path / "a.txt")])[0]).text == "要动员"


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO("要动员".encode())))
    document = read_input(find_inputs(["-"])[0])
    assert (document.text, document.source.name) == ("要动员", "stdin")


def test_a_fault_is_raised_when_the_input_is_read(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file or folder"):
        read_input(find_inputs([str(tmp_path / "none.txt")])[0])


def test_a_broken_link_is_named(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "none.txt")
    with pytest.raises(ReadError, match="a link that leads nowhere"):
        read_input(find_inputs([str(tmp_path / "link.txt")])[0])


def test_an_unreadable_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("甲", encoding="utf-8")

    def denied(self: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", denied)  # root may read everything, so permissions alone prove nothing
    with pytest.raises(ReadError, match=r"a\.txt: can't be read: Permission denied"):
        read_input(find_inputs([str(path)])[0])


def test_a_folder_in_place_of_a_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="this is a folder"):
        read_input(InputFile("x", str(tmp_path), tmp_path, "text/plain"))


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(limits, "LARGEST_DOCUMENT", 10)
    (tmp_path / "a.txt").write_text("要动员起来", encoding="utf-8")
    with pytest.raises(ReadError, match="larger than 10 bytes"):
        read_input(find_inputs([str(tmp_path / "a.txt")])[0])
