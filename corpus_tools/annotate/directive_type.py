"""A clause that orders and where the order begins -> its type and its trigger, by the strongest word in it."""

from __future__ import annotations

from spacy.tokens import Doc

from corpus_tools.annotate.clause_reading import ClauseReading
from corpus_tools.annotate.modal import ASSURANCE, PREVENTION, find_modal
from corpus_tools.annotate.predicate import PredicateReader


def type_of(doc: Doc, text_of_doc: str, reading: ClauseReading, begin: int, reader: PredicateReader) -> tuple[str, str]:
    """Return type and trigger of the order that begins at ``begin`` (characters of the clause).

    ``text_of_doc`` is the Doc's text, which spaCy would join anew at each call. Of several triggers the strongest
    decides: prohibition, obligation, permission, assurance, bare.
    """
    text = reading.text
    modal = find_modal(text[begin:])
    if modal is not None:
        end = begin + modal.end
        adverbs = end + reader.adverbs_end(text[end:])
        kind = modal.type
        if kind == "obligation" and (m := PREVENTION.match(text, adverbs)):
            kind, adverbs = "prohibition", m.end()
        first = begin + modal.start - reader.adverbs_before(text[begin:], modal.start)
        return kind, text[max(begin, first) : adverbs]
    body = text[begin:]
    adverbs = reader.adverbs_end(body)
    if m := PREVENTION.match(body, adverbs):
        return "prohibition", body[: m.end()]
    for member in _members(body):
        adverbs_here = member + reader.adverbs_end(body[member:])
        if m := ASSURANCE.match(body, adverbs_here):
            return "assurance", body[member : m.end()]
    if adverbs == 0:
        adverbs = reader.verb_end(doc, text_of_doc, reading.clause.start + begin) - reading.clause.start - begin
    return "bare", body[:adverbs]


def _members(body: str) -> list[int]:
    """Where the members of a clause joined by 、 begin: 增强…、做到… is an assurance."""
    return [0] + [at + 1 for at, ch in enumerate(body) if ch == "、" and body[:at].count("“") == body[:at].count("”")]
