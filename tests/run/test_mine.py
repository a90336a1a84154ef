from __future__ import annotations

import gzip
import json
import lzma
from pathlib import Path

import pytest

from corpus_tools.errors import LexiconError, ReadError
from corpus_tools.lexicon import read_lexicon
from corpus_tools.run.mine import Reading, accept, mine, read_texts

TEXT = "全县干部要守好一江清水，坚持查得细致。"


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".jsonl.xz"])
def test_files_of_texts_are_read_packed_or_not(tmp_path: Path, suffix: str) -> None:
    data = (json.dumps({"id": "a/1", "text": f"\u3000{TEXT}\n", "date": "2001-02-03"}) + "\n\n").encode()
    pack = {".jsonl": bytes, ".jsonl.gz": gzip.compress, ".jsonl.xz": lzma.compress}[suffix]
    (tmp_path / f"texts{suffix}").write_bytes(pack(data))
    reading = Reading()
    assert list(read_texts([str(tmp_path / f"texts{suffix}")], reading)) == [("a-1", "2001-02-03", TEXT)]
    assert (reading.documents, reading.characters, reading.failures) == (1, len(TEXT), [])


def test_a_page_brings_its_own_date(pages: Path) -> None:
    reading = Reading()
    rows = {doc_id: date for doc_id, date, _ in read_texts([str(pages)], reading)}
    assert rows == {"a": "2022-04-11", "b": "", "d": ""}
    assert len(reading.failures) == 1
    assert "c-empty.txt" in reading.failures[0]


def test_bad_lines_are_named_and_the_others_read(tmp_path: Path) -> None:
    lines = ["{", "[]", '{"text": 3}', '{"text": ""}', json.dumps({"text": TEXT})]
    (tmp_path / "t.jsonl").write_text("\n".join(lines), encoding="utf-8")
    reading = Reading()
    assert [row[0] for row in read_texts([str(tmp_path / "t.jsonl"), str(tmp_path / "no.txt")], reading)] == ["t-5"]
    assert [failure.rsplit("t.jsonl#", 1)[-1][:2] for failure in reading.failures[:4]] == ["1:", "2:", "3:", "4:"]
    assert "no.txt" in reading.failures[4]


@pytest.mark.parametrize("name", ["t.jsonl", "t.jsonl.gz", "t.jsonl.xz"])
def test_a_broken_file_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\xff\xfe\x00broken")
    reading = Reading()
    assert list(read_texts([str(tmp_path / name)], reading)) == []
    assert name in reading.failures[0]


def test_no_text_is_an_error() -> None:
    with pytest.raises(ReadError, match="no document"):
        mine([], min_documents=2)


def test_accepted_rows_make_a_sound_lexicon(tmp_path: Path) -> None:
    table, into = tmp_path / "table.tsv", tmp_path / "new" / "my.tsv"
    table.write_text("accept\tform\tfirst date\nx\t守好一江清水\t2001-01-01\n", encoding="utf-8")
    assert accept(table, into) == (["守好一江清水"], [])
    assert accept(table, into) == ([], ["守好一江清水"])
    (entry,) = read_lexicon(into).entries
    assert (entry.id, entry.subtype, entry.source, entry.first_seen, entry.example) == (
        "my-0001",
        "policy",
        "mined",
        "2001",
        "",
    )
    assert list(into.parent.iterdir()) == [into]


def test_a_lexicon_with_faults_stays_as_it_is(tmp_path: Path) -> None:
    table, into = tmp_path / "table.tsv", tmp_path / "my.tsv"
    table.write_text("accept\tform\tfirst date\nx\t守好一江清水\t\n", encoding="utf-8")
    into.write_text("id\tform\tstatus\na\t\tactive\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="form is empty"):
        accept(table, into)
    assert into.read_text(encoding="utf-8") == "id\tform\tstatus\na\t\tactive\n"
    with pytest.raises(ReadError, match="no such file"):
        accept(tmp_path / "none.tsv", into)
