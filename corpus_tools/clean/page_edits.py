"""What a page's lines are -> the edits that take furniture and metadata lines out."""

from __future__ import annotations

from collections.abc import Iterable

from corpus_tools.alignment import Edit
from corpus_tools.clean.page import PageLine, page_lines
from corpus_tools.clean.step import DEFAULT_SETTINGS, CleaningSettings

#: The role of a line -> the step that takes it out.
REMOVED = {"metadata": "metadata-lines", "furniture": "furniture"}


def edits_of(page: Iterable[PageLine], steps: Iterable[str] = tuple(REMOVED.values())) -> list[Edit]:
    """Return the edits of these steps for a page that has been read."""
    wanted = set(steps)
    return [
        Edit(found.line.start, found.line.end, "", step)
        for found in page
        if (step := REMOVED.get(found.role)) in wanted and step is not None
    ]


def furniture(text: str, settings: CleaningSettings = DEFAULT_SETTINGS) -> list[Edit]:
    """Remove the lines that belong to the site."""
    return edits_of(page_lines(text, settings), ["furniture"])


def metadata_lines(text: str, settings: CleaningSettings = DEFAULT_SETTINGS) -> list[Edit]:
    """Remove lines of label and value."""
    return edits_of(page_lines(text, settings), ["metadata-lines"])
