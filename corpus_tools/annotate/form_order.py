"""The parts of a lexicon's form, found in another order than the table writes them: 内防反弹、外防输入."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus_tools.lexicon import FIXED, GAP, LexiconEntry

#: What may stand between two parts.
JOINTS = "、，,；; \u3000"
_JOINT = re.compile(f"[{JOINTS}]+")
#: Shorter parts are words that any list may hold in any order (和平、合作、发展).
_SHORTEST = 3
#: Borrowed lines have one order; a number's list is a name.
_ORDERED = frozenset({"allusion", "numeric"})
_KEY = 2


@dataclass(frozen=True)
class Row:
    """A form as a row of parts, compared without marks."""

    entry: LexiconEntry
    parts: tuple[str, ...]

    @classmethod
    def of(cls, entry: LexiconEntry, fold: Callable[[str], str]) -> Row:
        """Take a form apart at its marks."""
        return cls(entry, tuple(fold(part) for part in _JOINT.split(entry.form) if part))

    def same_parts(self, other: Row) -> bool:
        """Whether both have the same parts, in whatever order."""
        return sorted(self.parts) == sorted(other.parts)

    @property
    def free(self) -> bool:
        """Whether the parts may change places."""
        return (
            GAP not in self.entry.form
            and self.entry.order != FIXED
            and self.entry.subtype not in _ORDERED
            and len(self.parts) > 1
            and len(set(self.parts)) == len(self.parts)
            and min(map(len, self.parts)) >= _SHORTEST
        )


class RowFinder:
    """Finds forms whose parts may change places in another order than their own."""

    def __init__(self, entries: Iterable[LexiconEntry], fold: Callable[[str], str]) -> None:
        self._by_key: dict[str, list[Row]] = defaultdict(list)
        for entry in entries:
            row = Row.of(entry, fold)
            if row.free:
                for key in dict.fromkeys(part[:_KEY] for part in row.parts[1:]):
                    self._by_key[key].append(row)

    def __contains__(self, key: str) -> bool:
        """Whether a part that is not the first of its form begins with the two characters."""
        return key in self._by_key

    def at(self, text: str, folded: str, at: Sequence[int], place: int) -> Iterator[tuple[Row, int]]:
        """Yield the rows that begin at ``place`` of the folded text with another part than their first, and their ends.

        ``at`` gives for each folded character its offset in ``text``. Between two parts a mark of JOINTS must stand.
        """
        for row in self._by_key.get(folded[place : place + _KEY], ()):
            end = _end(row, text, folded, at, place)
            if end:
                yield row, end


def _end(row: Row, text: str, folded: str, at: Sequence[int], place: int) -> int:
    """Where all parts of the row have stood once, in another order than the row's; 0 if they don't."""
    left: list[str] = list(row.parts)
    order: list[str] = []
    while left:
        if order and not _JOINT.fullmatch(text[at[place - 1] + 1 : at[place]] if place < len(at) else ""):
            return 0
        part = max((part for part in left if folded.startswith(part, place)), key=len, default="")
        if not part:
            return 0
        left.remove(part)
        order.append(part)
        place += len(part)
    return place if tuple(order) != row.parts else 0
