"""Rules that mend what Universal Dependencies never allows in a tree, one function a rule.

The conditions are those of the guidelines of UD v2 (https://universaldependencies.org/guidelines.html), which its
validator tests on levels 3 to 5. What a rule puts in place follows from the rest of the tree, not from the words.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from corpus_tools.repair_rules import REPAIR_RULES

VERSION = "1"


def _words(written: str) -> frozenset[str]:
    return frozenset(written.split())


#: Lemmas that UD lists as auxiliaries and copulas of Chinese (https://quest.ms.mff.cuni.cz/udvalidator, zh).
AUXILIARIES = _words(
    "为 乐意 了 会 住 係 別 可 可以 可能 应 应当 应该 得 必 必須 必须 想 愿 愿意 應 應當 應該 敢 是 會 有 樂意 "
    "欲 為 爲 用 着 肯 能 能够 能夠 著 被 要 該 该 过 過 需 需要 須 願 願意 须"
)
COPULAS = _words("是 为 為 爲 係")
#: What may hang on a word of function, by its relation; on other words anything may.
CHILDREN = {
    **dict.fromkeys(("mark", "case", "clf"), _words("advmod obl goeswith fixed reparandum conj cc punct")),
    **dict.fromkeys(("aux", "cop"), _words("goeswith fixed reparandum conj cc punct")),
    "det": _words("det case advmod obl clf goeswith fixed flat compound reparandum discourse parataxis conj cc punct"),
    "cc": _words("goeswith fixed reparandum conj punct"),
    "fixed": _words("goeswith reparandum conj punct"),
    "goeswith": _words(""),
    "punct": _words("punct"),
}
#: Classes that a relation takes.
CLASSES = {
    "det": frozenset({"DET", "PRON"}),
    "nummod": frozenset({"NUM", "NOUN", "SYM"}),
    "advmod": frozenset({"ADV", "ADJ", "CCONJ", "DET", "PART", "SYM"}),
    "aux": frozenset({"AUX"}),
    "cop": frozenset({"AUX", "PRON", "DET", "SYM"}),
    "case": frozenset({"ADP", "PART", "ADV", "VERB", "NOUN", "SCONJ", "CCONJ", "SYM", "X", "PUNCT", "INTJ"}),
    "mark": frozenset({"ADP", "PART", "ADV", "VERB", "SCONJ", "CCONJ", "SYM", "X", "PUNCT"}),
    "cc": frozenset({"ADP", "PART", "ADV", "SCONJ", "CCONJ", "SYM", "X", "PUNCT"}),
}
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
#: Relation of a class to a nominal, and to anything else.
_TO_NOMINAL = {
    **dict.fromkeys(("NOUN", "PROPN", "PRON", "SYM"), "nmod"),
    **{"ADJ": "amod", "NUM": "nummod", "DET": "det", "VERB": "acl", "ADV": "advmod", "ADP": "case", "CCONJ": "cc"},
}
_TO_PREDICATE = {
    **dict.fromkeys(("NOUN", "PROPN", "PRON", "NUM", "DET"), "obl"),
    **{"ADJ": "advcl", "VERB": "advcl", "ADV": "advmod", "ADP": "case", "CCONJ": "cc", "SCONJ": "mark"},
}


@dataclass
class Tree:
    """A sentence without white space; ``heads`` count its tokens from 0, the root is its own head.

    ``main`` has the relations without their subtypes; ``mended`` names the rule of each change.
    """

    forms: list[str]
    lemmas: list[str]
    pos: list[str]
    negated: list[bool]
    heads: list[int]
    deps: list[str]
    mended: list[str] = field(default_factory=list)
    rule: str = ""
    main: list[str] = field(init=False)

    def __post_init__(self) -> None:
        rows = enumerate(zip(self.heads, self.deps, strict=True))
        self.main = ["root" if head == token else dep.partition(":")[0] for token, (head, dep) in rows]

    def children(self) -> Iterator[tuple[int, int]]:
        """Yield every token that is not the root with its head."""
        return ((token, head) for token, head in enumerate(self.heads) if token != head)

    def change(self, token: int, *, head: int | None = None, dep: str | None = None, pos: str | None = None) -> None:
        """Give a token another head, relation or class, and count it for the rule at work."""
        self.heads[token] = self.heads[token] if head is None else head
        if dep:
            self.deps[token], self.main[token] = dep, dep.partition(":")[0]
        self.pos[token] = pos or self.pos[token]
        self.mended.append(self.rule)


def mark_class(tree: Tree) -> None:
    """A mark of punctuation is PUNCT and ``punct``; what is no mark hangs by another relation."""
    for token, _ in [*tree.children()]:
        is_punct = tree.main[token] == "punct"
        if is_punct and tree.pos[token] != "PUNCT":
            if all(unicodedata.category(c)[0] == "P" for c in tree.forms[token]):
                tree.change(token, pos="PUNCT")
            else:
                tree.change(token, dep="dep")
        elif tree.pos[token] == "PUNCT" and not is_punct:
            tree.change(token, dep="punct")


def auxiliary(tree: Tree) -> None:
    """AUX is a word of the list of auxiliaries, and a word of it that is ``aux`` or ``cop`` is AUX."""
    for token, pos in enumerate(tree.pos):
        relation = tree.main[token]
        if pos != "AUX" and relation not in ("aux", "cop"):
            continue
        listed = tree.lemmas[token] in (COPULAS if relation == "cop" else AUXILIARIES)
        if listed and relation in ("aux", "cop") and pos != "AUX":
            tree.change(token, pos="AUX")
        elif pos == "AUX" and not listed:
            if relation == "aux":
                tree.change(token, dep="advmod", pos="ADV")
            elif relation == "cop":
                tree.change(token, dep="dep", pos="VERB")
            else:
                tree.change(token, pos="VERB")


def relation_class(tree: Tree) -> None:
    """A relation that its class can't have becomes what such a class is to such a head."""
    for token, head in tree.children():
        allowed = CLASSES.get(tree.main[token])
        pos = tree.pos[token]
        if allowed is None or pos in allowed:
            continue
        usual = _TO_NOMINAL if tree.pos[head] in NOMINAL else _TO_PREDICATE
        dep = "aux" if pos == "AUX" and tree.lemmas[token] in AUXILIARIES else usual.get(pos, "dep")
        tree.change(token, dep=dep if pos in CLASSES.get(dep, {pos}) and dep != tree.main[token] else "dep")


def direction(tree: Tree) -> None:
    """``conj``, ``fixed``, ``flat``, ``goeswith`` and ``appos`` go from left to right."""
    for token, head in tree.children():
        if token < head and tree.main[token] in ("conj", "fixed", "flat", "goeswith", "appos"):
            nominal = tree.pos[token] in ("NOUN", "PROPN") and tree.pos[head] in NOMINAL
            tree.change(token, dep="nmod" if nominal else "dep")


def leaf(tree: Tree) -> None:
    """What a word of function may not govern hangs on the next word above that may."""
    if CHILDREN.keys().isdisjoint(tree.main[head] for _, head in tree.children()):
        return
    for token, head in [*tree.children()]:
        relation = tree.main[token]
        above = head
        while not _may_govern(tree, above, token, relation):
            above = tree.heads[above]
        if above != head:
            tree.change(token, head=above)


def _may_govern(tree: Tree, head: int, token: int, relation: str) -> bool:
    if tree.heads[head] == head:
        return True
    of_head = tree.main[head]
    allowed = CHILDREN.get(of_head)
    negation = relation == "advmod" and tree.negated[token] and tree.pos[token] in ("ADV", "PART")
    return allowed is None or relation in allowed or (negation and of_head != "punct")


def oblique(tree: Tree) -> None:
    """``obl`` of a nominal that is no predicate is ``nmod``."""
    nominals = ("nsubj", "obj", "iobj", "obl", "vocative", "dislocated", "expl", "nmod")
    if "obl" not in tree.main:
        return
    clauses = {head for token, head in tree.children() if tree.main[token] in ("cop", "nsubj", "csubj")}
    for token, head in tree.children():
        below_nominal = tree.pos[head] in ("NOUN", "PROPN", "PRON") and tree.main[head] in nominals
        if tree.main[token] == "obl" and below_nominal and head not in clauses:
            tree.change(token, dep="nmod:tmod" if tree.deps[token] == "obl:tmod" else "nmod")


def one_subject(tree: Tree) -> None:
    """A predicate has one subject, the one next to it; another is that of the clause round it, ``nsubj:outer``."""
    for head, subjects in _several(tree, ("nsubj", "csubj"), but=("nsubj:outer", "csubj:outer")):
        kept = min(subjects, key=lambda token: (abs(token - head), token))
        for token in subjects:
            if token != kept:
                tree.change(token, dep="nsubj:outer" if tree.main[token] == "nsubj" else "dep")


def one_object(tree: Tree) -> None:
    """A predicate has one object, the one next to it; a pronoun or name between is ``iobj``, anything else ``dep``."""
    for head, objects in _several(tree, ("obj",)):
        kept = min(objects, key=lambda token: (token < head, abs(token - head)))
        given = kept > head and tree.pos[kept] in ("PRON", "PROPN")  # 给他沙袋: who is given something stands first
        kept = objects[-1] if given else kept
        for token in objects:
            if token != kept:
                tree.change(token, dep="iobj" if given and tree.pos[token] in ("PRON", "PROPN") else "dep")


def _several(tree: Tree, relations: tuple[str, ...], but: tuple[str, ...] = ()) -> list[tuple[int, list[int]]]:
    found: dict[int, list[int]] = {}
    for token, head in tree.children():
        if tree.main[token] in relations and tree.deps[token] not in but:
            found.setdefault(head, []).append(token)
    return [(head, tokens) for head, tokens in found.items() if len(tokens) > 1]


def mark_place(tree: Tree) -> None:
    """A mark of punctuation crosses no arc: it hangs on the upper end of the smallest arc that spans it."""
    arcs = [(-1, t) if t == head else (t, head) if t < head else (head, t) for t, head in enumerate(tree.heads)]
    for token, _ in [*tree.children()]:
        if tree.main[token] == "punct" and _crosses(arcs[token], arcs):
            tree.change(token, head=_upper_end(tree, token))


def _crosses(arc: tuple[int, int], arcs: list[tuple[int, int]]) -> bool:
    low, high = arc
    if high - low == 1:
        return False
    return any(first < low < last < high or low < first < high < last for first, last in arcs)


def _upper_end(tree: Tree, mark: int) -> int:
    spanning = [
        (abs(child - above), above)
        for child, above in tree.children()
        if min(child, above) < mark < max(child, above) and "punct" not in (tree.main[child], tree.main[above])
    ]
    return min(spanning)[1] if spanning else next(t for t, head in enumerate(tree.heads) if t == head)


#: Rules in the order in which they run: classes first, then who governs whom, marks last.
RULES: dict[str, Callable[[Tree], None]] = dict(
    zip(
        REPAIR_RULES,
        (mark_class, auxiliary, relation_class, leaf, direction, oblique, one_subject, one_object, mark_place),
        strict=True,
    )
)
