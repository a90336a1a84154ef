"""``corpus-tools convert``: from one format to another, with what is lost."""

from __future__ import annotations

import gzip
import json
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from corpus_tools.cli import main

BODY = "市委书记王明强调，要增强四个意识，坚决守住安全底线。市长李华要求，严禁酒后上岗。"


def convert(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["convert", *map(str, arguments)], input=stdin)


@pytest.fixture(scope="module")
def corpus(blank_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of two documents, as annotate writes it."""
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "pages").mkdir()
    (folder / "pages" / "a.txt").write_text(f"全市会议召开\n2022年4月11日 12:25\n{BODY}", encoding="utf-8")
    (folder / "pages" / "b.html").write_text(f"<html><p>{BODY}</p></html>", encoding="utf-8")
    arguments = ["annotate", str(folder / "pages"), "-o", str(folder / "out"), "--model", str(blank_model), "--quiet"]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    return folder / "out"


def rows(output: Path) -> dict[str, dict[str, Any]]:
    lines = (output / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


def files(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.suffix in (".xml", ".conllu", ".txt")}


def test_tei_to_conllu_and_back_is_the_same_to_the_byte(corpus: Path, tmp_path: Path) -> None:
    there = convert(corpus, "-o", tmp_path / "conllu", "--to", "conllu")
    assert there.exit_code == 0, there.output
    assert "its files in tei/ are read" in " ".join(there.stderr.split())
    assert files(tmp_path / "conllu") == files(corpus / "conllu")
    back = convert(tmp_path / "conllu", "-o", tmp_path / "tei", "--to", "tei")
    assert back.exit_code == 0, back.output
    assert "nothing was lost" in back.stdout
    assert files(tmp_path / "tei") == files(corpus / "tei")
    assert rows(tmp_path / "tei")["a"]["files"] == ["a.xml"]


@pytest.mark.model
def test_the_samples_come_back_from_conllu(samples: Path, tmp_path: Path) -> None:
    page = ["annotate", str(samples), "-o", str(tmp_path / "out"), "--quiet"]
    assert CliRunner().invoke(main, page).exit_code == 0
    assert convert(tmp_path / "out", "-o", tmp_path / "conllu", "--to", "conllu", "--quiet").exit_code == 0
    assert convert(tmp_path / "conllu", "-o", tmp_path / "tei", "--to", "tei", "--quiet").exit_code == 0
    written = files(tmp_path / "out" / "tei")
    assert len(written) > 10
    assert files(tmp_path / "tei") == written


def test_without_tei_the_conllu_of_a_corpus_is_read(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "c" / "conllu").mkdir(parents=True)
    (tmp_path / "c" / "manifest.jsonl").write_text("", encoding="utf-8")
    for name, data in files(corpus / "conllu").items():
        (tmp_path / "c" / "conllu" / name).write_bytes(data)
    result = convert(tmp_path / "c", "-o", tmp_path / "out", "--to", "text")
    assert result.exit_code == 0
    assert "its files in conllu/ are read" in " ".join(result.stderr.split())
    assert rows(tmp_path / "out")["a"]["read_as"] == "conllu"


def test_text_out_says_all_that_is_lost(corpus: Path, tmp_path: Path) -> None:
    result = convert(corpus, "-o", tmp_path / "out", "--to", "text")
    assert result.exit_code == 0
    assert (tmp_path / "out" / "b.txt").read_text(encoding="utf-8") == f"{BODY}\n"
    report = json.loads((tmp_path / "out" / "losses.json").read_text(encoding="utf-8"))
    assert (report["format"], report["documents"], report["not_read"]) == ("text", 2, {})
    lost = report["lost"]
    assert lost["provenance"] == {
        "what": "model, tables and components that made the annotation",
        "count": 2,
        "documents": ["a", "b"],
    }
    row = rows(tmp_path / "out")
    assert lost["spans"]["count"] == row["a"]["lost"]["spans"] + row["b"]["lost"]["spans"] > 4
    assert "metadata" in row["a"]["lost"]
    assert lost["metadata"]["documents"] == ["a"]
    assert "white-space" not in lost
    assert "titles, slogans and directives" in result.stdout


def test_the_same_inputs_give_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert convert(corpus, "-o", tmp_path / name, "--to", "text", "--quiet").exit_code == 0
    for name in ("manifest.jsonl", "losses.json", "a.txt"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_broken_file_stands_among_good_ones(corpus: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.xml").write_bytes((corpus / "tei" / "a.xml").read_bytes()[:-40])
    (folder / "b.xml").write_bytes((corpus / "tei" / "b.xml").read_bytes())
    (folder / "c.conllu").write_text("1\tA\n\n", encoding="utf-8")
    (folder / "d.xml").write_text("<rss/>", encoding="utf-8")
    result = convert(folder, "no-such.xml", "-o", tmp_path / "out", "--to", "conllu")
    assert result.exit_code == 1
    found = rows(tmp_path / "out")
    assert {name: row["status"] for name, row in found.items()} == {
        "a": "failed",
        "b": "done",
        "c": "failed",
        "d": "failed",
        "no-such": "failed",
    }
    assert "no well-formed XML" in found["a"]["reason"]
    assert "c.conllu:1: 2 columns" in found["c"]["reason"]
    assert "no such file" in found["no-such"]["reason"]
    assert "2 columns" in result.stderr
    assert [p.name for p in (tmp_path / "out").glob("*.conllu")] == ["b.conllu"]


def test_words_of_others_are_counted_where_a_doc_has_no_place_for_them(tmp_path: Path) -> None:
    rows_of = "1\t好\t_\tADJ\t_\t_\t0\troot\t0:root\tSpaceAfter=No|Gloss=good\n\n"
    (tmp_path / "t.conllu").write_text(f"# sent_id = 1\n# text = 好\n{rows_of}", encoding="utf-8")
    result = convert(tmp_path / "t.conllu", "-o", tmp_path / "out", "--to", "tei")
    assert result.exit_code == 0, result.output
    report = json.loads((tmp_path / "out" / "losses.json").read_text(encoding="utf-8"))
    assert report["lost"] == {}
    assert report["not_read"]["MISC Gloss"] == {"count": 1, "documents": ["t"]}
    assert "not read" in result.stdout


def test_one_document_goes_through_a_pipe(corpus: Path) -> None:
    tei = (corpus / "tei" / "a.xml").read_bytes()
    there = convert("-", "-o", "-", "--to", "conllu", stdin=tei)
    assert there.exit_code == 0, there.stderr
    assert there.stdout_bytes == (corpus / "conllu" / "a.conllu").read_bytes()
    assert "nothing was lost" in there.stderr
    back = convert("-", "-o", "-", "--to", "tei", "--from", "conllu", "--quiet", stdin=there.stdout_bytes)
    assert back.stdout_bytes == tei
    assert back.stderr == ""


def test_two_documents_need_a_folder(corpus: Path) -> None:
    result = convert(corpus, "-o", "-", "--to", "text")
    assert result.exit_code == 1
    assert "several documents" in result.stderr


def test_archives_are_read(corpus: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.write(corpus / "tei" / "a.xml", "x/a.xml")
        archive.writestr("x/notes.ini", "{}")
        archive.writestr("../b.xml", "<TEI/>")
    with tarfile.open(tmp_path / "d.tar.gz", "w:gz") as tar:
        tar.add(corpus / "conllu" / "b.conllu", "b.conllu")
    (tmp_path / "e.conllu.gz").write_bytes(gzip.compress((corpus / "conllu" / "b.conllu").read_bytes()))
    result = convert(
        *(tmp_path / n for n in ("c.zip", "d.tar.gz", "e.conllu.gz")), "-o", tmp_path / "o", "--to", "text"
    )
    assert result.exit_code == 1
    found = rows(tmp_path / "o")
    assert {name: row["status"] for name, row in found.items()} == {
        "a": "done",
        "b": "failed",
        "b-2": "done",
        "b-3": "done",
    }
    assert "leads out of the archive" in found["b"]["reason"]
    assert found["b-3"]["remarks"] == ["the identifier b was taken already; this document is b-3"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--to", "txet"), "did you mean text"),
        (("--to", "tei", "--from", "text"), "There are tei, conllu"),
        (("--to", "text", "--style", "bio"), "text has no such option"),
        ((), "missing --to"),
    ],
)
def test_wrong_usage_names_what_there_is(
    arguments: tuple[str, ...], message: str, corpus: Path, tmp_path: Path
) -> None:
    result = convert(corpus, "-o", tmp_path / "out", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not (tmp_path / "out").exists()


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    result = convert(tmp_path / "in", "-o", tmp_path / "out", "--to", "text")
    assert result.exit_code == 1
    assert "no annotated files in the folder" in result.stderr


def test_nothing_is_overwritten_unasked(corpus: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    assert convert(corpus, "-o", output, "--to", "conllu", "--quiet").exit_code == 0
    (output / "mine.txt").write_text("x", encoding="utf-8")
    again = convert(corpus, "-o", output, "--to", "text")
    assert again.exit_code == 1
    assert "not empty" in again.stderr
    assert convert(corpus, "-o", output, "--to", "text", "--overwrite").exit_code == 0
    assert sorted(p.name for p in output.iterdir()) == ["a.txt", "b.txt", "losses.json", "manifest.jsonl", "mine.txt"]


def test_neither_inputs_nor_an_annotated_corpus_are_overwritten(corpus: Path, tmp_path: Path) -> None:
    before = files(corpus / "tei")
    result = convert(corpus, "-o", corpus, "--to", "tei", "--overwrite")
    assert result.exit_code == 1
    assert "holds the input" in result.stderr
    (tmp_path / "x.conllu").write_bytes((corpus / "conllu" / "a.conllu").read_bytes())
    result = convert(tmp_path / "x.conllu", "-o", corpus, "--to", "tei", "--overwrite")
    assert result.exit_code == 1
    assert "a corpus that annotate wrote" in result.stderr
    assert files(corpus / "tei") == before


def test_the_formats_are_listed() -> None:
    result = convert("--formats")
    assert result.exit_code == 0
    assert "conllu" in result.stdout
    assert "one a document" in " ".join(result.stdout.split()) or "one" in result.stdout
