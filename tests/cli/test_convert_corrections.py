"""``corpus-tools convert`` of what people marked: whose work it is, onto which documents, what they changed."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from corpus_tools.cli import main
from corpus_tools.read.tei import read_tei
from corpus_tools.stored.doc import to_doc

NS = {"t": "http://www.tei-c.org/ns/1.0"}
BODY = "市委书记王明强调，要增强四个意识，坚决守住安全底线。市长李华要求，严禁酒后上岗。"


def convert(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["convert", *map(str, arguments)], input=stdin)


@pytest.fixture(scope="module")
def corpus(blank_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "pages").mkdir()
    for name in ("a", "b.c"):
        (folder / "pages" / f"{name}.txt").write_text(BODY, encoding="utf-8")
    arguments = ["annotate", str(folder / "pages"), "-o", str(folder / "out"), "--model", str(blank_model), "--quiet"]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    return folder / "out"


def exported(corpus: Path, tmp_path: Path, to: str) -> list[dict[str, Any]]:
    """The corpus in the format of a tool, as the tool hands it out again."""
    assert convert(corpus, "-o", tmp_path / to, "--to", to, "--quiet").exit_code == 0
    lines = (tmp_path / to / f"corpus.{to}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def saved(tmp_path: Path, documents: list[dict[str, Any]], name: str = "work.jsonl") -> Path:
    path = tmp_path / name
    path.write_text("".join(json.dumps(d, ensure_ascii=False) + "\n" for d in documents), encoding="utf-8")
    return path


def manifest(output: Path) -> dict[str, dict[str, Any]]:
    rows = map(json.loads, (output / "manifest.jsonl").read_text(encoding="utf-8").splitlines())
    return {row["id"]: row for row in rows if "id" in row}


def corrections(output: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (output / "corrections.jsonl").read_text(encoding="utf-8").splitlines()]


def rules(tei: Path) -> dict[str, str]:
    (stored,) = read_tei(tei.read_bytes(), name=tei.name)
    doc = to_doc(stored)
    return {s.text: s.id_ for group in ("titles", "slogans", "directives") for s in doc.spans[group]}


def test_spans_that_nobody_touched_stay_as_they_were(corpus: Path, tmp_path: Path) -> None:
    work = saved(tmp_path, exported(corpus, tmp_path, "doccano"))
    result = convert(work, "-o", tmp_path / "o", "--to", "tei", "--from", "doccano", "--onto", corpus)
    assert result.exit_code == 0, result.output
    for name in ("a.xml", "b.c.xml"):
        assert (tmp_path / "o" / name).read_bytes() == (corpus / "tei" / name).read_bytes()
    assert not (tmp_path / "o" / "corrections.jsonl").exists()


def test_what_was_changed_is_listed_and_by_its_annotator(corpus: Path, tmp_path: Path) -> None:
    documents = exported(corpus, tmp_path, "doccano")
    labels = documents[0]["label"]
    slogan = next(label for label in labels if label[2].startswith("slogan"))
    title = next(label for label in labels if label[2].startswith("title"))
    labels.remove(title)
    slogan[2] = "slogan:policy"
    at = BODY.index("安全底线")
    labels.append([at, at + 4, "slogan:mobilization"])
    options = ("--from", "doccano", "--onto", corpus, "--annotator", "anna")
    result = convert(saved(tmp_path, documents), "-o", tmp_path / "o", "--to", "tei", *options)
    assert result.exit_code == 0, result.output
    row = manifest(tmp_path / "o")["a"]
    assert (row["annotator"], row["corrected"]) == ("anna", {"added": 1, "changed": 1, "removed": 1})
    assert "spans corrected by anna: 1 added, 1 changed, 1 removed" in (
        (tmp_path / "o" / "a.xml").read_text(encoding="utf-8")
    )
    found = {each["change"]: each for each in corrections(tmp_path / "o")}
    assert {each["id"] for each in found.values()} == {"a"}
    assert found["added"]["after"] == {"type": "mobilization", "start": at, "end": at + 4}
    assert (found["changed"]["before"]["type"], found["changed"]["after"]["type"]) == ("numeric", "policy")
    assert found["removed"]["text"] == BODY[title[0] : title[1]]
    before, after = rules(corpus / "tei" / "a.xml"), rules(tmp_path / "o" / "a.xml")
    assert after["安全底线"] == "annotator anna"
    assert {k: v for k, v in after.items() if k in before and v != "annotator anna"}.items() <= before.items()
    assert "anna" in result.stdout
    again = convert(saved(tmp_path, documents), "-o", tmp_path / "o", "--to", "tei", *options, "--overwrite")
    assert again.exit_code == 0, again.output
    assert convert(corpus, "-o", tmp_path / "o", "--to", "tei", "--overwrite", "--quiet").exit_code == 0
    assert not (tmp_path / "o" / "corrections.jsonl").exists()


def test_one_document_annotated_by_two_people_is_two(corpus: Path, tmp_path: Path) -> None:
    assert convert(corpus / "tei" / "a.xml", "-o", tmp_path / "l", "--to", "labelstudio", "--quiet").exit_code == 0
    (tasks,) = (tmp_path / "l").glob("tasks.json")
    (task,) = json.loads(tasks.read_text(encoding="utf-8"))
    result = task["predictions"][0]["result"]
    task["annotations"] = [
        {"completed_by": {"email": "x@y.org"}, "result": result},
        {"completed_by": 7, "result": result[1:]},
    ]
    path = tmp_path / "w.labelstudio.json"
    path.write_text(json.dumps([task]), encoding="utf-8")
    done = convert(path, "-o", tmp_path / "o", "--to", "tei", "--onto", corpus, "--quiet")
    assert done.exit_code == 0, done.output
    found = manifest(tmp_path / "o")
    assert [row.get("corrected", {}) for row in found.values()] == [{}, {"removed": 1}]
    assert [row["annotator"] for row in found.values()] == ["x@y.org", "7"]
    refused = convert(path, "-o", tmp_path / "p", "--to", "tei", "--annotator", "anna")
    assert refused.exit_code == 1
    assert "leave --annotator out" in " ".join(refused.stderr.split())


def test_a_document_that_is_not_there_or_differs_is_named(corpus: Path, tmp_path: Path) -> None:
    documents = exported(corpus, tmp_path, "doccano")
    documents[0]["doc_id"] = "zz"
    documents[1]["text"] = "别" + documents[1]["text"][1:]
    result = convert(
        saved(tmp_path, documents), "-o", tmp_path / "o", "--to", "tei", "--from", "doccano", "--onto", corpus
    )
    assert result.exit_code == 1
    message = " ".join(result.stderr.split())
    assert f"no document zz in {corpus}, which has a, b.c" in message
    assert "not the text of document b.c: they differ from character 0" in message


def test_documents_are_found_in_a_file_of_many(corpus: Path, tmp_path: Path) -> None:
    assert convert(corpus, "-o", tmp_path / "j", "--to", "jsonl", "--quiet").exit_code == 0
    work = saved(tmp_path, exported(corpus, tmp_path, "doccano"))
    onto = ("--onto", tmp_path / "j" / "corpus.jsonl")
    result = convert(work, "-o", tmp_path / "o", "--to", "tei", "--from", "doccano", *onto)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "o" / "b.c.xml").read_bytes() == (corpus / "tei" / "b.c.xml").read_bytes()


def test_a_cas_comes_home_with_its_annotator(corpus: Path, tmp_path: Path) -> None:
    pytest.importorskip("cassis")
    assert convert(corpus / "tei" / "a.xml", "-o", tmp_path / "x", "--to", "xmi", "--quiet").exit_code == 0
    root = etree.parse(tmp_path / "x" / "a.xmi")
    (slogan, *_) = root.xpath("//*[local-name()='Slogan']")
    slogan.set("kind", "policy")
    root.write(tmp_path / "anna.xmi")
    types = ("--types", tmp_path / "x" / "TypeSystem.xml")
    for number, options in enumerate([(), types, ("--onto", corpus)]):
        output = tmp_path / f"o{number}"
        result = convert(tmp_path / "anna.xmi", "-o", output, "--to", "tei", "--annotator", "ann", *options)
        assert result.exit_code == 0, result.output
        (change,) = corrections(output)
        assert (change["change"], change["annotator"], change["after"]["type"]) == ("changed", "ann", "policy")
        assert list(rules(output / "a.xml").values()).count("annotator ann") == 1


def test_the_type_system_in_the_zip_of_inception_is_used(corpus: Path, tmp_path: Path) -> None:
    pytest.importorskip("cassis")
    assert convert(corpus / "tei" / "a.xml", "-o", tmp_path / "x", "--to", "xmi", "--quiet").exit_code == 0
    for name, types in (("good", (tmp_path / "x" / "TypeSystem.xml").read_text(encoding="utf-8")), ("bad", "<types>")):
        with zipfile.ZipFile(tmp_path / f"{name}.zip", "w") as archive:
            archive.write(tmp_path / "x" / "a.xmi", "a.xmi")
            archive.writestr("TypeSystem.xml", types)
    result = convert(tmp_path / "good.zip", tmp_path / "bad.zip", "-o", tmp_path / "o", "--to", "tei")
    assert result.exit_code == 1
    assert "bad.zip!a.xmi: the type system is no well-formed XML" in " ".join(result.stderr.split())
    assert (tmp_path / "o" / "a.xml").read_bytes() == (corpus / "tei" / "a.xml").read_bytes()


def test_an_option_that_a_reader_does_not_know_is_refused(corpus: Path, tmp_path: Path) -> None:
    wrong = convert(corpus, "-o", tmp_path / "o", "--to", "json", "--from", "tei", "--annotator", "anna")
    assert wrong.exit_code == 2
    assert "xmi, cas-json, spans, prodigy, doccano, labelstudio do" in " ".join(wrong.stderr.split())
    told = convert(corpus, "-o", tmp_path / "o", "--to", "json", "--annotator", "anna")
    assert told.exit_code == 1
    assert "reading tei takes no --annotator" in " ".join(told.stderr.split())
    nothing = convert(corpus, "-o", tmp_path / "p", "--to", "json", "--onto", tmp_path / "none")
    assert nothing.exit_code == 1
    assert "no such file or folder" in nothing.stderr
