"""Scores of arcs -> the best tree with one root (Chu and Liu 1965; Edmonds 1967)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

_NEVER = -1e9
#: So many of the likeliest roots are tried; a tree of each is built and the best one kept.
_ROOTS = 3


def best_tree(arcs: Scores) -> list[int]:
    """Return the head of each word of a sentence: -1 for the root, else the head's number.

    ``arcs`` has a row for each word and a column for each head; column 0 is the root, column ``n + 1`` word ``n``.
    Exactly one word hangs on the root.
    """
    size = len(arcs)
    scores = np.full((size + 1, size + 1), _NEVER, dtype=np.float64)
    scores[1:] = arcs
    scores[np.arange(size + 1), np.arange(size + 1)] = _NEVER
    heads = scores.argmax(axis=1)
    heads[0] = -1
    if (heads[1:] == 0).sum() == 1 and _cycle(heads) is None:
        return [int(head) - 1 for head in heads[1:]]
    best: tuple[float, NDArray[np.int64]] | None = None
    for root in np.argsort(-scores[1:, 0], kind="stable")[:_ROOTS] + 1:
        single = scores.copy()
        single[:, 0] = _NEVER
        single[root] = _NEVER
        single[root, 0] = scores[root, 0]
        tree = _maximum(single)
        total = float(scores[np.arange(1, size + 1), tree[1:]].sum())
        if best is None or total > best[0]:
            best = total, tree
    assert best is not None  # a sentence has a word
    return [int(head) - 1 for head in best[1][1:]]


def _cycle(heads: NDArray[np.int64]) -> list[int] | None:
    """Return the nodes of a cycle, None if there is none. ``heads[0]`` is the root's and counts as no arc."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for done in path:
            state[done] = 2
    return None


def _maximum(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the maximum spanning arborescence; row = dependent, column = head, node 0 = root."""
    heads: NDArray[np.int64] = scores.argmax(axis=1)
    heads[0] = -1
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(scores), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    nodes = np.array(cycle)
    own = scores[nodes, heads[nodes]]
    # the cycle becomes one node, the last of the smaller graph
    small = np.full((len(outside) + 1, len(outside) + 1), _NEVER)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    into = scores[np.ix_(nodes, outside)] - own[:, None]
    enter = into.argmax(axis=0)
    small[-1, :-1] = into.max(axis=0) + own.sum()
    leave = scores[np.ix_(outside, nodes)]
    small[:-1, -1] = leave.max(axis=1)
    exits = leave.argmax(axis=1)
    inner = _maximum(small)
    result: NDArray[np.int64] = heads.copy()
    for place, node in enumerate(outside):
        if place == 0:
            continue
        head = int(inner[place])
        result[node] = nodes[exits[place]] if head == len(outside) else outside[head]
    entered = nodes[enter[int(inner[-1])]]
    result[entered] = outside[int(inner[-1])]
    return result
