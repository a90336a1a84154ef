from __future__ import annotations

import conllu
import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab
from udapi.core.document import Document

from corpus_tools.labels import DIRECTIVE, SLOGAN
from corpus_tools.provenance import Provenance
from corpus_tools.spans import Annotation, Evidence, set_spans
from corpus_tools.write.annotated_text import annotated_text
from corpus_tools.write.conllu import holds, losses, to_conllu, to_conllu_plus

PROVENANCE = Provenance("1")


@pytest.fixture
def crossing() -> Doc:
    """A Doc whose slogans cross and share an extent, with a directive round them."""
    words = ["要", "守", "堤", "护", "村", "。"]
    heads, deps = [1, 1, 1, 1, 3, 1], ["aux", "ROOT", "obj", "conj", "obj", "punct"]
    pos = ["AUX", "VERB", "NOUN", "VERB", "NOUN", "PUNCT"]
    made = Doc(Vocab(), words=words, spaces=[False] * 6, heads=heads, deps=deps, pos=pos, lemmas=words)
    evidence = Evidence("r-1", "1", 0.5)
    slogans = [(1, 4, "policy"), (2, 5, "numeric"), (1, 4, "parallel")]
    made = set_spans(made, SLOGAN, [Annotation(*row, evidence) for row in slogans])
    return set_spans(made, DIRECTIVE, [Annotation(0, 5, "obligation", evidence)])


def misc_of(written: str, key: str) -> list[str | None]:
    return [token["misc"].get(key) if token["misc"] else None for s in conllu.parse(written) for token in s]


def test_bio_has_one_label_a_layer_and_counts_what_has_no_place(crossing: Doc) -> None:
    written = to_conllu(crossing, doc_id="a", style="bio")
    assert misc_of(written, "Slogan") == [None, "B-policy", "I-policy", "I-policy", None, None]
    assert misc_of(written, "Directive") == ["B-obligation", *["I-obligation"] * 4, None]
    assert "Span=" not in written
    assert losses(crossing, doc_id="a", style="bio") == {"spans": 2}
    assert losses(crossing, doc_id="a", style="spans") == {}
    assert "evidence" not in holds("bio")


def test_conllu_plus_has_a_column_a_layer(crossing: Doc) -> None:
    written = to_conllu_plus(crossing, doc_id="a")
    (sentence,) = conllu.parse(written)
    assert written.startswith("# global.columns = ID FORM")
    assert [token["ct:slogan"] for token in sentence] == [
        *("*", "1:policy:r_1:0.50;2:parallel:r_1:0.50", "1;2;3:numeric:r_1:0.50", "1;2;3", "3", "*")
    ]
    assert sentence[0]["ct:title"] == "*"


def test_entities_are_read_by_udapi(crossing: Doc) -> None:
    written = to_conllu(crossing, doc_id="a", style="entity")
    document = Document()
    document.from_conllu_string(written)
    found = {(m.entity.eid, m.entity.etype, m.span) for m in document.coref_mentions}
    assert found == {("s1", "other", "2-4"), ("s2", "other", "2-4"), ("s3", "other", "3-5"), ("d1", "other", "1-5")}


def test_libraries_give_the_file_back_to_the_byte(doc: Doc) -> None:
    written = to_conllu(doc, doc_id="a", provenance=PROVENANCE)
    assert "".join(sentence.serialize() for sentence in conllu.parse(written)) == written
    document = Document()
    document.from_conllu_string(written)
    assert document.to_conllu_string() == written


def test_an_unknown_style_is_refused(doc: Doc) -> None:
    with pytest.raises(ValueError, match=r"iob: no style; there are spans"):
        to_conllu(doc, doc_id="a", style="iob")


def test_what_was_numbered_for_another_writer_gives_the_same_file(doc: Doc) -> None:
    text = annotated_text(doc, doc_id="a", provenance=PROVENANCE)
    shared = to_conllu(doc, doc_id="a", provenance=PROVENANCE, text=text)
    assert shared == to_conllu(doc, doc_id="a", provenance=PROVENANCE)
    assert shared == to_conllu(doc, doc_id="a", provenance=PROVENANCE, text=text)
