"""A text, with or without tokens, from a file that has no more -> a stored text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from corpus_tools.stored.offsets import Place
from corpus_tools.stored.text import StoredSentence, StoredText, StoredToken

_RUN = re.compile(r"\S+")
#: Counts characters that had to be made tokens because the file has none there.
WITHOUT_TOKENS = "characters outside tokens"


def bare_text(
    text: str, *, name: str, doc_id: str, tokens: Iterable[Place] | None = None, starts: Collection[int] = ()
) -> StoredText:
    """Return a stored text without annotation; a line is a paragraph and a sentence, ``starts`` begin more sentences.

    Without tokens every character is one, as in spaCy's own Chinese: nothing is guessed about words. Where tokens
    leave characters out, these become tokens, and are counted in ``losses``. Raises ValueError for tokens that overlap.
    """
    stored = StoredText(name, doc_id)
    if tokens is None:
        places = [(at, at + 1) for at, character in enumerate(text) if not character.isspace()]
    else:
        places, missing = _filled(text, tokens)
        if missing:
            stored.losses[WITHOUT_TOKENS] = missing
    if not places:
        stored.record["text"] = text
        return stored
    stored.before = text[: places[0][0]]
    begun = set(starts)
    line = True
    for number, (start, end) in enumerate(places):
        behind = places[number + 1][0] if number + 1 < len(places) else len(text)
        token = StoredToken(text[start:end], "", None, "", "", None, "", text[end:behind])
        if line or start in begun:
            stored.sentences.append(StoredSentence([], "paragraph", line, 0))
        stored.sentences[-1].tokens.append(token)
        line = "\n" in token.space
    return stored


def _filled(text: str, tokens: Iterable[Place]) -> tuple[list[Place], int]:
    """Return the tokens without white space at their ends, and what lies between them; and how much that was."""
    places: list[Place] = []
    missing = 0
    at = 0
    for start, end in [*sorted(tokens), (len(text), len(text))]:
        if start < at or end > len(text):
            raise ValueError(f"the token at {start} to {end} overlaps another, or lies outside the text")
        for run in _RUN.finditer(text, at, start):
            places.append(run.span())
            missing += len(run[0])
        at = end
        word = text[start:end]
        if word.strip():
            left = start + len(word) - len(word.lstrip())
            places.append((left, left + len(word.strip())))
    return places, missing
