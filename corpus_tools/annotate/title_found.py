"""A title on its way through the tagger: where it stands, what it is, who holds it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

#: A post right behind another one's holder's post: 秘书长|发言人 are two titles, one inside the other.
NESTED_RULE = "title-office-nested"


@dataclass
class Found:
    """A title. Offsets count characters; ``post`` and ``prefix``: where the post and its prefixes begin.

    ``held``: a title only with a name; ``inner``: stands inside another; ``abroad``: of a state or world body, so that
    its holder's name may be a transliteration.
    """

    start: int
    end: int
    type: str
    rule: str
    entry: str
    prefix: int = -1
    post: int = -1
    names: list[str] = field(default_factory=list)
    names_end: int = 0
    held: bool = False
    inner: bool = False
    abroad: bool = False


def longest(found: Iterable[Found]) -> list[Found]:
    """Drop what overlaps a longer title; what is marked as ``inner`` may stand inside. Text order, longer first."""
    kept: list[Found] = []
    inner: list[Found] = []
    for f in sorted(found, key=lambda f: (f.start, -f.end)):
        if f.inner:
            inner.append(f)
        elif kept and f.start < kept[-1].end:
            last = kept[-1]
            if (f.end - f.start, bool(f.names), not f.held) > (last.end - last.start, bool(last.names), not last.held):
                kept[-1] = f
        else:
            kept.append(f)
    return sorted([*kept, *inner], key=lambda f: (f.start, -f.end))
