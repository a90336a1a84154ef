"""``annotate`` with duplicates searched before it, and with copies left out."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from spacy.language import Language

from corpus_tools.clean import parse_profile
from corpus_tools.errors import ReadError
from corpus_tools.overlap import Duplicate, Overlap, Reuse
from corpus_tools.read import find_inputs
from corpus_tools.run import corpus
from corpus_tools.run.copies import Copies
from corpus_tools.run.corpus import Settings, annotate_corpus
from corpus_tools.run.manifest import Outcome

TEXT = "云溪县各村要备足沙袋加密巡查，白鹭湖大堤的闸门要有专人昼夜看守。"
OTHER = "县文化馆的新戏周日开演，票价由剧团与文化馆商定后在大厅张榜公布。"
TEI = {"t": "http://www.tei-c.org/ns/1.0"}


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in (("a", TEXT), ("b", OTHER), ("c", f"\u3000\u3000{TEXT}\n")):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def run(nlp: Language, inputs: list[Path], output: Path, **settings: Any) -> dict[str, Outcome]:
    found = annotate_corpus(nlp, find_inputs(map(str, inputs)), output, Settings(**settings))
    return {outcome.id: outcome for outcome in found}


def rows(output: Path) -> dict[str, dict[str, Any]]:
    lines = (output / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


def test_copies_are_stated_and_all_are_annotated(blank_nlp: Language, copies: Path, tmp_path: Path) -> None:
    outcomes = run(blank_nlp, [copies], tmp_path / "out", duplicates=True)
    assert [outcome.status for outcome in outcomes.values()] == ["done"] * 3
    manifest = rows(tmp_path / "out")
    assert manifest["a"]["duplicate"]["kind"] == "first"
    assert manifest["c"]["duplicate"] == {"cluster": "a", "kind": "exact", "similarity": 1.0}
    assert manifest["c"]["reuse"]["most_with"] == "a"
    assert "duplicate" not in manifest["b"]
    related = etree.parse(str(tmp_path / "out" / "tei" / "c.xml")).find(".//t:relatedItem[@type='duplicate']", TEI)
    assert related is not None
    assert related.get("subtype") == "exact"


def test_nothing_is_searched_unless_asked(blank_nlp: Language, copies: Path, tmp_path: Path) -> None:
    run(blank_nlp, [copies], tmp_path / "out")
    assert all("duplicate" not in row and "reuse" not in row for row in rows(tmp_path / "out").values())


def test_a_dropped_copy_is_in_the_manifest_and_nowhere_else(blank_nlp: Language, copies: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(blank_nlp, [copies], out, drop_duplicates=True)
    row = rows(out)["c"]
    assert (row["status"], row["reason"]) == ("dropped", "exact duplicate of a (similarity 1.0000)")
    assert (row["source"], len(row["sha256"])) == (str(copies / "c.txt"), 64)
    assert "files" not in row
    assert sorted(path.name for path in out.rglob("*.*")) == [
        *("a.conllu", "a.xml", "b.conllu", "b.xml", "corpus.xml", "manifest.jsonl", "spans.jsonl"),
    ]
    assert len((out / "spans.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    assert b"c.xml" not in (out / "corpus.xml").read_bytes()
    assert (copies / "c.txt").is_file()


def test_copies_in_archives_and_tables_are_found(blank_nlp: Language, tmp_path: Path, copies: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.write(copies / "c.txt", "c.txt")
        archive.writestr("rows.jsonl", json.dumps({"id": "r", "text": TEXT}) + "\n" + json.dumps({"text": OTHER}))
    outcomes = run(blank_nlp, [tmp_path / "x.zip", copies / "a.txt"], tmp_path / "out", drop_duplicates=True)
    assert {key: outcome.status for key, outcome in outcomes.items()} == {
        "a": "done",
        "c": "dropped",
        "r": "dropped",
        "rows-2": "done",
    }


def test_texts_are_compared_as_the_profile_cleans_them(blank_nlp: Language, copies: Path, tmp_path: Path) -> None:
    banner = "下期预告请见明日本报要闻版头条栏目敬请留意"
    (copies / "c.txt").write_text(f"{TEXT}\n{banner}", encoding="utf-8")
    own = parse_profile(f'[settings]\nfurniture_phrases = ["{banner[:4]}"]', "own.toml")
    assert run(blank_nlp, [copies], tmp_path / "own", drop_duplicates=True, profile=own)["c"].status == "dropped"
    assert run(blank_nlp, [copies], tmp_path / "out", drop_duplicates=True)["c"].status == "done"


def test_the_threshold_says_what_is_near(blank_nlp: Language, copies: Path, tmp_path: Path) -> None:
    (copies / "c.txt").write_text(TEXT.replace("昼夜", "日夜"), encoding="utf-8")
    assert run(blank_nlp, [copies], tmp_path / "a", drop_duplicates=True)["c"].status == "done"
    near = run(blank_nlp, [copies], tmp_path / "b", drop_duplicates=True, duplicate_threshold=0.5)["c"]
    assert near.reason.startswith("near duplicate of a")


def test_failures_are_named_as_without_the_search(blank_nlp: Language, copies: Path, tmp_path: Path) -> None:
    (copies / "d.txt").write_bytes(b"")
    (copies / "e.txt").write_text("要" * (blank_nlp.max_length + 1), encoding="utf-8")
    outcomes = run(blank_nlp, [copies / "d.txt", copies / "e.txt"], tmp_path / "out", drop_duplicates=True)
    assert [outcome.status for outcome in outcomes.values()] == ["failed", "failed"]
    assert "the file is empty" in outcomes["d"].reason


def test_a_copy_stands_in_where_the_first_fails(
    blank_nlp: Language, copies: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    annotated = corpus.annotate_document

    def faulty(nlp: Language, document: Any) -> Any:
        if document.source.name.endswith("a.txt"):
            raise RuntimeError("boom")
        return annotated(nlp, document)

    monkeypatch.setattr(corpus, "annotate_document", faulty)
    outcomes = run(blank_nlp, [copies], tmp_path / "out", drop_duplicates=True)
    assert {key: outcome.status for key, outcome in outcomes.items()} == {"a": "failed", "b": "done", "c": "done"}
    late = run(blank_nlp, [copies / "c.txt", copies / "a.txt"], tmp_path / "late", drop_duplicates=True)
    assert (late["c"].status, late["a"].status) == ("dropped", "failed")
    assert "1 copy of it was left out" in late["a"].remarks[0]


def test_an_earlier_run_stays_where_the_inputs_can_be_read_once_only(
    blank_nlp: Language, copies: Path, tmp_path: Path
) -> None:
    run(blank_nlp, [copies], tmp_path / "out")
    os.mkfifo(tmp_path / "pipe.txt")
    for name in ("-", tmp_path / "pipe.txt"):
        with pytest.raises(ReadError, match="save it to a file"):
            run(blank_nlp, [Path(name)], tmp_path / "out", drop_duplicates=True, overwrite=True)
    assert set(rows(tmp_path / "out")) == {"a", "b", "c"}


def test_only_what_was_asked_for_is_dropped() -> None:
    found = {"c": Overlap(Duplicate("a", "exact", 1.0), Reuse(0, 0)), "a": Overlap(None, Reuse(0, 0))}
    assert Copies(found, drop=False).drop_reason("c") == ""
    assert Copies(found, drop=True).drop_reason("c") != ""
    assert Copies(found, drop=True).drop_reason("a") == Copies(found, drop=True).drop_reason("unknown") == ""
