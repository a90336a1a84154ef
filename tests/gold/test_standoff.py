"""Gold without running text: parted from its texts and joined with them again."""

from __future__ import annotations

import gzip
import hashlib
import json
import lzma
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from corpus_tools.cli import main
from corpus_tools.errors import GoldError
from corpus_tools.gold.document import GoldDocument, read_documents, write_documents
from corpus_tools.gold.standoff import join_standoff, part_from_text, write_joined
from corpus_tools.run.one import read_document

PAGE = (
    "全市防汛会议召开\n2022年4月11日 12:25 来源：云岭日报\n"
    "云溪縣委書記沈明岚强调，要压实责任，确保堤坝安全。\n縣長许问渠到场，严禁瞒报险情。\n分享到：微信 微博\n"
)
Rows = list[dict[str, Any]]


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "flood.txt").write_text(PAGE, encoding="utf-8")
    (folder / "other.txt").write_text("云溪县举行插秧比赛，二十个村参加。\n", encoding="utf-8")
    return folder


@pytest.fixture
def annotated(sources: Path, tmp_path: Path, span_in: Callable[..., Any]) -> Path:
    """Gold on a stretch of the cleaned page: its two paragraphs."""
    cleaned = read_document(sources / "flood.txt").text
    text = cleaned[cleaned.index("云溪县委") :]
    spans = (
        span_in(text, "云溪县委书记", "title", "office", holder="沈明岚"),
        span_in(text, "要压实责任", "directive", "obligation", trigger="要", speaker="沈明岚"),
        span_in(text, "县长", "title", "office", holder="许问渠"),
        span_in(text, "严禁瞒报险情", "directive", "prohibition", trigger="严禁"),
    )
    path = tmp_path / "gold.jsonl"
    path.write_text(write_documents([GoldDocument("flood/1", text, spans)]), encoding="utf-8")
    return path


@pytest.fixture
def parted(annotated: Path, sources: Path) -> Rows:
    return [json.loads(line) for line in part_from_text(annotated, [sources])]


def write(path: Path, rows: Rows) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def gold(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["gold", *map(str, arguments)])


def test_a_standoff_file_holds_no_running_text(parted: Rows) -> None:
    assert "text" not in parted[0]
    assert not any(clause in json.dumps(parted, ensure_ascii=False) for clause in ("压实责任", "瞒报险情", "堤坝"))
    assert parted[0]["sha256"] == hashlib.sha256(PAGE.encode()).hexdigest()


def test_places_in_the_source_are_those_of_the_page_as_it_was_read(parted: Rows) -> None:
    places = [(span["source_start"], span["source_end"]) for span in parted[0]["spans"]]
    assert [PAGE[a:b] for a, b in places] == ["云溪縣委書記", "要压实责任", "縣長", "严禁瞒报险情"]


def test_parted_and_joined_the_spans_are_the_same(annotated: Path, sources: Path, parted: Rows, tmp_path: Path) -> None:
    joined = join_standoff(write(tmp_path / "s.jsonl", parted), [sources])
    assert (joined.lost, joined.remarks, joined.spans) == (0, [], 4)
    assert {d.id: d for d in joined.documents} == read_documents(annotated)
    assert write_documents(joined.documents) == annotated.read_text(encoding="utf-8")


def test_a_text_cleaned_otherwise_keeps_its_spans_by_their_places_in_the_source(
    annotated: Path, sources: Path, parted: Rows, tmp_path: Path
) -> None:
    for span in parted[0]["spans"]:  # as if an earlier version had left three more characters at the beginning
        span["start"] += 3
        span["end"] += 3
    parted[0]["text_sha256"] = "0" * 64
    joined = join_standoff(write(tmp_path / "s.jsonl", parted), [sources])
    assert {d.id: d for d in joined.documents} == read_documents(annotated)


def test_a_span_that_is_cleaned_away_is_dropped_and_counted(sources: Path, parted: Rows, tmp_path: Path) -> None:
    parted[0]["text_sha256"] = "0" * 64
    at = PAGE.index("分享到")
    parted[0]["spans"][0] |= {"source_start": at, "source_end": at + 3}
    standoff = write(tmp_path / "s.jsonl", parted)
    joined = join_standoff(standoff, [sources])
    assert (joined.lost, joined.spans) == (1, 3)
    assert joined.remarks == ["flood/1: 1 span stands in characters that this version cleans away; left out"]
    result = gold("join", standoff, sources, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "cleans away" in result.stderr


def test_a_missing_source_is_named_and_the_others_are_joined(sources: Path, parted: Rows, tmp_path: Path) -> None:
    standoff = write(tmp_path / "s.jsonl", [*parted, parted[0] | {"id": "drought", "sha256": "ab" * 32}])
    result = gold("join", standoff, sources, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert f"drought: no source has SHA-256 {'ab' * 32}; left out" in result.stderr
    assert "1 document, 4 spans" in result.stdout
    assert list(read_documents(tmp_path / "out" / "gold.jsonl")) == ["flood-1"]


def test_if_no_source_fits_nothing_is_written(annotated: Path, parted: Rows, tmp_path: Path) -> None:
    empty = tmp_path / "elsewhere"
    empty.mkdir()
    (empty / "x.txt").write_text("别的文字。", encoding="utf-8")
    result = gold("join", write(tmp_path / "s.jsonl", parted), empty, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "its one document is not in" in result.stderr
    assert not (tmp_path / "out").exists()


def test_joined_texts_are_annotated_to_what_evaluate_compares(
    annotated: Path, sources: Path, parted: Rows, tmp_path: Path
) -> None:
    joined = join_standoff(write(tmp_path / "s.jsonl", parted), [sources])
    write_joined(joined, tmp_path / "out")
    assert (tmp_path / "out" / "texts" / "flood-1.txt").read_text(encoding="utf-8") == joined.documents[0].text
    again = read_documents(tmp_path / "out" / "gold.jsonl")["flood-1"]
    assert again.spans == read_documents(annotated)["flood/1"].spans


@pytest.mark.parametrize(("suffix", "opener"), [(".jsonl", open), (".jsonl.gz", gzip.open), (".jsonl.xz", lzma.open)])
def test_texts_may_stand_in_a_table_packed_or_not(
    annotated: Path, tmp_path: Path, suffix: str, opener: Callable[..., Any]
) -> None:
    rows = [{"id": "none", "text": ""}, {"id": "flood", "text": PAGE}, {"id": "number"}]
    folder = tmp_path / "tables"
    folder.mkdir()
    with opener(folder / f"texts{suffix}", "wt", encoding="utf-8") as target:
        target.write("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    lines = part_from_text(annotated, [folder])
    standoff = tmp_path / "s.jsonl"
    standoff.write_text("".join(lines), encoding="utf-8")
    joined = join_standoff(standoff, [folder / f"texts{suffix}"])
    assert {d.id: d for d in joined.documents} == read_documents(annotated)


def test_a_table_that_can_t_be_read_is_named(annotated: Path, parted: Rows, tmp_path: Path) -> None:
    standoff = write(tmp_path / "s.jsonl", parted)
    faulty = {"a.jsonl": b'{"text": ', "b.jsonl": b"\xff\xfe\xff", "c.jsonl.gz": b"no gzip", "d.jsonl.xz": b"no xz"}
    for name, data in faulty.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(GoldError, match=name):
            join_standoff(standoff, [tmp_path / name])
        with pytest.raises(GoldError, match=name):
            part_from_text(annotated, [tmp_path / name])


def test_a_source_that_is_not_there_is_named(parted: Rows, tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="nowhere: no such file or folder"):
        join_standoff(write(tmp_path / "s.jsonl", parted), [tmp_path / "nowhere"])


@pytest.mark.parametrize("key", ["id", "sha256", "text_sha256", "source_start", "source_end", "spans"])
def test_a_standoff_row_that_lacks_a_key_is_named(parted: Rows, sources: Path, tmp_path: Path, key: str) -> None:
    del parted[0][key]
    with pytest.raises(GoldError, match=f"s.jsonl:1: .*{key} is missing"):
        join_standoff(write(tmp_path / "s.jsonl", parted), [sources])


@pytest.mark.parametrize("key", ["start", "end", "layer", "type", "source_start", "source_end"])
def test_a_standoff_span_that_lacks_a_key_is_named(parted: Rows, sources: Path, tmp_path: Path, key: str) -> None:
    del parted[0]["spans"][2][key]
    with pytest.raises(GoldError, match=f"s.jsonl:1: .*span 3: {key} is missing"):
        join_standoff(write(tmp_path / "s.jsonl", parted), [sources])


def test_a_text_that_is_in_no_source_is_named(annotated: Path, sources: Path, tmp_path: Path) -> None:
    (sources / "flood.txt").unlink()
    result = gold("part", annotated, sources, "-o", tmp_path / "s.jsonl")
    assert result.exit_code == 1
    assert "flood/1: its text is no stretch of any cleaned source" in result.stderr
    assert not (tmp_path / "s.jsonl").exists()


def test_part_writes_into_a_new_folder(annotated: Path, sources: Path, parted: Rows, tmp_path: Path) -> None:
    target = tmp_path / "new" / "folder" / "s.jsonl"
    result = gold("part", annotated, sources, "-o", target)
    assert (result.exit_code, "1 document, no running text" in result.stdout) == (0, True)
    assert [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()] == parted


def test_where_nothing_can_be_written_the_place_is_named(
    annotated: Path, sources: Path, parted: Rows, tmp_path: Path
) -> None:
    standoff = write(tmp_path / "s.jsonl", parted)
    for arguments in (
        ("part", annotated, sources, "-o", annotated / "s.jsonl"),
        ("part", annotated, sources, "-o", tmp_path),
        ("join", standoff, sources, "-o", standoff),
    ):
        result = gold(*arguments)
        assert result.exit_code == 1
        assert "can't be written" in result.stderr
