"""Which characters the encoder knows one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from corpus_tools.annotate.neural.pieces import SPECIAL

#: A character of the raw texts must occur so often, one of the treebank so often.
_OFTEN_RAW, _OFTEN_TREEBANK = 8, 2


def characters_of(raw: Iterable[str], treebank: Iterable[str]) -> list[str]:
    """Return the vocabulary, special characters first, then by frequency (ties by code point)."""
    small = Counter(character for text in treebank for character in text)
    counts = Counter(character for text in raw for character in text) + small
    kept = [
        character
        for character, count in counts.items()
        if character != "\n" and (count >= _OFTEN_RAW or small[character] >= _OFTEN_TREEBANK)
    ]
    return [*SPECIAL, *sorted(kept, key=lambda character: (-counts[character], character))]
