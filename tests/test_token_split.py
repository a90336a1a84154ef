from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.token_split import PART_RELATION, split_tokens

WORDS = ["市委书记", "王明", "强调", "，", "要", "落实", "举措", "。", "再", "动员", "。"]
HEADS = [1, 2, 2, 2, 5, 2, 5, 2, 9, 9, 9]
DEPS = ["nmod", "nsubj", "ROOT", "punct", "aux", "ccomp", "obj", "punct", "advmod", "ROOT", "punct"]
TEXT = "".join(WORDS)


def parsed() -> Doc:
    doc = Doc(
        Vocab(),
        words=WORDS,
        spaces=[word == "。" and n == 7 for n, word in enumerate(WORDS)],
        heads=HEADS,
        deps=DEPS,
        pos=["PUNCT" if word in "，。" else "VERB" for word in WORDS],
        tags=["." if word in "，。" else "VV" for word in WORDS],
        morphs=["Number=Sing" if word == "市委书记" else "" for word in WORDS],
        lemmas=WORDS,
        ents=["O", "B-PER", "O", "O", "O", "O", "O", "O", "O", "O", "O"],
    )
    doc.spans["mine"] = [doc[0:2], doc[0:1], doc[5:7]]
    doc.spans["mine"].attrs["note"] = ["a", "b", "c"]
    doc.user_data["key"] = "value"
    return doc


def test_nothing_happens_when_all_borders_fit() -> None:
    doc = parsed()
    assert split_tokens(doc, {0, 4, 6, len(doc.text), 15, 16}) is doc
    assert split_tokens(doc, ()) is doc


def test_a_border_wins_over_a_token() -> None:
    doc = split_tokens(parsed(), {2})
    assert doc.text == parsed().text
    assert [token.text for token in doc][:3] == ["市委", "书记", "王明"]
    assert len(doc) == len(WORDS) + 1


def test_the_last_part_keeps_place_and_features_and_the_others_hang_on_it() -> None:
    doc = split_tokens(parsed(), {1, 2})
    first, second, last = doc[0], doc[1], doc[2]
    assert (last.text, last.head.text, last.dep_) == ("书记", "王明", "nmod")
    assert [(token.head.i, token.dep_) for token in (first, second)] == [(2, PART_RELATION)] * 2
    assert [str(token.morph) for token in (first, second, last)] == ["", "", "Number=Sing"]
    assert [token.lemma_ for token in (first, second, last)] == ["市", "委", "书记"]
    assert {token.tag_ for token in (first, second, last)} == {"VV"}


def test_a_word_that_governs_keeps_its_children_at_its_last_part() -> None:
    doc = split_tokens(parsed(), {7})
    assert [token.text for token in doc][2:4] == ["强", "调"]
    assert doc[3].dep_ == "ROOT"
    assert {child.text for child in doc[3].children} >= {"强", "王明", "，"}


def test_a_split_name_stays_one_name_and_keeps_its_characters() -> None:
    doc = split_tokens(parsed(), {5})
    assert [(ent.text, ent.label_, len(ent)) for ent in doc.ents] == [("王明", "PER", 2)]


def test_neighbouring_names_stay_two() -> None:
    doc = Doc(Vocab(), words=["王明", "李华"], spaces=[False, False], ents=["B-PER", "B-PER"])
    assert [ent.text for ent in split_tokens(doc, {1, 3}).ents] == ["王明", "李华"]


def test_only_what_was_annotated_is_annotated_after_it() -> None:
    doc = split_tokens(Doc(Vocab(), words=["市委书记", "王明"], spaces=[False, False]), {2})
    assert [token.text for token in doc] == ["市委", "书记", "王明"]
    assert not any(doc.has_annotation(attribute) for attribute in ("TAG", "POS", "MORPH", "DEP", "LEMMA", "SENT_START"))


def test_sentence_starts_without_a_tree_stay() -> None:
    doc = Doc(Vocab(), words=["甲乙", "丙丁"], spaces=[False, False], sent_starts=[True, True])
    assert [sent.text for sent in split_tokens(doc, {1, 3}).sents] == ["甲乙", "丙丁"]


@given(st.sets(st.integers(-2, len(TEXT) + 4), max_size=8))
def test_any_borders_leave_text_trees_names_and_groups(borders: set[int]) -> None:
    before = parsed()
    doc = split_tokens(before, borders)
    edges = {token.idx for token in doc} | {token.idx + len(token) for token in doc}
    assert doc.text == before.text
    assert {border for border in borders if 0 <= border <= len(doc.text)} <= edges
    assert [sent.text for sent in doc.sents] == [sent.text for sent in before.sents]
    for sent in doc.sents:
        assert [token.dep_ for token in sent].count("ROOT") == 1
        assert all(token.head in sent and any(a.dep_ == "ROOT" for a in [token, *token.ancestors]) for token in sent)
    assert [(e.start_char, e.end_char, e.label_) for e in doc.ents] == [(4, 6, "PER")]
    group = [(span.start_char, span.end_char) for span in doc.spans["mine"]]
    assert group == [(span.start_char, span.end_char) for span in before.spans["mine"]]
    assert doc.spans["mine"].attrs["note"] == ["a", "b", "c"]
    assert doc.user_data["key"] == "value"
    assert [token.whitespace_ for token in doc if token.whitespace_] == [" "]


@pytest.mark.parametrize("border", [-1, 99])
def test_a_border_outside_the_text_cuts_nothing(border: int) -> None:
    doc = parsed()
    assert split_tokens(doc, {border}) is doc
