"""A Doc -> its clauses with what the word lists say about each: modal, opening, tense, who is introduced."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from corpus_tools.annotate.clause import Clause, clauses
from corpus_tools.annotate.introduction import Intro, introduction
from corpus_tools.annotate.modal import ASSURANCE, PREVENTION, Modal, find_modal
from corpus_tools.annotate.predicate import PredicateReader
from corpus_tools.annotate.request import Request, find_request
from corpus_tools.annotate.word import Word, words_of

#: Whoever 他 means is irrelevant here: the reading asks only whether a clause introduces orders.
_ANYBODY = "他"
_NUMBERED = re.compile(r"[●•■◆]|[（(]?[一二三四五六七八九十\d]+[)）、.．]|[一二三四五六七八九十]是")
#: A limit or a measure that is imposed: 最高不超过五万元, 由二年调整为一年.
_LIMIT = re.compile(
    r"不超过|不低于|不少于|不高于|最高|上限|由[^，]{1,12}(?:调整|改|提高|降低|缩短|延长)[为至到]|[给予享补奖][^，]{0,8}\d"
)
_FIGURE = re.compile(r"\d|[%％]")


class ClauseReading(NamedTuple):
    """What can be read off a clause by itself; offsets count characters of the clause.

    ``lead`` is where the clause begins behind list marks and connectives, ``adverbs`` how many characters of adverbs
    stand there, ``numbered`` whether it opens a line with a number or a bullet.
    """

    clause: Clause
    text: str
    words: Sequence[Word]
    doc: Doc
    modal: Modal | None
    modal_begin: int
    lead: int
    adverbs: int
    opens: bool
    intro: Intro | None
    facts: frozenset[str]
    numbered: bool
    request: Request | None

    @property
    def tokens(self) -> list[Token]:
        """The words as tokens of the Doc, for who walks through the tree."""
        return [self.doc[word.i] for word in self.words]


def read_clauses(doc: Doc, text: str, reader: PredicateReader, persons: Sequence[str]) -> list[ClauseReading]:
    """Read every clause of the Doc, in order; ``text`` is its text. ``persons`` are the names known in it."""
    words = words_of(doc)
    starts = [word.start for word in words]
    readings, end = [], 0
    for clause in clauses(text):
        first = bisect_left(starts, clause.start, end)
        end = bisect_left(starts, clause.end, first)
        readings.append(_reading(clause, text[clause.start : clause.end], words[first:end], doc, reader, persons))
    return readings


def _reading(
    clause: Clause, text: str, words: Sequence[Word], doc: Doc, reader: PredicateReader, persons: Sequence[str]
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
    if _FIGURE.search(body):
        facts.add("figure")
    if _LIMIT.search(body):
        facts.add("limit")
    if "的" in body:
        facts.add("的")
    if body.endswith("的"):
        facts.add("ends with 的")
    return ClauseReading(
        clause,
        text,
        words,
        doc,
        modal,
        modal.start - reader.adverbs_before(text, modal.start) if modal else -1,
        lead,
        adverbs,
        reader.opens_with_order(text, lead),
        introduction(text, persons, _ANYBODY),
        frozenset(facts),
        clause.opens_line and bool(_NUMBERED.match(text)),
        find_request(text, clause.start, words),
    )
