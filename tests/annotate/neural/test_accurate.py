"""The accurate model that ships; skipped where its extra is not installed."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from corpus_tools.annotate.neural.segmenter import READINGS, NeuralSegmenter
from corpus_tools.annotate.pipeline import load_pipeline
from corpus_tools.errors import ModelError

pytest.importorskip("onnxruntime", reason="the accurate model needs: pip install 'corpus-tools[accurate]'")
pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def accurate() -> Language:
    return load_pipeline("accurate")


def test_it_gives_words_tags_trees_and_names(accurate: Language) -> None:
    doc = accurate("青河县县长王安在会上强调，要备足沙袋。")
    assert "沙袋" in [token.text for token in doc]
    assert all(token.pos_ and token.tag_ and token.dep_ for token in doc)
    assert sum(token.head.i == token.i for token in doc) == 1
    assert "王安" in [name.text for name in doc.ents if name.label_ == "PER"]
    assert [span.text for span in doc.spans["titles"]] == ["青河县县长"]


def test_a_number_may_be_part_of_a_word_but_is_never_cut(accurate: Language) -> None:
    words = [token.text for token in accurate("全县投入12.5万元，出动2300人。")]
    assert any(word.startswith("12.5") for word in words)
    assert any(word.startswith("2300") for word in words)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "。", "备足沙袋。\n\n  守住大堤。\n", "𠀀𠀁堤", "a" * 900, "堤" * 1300]
)
def test_every_text_comes_back_whole_and_each_sentence_is_a_tree(accurate: Language, text: str) -> None:
    doc = accurate(text)
    assert doc.text == text
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        assert sum(token.head.i == token.i for token in words) == (1 if words else 0)


def test_gold_words_are_kept(accurate: Language) -> None:
    doc = accurate(Doc(accurate.vocab, words=["备足", "沙", "袋"], spaces=[False] * 3))
    assert [token.text for token in doc] == ["备足", "沙", "袋"]
    assert all(token.pos_ for token in doc)


@pytest.mark.parametrize("text", ["备足沙袋。", " ", "\n\n"])
def test_readings_do_not_stay_in_the_doc(accurate: Language, text: str) -> None:
    assert READINGS not in accurate(text).user_data


def test_it_survives_saving(accurate: Language) -> None:
    tokenizer = accurate.tokenizer
    assert isinstance(tokenizer, NeuralSegmenter)
    again = NeuralSegmenter(accurate.vocab).from_bytes(tokenizer.to_bytes())
    text = "各乡镇要落实包保责任，备足2300条沙袋。"
    assert [token.text for token in again(text)] == [token.text for token in tokenizer(text)]


def test_without_weights_the_way_out_is_named(accurate: Language) -> None:
    with pytest.raises(ModelError, match="load a trained pipeline"):
        NeuralSegmenter(accurate.vocab)("备足沙袋。")
