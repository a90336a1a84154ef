"""Why spans of a text were marked, what else was weighed, and why something was not."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus_tools.lexicon import LexiconEntry

#: A feature of a tagger's model and its weight: positive speaks for the span, negative against.
Weight = tuple[str, float]


@dataclass(frozen=True)
class Explained:
    """One span or loser: where, what, by which rule, and what spoke for and against it."""

    layer: str
    start_char: int
    end_char: int
    type: str
    wording: str
    rule: str
    version: str
    score: float
    #: Why it was not marked; empty for a marked span.
    reason: str
    rule_gloss: str = ""
    entry: LexiconEntry | None = None
    attributes: dict[str, object] = field(default_factory=dict)
    weights: tuple[Weight, ...] = ()

    @property
    def marked(self) -> bool:
        """Whether the span stands in the result."""
        return not self.reason


@dataclass(frozen=True)
class Explanation:
    """All that is known of a text or of one stretch of it; ``silent`` says why layers have nothing there."""

    text: str
    found: tuple[Explained, ...]
    silent: tuple[str, ...] = ()
