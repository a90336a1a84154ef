"""What people changed in the spans of the converted documents -> one JSON line a change."""

from __future__ import annotations

import json
from typing import Any

from corpus_tools.span_change import Marked
from corpus_tools.stored.text import StoredText


class Corrections:
    """Gathers the changes of a run; people make few enough to keep."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def add(self, stored: StoredText) -> None:
        """Take in the changes of one document."""
        for change in stored.changes:
            row = {
                "id": stored.doc_id,
                "annotator": stored.annotator,
                "change": change.what,
                "layer": change.layer,
                "before": _marked(change.before),
                "after": _marked(change.after),
                "text": change.text,
            }
            self._lines.append(json.dumps({k: v for k, v in row.items() if v}, ensure_ascii=False) + "\n")

    def to_lines(self) -> bytes:
        """Return the changes; ``start`` and ``end`` count characters of the cleaned text."""
        return "".join(self._lines).encode()


def _marked(mark: Marked | None) -> dict[str, Any]:
    return dict(zip(("type", "start", "end"), mark, strict=True)) if mark else {}
