"""Sentences of a treebank -> items the network is trained on: a sentence, or several in a row."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus_tools.model.treebank import GoldSentence

LABELLED = ("upos", "xpos", "feats", "deprel")
#: What stands between sentences that are put in a row: mostly nothing, as in running text.
_BETWEEN = ("", "", "", "\n")
#: Characters of a row of sentences.
_SHORTEST_ROW, LONGEST_ROW = 60, 300


@dataclass
class Item:
    """A text with its words: places of their first and last characters, labels, heads (from 1 over the whole item)."""

    text: str = ""
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    labels: dict[str, list[str]] = field(default_factory=lambda: {task: [] for task in (*LABELLED, "name")})
    heads: list[int] = field(default_factory=list)
    #: Number of each word's sentence.
    sentences: list[int] = field(default_factory=list)

    def add(self, sentence: GoldSentence, between: str = "") -> None:
        """Put a sentence behind what is there."""
        self.text += between if self.text else ""
        number = self.sentences[-1] + 1 if self.sentences else 0
        before = len(self.first)
        for word in sentence.words:
            self.first.append(len(self.text))
            self.text += word.form
            self.last.append(len(self.text) - 1)
            self.text += " " if word.space_after else ""
            for task in LABELLED:
                self.labels[task].append(getattr(word, task))
            self.labels["name"].append(word.name)
            self.heads.append(word.head + before if word.head else 0)
            self.sentences.append(number)
        self.text = self.text.rstrip(" ")


def single_items(sentences: Sequence[GoldSentence]) -> list[Item]:
    """One item a sentence."""
    items = []
    for sentence in sentences:
        item = Item()
        item.add(sentence)
        items.append(item)
    return items


def rows_of(sentences: Sequence[GoldSentence], alone: float, rng: random.Random) -> list[Item]:
    """Shuffle the sentences and put them in rows of up to 300 characters; the share ``alone`` stays single.

    The network reads running text in windows of several sentences; trained on single ones only it would never have
    seen a second.
    """
    shuffled = list(sentences)
    rng.shuffle(shuffled)
    items: list[Item] = []
    row, wanted = Item(), 0
    for sentence in shuffled:
        if rng.random() < alone:
            items += single_items([sentence])
            continue
        if row.text and len(row.text) + len(sentence.text) > wanted:
            items.append(row)
            row = Item()
        if not row.text:
            wanted = rng.randint(_SHORTEST_ROW, LONGEST_ROW)
        row.add(sentence, rng.choice(_BETWEEN))
    return [*items, row] if row.text else items


def batches(items: Sequence[Item], characters: int, rng: random.Random) -> list[list[Item]]:
    """Group items of like length; a batch holds at most ``characters`` with its padding."""
    order = sorted(items, key=lambda item: len(item.text) + rng.random() * 8)
    found: list[list[Item]] = []
    longest = 0
    for item in order:
        longest = max(longest, len(item.text))
        if not found or longest * (len(found[-1]) + 1) > characters:
            found.append([])
            longest = len(item.text)
        found[-1].append(item)
    rng.shuffle(found)
    return found
