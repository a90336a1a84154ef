"""What a person changed in the spans of a document since we wrote it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

#: Type, start and end of a span, in characters of the cleaned text.
Marked = tuple[str, int, int]
KINDS = ("added", "changed", "removed")


@dataclass(frozen=True)
class SpanChange:
    """A span that was ``added``, ``changed`` or ``removed``; ``text`` are its words as they stand now, or stood."""

    what: str
    layer: str
    eid: str
    before: Marked | None
    after: Marked | None
    text: str


def kinds_of(changes: Iterable[SpanChange]) -> dict[str, int]:
    """Return how often spans were added, changed and removed; what never happened is left out."""
    done = Counter(change.what for change in changes)
    return {what: done[what] for what in KINDS if done[what]}


def remark_on(changes: Iterable[SpanChange], annotator: str) -> str:
    """Return the remark for the document: who corrected how many spans."""
    return f"spans corrected by {annotator}: {', '.join(f'{n} {what}' for what, n in kinds_of(changes).items())}"
