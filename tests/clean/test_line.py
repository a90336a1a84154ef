from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.clean.line import lines_of


@given(st.text(alphabet="甲乙ab \u3000\t\n", max_size=40))
def test_lines_stand_where_they_say(text: str) -> None:
    lines = lines_of(text)
    assert all(text[line.start : line.end] == line.text == line.text.strip() for line in lines)
    assert [line.text for line in lines] == [raw.strip() for raw in text.split("\n") if raw.strip()]
    assert all(a.end < b.start for a, b in itertools.pairwise(lines))


def test_chinese_characters_are_counted() -> None:
    assert lines_of("甲a乙1，𠀀㐀")[0].han == 4
