"""Mend trees where Universal Dependencies rules out what the parser said, by named rules that can be switched off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, ORTH, POS, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from corpus_tools.annotate.ud_rules import RULES, VERSION, Tree
from corpus_tools.errors import RuleError
from corpus_tools.repair_rules import REPAIRS

__all__ = ["VERSION", "UdRepair", "make_ud_repair"]


class UdRepair:
    """Runs the rules of ``ud_rules.py`` over every sentence, but those that are ``off``.

    It stands behind the taggers, which know the trees as the parser makes them. Raises RuleError for an unknown rule.
    """

    def __init__(self, off: Sequence[str] = ()) -> None:
        if unknown := sorted(set(off) - set(RULES)):
            raise RuleError(f"{', '.join(unknown)}: no rule of ud_repair; there are {', '.join(RULES)}")
        self.rules = {name: rule for name, rule in RULES.items() if name not in off}

    def __call__(self, doc: Doc) -> Doc:
        """Change heads, relations and classes where a rule says so; a Doc without tree or classes stays as it is."""
        if not (doc.has_annotation("DEP") and doc.has_annotation("POS")):
            return doc
        columns = _Columns(doc)
        changed: Counter[str] = Counter()
        for places in columns.sentences():
            tree = columns.tree(places)
            for name, rule in self.rules.items():
                tree.rule = name
                rule(tree)
            if tree.mended:
                changed.update(tree.mended)
                columns.take(places, tree)
        if changed:
            columns.write()
        doc.user_data[REPAIRS] = {name: changed[name] for name in self.rules if changed[name]}
        return doc


class _Columns:
    """Heads, relations and classes of a Doc as lists, and back."""

    def __init__(self, doc: Doc) -> None:
        rows: Any = np.asarray(doc.to_array([ORTH, LEMMA, POS, DEP, HEAD, SENT_START, MORPH])).reshape(len(doc), 7)
        self._doc = doc
        self._strings = doc.vocab.strings
        self._forms = self._texts(rows[:, 0])
        self._lemmas = [lemma or form for lemma, form in zip(self._texts(rows[:, 1]), self._forms, strict=True)]
        self._pos = self._texts(rows[:, 2])
        self._deps = self._texts(rows[:, 3])
        self._heads: list[int] = (rows[:, 4].astype("int64") + np.arange(len(doc))).tolist()
        self._starts: list[int] = rows[:, 5].astype("int64").tolist()
        self._negated = ["Polarity=Neg" in morph for morph in self._texts(rows[:, 6])]

    def _texts(self, column: Any) -> list[str]:
        keys = column.tolist()
        known = {key: self._strings[key] for key in set(keys)}
        return [known[key] for key in keys]

    def sentences(self) -> Iterator[list[int]]:
        """Yield the real tokens of each sentence that is one tree; another is none of UD's."""
        starts = [0, *(i for i in range(1, len(self._starts)) if self._starts[i] == 1)]
        for start, end in zip(starts, [*starts[1:], len(self._starts)], strict=True):
            places = [i for i in range(start, end) if not self._forms[i].isspace()]
            inside = set(places)
            roots = [i for i in places if self._heads[i] == i]
            if len(roots) == 1 and all(self._heads[i] in inside for i in places):
                yield places

    def tree(self, places: list[int]) -> Tree:
        """Return a sentence as the rules see it."""
        numbers = {place: number for number, place in enumerate(places)}
        return Tree(
            [self._forms[i] for i in places],
            [self._lemmas[i] for i in places],
            [self._pos[i] for i in places],
            [self._negated[i] for i in places],
            [numbers[self._heads[i]] for i in places],
            [self._deps[i] for i in places],
        )

    def take(self, places: list[int], tree: Tree) -> None:
        """Take over what the rules changed."""
        for place, head, dep, pos in zip(places, tree.heads, tree.deps, tree.pos, strict=True):
            self._heads[place], self._deps[place], self._pos[place] = places[head], dep, pos

    def write(self) -> None:
        """Put the columns back into the Doc."""
        add = self._strings.add
        offsets = (np.array(self._heads, dtype="int64") - np.arange(len(self._heads))).astype("uint64")
        labels = np.array([add(dep) for dep in self._deps], dtype="uint64")
        classes = np.array([add(pos) for pos in self._pos], dtype="uint64")
        values: Any = np.stack([offsets, labels, classes], axis=1)
        self._doc.from_array([HEAD, DEP, POS], values)


@Language.factory(
    "ud_repair",
    default_config={"off": []},
    requires=["token.dep", "token.head", "token.pos"],
    assigns=["token.dep", "token.head", "token.pos"],
)
def make_ud_repair(nlp: Language, name: str, off: list[str]) -> UdRepair:
    """Build the component from its pipeline config."""
    return UdRepair(off)
