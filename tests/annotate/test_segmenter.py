from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.vocab import Vocab

from corpus_tools.annotate.segmenter import Segmenter
from corpus_tools.errors import ModelError

TEXTS = st.text(alphabet="全面安动清零12.,%:ab- \n\u3000，。（）“”《》…—●𠀀", max_size=40)


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    """A segmenter whose model cuts between characters; the words of the list are all it knows."""
    made = Segmenter(Vocab(), words=["安全", "动态清零", "全面"])
    made._cut = list
    return made


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("安全", ["安全"]),
        ("动态清零", ["动态清零"]),
        ("增3,000.5%", ["增", "3,000.5%"]),
        ("12日", ["12", "日"]),
        ("见COVID-19", ["见", "COVID-19"]),
        ("零……—— 面", ["零", "……", "——", "面"]),
        ("（安全）", ["（", "安全", "）"]),
        ("一\n\n二", ["一", "\n\n", "二"]),
    ],
)
def test_listed_words_numbers_and_runs_of_marks_stay_whole(segmenter: Segmenter, text: str, words: list[str]) -> None:
    assert [token.text for token in segmenter(text)] == words


@given(TEXTS)
def test_tokens_give_back_the_text(segmenter: Segmenter, text: str) -> None:
    doc = segmenter(text)
    assert doc.text == text
    assert all(token.text for token in doc)


def test_without_a_model_it_says_so() -> None:
    with pytest.raises(ModelError, match="no pkuseg model"):
        Segmenter(Vocab())("安全生产")


def test_a_folder_without_the_files_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"features\.msgpack is missing"):
        Segmenter(Vocab(), tmp_path)


@pytest.mark.model
@given(text=TEXTS)
@settings(deadline=None)
def test_the_shipped_segmenter_gives_back_the_text(nlp: Language, text: str) -> None:
    assert nlp.tokenizer(text).text == text


@pytest.mark.model
def test_the_shipped_segmenter_survives_bytes_and_disk(nlp: Language, tmp_path: Path) -> None:
    ours = nlp.tokenizer
    text = "市委书记强调，要坚决守住安全底线。"
    words = [token.text for token in ours(text)]
    ours.to_disk(tmp_path / "t")
    for again in (Segmenter(Vocab()).from_bytes(ours.to_bytes()), Segmenter(Vocab()).from_disk(tmp_path / "t")):
        assert [token.text for token in again(text)] == words
        assert again.words == ours.words
