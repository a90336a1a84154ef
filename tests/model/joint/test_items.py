from __future__ import annotations

import random
from itertools import pairwise

from corpus_tools.model.joint.items import LONGEST_ROW, Item, batches, rows_of, single_items
from corpus_tools.model.treebank import GoldSentence, GoldWord


def sentence(number: int, *forms: str) -> GoldSentence:
    words = tuple(
        GoldWord(form, form, "NOUN", "NN", "", 0 if place == 0 else 1, "root" if place == 0 else "dep", False)
        for place, form in enumerate(forms)
    )
    return GoldSentence(str(number), "".join(forms), words)


SENTENCES = [sentence(n, "备足", "沙袋", "，" * (n % 7 + 1), "守", "堤") for n in range(120)]


def test_a_row_keeps_every_sentence_and_its_tree() -> None:
    rows = rows_of(SENTENCES, alone=0.3, rng=random.Random(1))
    assert sum(len(row.first) for row in rows) == 5 * len(SENTENCES)
    for row in rows:
        words = [row.text[a : b + 1] for a, b in zip(row.first, row.last, strict=True)]
        for place, head in enumerate(row.heads):
            assert head == 0 or row.sentences[head - 1] == row.sentences[place]
            assert (words[place] == "备足") == (head == 0)
        assert all(a <= b <= a + 1 for a, b in pairwise(row.sentences))


def test_rows_fit_the_window() -> None:
    rows = rows_of(SENTENCES, alone=0.0, rng=random.Random(2))
    assert max(len(row.text) for row in rows) <= LONGEST_ROW + 40
    assert max(row.sentences[-1] for row in rows) > 2


def test_a_blank_belongs_to_no_word() -> None:
    item = Item()
    item.add(
        GoldSentence(
            "1",
            "AB 区",
            (
                GoldWord("AB", "AB", "X", "FW", "", 2, "dep", True),
                GoldWord("区", "区", "NOUN", "NN", "", 0, "root", False),
            ),
        )
    )
    assert (item.text, item.first, item.last) == ("AB 区", [0, 3], [1, 3])


def test_a_batch_is_no_larger_than_asked() -> None:
    items = single_items(SENTENCES)
    found = batches(items, 100, random.Random(3))
    assert sum(map(len, found)) == len(items)
    assert all(len(batch) == 1 or max(len(i.text) for i in batch) * len(batch) <= 100 for batch in found)
