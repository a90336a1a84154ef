"""A Doc -> its clauses with what the word lists say about each: modal, opening, tense, who is introduced."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from corpus_tools.annotate.clause import Clause, clauses
from corpus_tools.annotate.introduction import Intro, introduction
from corpus_tools.annotate.modal import ASSURANCE, PREVENTION, Modal, find_modal
from corpus_tools.annotate.predicate import PredicateReader

#: Whoever 他 means is irrelevant here: the reading asks only whether a clause introduces orders.
_ANYBODY = "他"
_NUMBERED = re.compile(r"[●•■◆]|[（(]?[一二三四五六七八九十\d]+[)）、.．]|[一二三四五六七八九十]是")


@dataclass(frozen=True)
class ClauseReading:
    """What can be read off a clause by itself; offsets count characters of the clause.

    ``lead`` is where the clause begins behind list marks and connectives, ``adverbs`` how many characters of adverbs
    stand there.
    """

    clause: Clause
    text: str
    tokens: tuple[Token, ...]
    modal: Modal | None
    modal_begin: int
    lead: int
    adverbs: int
    opens: bool
    intro: Intro | None
    facts: frozenset[str]

    @property
    def numbered(self) -> bool:
        """Whether the clause opens a line with a number or a bullet."""
        return self.clause.opens_line and bool(_NUMBERED.match(self.text))


def read_clauses(doc: Doc, text: str, reader: PredicateReader, persons: list[str]) -> list[ClauseReading]:
    """Read every clause of the Doc, in order; ``text`` is its text. ``persons`` are the names known in it."""
    tokens = [token for token in doc if not token.is_space]
    readings, at = [], 0
    for clause in clauses(text):
        while at < len(tokens) and tokens[at].idx < clause.start:
            at += 1
        first = at
        while at < len(tokens) and tokens[at].idx < clause.end:
            at += 1
        readings.append(_reading(clause, text[clause.start : clause.end], tuple(tokens[first:at]), reader, persons))
    return readings


def _reading(
    clause: Clause, text: str, tokens: tuple[Token, ...], reader: PredicateReader, persons: list[str]
) -> ClauseReading:
    lead = reader.lead(text)
    body = text[lead:]
    adverbs = reader.adverbs_end(body)
    modal = find_modal(text)
    facts = reader.facts(text, lead)
    if PREVENTION.match(body, adverbs):
        facts.add("prevention")
    if ASSURANCE.match(body, adverbs):
        facts.add("assurance")
    if re.search(r"\d|[%％]", body):
        facts.add("figure")
    if "的" in body:
        facts.add("的")
    if body.endswith("的"):
        facts.add("ends with 的")
    return ClauseReading(
        clause,
        text,
        tokens,
        modal,
        modal.start - reader.adverbs_before(text, modal.start) if modal else -1,
        lead,
        adverbs,
        reader.opens_with_order(text, lead),
        introduction(text, persons, _ANYBODY),
        frozenset(facts),
    )
