"""One thing that is wrong with a file: where, by which check, why, and the way out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from corpus_tools.errors import CorpusToolsError

_PLACE = re.compile(r":(\d+): ")


@dataclass(frozen=True)
class Fault:
    """``line`` counts from 1, 0 where a fault has none. ``reason`` ends with the way out.

    ``check`` is the check that found it: ``file``, ``xml``, ``schema``, ``rules``, ``links``, ``tree``, ``conllu``,
    ``udtools``, ``content``, ``alignment``, ``equal``, ``manifest``.
    """

    file: str
    line: int
    check: str
    reason: str
    document: str = ""
    sentence: str = ""
    span: str = ""

    @property
    def place(self) -> str:
        """File and line, and document, sentence and span as far as they are known."""
        inside = [f"{what} {name}" for what, name in (("sentence", self.sentence), ("span", self.span)) if name]
        if self.document and not inside:
            inside = [f"document {self.document}"]
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {', '.join(inside)}" if inside else where

    def __str__(self) -> str:
        """Return place, check and reason on one line."""
        return f"{self.place}: {self.reason} [{self.check}]"

    def to_row(self) -> dict[str, Any]:
        """Return the fault as plain values, without what is empty."""
        return {key: value for key, value in asdict(self).items() if value not in ("", 0)}


def fault_of(error: CorpusToolsError, file: str, check: str, *, document: str = "") -> Fault:
    """Return the fault of an error whose message begins with the file and perhaps a line."""
    reason = str(error)
    line = 0
    if reason.startswith(file):
        reason = reason.removeprefix(file)
        if match := _PLACE.match(reason):
            line, reason = int(match[1]), reason[match.end() :]
        reason = reason.removeprefix(": ")
    return Fault(file, line, check, reason, document)


def without_repeats(faults: Iterable[Fault]) -> list[Fault]:
    """Return the faults in the order of their lines; of the same reason at one line only the first."""
    ordered = sorted(faults, key=lambda fault: fault.line)
    return list({(fault.line, fault.reason, fault.span): fault for fault in reversed(ordered)}.values())[::-1]
