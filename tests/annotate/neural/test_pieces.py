from __future__ import annotations

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.annotate.neural.inputs import encoder_input
from corpus_tools.annotate.neural.pieces import BEGIN, END, SPECIAL, UNKNOWN, Piece, Pieces, written

PIECES = Pieces([("防", -5.0), ("汛", -6.0), ("防汛", -7.0), ("工作", -6.0), ("作", -5.0), (",", -3.0), ("▁", -4.0)])


def forms(text: str) -> list[str]:
    return [text[piece.start : piece.end] for piece in PIECES.cut(text)]


def test_the_likeliest_cut_wins() -> None:
    assert forms("防汛工作") == ["防汛", "工作"]


def test_an_unknown_character_is_a_piece_of_its_own() -> None:
    assert forms("防堤汛") == ["防", "堤", "汛"]
    assert PIECES.cut("堤")[0].number == UNKNOWN


def test_full_width_marks_and_white_space_are_known_by_their_plain_forms() -> None:
    assert [written(c) for c in "，\u3000\n堤"] == [",", "▁", "▁", "堤"]
    assert UNKNOWN not in {piece.number for piece in PIECES.cut("， ")}


@given(st.text(st.sampled_from("防汛工作堤，… \n"), max_size=30), st.floats(0, 1), st.integers())
def test_pieces_cover_the_text(text: str, dropped: float, seed: int) -> None:
    found = PIECES.cut(text, dropped=dropped, rng=random.Random(seed))
    assert [(0, 0), *((p.start, p.end) for p in found)][-1][1] == len(text)
    assert all(a.end == b.start for a, b in pairwise(found))
    assert all(p.end > p.start for p in found)


def test_dropping_leaves_single_characters() -> None:
    assert len(PIECES.cut("防汛工作", dropped=1.0, rng=random.Random(1))) == 4


def test_each_character_knows_its_piece_and_its_place_in_it() -> None:
    found = encoder_input("防汛堤", [Piece(0, 2, 7), Piece(2, 3, UNKNOWN)], {"防": 5, "堤": 6})
    assert found.pieces == [BEGIN, 7, UNKNOWN, END]
    assert found.characters == [BEGIN, 5, UNKNOWN, 6, END]
    assert found.piece_of == [0, 1, 1, 2, 3]
    assert found.places == [0, 1, 3, 0, 0]
    assert len(PIECES) == len(SPECIAL) + 7
