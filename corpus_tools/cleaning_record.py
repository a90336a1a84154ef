"""Which cleaning steps ran on a document, in which version and with which settings: the profile in force, on record."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

_DIGITS = 12


@dataclass(frozen=True)
class CleaningRecord:
    """The profile in force; not what it changed (that are the edits), but what it could have.

    ``profile`` is its name, ``steps`` are those that ran, in their order, with their versions, ``off`` those that were
    switched off. ``settings`` has those that are not empty: name -> phrases.
    """

    profile: str
    steps: Mapping[str, int]
    off: Sequence[str] = ()
    settings: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """The first 12 digits of the SHA-256 of steps, versions and settings: one digest, one way of cleaning."""
        settings = sorted((name, list(phrases)) for name, phrases in self.settings.items())
        stated = json.dumps([list(self.steps.items()), settings], ensure_ascii=True)
        return hashlib.sha256(stated.encode()).hexdigest()[:_DIGITS]

    def to_row(self) -> dict[str, Any]:
        """Return the record in plain values, with its digest; what is empty is left out."""
        row: dict[str, Any] = {"profile": self.profile, "digest": self.digest, "steps": dict(self.steps)}
        if self.off:
            row["off"] = list(self.off)
        if self.settings:
            row["settings"] = {name: list(phrases) for name, phrases in self.settings.items()}
        return row


def record_of_row(row: Any) -> CleaningRecord:
    """Read what ``to_row`` made; the digest is counted anew. Raises ValueError for anything else."""
    match row:
        case {"profile": str(profile), "steps": dict(steps)}:
            off, settings = row.get("off", []), row.get("settings", {})
            sound = all(isinstance(n, str) and type(v) is int for n, v in steps.items()) and _is_list(off)
            if sound and isinstance(settings, dict) and all(map(_is_list, settings.values())):
                return CleaningRecord(
                    profile, steps, tuple(off), {name: tuple(phrases) for name, phrases in settings.items()}
                )
    raise ValueError("no record of a cleaning profile; it should have profile, steps with versions, off and settings")


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)
