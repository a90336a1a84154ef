from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.annotate.neural.tree import best_tree


def _is_tree(heads: tuple[int, ...]) -> bool:
    if heads.count(-1) != 1:
        return False
    for word in range(len(heads)):
        seen = set()
        while word != -1:
            if word in seen:
                return False
            seen.add(word)
            word = heads[word]  # noqa: PLW2901
    return True


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_it_is_the_best_of_all_trees_with_one_root(size: int, seed: int) -> None:
    arcs = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    found = tuple(best_tree(arcs))
    assert _is_tree(found)
    score = lambda heads: sum(float(arcs[word, head + 1]) for word, head in enumerate(heads))  # noqa: E731
    trees = [heads for heads in product(range(-1, size), repeat=size) if _is_tree(heads)]
    likeliest = set(np.argsort(-arcs[:, 0], kind="stable")[:3].tolist())
    best = max(score(heads) for heads in trees if heads.index(-1) in likeliest)
    assert score(found) >= best - 1e-4


def test_a_single_word_is_its_own_root() -> None:
    assert best_tree(np.zeros((1, 2), np.float32)) == [-1]
