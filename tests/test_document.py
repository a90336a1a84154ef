from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.alignment import AlignedText
from corpus_tools.document import Source, TextDocument, attach, document_of
from corpus_tools.errors import CorpusToolsError


def document(text: str) -> TextDocument:
    return TextDocument(Source("a.txt", "0" * 64, 1, "utf-8", "text/plain"), AlignedText(text))


def test_a_doc_carries_its_document() -> None:
    made = document("甲乙")
    doc = attach(Doc(Vocab(), words=["甲", "乙"], spaces=[False, False]), made)
    assert document_of(doc) is made


def test_a_doc_of_another_text_is_refused_by_name() -> None:
    with pytest.raises(CorpusToolsError, match=r"a\.txt"):
        attach(Doc(Vocab(), words=["甲"], spaces=[False]), document("乙"))


def test_a_bare_doc_has_no_document() -> None:
    assert document_of(Doc(Vocab(), words=["甲"])) is None
