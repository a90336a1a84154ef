from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from spacy.language import Language

import corpus_tools
from corpus_tools.document import document_of
from corpus_tools.errors import ReadError
from corpus_tools.run.one import annotate_document


def test_a_page_is_read_annotated_and_written_by_the_public_functions(blank_nlp: Language, pages: Path) -> None:
    document = corpus_tools.read(pages / "a.txt")
    doc = annotate_document(blank_nlp, document)
    assert document_of(doc) is document
    assert corpus_tools.to_conllu(doc, doc_id="a").startswith("#")
    assert corpus_tools.to_tei(doc, doc_id="a").startswith(b"<?xml")


def test_the_public_functions_work_one_after_the_other(pages: Path, blank_model: Path) -> None:
    code = (
        "import corpus_tools\n"
        f"nlp = corpus_tools.load({str(blank_model)!r})\n"
        f"doc = corpus_tools.annotate(nlp, corpus_tools.read({str(pages / 'a.txt')!r}))\n"
        "assert corpus_tools.to_conllu(doc, doc_id='a') and corpus_tools.to_tei(doc, doc_id='a')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr


def test_a_page_that_is_missing_is_named() -> None:
    with pytest.raises(ReadError, match=r"none\.txt: no such file"):
        corpus_tools.read("none.txt")


def test_a_folder_of_several_documents_is_refused(pages: Path) -> None:
    with pytest.raises(ReadError):
        corpus_tools.read(pages)
