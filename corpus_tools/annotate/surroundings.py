"""A Doc -> what the rules for directives must know of it: who is named, where titles stand, borrowed lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from corpus_tools.annotate.known_names import KnownNames, known_names
from corpus_tools.labels import SLOGAN
from corpus_tools.spans import annotations_of


@dataclass(frozen=True)
class Surroundings:
    """What the tagger knows of the document: its names, and where each title ends by where it begins.

    ``allusions`` are borrowed lines, whose words order nothing (要 in 绝知此事要躬行).
    """

    names: KnownNames
    titles: Mapping[int, int]
    allusions: Sequence[tuple[int, int]]

    def shown(self, start: int, text: str) -> str:
        """Return a stretch that begins at ``start`` with borrowed lines blanked out."""
        for begin, end in self.allusions:
            if start <= begin and end <= start + len(text):
                text = text[: begin - start] + "□" * (end - begin) + text[end - start :]
        return text


def surroundings_of(doc: Doc) -> Surroundings:
    """Collect what the titles, the names and the slogans of a document tell."""
    names = known_names(doc)
    allusions = [(a.start_char, a.end_char) for a in annotations_of(doc, SLOGAN) if a.type == "allusion"]
    return Surroundings(names, {start: end for start, end, _ in names.titles}, allusions)
