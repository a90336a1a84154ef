"""Words as plain values say the same as the tokens of the Doc."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.annotate.word import Word, words_of

POS = ["NOUN", "VERB", "PUNCT", ""]


@st.composite
def docs(draw: st.DrawFn) -> Doc:
    words = draw(st.lists(st.text("甲乙丙，ab\n", min_size=1, max_size=3), max_size=8))
    count = len(words)
    column = st.lists(st.sampled_from(POS), min_size=count, max_size=count)
    heads = [draw(st.integers(0, count - 1)) for _ in words]
    spaces = draw(st.lists(st.booleans(), min_size=count, max_size=count))
    return Doc(Vocab(), words=words, spaces=spaces, pos=draw(column), heads=heads, deps=["dep"] * count)


@given(docs())
def test_words_say_what_the_tokens_say(doc: Doc) -> None:
    assert words_of(doc) == [
        Word(t.i, t.idx, t.idx + len(t), t.text, t.tag_, t.pos_, t.dep_, t.head.i, t.ent_type_)
        for t in doc
        if not t.text.isspace()
    ]


def test_a_doc_that_nobody_tagged_has_words_without_tags() -> None:
    doc = Doc(Vocab(), words=["要", "求"], spaces=[True, False])
    assert words_of(doc) == [Word(0, 0, 1, "要", "", "", "", 0, ""), Word(1, 2, 3, "求", "", "", "", 1, "")]
