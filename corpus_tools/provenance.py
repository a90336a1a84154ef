"""What made an annotation: package, model, lexicons and components, so that a result can be traced to its tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Provenance:
    """Where annotations come from; ``date`` (ISO 8601) is handed in, no writer asks the clock.

    ``lexicons`` maps the name of a table, or of a file of rules, to its SHA-256, ``components`` a pipeline component's
    name to its version.
    """

    version: str
    model_name: str = ""
    model_version: str = ""
    model_licence: str = ""
    lexicons: Mapping[str, str] = field(default_factory=dict)
    components: Mapping[str, str] = field(default_factory=dict)
    date: str | None = None
