from __future__ import annotations

from dataclasses import replace

from spacy.tokens import DocBin
from spacy.vocab import Vocab

from corpus_tools.model.examples import doc_bin, to_doc, training_docs
from corpus_tools.model.treebank import GoldSentence, GoldWord


def sentence(*forms: str) -> GoldSentence:
    words = [
        GoldWord(
            form,
            form,
            "PUNCT" if form in "，。“”" else "VERB",
            "X",
            "",
            0 if n == 0 else 1,
            "root" if n == 0 else "dep",
            False,
        )
        for n, form in enumerate(forms)
    ]
    return GoldSentence("s", "".join(forms), tuple(words))


def test_a_doc_has_the_gold_tree_tags_and_names() -> None:
    gold = sentence("强调", "王", "明", "李华", "。")
    names = ("O", "I-PER", "I-PER", "B-PER", "O")
    gold = replace(gold, words=tuple(replace(w, name=name) for w, name in zip(gold.words, names, strict=True)))
    doc = to_doc(gold, Vocab())
    assert [(token.head.i, token.dep_) for token in doc] == [(0, "ROOT"), *[(0, "dep")] * 4]
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("王明", "PER"), ("李华", "PER")]
    assert len(list(doc.sents)) == 1
    assert doc.text == "强调王明李华。"


def test_every_third_sentence_with_a_mark_comes_in_half_width_too() -> None:
    gold = [
        sentence("落实", "，", "“", "好", "”"),
        sentence("去", "，", "来"),
        sentence("来", "，"),
        sentence("无", "标"),
    ] * 2
    texts = [doc.text for doc in training_docs(gold, Vocab())]
    assert texts == ["落实，“好”", '落实,"好"', "去，来", "来，", "无标", "落实，“好”", "去，来", "来，", "来,", "无标"]


def test_a_half_width_copy_differs_in_its_marks_only() -> None:
    full, half = training_docs([sentence("落实", "，", "好")], Vocab())
    assert [(t.pos_, t.tag_, t.head.i, t.dep_) for t in full] == [(t.pos_, t.tag_, t.head.i, t.dep_) for t in half]


def test_docs_survive_the_bin_for_training() -> None:
    vocab = Vocab()
    data = doc_bin([to_doc(sentence("落实", "，", "好"), vocab)]).to_bytes()
    (doc,) = DocBin().from_bytes(data).get_docs(vocab)
    assert [(t.text, t.pos_, t.head.i, t.dep_) for t in doc][1] == ("，", "PUNCT", 0, "dep")
