from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from corpus_tools.errors import CorpusToolsError, ReadError
from corpus_tools.read import find_inputs
from corpus_tools.run.corpus import Settings, annotate_corpus
from corpus_tools.run.look import look


@pytest.fixture
def made(blank_nlp: Language, pages: Path, tmp_path: Path) -> Path:
    list(annotate_corpus(blank_nlp, find_inputs([str(pages)]), tmp_path / "out", Settings()))
    return tmp_path / "out"


def test_a_document_of_a_corpus_and_its_page_look_alike(made: Path, pages: Path, blank_model: Path) -> None:
    from_corpus = look("a", corpus=made, model="none")
    from_page = look(str(pages / "a.txt"), corpus=made, model=str(blank_model))
    assert from_corpus.doc_id == from_page.doc_id == "a"
    assert from_corpus.text == from_page.text


def test_an_unknown_identifier_is_answered_with_those_there_are(made: Path) -> None:
    with pytest.raises(ReadError, match="has a, b, d"):
        look("zzz", corpus=made, model="none")


def test_a_corpus_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="--corpus"):
        look("a", corpus=tmp_path / "none", model="none")


def test_a_broken_record_is_told_without_a_traceback(made: Path) -> None:
    with (made / "spans.jsonl").open("a", encoding="utf-8") as handle:
        handle.write("{broken\n")
    with pytest.raises(CorpusToolsError):
        look("zzz", corpus=made, model="none")
