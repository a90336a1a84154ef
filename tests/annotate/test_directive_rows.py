"""Every row of ``directives.tsv`` at work: its example must show the word in its role, its counterexample must not.

What ⟦ ⟧ holds and what each kind of row is asked for: ``corpus_tools/lexicons/README.md``. No model is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import NamedTuple

import pytest
import spacy

from corpus_tools.annotate.clause import clauses
from corpus_tools.annotate.modal import find_modal
from corpus_tools.annotate.predicate import PredicateReader
from corpus_tools.lexicon import Lexicon, LexiconEntry, package_lexicon

TABLE = package_lexicon("directives.tsv")
READER = PredicateReader(TABLE)
KINDS = ("adverb", "verb", "connective", "doer", "describe")
#: Untagged, one character a token: what the word lists say alone.
_BLANK = spacy.blank("zh")


class Place(NamedTuple):
    """The clause that holds the marked word, and where the word stands in it (characters of the clause)."""

    clause: str
    start: int
    end: int


def place(sentence: str) -> Place:
    start, end = sentence.index("⟦"), sentence.index("⟧") - 1
    text = sentence.replace("⟦", "").replace("⟧", "")
    clause = next(c for c in clauses(text) if c.start <= start and end <= c.end)
    return Place(text[clause.start : clause.end], start - clause.start, end - clause.start)


def orders(reader: PredicateReader, clause: str) -> list[int]:
    """Return where an order begins in a clause that stands among orders: without a modal, and behind one."""
    bare = reader.order_start(_BLANK.make_doc(clause), 0, clause, reader.lead(clause), loose=True)
    found = [] if bare is None else [bare]
    modal = find_modal(clause)
    if modal is not None and not reader.is_past(clause[modal.end :]):
        found.append(modal.end)
    return found


def opens_as_adverb(reader: PredicateReader, at: Place) -> bool:
    return any(
        begin <= at.start and at.end <= begin + reader.adverbs_end(at.clause, begin)
        for begin in orders(reader, at.clause)
    )


def opens_as_verb(reader: PredicateReader, at: Place) -> bool:
    return reader.verb_length(at.clause, at.start) == at.end - at.start and any(
        begin <= at.start <= begin + reader.adverbs_end(at.clause, begin) for begin in orders(reader, at.clause)
    )


def stays_outside(reader: PredicateReader, at: Place) -> bool:
    return at.end <= reader.lead(at.clause) < len(at.clause)


def is_ordered(reader: PredicateReader, at: Place) -> bool:
    return at.end in orders(reader, at.clause) and reader.behind_doer(at.clause, reader.lead(at.clause), at.end)


def opens_description(reader: PredicateReader, at: Place) -> bool:
    lead = reader.lead(at.clause)
    return at.start == lead and "describes" in reader.facts(at.clause, lead) and lead not in orders(reader, at.clause)


ROLES: dict[str, Callable[[PredicateReader, Place], bool]] = {
    "adverb": opens_as_adverb,
    "verb": opens_as_verb,
    "connective": stays_outside,
    "doer": is_ordered,
    "describe": opens_description,
}


def rows(kind: str) -> list[LexiconEntry]:
    return [entry for entry in TABLE.entries if entry.subtype == kind]


def test_every_row_has_both_sentences_with_its_form_marked_once() -> None:
    faults = [
        entry.id
        for entry in TABLE.entries
        for sentence in (entry.example, entry.counterexample)
        if sentence.count("⟦") != 1 or f"⟦{entry.form}⟧" not in sentence
    ]
    assert faults == []


def test_no_sentence_serves_two_rows() -> None:
    sentences = [sentence for entry in TABLE.entries for sentence in (entry.example, entry.counterexample)]
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize("kind", KINDS)
def test_every_example_shows_the_row_at_work(kind: str) -> None:
    assert [f"{e.id} {e.example}" for e in rows(kind) if not ROLES[kind](READER, place(e.example))] == []


def test_behind_the_connective_of_an_example_an_order_begins() -> None:
    places = {e.id: place(e.example) for e in rows("connective")}
    assert [row for row, at in places.items() if READER.lead(at.clause) not in orders(READER, at.clause)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_counterexample_is_read_as_the_row_says(kind: str) -> None:
    assert [f"{e.id} {e.counterexample}" for e in rows(kind) if ROLES[kind](READER, place(e.counterexample))] == []


def reading(reader: PredicateReader, at: Place) -> Hashable:
    """Return all that the reader says of the clause, to compare it with and without a row."""
    begins = orders(reader, at.clause)
    return (
        tuple(begins),
        tuple(reader.adverbs_end(at.clause, begin) for begin in begins),
        reader.verb_length(at.clause, at.start),
        reader.lead(at.clause),
        frozenset(reader.facts(at.clause, reader.lead(at.clause))),
    )


@pytest.mark.parametrize("kind", KINDS)
def test_without_the_row_its_example_is_read_otherwise(kind: str) -> None:
    """Save for a form that holds another of its kind at its beginning or end, which then does its work (党员: 员)."""
    forms = {entry.form for entry in rows(kind)}
    idle = []
    for entry in rows(kind):
        if any(entry.form[:n] in forms or entry.form[n:] in forms for n in range(1, len(entry.form))):
            continue
        at = place(entry.example)
        others = tuple(other for other in TABLE.entries if other is not entry and other.form in at.clause)
        if reading(PredicateReader(Lexicon("t.tsv", "0" * 64, others)), at) == reading(READER, at):
            idle.append(f"{entry.id} {entry.example}")
    assert idle == []
