"""Classes of words that occur in like surroundings, so that a model knows words it was not trained on."""

from __future__ import annotations

from functools import cache
from importlib import resources


class WordClasses:
    """Word -> its classes, coarse to fine; learned from raw text without annotation (k-means on word vectors)."""

    def __init__(self, table: dict[str, tuple[str, ...]]) -> None:
        self._table = table

    def of(self, word: str) -> tuple[str, ...]:
        """Return the classes of a word, none if it is rare."""
        return self._table.get(word, ())


@cache
def shipped_classes() -> WordClasses:
    """Read the classes that ship with the package."""
    path = resources.files("corpus_tools").joinpath("model", "weights", "taggers", "word_classes.tsv")
    table: dict[str, tuple[str, ...]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        word, *numbers = line.split("\t")
        table[word] = tuple(f"{'abc'[at]}{number}" for at, number in enumerate(numbers))
    return WordClasses(table)
