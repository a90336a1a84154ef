from __future__ import annotations

import tempfile
from pathlib import Path
from typing import IO

import pytest

from corpus_tools.errors import ReadError, WriteError
from corpus_tools.overlap import Duplicate, Overlap, Reuse
from corpus_tools.read import find_inputs
from corpus_tools.run.duplicates import find_duplicates, overlaps_before, read_cleaned

TEXT = "云溪县各村要备足沙袋加密巡查，白鹭湖大堤的闸门要有专人昼夜看守。"


def test_copies_are_found_behind_their_furniture(tmp_path: Path) -> None:
    for name, body in (
        ("b.html", f"<html><body><p>{TEXT}</p><script>x()</script></body></html>"),
        ("a.txt", f"\u3000\u3000{TEXT}\n"),
        ("c.txt", "县文化馆的新戏周日开演。"),
        ("d.txt", ""),
    ):
        (tmp_path / name).write_text(body, encoding="utf-8")
    failures: list[str] = []
    found = find_duplicates(read_cleaned(find_inputs([str(tmp_path)]), failures))
    assert found.overlaps() == {
        "a": Overlap(Duplicate("a", "first", 1.0), Reuse(2, 2, "b", 2)),
        "b": Overlap(Duplicate("a", "exact", 1.0), Reuse(2, 2, "a", 2)),
        "c": Overlap(None, Reuse(0, 0)),
    }
    assert len(failures) == 1
    assert "d.txt" in failures[0]


def test_reuse_is_left_out_where_it_is_not_asked_for() -> None:
    found = find_duplicates([("a", "a.txt", TEXT), ("b", "b.txt", TEXT)], with_reuse=False)
    assert found.reuse == {}
    assert found.overlaps()["b"] == Overlap(Duplicate("a", "exact", 1.0), Reuse(0, 0))


def test_the_manifest_says_only_what_there_is() -> None:
    assert Overlap(None, Reuse(4, 0)).to_row() == {}
    assert Overlap(Duplicate("a", "near", 0.9), Reuse(4, 2, "a", 2)).to_row() == {
        "duplicate": {"cluster": "a", "kind": "near", "similarity": 0.9},
        "reuse": {"clauses": 4, "reused": 2, "most_with": "a", "most_shared": 2},
    }


def test_a_run_can_ask_before_it_begins(pages: Path) -> None:
    for name in ("x.txt", "y.txt"):
        (pages / name).write_text(TEXT, encoding="utf-8")
    found = overlaps_before(find_inputs([str(pages)]))
    assert found["y"].duplicate == Duplicate("x", "exact", 1.0)
    assert found["x"].duplicate == Duplicate("x", "first", 1.0)
    assert "c-empty" not in found


def test_standard_input_cannot_be_read_before_the_run() -> None:
    with pytest.raises(ReadError, match="save it to a file"):
        overlaps_before(find_inputs(["-"]))


def test_only_the_first_of_a_cluster_has_no_reason_to_be_dropped() -> None:
    assert Duplicate("a", "first", 1.0).drop_reason == ""
    assert Duplicate("a", "near", 0.87654).drop_reason == "near duplicate of a (similarity 0.8765)"


def test_no_text_is_an_error() -> None:
    with pytest.raises(ReadError, match="no document"):
        find_duplicates([])


def test_a_full_disk_is_an_error_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room() -> IO[bytes]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", no_room)
    with pytest.raises(WriteError, match=r"No space left.*TMPDIR"):
        find_duplicates([("a", "a.txt", TEXT)])
