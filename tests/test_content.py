"""What a document holds is counted by name."""

from __future__ import annotations

import pytest
import stored_docs
from hypothesis import HealthCheck, given, settings
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.alignment import AlignedText, Edit
from corpus_tools.content import ALL, CONTENTS, content_of, spans_that_meet
from corpus_tools.document import Block, Damage, Source, TextDocument, attach
from corpus_tools.labels import DIRECTIVE, SLOGAN, TITLE
from corpus_tools.provenance import Provenance
from corpus_tools.spans import Annotation, Evidence, set_spans
from corpus_tools.write.sentences import numbered_sentences


def span(start: int, end: int, **attributes: object) -> Annotation:
    return Annotation(start, end, "office", Evidence("rule", "1", 0.9), attributes)


def test_nothing_is_counted_in_a_bare_text() -> None:
    assert content_of(Doc(Vocab(), words=["县长", "说"], spaces=[False, False])) == {"sentences": 1, "tokens": 2}


def test_annotation_of_tokens_is_counted() -> None:
    doc = Doc(
        Vocab(),
        words=["县长", "说", "\n\n", "好"],
        spaces=[False] * 4,
        pos=["NOUN", "VERB", "SPACE", ""],
        tags=["NN", "VV", "", ""],
        lemmas=["县长", "", "", ""],
        morphs=["Case=Gen", "", "", ""],
        heads=[1, 1, 1, 3],
        deps=["nsubj", "ROOT", "", "dobj"],
    )
    assert content_of(doc) == {
        "tokens": 3,
        "white-space": 1,
        "sentences": 2,
        "lemma": 1,
        "upos": 2,
        "xpos": 2,
        "feats": 1,
        "tree": 3,
        "native-labels": 1,
    }


def test_the_document_behind_a_doc_is_counted() -> None:
    aligned = AlignedText("县 长说").apply([Edit(1, 2, "", "blanks")])
    document = TextDocument(Source("a", "0", 1, "utf-8", "text/plain"), aligned, blocks=[Block("paragraph", 0, 3)])
    document.damage.append(Damage(0, 1, "?"))
    document.remarks.append("begins broken")
    document.metadata.add("author", "甲", 0, 1)
    document.metadata.add("author", "乙")
    doc = attach(Doc(Vocab(), words=["县长", "说"], spaces=[False, False]), document)
    assert content_of(doc, Provenance("1"), wanted=ALL - {"tokens", "sentences"}) == {
        "original": 1,
        "damage": 1,
        "remarks": 1,
        "source": 1,
        "metadata": 2,
        "metadata-places": 1,
        "blocks": 1,
        "provenance": 1,
    }


def test_spans_and_what_is_said_of_them_are_counted() -> None:
    doc = Doc(
        Vocab(), words=list("甲县长说要办好"), spaces=[False] * 7, sent_starts=[True, *[False] * 3, True, False, False]
    )
    part = {"start": 1, "end": 2, "part": "jurisdiction"}
    doc = set_spans(doc, TITLE, [span(1, 3, holder="甲", parts=[part], rank="county")])
    doc = set_spans(doc, SLOGAN, [span(1, 3), span(2, 5)])
    doc = set_spans(doc, DIRECTIVE, [span(4, 7, trigger="要", strength="duty")])
    counted = content_of(doc, wanted=[name for name in CONTENTS if name not in ("tokens", "sentences")])
    assert counted == {
        "spans": 4,
        "types": 4,
        "evidence": 4,
        "attributes": 2,
        "relations": 1,
        "stretches": 2,
        "crossing-spans": 4,
        "same-extent-spans": 2,
        "cross-sentence-spans": 1,
    }


def test_how_spans_meet() -> None:
    met = spans_that_meet([span(0, 9), span(0, 4), span(3, 6), span(3, 6), span(9, 10)])
    assert met == {"nested-spans": {1, 2, 3}, "crossing-spans": {1, 2, 3}, "same-extent-spans": {2, 3}}


def test_an_unknown_name_is_named() -> None:
    with pytest.raises(ValueError, match="colour: no content; there are original"):
        content_of(Doc(Vocab(), words=["好"]), wanted=["colour"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stored_docs.docs())
def test_counts_agree_with_what_is_written(doc: Doc) -> None:
    found = content_of(doc)
    assert set(found) <= ALL
    assert found["tokens"] == sum(len(sentence.tokens) for sentence in numbered_sentences(doc, doc_id="a"))
    assert all(count > 0 for count in found.values())
