"""The heads and relations of a sentence's tokens -> one tree with one root in UD's terms, whatever the parser did."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

#: The universal relations and what they mean; anything else a parser says becomes ``dep``.
UD_RELATIONS = {
    "acl": "clausal modifier of a noun",
    "advcl": "adverbial clause modifier",
    "advmod": "adverbial modifier",
    "amod": "adjectival modifier",
    "appos": "appositional modifier",
    "aux": "auxiliary",
    "case": "case marking",
    "cc": "coordinating conjunction",
    "ccomp": "clausal complement",
    "clf": "classifier",
    "compound": "compound",
    "conj": "conjunct",
    "cop": "copula",
    "csubj": "clausal subject",
    "dep": "unspecified dependency",
    "det": "determiner",
    "discourse": "discourse element",
    "dislocated": "dislocated element",
    "expl": "expletive",
    "fixed": "fixed multiword expression",
    "flat": "flat multiword expression",
    "goeswith": "goes with",
    "iobj": "indirect object",
    "list": "list",
    "mark": "marker",
    "nmod": "nominal modifier",
    "nsubj": "nominal subject",
    "nummod": "numeric modifier",
    "obj": "object",
    "obl": "oblique nominal",
    "orphan": "orphan",
    "parataxis": "parataxis",
    "punct": "punctuation",
    "reparandum": "overridden disfluency",
    "root": "root",
    "vocative": "vocative",
    "xcomp": "open clausal complement",
}

_SUBTYPE = re.compile(r"[a-z]+")


def relation(dep: str) -> str:
    """Return the UD relation for a spaCy label: lower case, a broken subtype dropped, an unknown relation ``dep``."""
    main, _, subtype = dep.lower().partition(":")
    if main not in UD_RELATIONS:
        return "dep"
    return f"{main}:{subtype}" if _SUBTYPE.fullmatch(subtype) else main


def is_blank(token: Token) -> bool:
    """Whether a token is white space; unlike ``token.is_space`` this asks nothing of the Doc's vocabulary."""
    return token.text.isspace()


def tree(tokens: Sequence[Token]) -> list[tuple[int, str]]:
    """Return head (from 1 within ``tokens``, 0 for the root) and relation of each token of a sentence.

    White space may not be among ``tokens``; what hung on it hangs on its head. The first root stays, without one the
    first token that lost its head (no punctuation, if there is a choice). Other roots, tokens without a head and one
    token of every circle are attached to the root as ``dep`` (``punct`` for punctuation).
    """
    numbers = {token.i: number for number, token in enumerate(tokens)}
    heads = [_head(token, numbers) for token in tokens]
    root = _root(tokens, heads)
    relations = [relation(token.dep_) for token in tokens]
    result: list[int] = []
    for number, head in enumerate(heads):
        lost = head is None or head == number
        result.append(root if head is None or lost else head)
        if lost or relations[number] == "root":
            relations[number] = _loose(tokens[number])
    for number in _circles(result, root):
        result[number], relations[number] = root, _loose(tokens[number])
    relations[root] = "root"
    return [(0 if n == root else head + 1, relations[n]) for n, head in enumerate(result)]


def _head(token: Token, numbers: dict[int, int]) -> int | None:
    """Return the place of a token's head, its own for a root, None if the head lies outside the sentence."""
    if token.head.i == token.i:
        return numbers[token.i]
    head, seen = token.head, {token.i}
    while is_blank(head) and head.i not in seen:
        seen.add(head.i)
        head = head.head
    return None if head.i == token.i else numbers.get(head.i)


def _root(tokens: Sequence[Token], heads: list[int | None]) -> int:
    roots = [number for number, head in enumerate(heads) if head == number]
    lost = [number for number, head in enumerate(heads) if head is None]
    words = [number for number in lost if tokens[number].pos_ != "PUNCT"]
    return (roots or words or lost or [0])[0]


def _loose(token: Token) -> str:
    return "punct" if token.pos_ == "PUNCT" else "dep"


def _circles(heads: list[int], root: int) -> list[int]:
    """Return one token of each circle that never reaches the root."""
    safe, found = {root}, []
    for number in range(len(heads)):
        path: dict[int, None] = {}
        at = number
        while at not in safe and at not in path:
            path[at] = None
            at = heads[at]
        if at not in safe:
            found.append(at)
        safe.update(path)
    return found
