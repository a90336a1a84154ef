from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.annotate.neural.windows import windows


@given(st.text(alphabet="要严管。，\n” a", max_size=200), st.integers(4, 40))
def test_windows_cover_the_text_once_and_in_order(text: str, longest: int) -> None:
    found = list(windows(text, longest))
    assert "".join(text[start:end] for start, end in found) == text
    assert all(0 < end - start <= longest for start, end in found)


def test_a_window_ends_with_a_sentence_rather_than_within_it() -> None:
    text = "各村要守住底线。各组要压实责任，不留死角。"
    assert [text[a:b] for a, b in windows(text, 15)] == ["各村要守住底线。", "各组要压实责任，不留死角。"]
