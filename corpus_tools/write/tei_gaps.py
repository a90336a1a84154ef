"""Damage of the source that has left no character in the text -> the token that a ``gap`` follows."""

from __future__ import annotations

from bisect import bisect_right

from corpus_tools.document import Damage
from corpus_tools.write.annotated_text import AnnotatedText

#: Stands for the token before the first one.
BEFORE_ALL = ""


def gaps(text: AnnotatedText) -> dict[str, list[Damage]]:
    """Return the damage that no token touches, by the identifier of the token before it."""
    document = text.document
    if document is None or not document.damage or not text.sentences:
        return {}
    tokens = [token for sentence in text.sentences for token in sentence.tokens]
    starts = [int(document.aligned.starts[t.token.idx]) for t in tokens]
    ends = [int(document.aligned.ends[t.token.idx + len(t.token) - 1]) for t in tokens]
    found: dict[str, list[Damage]] = {}
    for damage in document.damage:
        behind = bisect_right(ends, damage.start_char)
        touched = behind < len(tokens) and starts[behind] < max(damage.end_char, damage.start_char + 1)
        if not touched:
            found.setdefault(tokens[behind - 1].id if behind else BEFORE_ALL, []).append(damage)
    return found
