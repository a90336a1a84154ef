"""The heads and relations of a sentence's tokens -> one tree with one root in UD's terms, whatever the parser did."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from corpus_tools.ud_relations import UD_RELATIONS, relation
from corpus_tools.write.words import Words

__all__ = ["UD_RELATIONS", "native_label", "relation", "tree"]

_relation = lru_cache(maxsize=1024)(relation)


def tree(words: Words, places: Sequence[int]) -> list[tuple[int, str]]:
    """Return head (from 1 within ``places``, 0 for the root) and relation of each token of a sentence.

    ``places`` are indices of the Doc, white space not among them; what hung on it hangs on its head. The first root
    stays, without one the first token that lost its head (no punctuation, if there is a choice). Other roots, tokens
    without a head and one token of every circle are attached to the root as ``dep`` (``punct`` for punctuation).
    """
    numbers = {place: number for number, place in enumerate(places)}
    heads = [_head(place, words, numbers) for place in places]
    pos = [words.pos[place] for place in places]
    root = _root(pos, heads)
    relations = [_relation(words.deps[place]) for place in places]
    result: list[int] = []
    for number, head in enumerate(heads):
        lost = head is None or head == number
        result.append(root if head is None or lost else head)
        if lost or relations[number] == "root":
            relations[number] = _loose(pos[number])
    for number in _circles(result, root):
        result[number], relations[number] = root, _loose(pos[number])
    relations[root] = "root"
    return [(0 if n == root else head + 1, relations[n]) for n, head in enumerate(result)]


def native_label(label: str, head: int, deprel: str) -> str | None:
    """Return the parser's label where UD has the relation by another name, None where the tree had to be mended."""
    if not label or label == deprel or (head == 0 and label.upper() == "ROOT"):
        return None
    return label if _relation(label) == deprel else None


def _head(place: int, words: Words, numbers: dict[int, int]) -> int | None:
    """Return the number of a token's head, its own for a root, None if the head lies outside the sentence."""
    head = words.heads[place]
    if head == place:
        return numbers[place]
    if words.blank[head]:
        seen = {place}
        while words.blank[head] and head not in seen:
            seen.add(head)
            head = words.heads[head]
    return None if head == place else numbers.get(head)


def _root(pos: Sequence[str], heads: Sequence[int | None]) -> int:
    roots = [number for number, head in enumerate(heads) if head == number]
    if roots:
        return roots[0]
    lost = [number for number, head in enumerate(heads) if head is None]
    inside = [number for number in lost if pos[number] != "PUNCT"]
    return (inside or lost or [0])[0]


def _loose(pos: str) -> str:
    return "punct" if pos == "PUNCT" else "dep"


def _circles(heads: list[int], root: int) -> list[int]:
    """Return one token of each circle that never reaches the root."""
    safe, found = {root}, []
    for number in range(len(heads)):
        if number in safe or heads[number] in safe:
            safe.add(number)
            continue
        path: dict[int, None] = {}
        at = number
        while at not in safe and at not in path:
            path[at] = None
            at = heads[at]
        if at not in safe:
            found.append(at)
        safe.update(path)
    return found
