"""What was lost on the way into another format, document by document -> the report of a run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from corpus_tools.content import CONTENTS


class _Counts:
    def __init__(self) -> None:
        self._by_name: dict[str, tuple[int, list[str]]] = {}

    def add(self, doc_id: str, counts: Mapping[str, int]) -> None:
        for name, count in counts.items():
            total, documents = self._by_name.get(name, (0, []))
            documents.append(doc_id)
            self._by_name[name] = total + count, documents

    def rows(self) -> list[tuple[str, str, int, list[str]]]:
        """Name, gloss, count, documents; contents in the order of ``CONTENTS``, then the others by name."""
        order = {name: number for number, name in enumerate(CONTENTS)}
        names = sorted(self._by_name, key=lambda name: (order.get(name, len(order)), name))
        return [(name, CONTENTS.get(name, ""), *self._by_name[name]) for name in names]


class LossReport:
    """Gathers what documents lost: ``lost`` in the target, ``unread`` already when they were read."""

    def __init__(self, target: str, options: Mapping[str, str]) -> None:
        self._target = target
        self._options = dict(options)
        self._documents = 0
        self._lost = _Counts()
        self._unread = _Counts()

    def add(self, doc_id: str, lost: Mapping[str, int], unread: Mapping[str, int]) -> None:
        """Take in one document."""
        self._documents += 1
        self._lost.add(doc_id, lost)
        self._unread.add(doc_id, unread)

    def rows(self) -> list[tuple[str, str, int, int]]:
        """Return name, gloss, count and number of documents of each loss; the gloss of what was not read is that."""
        lost = [(name, gloss, count, len(documents)) for name, gloss, count, documents in self._lost.rows()]
        unread = [(name, "not read", count, len(documents)) for name, _, count, documents in self._unread.rows()]
        return lost + unread

    def to_json(self) -> bytes:
        """Return the report: for each loss how many, and in which documents."""
        report = {
            "format": self._target,
            "options": self._options,
            "documents": self._documents,
            "lost": _section(self._lost),
            "not_read": _section(self._unread),
        }
        return (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode()


def _section(counts: _Counts) -> dict[str, Any]:
    return {
        name: {**({"what": gloss} if gloss else {}), "count": count, "documents": documents}
        for name, gloss, count, documents in counts.rows()
    }
