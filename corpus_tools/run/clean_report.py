"""Cleaned documents, one at a time -> the HTML report on them; only one document is in memory."""

from __future__ import annotations

import shutil
import tempfile
from types import TracebackType
from typing import IO

from corpus_tools.clean import STEPS
from corpus_tools.run.clean_inputs import CleanedDocument
from corpus_tools.write.clean_page import ReportEntry, report_entry, report_foot, report_head, report_section

#: Edits that no step of the profile makes: what takes the markup out, before all steps.
MARKUP = {
    "markup": "take out the markup of HTML or Markdown; always done",
    "lone-links": "remove lines that are nothing but a link; with the markup",
}
GLOSSES = {**MARKUP, **{step.name: step.gloss for step in STEPS}}


class CleaningReport:
    """Collects documents; ``write_to`` puts the report together, whose head counts over all of them."""

    def __init__(self) -> None:
        self._entries: list[ReportEntry] = []
        self._sections = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115  (closed by __exit__)
        self._number = 0

    def __enter__(self) -> CleaningReport:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Let go of what was collected."""
        self._sections.close()

    def add(self, cleaned: CleanedDocument) -> None:
        """Take a document into the report; of one that failed, its reason."""
        if cleaned.document is None:
            self._entries.append(ReportEntry(cleaned.doc_id, cleaned.name, cleaned.fault))
            return
        self._number += 1
        self._entries.append(report_entry(cleaned.doc_id, cleaned.name, cleaned.document))
        self._sections.write(report_section(self._number, cleaned.doc_id, cleaned.document))

    def write_to(self, target: IO[str]) -> None:
        """Write the report to a file that takes text."""
        self._sections.seek(0)
        target.write(report_head(self._entries, GLOSSES))
        shutil.copyfileobj(self._sections, target)
        target.write(report_foot())
