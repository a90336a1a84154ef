"""What a document shares with the others of its corpus: its cluster of duplicates, the clauses it has in common."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

#: How a document stands to the first of its cluster, which gives the cluster its name.
FIRST, EXACT, NEAR = "first", "exact", "near"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Membership of a cluster; ``cluster`` is the identifier of its first document.

    ``kind`` is ``first``, ``exact`` or ``near``; ``similarity`` is the Jaccard index with the first one's text, 0 to 1.
    """

    cluster: str
    kind: str
    similarity: float

    @property
    def drop_reason(self) -> str:
        """Why a run may leave the document out; empty for the first of the cluster, which stays."""
        if self.kind == FIRST:
            return ""
        return f"{self.kind} duplicate of {self.cluster} (similarity {four_places(self.similarity)})"


@dataclass(frozen=True, slots=True)
class Reuse:
    """Clauses that stand in other documents too: ``reused`` of the ``clauses`` different long ones of a document.

    ``most_with`` is the document that has most of them, ``most_shared`` their number; empty and 0 if there is none.
    """

    clauses: int
    reused: int
    most_with: str = ""
    most_shared: int = 0

    @property
    def share(self) -> float:
        """Part of the clauses that stand elsewhere too, 0 to 1."""
        return self.reused / self.clauses if self.clauses else 0.0


@dataclass(frozen=True, slots=True)
class Overlap:
    """All that a document shares with its corpus; ``duplicate`` is None outside clusters."""

    duplicate: Duplicate | None
    reuse: Reuse

    def to_row(self) -> dict[str, Any]:
        """Return what the manifest says, in plain values; ``duplicate`` and ``reuse`` only where there is any."""
        row: dict[str, Any] = {}
        if self.duplicate:
            row["duplicate"] = asdict(self.duplicate)
        if self.reuse.reused:
            row["reuse"] = {key: value for key, value in asdict(self.reuse).items() if value}
        return row


def four_places(share: float) -> str:
    """Return a share (0 to 1) with four places, cut off and not rounded: 1.0000 is said of equals only."""
    return f"{int(share * 10_000) / 10_000:.4f}"
