from __future__ import annotations

from corpus_tools.annotate.neural.pieces import SPECIAL
from corpus_tools.model.joint.characters import characters_of


def test_a_rare_character_of_the_raw_texts_is_unknown_one_of_the_treebank_is_not() -> None:
    known = characters_of(["堤" * 8 + "罕" + "\n"], ["圩圩"])
    assert known == [*SPECIAL, "堤", "圩"]


def test_equally_frequent_characters_stand_in_the_order_of_their_code_points() -> None:
    assert characters_of(["乙" * 9 + "一" * 9], [])[len(SPECIAL) :] == ["一", "乙"]
