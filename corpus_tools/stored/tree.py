"""The heads of a sentence as a file has them -> what keeps them from being one tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class TreeFault:
    """Why heads are no tree; ``token`` counts from 1, None where no single token is to blame."""

    token: int | None
    reason: str


def tree_fault(heads: Sequence[int | None]) -> TreeFault | None:
    """Return what is wrong with the heads of a sentence (from 1, 0 the root, None not parsed); None if nothing is."""
    given = [head for head in heads if head is not None]
    if not given:
        return None
    if len(given) != len(heads):
        number = heads.index(None) + 1
        return TreeFault(number, f"token {number} has no head, others of its sentence have; parse all or none")
    if len([head for head in given if head == 0]) != 1:
        return TreeFault(None, f"{given.count(0)} roots in a sentence; a tree has one (head 0)")
    for number, head in enumerate(given, start=1):
        if head > len(given) or head < 0:
            return TreeFault(number, f"the head of token {number} is {head}, which is not in its sentence")
    safe = {0}
    for number in range(1, len(given) + 1):
        path = []
        at = number
        while at not in safe:
            if at in path:
                return TreeFault(at, f"token {at} is its own head by a circle; mend the heads")
            path.append(at)
            at = given[at - 1]
        safe.update(path)
    return None
