"""Files that are annotated already: words, tags and trees stay, the layers are marked anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from corpus_tools.labels import SLOGAN
from corpus_tools.read import find_inputs, open_inputs
from corpus_tools.run.corpus import Settings, annotate_corpus
from corpus_tools.run.kept_annotation import kept_provenance
from corpus_tools.run.made_by import made_by
from corpus_tools.run.manifest import KEPT
from corpus_tools.run.one import annotate_document, read_document
from corpus_tools.spans import annotations_of

BODY = "市委书记王明强调，要增强四个意识，坚决守住安全底线。市长李华要求，严禁酒后上岗，确保安全。"
#: Cut as no segmenter would cut it.
WORDS = ("要增", "强", "四个", "意识", "。")


def treebank(*, tags: bool = True, tree: bool = True) -> str:
    rows = [
        (
            str(n),
            form,
            "_",
            "VERB" if tags else "_",
            "XX" if tags else "_",
            "_",
            "0" if n == 1 else "1",
            "dobj:own",
            "_",
        )
        for n, form in enumerate(WORDS, start=1)
    ]
    if not tree:
        rows = [(*row[:6], "_", "_", "_") for row in rows]
    lines = "\n".join("\t".join((*row, "SpaceAfter=No")) for row in rows)
    return f"# newdoc id = t\n# sent_id = 1\n# text = {''.join(WORDS)}\n{lines}\n\n"


def run(nlp: Language, output: Path, *inputs: Path) -> dict[str, dict[str, Any]]:
    list(annotate_corpus(nlp, find_inputs(map(str, inputs)), output, Settings()))
    lines = (output / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(f"全市会议召开\n2022年4月11日 12:25 来源：云岭日报\n{BODY}", encoding="utf-8")
    return path


def test_a_run_over_our_own_corpus_changes_nothing(blank_nlp: Language, page: Path, tmp_path: Path) -> None:
    run(blank_nlp, tmp_path / "one", page)
    rows = run(blank_nlp, tmp_path / "two", tmp_path / "one")
    assert rows.keys() == {"a"}
    assert KEPT in rows["a"]["remarks"]
    for folder in ("tei", "conllu"):
        assert files(tmp_path / "two" / folder) == files(tmp_path / "one" / folder)
    assert (tmp_path / "two" / "spans.jsonl").read_bytes() == (tmp_path / "one" / "spans.jsonl").read_bytes()


@pytest.mark.model
def test_the_samples_annotated_twice_are_the_same(nlp: Language, samples: Path, tmp_path: Path) -> None:
    run(nlp, tmp_path / "one", samples)
    run(nlp, tmp_path / "two", tmp_path / "one" / "conllu")
    for folder in ("tei", "conllu"):
        assert files(tmp_path / "two" / folder) == files(tmp_path / "one" / folder)


def test_words_and_trees_of_others_are_kept(blank_nlp: Language, tmp_path: Path) -> None:
    path = tmp_path / "t.conllu"
    path.write_text(treebank(), encoding="utf-8")
    (source,) = open_inputs(find_inputs([str(path)]))
    document = read_document(source)
    doc = annotate_document(blank_nlp, document)
    assert [token.text for token in doc] == list(WORDS)
    assert {token.tag_ for token in doc} == {"XX"}
    assert [token.dep_ for token in doc][1:] == ["dobj:own"] * 4
    assert [doc.text[a.start_char : a.end_char] for a in annotations_of(doc, SLOGAN)] == ["四个意识"]


def test_the_model_is_not_named_for_what_it_did_not_make(blank_nlp: Language, tmp_path: Path) -> None:
    path = tmp_path / "t.conllu"
    path.write_text(treebank(), encoding="utf-8")
    (source,) = open_inputs(find_inputs([str(path)]))
    document = source.read()
    assert document.annotation is not None
    doc = annotate_document(blank_nlp, document)
    provenance = kept_provenance(made_by(blank_nlp), document.annotation, doc)
    assert (provenance.model_name, "sentence_splitter" in provenance.components) == ("", False)
    assert "slogan_tagger" in provenance.components
    run(blank_nlp, tmp_path / "out", path)
    assert b"zh_characters" not in (tmp_path / "out" / "tei" / "t.xml").read_bytes()


@pytest.mark.model
def test_the_model_is_named_for_what_it_added(nlp: Language, tmp_path: Path) -> None:
    path = tmp_path / "t.conllu"
    path.write_text(treebank(tree=False), encoding="utf-8")
    (source,) = open_inputs(find_inputs([str(path)]))
    document = source.read()
    assert document.annotation is not None
    doc = annotate_document(nlp, document)
    provenance = kept_provenance(made_by(nlp), document.annotation, doc)
    assert provenance.model_name == made_by(nlp).model_name
    assert "parser" in provenance.components
    assert "tagger" not in provenance.components


@pytest.mark.model
@pytest.mark.parametrize(("tags", "tree"), [(True, False), (False, True), (False, False)])
def test_what_the_file_lacks_is_added(nlp: Language, tmp_path: Path, tags: bool, tree: bool) -> None:
    path = tmp_path / "t.conllu"
    path.write_text(treebank(tags=tags, tree=tree), encoding="utf-8")
    (source,) = open_inputs(find_inputs([str(path)]))
    doc = annotate_document(nlp, read_document(source))
    assert [token.text for token in doc] == list(WORDS)
    assert all(token.tag_ for token in doc)
    assert ("XX" in {token.tag_ for token in doc}) == tags
    assert doc.has_annotation("DEP")
    assert ("dobj:own" in {token.dep_ for token in doc}) == tree


def test_plain_tei_is_annotated_like_a_page(blank_nlp: Language, tmp_path: Path) -> None:
    path = tmp_path / "p.xml"
    path.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>会议</title></titleStmt>'
        f"</fileDesc></teiHeader><text><body><head>会议</head><p>{BODY}</p></body></text></TEI>",
        encoding="utf-8",
    )
    rows = run(blank_nlp, tmp_path / "out", path)
    assert rows["p"]["metadata"] == {"headline": ["会议"]}
    assert sum(rows["p"]["spans"].values()) > 3
    assert "remarks" not in rows["p"]
    assert b'<head type="headline">' in (tmp_path / "out" / "tei" / "p.xml").read_bytes()


def test_a_faulty_file_is_a_failure_among_others(blank_nlp: Language, page: Path, tmp_path: Path) -> None:
    (tmp_path / "b.xml").write_text("<rss/>", encoding="utf-8")
    (tmp_path / "c.conllu").write_text("1\tA\n\n", encoding="utf-8")
    rows = run(blank_nlp, tmp_path / "out", page, tmp_path / "b.xml", tmp_path / "c.conllu")
    assert {name: row["status"] for name, row in rows.items()} == {"a": "done", "b": "failed", "c": "failed"}
    assert "b.xml:1: the root is rss" in rows["b"]["reason"]
    assert "c.conllu:1: 2 columns" in rows["c"]["reason"]


def test_reading_keeps_text_and_source_of_our_files(
    blank_nlp: Language, page: Path, tmp_path: Path, make_doc: Callable[..., Any]
) -> None:
    run(blank_nlp, tmp_path / "one", page)
    (ours,) = open_inputs(find_inputs([str(tmp_path / "one" / "tei")]))
    before, again = read_document(str(page)), read_document(ours)
    assert (again.text, again.source, again.blocks) == (before.text, before.source, before.blocks)
    assert again.aligned.original == before.aligned.original
    assert again.metadata.all("source") == ["云岭日报"]
