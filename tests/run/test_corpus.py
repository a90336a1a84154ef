from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy
from lxml import etree
from spacy.language import Language
from spacy.tokens import Doc

from corpus_tools.errors import WriteError
from corpus_tools.read import find_inputs
from corpus_tools.run import corpus
from corpus_tools.run.corpus import Settings, annotate_corpus, prepare_output
from corpus_tools.run.manifest import Outcome


def run(nlp: Language, inputs: list[Path] | Path, output: Path, **settings: Any) -> list[Outcome]:
    named = [inputs] if isinstance(inputs, Path) else inputs
    return list(annotate_corpus(nlp, find_inputs(map(str, named)), output, Settings(**settings)))


def rows(output: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (output / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_corpus_has_a_file_of_each_kind_for_each_document(blank_nlp: Language, pages: Path, tmp_path: Path) -> None:
    outcomes = run(blank_nlp, pages, tmp_path / "out")
    assert [(o.id, o.status) for o in outcomes] == [("a", "done"), ("b", "done"), ("c-empty", "failed"), ("d", "done")]
    assert set(files(tmp_path / "out")) == {
        *(f"tei/{name}.xml" for name in "abd"),
        *(f"conllu/{name}.conllu" for name in "abd"),
        "corpus.xml",
        "spans.jsonl",
        "manifest.jsonl",
    }
    for name in "abd":
        etree.parse(str(tmp_path / "out" / "tei" / f"{name}.xml"))
    etree.parse(str(tmp_path / "out" / "corpus.xml"))
    ids = [json.loads(line)["id"] for line in (tmp_path / "out" / "spans.jsonl").read_text("utf-8").splitlines()]
    assert ids == ["a", "b", "d"]


def test_a_manifest_row_says_what_became_of_a_document(blank_nlp: Language, pages: Path, tmp_path: Path) -> None:
    run(blank_nlp, pages, tmp_path / "out")
    first, second, failed, fourth = rows(tmp_path / "out")
    data = (pages / "a.txt").read_bytes()
    assert first["source"] == str(pages / "a.txt")
    assert (first["bytes"], first["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    assert first["encoding"] == "utf-8"
    assert first["metadata"]["source"] == ["云岭日报"]
    assert first["metadata"]["published"] == ["2022-04-11T12:25:00"]
    assert first["removed"]["metadata-lines"] == {"edits": 1, "characters": len("2022年4月11日 12:25 来源：云岭日报")}
    assert first["spans"] == {"title": 2, "slogan": 2, "directive": 4}
    assert first["files"] == ["tei/a.xml", "conllu/a.conllu"]
    assert first["model"] == "zh_characters 0.0.1"
    assert set(first["lexicons"]) >= {"slogans.tsv", "posts.tsv", "directives.tsv"}
    assert second["removed"]["markup"]["edits"] >= 3
    assert fourth["encoding"] == "gb18030"
    assert failed["status"] == "failed"
    assert "c-empty.txt: the file is empty" in failed["reason"]
    assert "files" not in failed


def test_failures_do_not_stop_the_run(blank_nlp: Language, pages: Path, tmp_path: Path) -> None:
    (pages / "x.txt").symlink_to(pages / "gone.txt")
    inputs = [pages / "none.txt", pages / "c-empty.txt", pages / "x.txt", pages / "a.txt"]
    outcomes = run(blank_nlp, inputs, tmp_path / "out")
    assert [o.status for o in outcomes] == ["failed", "failed", "failed", "done"]
    assert all(o.reason and not o.traceback for o in outcomes[:3])


def test_an_error_of_our_own_is_an_outcome_with_its_traceback(blank_nlp: Language, pages: Path, tmp_path: Path) -> None:
    nlp = spacy.blank("zh")

    @Language.component("breaks_on_gb18030")
    def breaks(doc: Doc) -> Doc:
        if not doc.text.startswith("全市"):
            raise ZeroDivisionError("by hand")
        return doc

    nlp.add_pipe("sentence_splitter")
    nlp.add_pipe("breaks_on_gb18030")
    outcomes = run(nlp, [pages / "a.txt", pages / "d.txt"], tmp_path / "out")
    assert [o.status for o in outcomes] == ["done", "failed"]
    assert "internal error: ZeroDivisionError: by hand" in outcomes[1].reason
    assert "Traceback" in outcomes[1].traceback
    assert "traceback" in rows(tmp_path / "out")[1]


def test_a_document_that_is_too_long_is_refused(pages: Path, tmp_path: Path) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("sentence_splitter")
    nlp.max_length = 20
    (outcome,) = run(nlp, pages / "d.txt", tmp_path / "out")
    assert "more than the 20 that one document may have" in outcome.reason


def test_two_runs_write_the_same_bytes(blank_nlp: Language, pages: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        run(blank_nlp, pages, tmp_path / name)
    one, two = files(tmp_path / "one"), files(tmp_path / "two")
    for output in (one, two):
        lines = [json.loads(line) for line in output.pop("manifest.jsonl").decode().splitlines()]
        output["manifest"] = json.dumps([{k: v for k, v in row.items() if k != "seconds"} for row in lines]).encode()
    assert one == two


@pytest.mark.parametrize(
    ("formats", "expected"),
    [
        (("tei",), {"tei/a.xml", "corpus.xml", "manifest.jsonl"}),
        (("conllu",), {"conllu/a.conllu", "manifest.jsonl"}),
        (("jsonl",), {"spans.jsonl", "manifest.jsonl"}),
    ],
)
def test_only_the_formats_asked_for_are_written(
    blank_nlp: Language, pages: Path, tmp_path: Path, formats: tuple[str, ...], expected: set[str]
) -> None:
    run(blank_nlp, pages / "a.txt", tmp_path / "out", formats=formats)
    assert set(files(tmp_path / "out")) == expected


def test_a_file_is_there_whole_or_not_at_all(
    blank_nlp: Language, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(WriteError, match="No space left"):
        run(blank_nlp, pages / "a.txt", tmp_path / "out")
    assert not [name for name in files(tmp_path / "out") if name.endswith((".xml", ".conllu"))]


def test_an_output_that_holds_something_is_refused(blank_nlp: Language, pages: Path, tmp_path: Path) -> None:
    run(blank_nlp, pages / "a.txt", tmp_path / "out")
    before = files(tmp_path / "out")
    with pytest.raises(WriteError, match="not empty"):
        run(blank_nlp, pages / "d.txt", tmp_path / "out")
    assert files(tmp_path / "out") == before


def test_overwriting_removes_our_files_only(blank_nlp: Language, pages: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    run(blank_nlp, pages, output)
    (output / "notes.txt").write_text("mine", encoding="utf-8")
    (output / "tei" / "mine.txt").write_text("mine", encoding="utf-8")
    run(blank_nlp, pages / "d.txt", output, overwrite=True)
    assert set(files(output)) == {
        "tei/d.xml",
        "conllu/d.conllu",
        "corpus.xml",
        "spans.jsonl",
        "manifest.jsonl",
        "notes.txt",
        "tei/mine.txt",
    }


def test_an_output_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x", encoding="utf-8")
    with pytest.raises(WriteError, match="this is a file"):
        prepare_output(tmp_path / "out", [], overwrite=True)


def test_an_output_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x", encoding="utf-8")
    with pytest.raises(WriteError, match="can't be written"):
        prepare_output(tmp_path / "x" / "out", [], overwrite=False)


def test_outcomes_come_one_by_one(blank_nlp: Language, pages: Path, tmp_path: Path) -> None:
    stream: Iterator[Outcome] = annotate_corpus(blank_nlp, find_inputs([str(pages)]), tmp_path / "out", Settings())
    assert next(stream).id == "a"
    assert len(rows(tmp_path / "out")) == 1
    assert not (tmp_path / "out" / "corpus.xml").exists()


def test_a_long_chinese_file_name_does_not_stop_the_run(blank_nlp: Language, pages: Path, tmp_path: Path) -> None:
    long = pages / ("全市防汛抗旱工作会议" * 8 + "召.txt")
    long.write_bytes((pages / "a.txt").read_bytes())
    assert [o.status for o in run(blank_nlp, [long, pages / "d.txt"], tmp_path / "out")] == ["done", "done"]


def test_formats_are_those_of_the_command_line() -> None:
    assert corpus.FORMATS == ("tei", "conllu", "jsonl")
