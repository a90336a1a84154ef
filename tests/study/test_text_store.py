from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.study.text_store import TextStore


@given(st.lists(st.text(st.characters(codec=None)), max_size=8))
def test_every_text_comes_back(texts: list[str]) -> None:
    with TextStore() as store:
        assert [store.add(text) for text in texts] == list(range(len(texts)))
        for number, text in reversed(list(enumerate(texts))):
            assert store.text(number) == text
        store.add("守堤")
        assert store.text(len(texts)) == "守堤"
