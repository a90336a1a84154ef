"""Every row of ``posts.tsv``, ``bodies.tsv`` and ``organs.tsv`` at work: its example and its counterexample are tagged.

What ⟦ ⟧ holds and what each kind of row is asked for: ``corpus_tools/lexicons/README.md``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import pytest
from marked_sentences import NONE, Marked, marked
from spacy.language import Language

from corpus_tools.labels import TITLE
from corpus_tools.lexicon import LexiconEntry, package_lexicon
from corpus_tools.spans import Annotation, annotations_of

TABLES = ("posts.tsv", "bodies.tsv", "organs.tsv")
#: Components that titles do not depend on.
_LATER = ("name_repair", "slogan_tagger", "directive_tagger", "ud_repair")
#: Ranks that are read off the organ; the lower ones follow from the jurisdiction.
_RANKED = ("central", "ministry-province")


class Read(NamedTuple):
    """A sentence of a row, with the titles found in it; works are left out."""

    at: Marked
    titles: list[Annotation]

    def here(self) -> Annotation | None:
        """The title that fills the stretch."""
        return next((t for t in self.titles if (t.start_char, t.end_char) == (self.at.start, self.at.end)), None)

    def touching(self) -> list[Annotation]:
        return [t for t in self.titles if t.start_char < self.at.end and self.at.start < t.end_char]


class Row(NamedTuple):
    entry: LexiconEntry
    example: Read
    counterexample: Read | None


Reader = Callable[[str], list[Row]]


@pytest.fixture(scope="module")
def rows(nlp: Language) -> Reader:
    """Return the active rows of a table, their sentences read in one batch."""

    @cache
    def read(table: str) -> list[Row]:
        entries = package_lexicon(table).entries
        entries = tuple(e for e in entries if e.example and e.counterexample)
        sentences = [s for e in entries for s in (e.example, e.counterexample) if s != NONE]
        places = [marked(sentence) for sentence in sentences]
        with nlp.select_pipes(disable=[name for name in _LATER if name in nlp.pipe_names]):
            docs = nlp.pipe([place.text for place in places], batch_size=256)
            titles = [[t for t in annotations_of(doc, TITLE) if t.type != "work"] for doc in docs]
        found = {s: Read(place, t) for s, place, t in zip(sentences, places, titles, strict=True)}
        return [Row(e, found[e.example], found.get(e.counterexample)) for e in entries]

    return read


def _prefixes(title: Annotation) -> list[tuple[int, int]]:
    return [(p["start"], p["end"]) for p in title.attributes.get("parts", []) if p["part"] == "prefix"]


def is_post(entry: LexiconEntry, read: Read) -> bool:
    """Whether the row makes the title (posts, groups, forms of respect, roles), or its prefix is in it."""
    title = read.here()
    if title is None or entry.subtype != "prefix":
        return title is not None and title.evidence.entry == entry.id
    return any(entry.form in read.at.text[a:b] for a, b in _prefixes(title))


def is_post_anyhow(entry: LexiconEntry, read: Read) -> bool:
    """Whether a title that touches the form is of this row, or of none; for a prefix: whether it is read as one."""
    if entry.subtype == "prefix":
        return any(a < read.at.end and read.at.start < b for t in read.titles for a, b in _prefixes(t))
    return any(t.evidence.entry in (entry.id, None, "") for t in read.touching())


def is_in_body(entry: LexiconEntry, read: Read) -> bool:
    """Whether the word does what its kind says: a title begins behind a stop word, and with a state or world body."""
    if entry.subtype == "stop":
        return any(t.start_char == read.at.end for t in read.titles)
    words = read.at.text[read.at.start : read.at.end]
    return read.here() is not None and (words.startswith(entry.form) if entry.subtype == "country" else True)


def is_in_body_anyhow(entry: LexiconEntry, read: Read) -> bool:
    return is_in_body(entry, read) if entry.subtype == "stop" else bool(read.touching())


def has_rank(entry: LexiconEntry, read: Read) -> bool:
    title = read.here()
    if title is None or entry.subtype not in _RANKED:
        return title is not None
    return title.attributes.get("rank") == entry.subtype


def has_rank_anyhow(entry: LexiconEntry, read: Read) -> bool:
    return any(t.attributes.get("rank") == entry.subtype for t in read.touching())


Reading = Callable[[LexiconEntry, Read], bool]
SHOWN: dict[str, Reading] = {"posts.tsv": is_post, "bodies.tsv": is_in_body, "organs.tsv": has_rank}
DENIED: dict[str, Reading] = {
    "posts.tsv": is_post_anyhow,
    "bodies.tsv": is_in_body_anyhow,
    "organs.tsv": has_rank_anyhow,
}


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_both_sentences_with_one_stretch_marked(table: str) -> None:
    entries = package_lexicon(table).entries
    faults = [
        e.id
        for e in entries
        for sentence in (e.example, e.counterexample)
        if sentence != NONE and (sentence.count("⟦"), sentence.count("⟧")) != (1, 1)
    ]
    assert faults == []
    assert [e.id for e in entries if e.example == NONE] == []


@pytest.mark.parametrize("table", TABLES)
def test_the_marked_stretch_holds_the_form(table: str) -> None:
    """In a counterexample it is the form; so it is in the example of a stop word."""
    faults = []
    for e in package_lexicon(table).entries:
        words = [e.example[e.example.index("⟦") + 1 : e.example.index("⟧")]]
        if e.form not in words[0] or (e.subtype == "stop" and words[0] != e.form):
            faults.append(f"{e.id} {e.example}")
        if e.counterexample != NONE and f"⟦{e.form}⟧" not in e.counterexample:
            faults.append(f"{e.id} {e.counterexample}")
    assert faults == []


@pytest.mark.parametrize("table", TABLES)
def test_no_sentence_serves_two_rows(table: str) -> None:
    sentences = [s for e in package_lexicon(table).entries for s in (e.example, e.counterexample) if s != NONE]
    assert len(set(sentences)) == len(sentences)


@pytest.mark.model
@pytest.mark.parametrize("table", TABLES)
def test_every_example_shows_the_row_at_work(rows: Reader, table: str) -> None:
    missed = [f"{row.entry.id} {row.entry.example}" for row in rows(table) if not SHOWN[table](row.entry, row.example)]
    assert missed == []


@pytest.mark.model
@pytest.mark.parametrize("table", TABLES)
def test_no_counterexample_is_read_as_the_row_says(rows: Reader, table: str) -> None:
    faults = [
        f"{row.entry.id} {row.entry.counterexample}"
        for row in rows(table)
        if row.counterexample is not None and DENIED[table](row.entry, row.counterexample)
    ]
    assert faults == []
