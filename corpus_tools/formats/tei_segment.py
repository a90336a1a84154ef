"""Where a stretch of a running text stands in the tree of the TEI file that it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree


@dataclass(frozen=True)
class Segment:
    """Characters ``start`` to ``start + length`` of the text are those of a node from ``at`` on.

    The node is the text of ``element``, or what stands behind it (``tail``).
    """

    start: int
    length: int
    element: etree._Element
    tail: bool
    at: int
