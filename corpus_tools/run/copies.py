"""What the documents of a run share, found before it -> which copies it leaves out, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from corpus_tools.overlap import FIRST, Duplicate, Overlap


class Copies:
    """Decides for a run, document by document. Nothing is left out unless ``drop`` is set."""

    def __init__(self, overlaps: Mapping[str, Overlap], *, drop: bool) -> None:
        self._overlaps = overlaps
        self._drop = drop
        self._left_out: Counter[str] = Counter()
        self._failed: set[str] = set()

    def of(self, doc_id: str) -> Overlap | None:
        """Return what a document shares with the others, None if that is not known."""
        return self._overlaps.get(doc_id)

    def drop_reason(self, doc_id: str) -> str:
        """Return why a document is left out; empty if it stays: no copy, or the text that would stand for it failed."""
        duplicate = self._duplicate(doc_id)
        if not self._drop or duplicate is None or duplicate.kind == FIRST or duplicate.cluster in self._failed:
            return ""
        self._left_out[duplicate.cluster] += 1
        return duplicate.drop_reason

    def failed(self, doc_id: str) -> str:
        """Take note that a document failed; return a remark if copies of it were left out before."""
        self._failed.add(doc_id)
        if count := self._left_out[doc_id]:
            copies = "1 copy of it was" if count == 1 else f"{count} copies of it were"
            return f"{copies} left out before it failed; run again without leaving out copies"
        return ""

    def _duplicate(self, doc_id: str) -> Duplicate | None:
        overlap = self._overlaps.get(doc_id)
        return overlap.duplicate if overlap else None
