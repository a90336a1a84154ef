from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.annotate.ud_repair import UdRepair
from corpus_tools.annotate.ud_rules import RULES
from corpus_tools.errors import RuleError
from corpus_tools.repair_rules import REPAIR_RULES, REPAIRS


def parsed(rows: str) -> Doc:
    """Make a Doc of rows ``form POS head relation``, heads from 1."""
    cells = [row.split() for row in rows.strip().split("\n")]
    heads = [number if row[2] == "0" else int(row[2]) - 1 for number, row in enumerate(cells)]
    deps = ["ROOT" if row[2] == "0" else row[3] for row in cells]
    words = [row[0] for row in cells]
    return Doc(Vocab(), words=words, spaces=[False] * len(words), heads=heads, deps=deps, pos=[r[1] for r in cells])


def rows_of(doc: Doc) -> list[tuple[str, str, int, str]]:
    return [(t.text, t.pos_, 0 if t.head.i == t.i else t.head.i + 1, t.dep_) for t in doc]


@pytest.mark.parametrize(
    ("rule", "rows", "changed"),
    [
        ("ud-mark-class", "走 VERB 0 root\n】 X 1 punct", ("】", "PUNCT", 1, "punct")),
        ("ud-mark-class", "走 VERB 0 root\n这样 PRON 1 punct", ("这样", "PRON", 1, "dep")),
        ("ud-mark-class", "走 VERB 0 root\n。 PUNCT 1 dep", ("。", "PUNCT", 1, "punct")),
        ("ud-auxiliary", "严禁 AUX 2 aux\n走 VERB 0 root", ("严禁", "ADV", 2, "advmod")),
        ("ud-auxiliary", "会 PART 2 aux\n走 VERB 0 root", ("会", "AUX", 2, "aux")),
        ("ud-relation-class", "各级 NOUN 2 det\n干部 NOUN 0 root", ("各级", "NOUN", 2, "nmod")),
        ("ud-relation-class", "常年 NOUN 2 advmod\n巡查 VERB 0 root", ("常年", "NOUN", 2, "obl")),
        ("ud-direction", "巡查 NOUN 2 conj\n值守 NOUN 0 root", ("巡查", "NOUN", 2, "nmod")),
        ("ud-leaf", "河堤 NOUN 2 nmod\n会 AUX 3 aux\n守 VERB 0 root", ("河堤", "NOUN", 3, "nmod")),
        ("ud-leaf", "这 DET 2 det\n场 NOUN 3 clf\n雨 NOUN 0 root", ("这", "DET", 3, "det")),
        (
            "ud-oblique",
            "今年 NOUN 2 obl\n雨 NOUN 3 nsubj\n来 VERB 0 root",
            ("今年", "NOUN", 2, "nmod"),
        ),
        ("ud-one-subject", "县 NOUN 3 nsubj\n水 NOUN 3 nsubj\n深 ADJ 0 root", ("县", "NOUN", 3, "nsubj:outer")),
        ("ud-one-object", "给 VERB 0 root\n他 PRON 1 obj\n沙袋 NOUN 1 obj", ("他", "PRON", 1, "iobj")),
    ],
)
def test_a_rule_mends_what_ud_rules_out_and_can_be_switched_off(
    rule: str, rows: str, changed: tuple[str, str, int, str]
) -> None:
    before = rows_of(parsed(rows))
    after = UdRepair()(parsed(rows))
    assert changed not in before
    assert changed in rows_of(after)
    assert rule in after.user_data[REPAIRS]
    without = UdRepair([rule])(parsed(rows))
    assert changed not in rows_of(without)
    assert rule not in without.user_data[REPAIRS]


def test_a_mark_crosses_no_arc() -> None:
    doc = UdRepair()(parsed("县 NOUN 3 nmod\n、 PUNCT 4 punct\n水 NOUN 4 nsubj\n涨 VERB 0 root"))
    assert rows_of(doc)[1] == ("、", "PUNCT", 3, "punct")
    assert doc.user_data[REPAIRS] == {"ud-mark-place": 1}


def test_a_good_tree_stays_as_it_is() -> None:
    rows = "各 DET 2 det\n村 NOUN 4 nsubj\n要 AUX 4 aux\n备足 VERB 0 root\n沙袋 NOUN 4 obj\n。 PUNCT 4 punct"
    doc = UdRepair()(parsed(rows))
    assert rows_of(doc) == rows_of(parsed(rows))
    assert doc.user_data[REPAIRS] == {}


def test_negation_may_hang_on_a_word_of_function() -> None:
    doc = parsed("不 ADV 2 advmod\n能 AUX 3 aux\n走 VERB 0 root")
    doc[0].set_morph("Polarity=Neg")
    assert rows_of(UdRepair()(doc))[0][2] == 2


def test_a_doc_without_a_tree_is_left_alone() -> None:
    doc = UdRepair()(Doc(Vocab(), words=["走"]))
    assert REPAIRS not in doc.user_data


def test_a_rule_that_there_is_not_is_refused() -> None:
    with pytest.raises(RuleError, match=r"ud-leaves.*there are ud-mark-class"):
        UdRepair(["ud-leaves"])
    assert list(RULES) == list(REPAIR_RULES)
