"""What a cleaning step is: a name, a version, one line on what it does, and a function from a text to edits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corpus_tools.alignment import Edit


@dataclass(frozen=True)
class CleaningSettings:
    """What a user tells the steps, beside which of them run.

    ``furniture_phrases`` are beginnings of lines that are furniture on the user's pages; ``furniture_lines`` whole
    lines; ``body_lines`` whole lines that stay whatever a rule says; ``keep_names`` are stretches that the conversion
    to simplified characters leaves as they are.
    """

    furniture_phrases: tuple[str, ...] = ()
    furniture_lines: tuple[str, ...] = ()
    body_lines: tuple[str, ...] = ()
    keep_names: tuple[str, ...] = ()


DEFAULT_SETTINGS = CleaningSettings()


@dataclass(frozen=True)
class CleaningStep:
    """One fault of scraped text and the function that mends it.

    ``name`` is what edits, records and profiles call it; ``version`` rises when the step does another thing to the
    same text. An ``essential`` step can't be switched off: without it a text can't be annotated. ``default`` says
    whether it runs unless a profile says otherwise; ``settings`` whether the function takes CleaningSettings too.
    """

    name: str
    version: int
    gloss: str
    function: Callable[..., list[Edit]]
    essential: bool = False
    default: bool = True
    settings: bool = False

    def edits(self, text: str, settings: CleaningSettings = DEFAULT_SETTINGS) -> list[Edit]:
        """Return what the step would change; offsets count characters of ``text``, edits don't overlap."""
        return self.function(text, settings) if self.settings else self.function(text)
