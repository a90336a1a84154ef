"""Any names -> keys that a format can hold, different ones for different names."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)


def unique_keys(names: Iterable[Name], plain: Callable[[Name], str]) -> dict[Name, str]:
    """Give each name the key that ``plain`` makes of it; where an earlier name has it, ``_`` goes behind."""
    keys: dict[Name, str] = {}
    taken: set[str] = set()
    for name in names:
        key = plain(name)
        while key in taken:
            key += "_"
        taken.add(key)
        keys[name] = key
    return keys
