"""A number and what it counts -> words for a remark: 1 document, 1,204 documents."""

from __future__ import annotations


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return the number with its noun; ``many`` is the plural where it is not ``one`` and an s."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
