from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus_tools.errors import ReadError
from corpus_tools.read import find_inputs, read_input


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "pages"
    for name in ("b.txt", "a.html", "sub/c.md", "sub/d.HTM", "README.md", "sub/readme.MD", "e.pdf", ".f"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("甲", encoding="utf-8")
    return folder


def names(*inputs: str) -> list[str]:
    return [source.name for source in find_inputs(inputs)]


def test_a_folder_gives_its_documents_in_the_order_of_their_names(pages: Path) -> None:
    assert names("pages") == ["pages/a.html", "pages/b.txt", "pages/e.pdf", "pages/sub/c.md", "pages/sub/d.HTM"]


def test_a_file_that_may_hold_a_text_but_is_not_read_is_named_with_the_way_out(pages: Path) -> None:
    (pages / "old.doc").write_bytes(b"x")
    (pages / "style.css").write_bytes(b"x")
    faults = {source.name: source.fault for source in find_inputs(["pages"]) if source.fault}
    assert set(faults) == {"pages/e.pdf", "pages/old.doc"}
    assert "pdftotext" in faults["pages/e.pdf"]
    assert "save it as .docx" in faults["pages/old.doc"]


def test_media_types_follow_the_suffix(pages: Path) -> None:
    types = {source.name: source.media_type for source in find_inputs(["pages", "pages/.f", "-"])}
    assert types == {
        "pages/a.html": "text/html",
        "pages/b.txt": "text/plain",
        "pages/sub/c.md": "text/markdown",
        "pages/sub/d.HTM": "text/html",
        "pages/e.pdf": "text/plain",
        "pages/.f": "text/plain",
        "-": "text/plain",
    }


def test_a_file_named_by_itself_is_taken_whatever_it_is_called(pages: Path) -> None:
    sources = find_inputs(["pages/README.md", "pages/.f"])
    assert [(source.name, source.fault) for source in sources] == [("pages/README.md", ""), ("pages/.f", "")]


def test_inputs_keep_their_order_and_come_once(pages: Path) -> None:
    assert names("pages/b.txt", "pages", "pages/b.txt") == [
        "pages/b.txt",
        "pages/a.html",
        "pages/e.pdf",
        "pages/sub/c.md",
        "pages/sub/d.HTM",
    ]


@pytest.mark.parametrize("other", ["pages/sub/../b.txt", "absolute"])
def test_a_file_named_in_two_ways_comes_once(pages: Path, other: str) -> None:
    second = str(pages / "b.txt") if other == "absolute" else other
    assert len(find_inputs(["pages/b.txt", second])) == 1


def test_globs_are_resolved_and_sorted(pages: Path) -> None:
    assert names("pages/*.txt", "pages/**/*.md") == ["pages/b.txt", "pages/README.md", "pages/sub/c.md"]


def test_a_glob_leaves_folders_out(pages: Path) -> None:
    assert names("pages/*") == ["pages/README.md", "pages/a.html", "pages/b.txt", "pages/e.pdf"]


def test_a_glob_that_matches_folders_only_is_a_fault(pages: Path) -> None:
    sources = find_inputs(["pages/s*"])
    assert [bool(source.fault) for source in sources] == [True]


def test_a_file_with_pattern_characters_in_its_name_is_that_file(pages: Path) -> None:
    (pages / "[1].txt").write_text("甲", encoding="utf-8")
    assert names("pages/[1].txt") == ["pages/[1].txt"]


@pytest.mark.parametrize("name", ["none.txt", "pages/*.doc", "nowhere/"])
def test_what_is_not_there_comes_back_as_a_fault_and_the_others_go_on(pages: Path, name: str) -> None:
    first, second = find_inputs([name, "pages/b.txt"])
    assert name in first.fault
    assert "check the spelling" in first.fault
    assert (second.name, second.fault) == ("pages/b.txt", "")


def test_a_folder_without_documents_is_a_fault(pages: Path) -> None:
    (pages / "empty").mkdir()
    assert "holds no documents" in find_inputs(["pages/empty"])[0].fault


def test_links_out_of_a_folder_are_not_followed_but_named(pages: Path) -> None:
    outside = pages.parent / "secret.txt"
    outside.write_text("秘密", encoding="utf-8")
    (pages / "link.txt").symlink_to(outside)
    (pages / "inner.txt").symlink_to(pages / "b.txt")
    (pages / "broken.txt").symlink_to(pages / "none.txt")
    faults = {source.name: source.fault for source in find_inputs(["pages"])}
    assert "leads out of the folder" in faults["pages/link.txt"]
    assert "leads nowhere" in faults["pages/broken.txt"]
    assert "pages/inner.txt" not in faults or "pages/b.txt" not in faults  # one file, taken once


def test_a_link_to_a_folder_outside_is_not_followed_but_named(pages: Path) -> None:
    (pages.parent / "other").mkdir()
    (pages.parent / "other" / "x.txt").write_text("甲", encoding="utf-8")
    (pages / "linked").symlink_to(pages.parent / "other", target_is_directory=True)
    faults = {source.name: source.fault for source in find_inputs(["pages"])}
    assert not any("x.txt" in name for name in faults)
    assert "leads out of the folder" in faults["pages/linked"]


def test_links_that_lead_in_a_circle_end(pages: Path) -> None:
    (pages / "sub" / "up").symlink_to(pages, target_is_directory=True)
    (pages / "a-loop.txt").symlink_to(pages / "a-loop.txt")
    faults = {source.name: source.fault for source in find_inputs(["pages"])}
    assert faults.get("pages/a-loop.txt", "is named")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_in_a_folder_is_named_and_not_opened(pages: Path) -> None:
    os.mkfifo(pages / "pipe.txt")
    faults = {source.name: source.fault for source in find_inputs(["pages"])}
    assert "a pipe" in faults["pages/pipe.txt"]
    with pytest.raises(ReadError, match="pipe its content into -"):
        read_input(find_inputs(["pages/pipe.txt"])[0])


def test_a_device_is_not_read() -> None:
    with pytest.raises(ReadError, match="a device"):
        read_input(find_inputs(["/dev/zero"])[0])


def test_a_kind_may_be_stated_for_what_has_no_known_suffix(pages: Path) -> None:
    types = {source.name: source.media_type for source in find_inputs(["-", "pages/.f", "pages/b.txt"], as_kind="html")}
    assert types == {"-": "text/html", "pages/.f": "text/html", "pages/b.txt": "text/plain"}
    with pytest.raises(ValueError, match=r"klingon: no kind of input; there are txt, html"):
        find_inputs(["-"], as_kind="klingon")


@pytest.mark.parametrize("name", ["a" * 5000 + ".txt", "x\0y.txt"])
def test_a_name_that_no_file_can_have_is_a_fault(name: str) -> None:
    (source,) = find_inputs([name])
    assert source.fault


def test_a_name_that_is_no_utf8_is_shown_and_read(pages: Path) -> None:
    name = os.fsencode(pages) + b"/" + "公告".encode("gb18030") + b".txt"
    try:
        Path(os.fsdecode(name)).write_text("甲", encoding="utf-8")
    except OSError:
        pytest.skip("the file system takes names in UTF-8 only")
    source = next(source for source in find_inputs(["pages"]) if "公告" in source.name)
    assert (source.name, source.doc_id) == ("pages/公告.txt", "公告")
    assert read_input(source).text == "甲"


def test_documents_of_one_name_get_identifiers_of_their_own(pages: Path) -> None:
    for name in ("one/x.txt", "two/x.txt", "three/X.html"):
        (pages / name).parent.mkdir()
        (pages / name).write_text("甲", encoding="utf-8")
    ids = [source.doc_id for source in find_inputs(["pages/one", "pages/two", "pages/three"])]
    assert ids == ["x", "x-2", "X-3"]


def test_standard_input_has_an_identifier_and_no_path(pages: Path) -> None:
    (source,) = find_inputs(["-"])
    assert (source.doc_id, source.path, source.fault) == ("stdin", None, "")
