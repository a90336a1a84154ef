"""Gold sentences -> spaCy Docs to train on, with half-width copies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from corpus_tools.model.treebank import GoldSentence

#: The treebank has full-width marks only; a third of the sentences is shown to the model in half-width as well.
HALF_WIDTH = {"，": ",", "；": ";", "：": ":", "？": "?", "！": "!", "（": "(", "）": ")", "“": '"', "”": '"'}
_EVERY = 3


def training_docs(sentences: Iterable[GoldSentence], vocab: Vocab) -> Iterator[Doc]:
    """Yield every sentence as a Doc, and every third one with a mark in it a second time in half-width."""
    for number, sentence in enumerate(sentences):
        yield to_doc(sentence, vocab)
        if number % _EVERY == 0 and any(word.form in HALF_WIDTH for word in sentence.words):
            words = tuple(replace(word, form=HALF_WIDTH.get(word.form, word.form)) for word in sentence.words)
            yield to_doc(replace(sentence, words=words), vocab)


def to_doc(sentence: GoldSentence, vocab: Vocab) -> Doc:
    """Return a Doc with gold words, tags, features, tree and names."""
    words = sentence.words
    names = []
    for before, word in zip(["O", *[w.name for w in words]], words, strict=False):
        broken = word.name.startswith("I-") and before[2:] != word.name[2:]
        names.append("B" + word.name[1:] if broken else word.name)
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space_after for word in words],
        tags=[word.xpos for word in words],
        pos=[word.upos for word in words],
        morphs=[word.feats for word in words],
        lemmas=[word.lemma for word in words],
        heads=[word.head - 1 if word.head else number for number, word in enumerate(words)],
        deps=["ROOT" if word.deprel == "root" else word.deprel for word in words],
        ents=names,
        sent_starts=[number == 0 for number in range(len(words))],
    )


def doc_bin(docs: Iterable[Doc]) -> DocBin:
    """Pack Docs for spaCy's corpus reader."""
    return DocBin(attrs=["TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE", "SENT_START"], docs=docs)
