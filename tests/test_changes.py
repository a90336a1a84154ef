from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.alignment import AlignedText, Edit
from corpus_tools.changes import counts_by_step, pieces_of
from corpus_tools.clean import clean
from corpus_tools.read import read_bytes


@st.composite
def edited(draw: st.DrawFn) -> AlignedText:
    aligned = AlignedText(draw(st.text("ab \n网站", max_size=30)))
    for step in ("first", "second", "third"):
        size = len(aligned.text)
        places = sorted(draw(st.lists(st.integers(0, size), max_size=6)))
        new = draw(st.lists(st.text("xy\n", max_size=3), min_size=6, max_size=6))
        pairs = zip(places[::2], places[1::2], strict=False)
        edits = [Edit(start, end, text, step) for (start, end), text in zip(pairs, new, strict=False)]
        aligned = aligned.apply(edits)
    return aligned


@given(edited())
def test_the_pieces_joined_are_the_original_and_the_cleaned_text(aligned: AlignedText) -> None:
    pieces = pieces_of(aligned)
    assert "".join(piece.original for piece in pieces) == aligned.original
    assert "".join(piece.cleaned for piece in pieces) == aligned.text
    assert all(aligned.original[p.start_char : p.end_char] == p.original for p in pieces)
    assert all(piece.original == piece.cleaned for piece in pieces if piece.kind == "kept")


def test_what_was_taken_out_is_put_down_to_the_step_that_took_it_out() -> None:
    page = "<p>相关链接</p><p>市長強調，要守住底线，確保安全。</p><p>版权所有</p>"
    document = clean(read_bytes(page.encode(), name="a.html", media_type="text/html"))
    steps = {piece.original: piece.steps for piece in pieces_of(document.aligned)}
    assert steps["長強調"] == ("to-simplified",)
    assert any("furniture" in names and "版权所有" in text for text, names in steps.items())


@pytest.mark.parametrize(
    ("edit", "counts"),
    [
        (Edit(0, 3, "", "s"), (1, 3, 0, 0)),
        (Edit(0, 3, "abX", "s"), (1, 0, 1, 0)),
        (Edit(1, 1, "\n", "s"), (1, 0, 0, 1)),
    ],
)
def test_characters_taken_out_changed_and_put_in_are_counted(edit: Edit, counts: tuple[int, ...]) -> None:
    count = counts_by_step(AlignedText("abc").apply([edit]).edits)["s"]
    assert (count.edits, count.removed, count.changed, count.added) == counts
