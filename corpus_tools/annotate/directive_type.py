"""A clause that orders and where the order begins -> its type and its trigger, by the strongest word in it."""

from __future__ import annotations

from spacy.tokens import Doc

from corpus_tools.annotate.clause_reading import ClauseReading
from corpus_tools.annotate.modal import ASSURANCE, PREVENTION, Modal, find_modal
from corpus_tools.annotate.predicate import PredicateReader


def type_of(doc: Doc, text_of_doc: str, reading: ClauseReading, begin: int, reader: PredicateReader) -> tuple[str, str]:
    """Return type and trigger of the order that begins at ``begin`` (characters of the clause).

    ``text_of_doc`` is the Doc's text, which spaCy would join anew at each call. Of several triggers the strongest
    decides: prohibition, obligation, permission, assurance, bare.
    """
    text = reading.text
    modal = find_modal(text[begin:])
    if modal is not None and _is_trigger(reading, begin, modal, reader):
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


def _is_trigger(reading: ClauseReading, begin: int, modal: Modal, reader: PredicateReader) -> bool:
    """Whether a modal orders here: an order begins at its trigger, so a later modal counts only behind another one.

    内需 in 坚持稳增长与扩内需并进 is no modal, 不得 in 确保不得漏报 is the second trigger.
    """
    body = reading.text[begin:]
    adverbs = reader.adverbs_end(body)
    if modal.start - reader.adverbs_before(body, modal.start) <= 0 or modal.start <= adverbs:
        return True
    at = reading.clause.start + begin + modal.start
    if any(word.start < at < word.end for word in reading.words):
        return False
    earlier = find_modal(body[: modal.start])
    opens = earlier is not None and earlier.start <= adverbs
    return opens or bool(PREVENTION.match(body, adverbs) or ASSURANCE.match(body, adverbs))


def _members(body: str) -> list[int]:
    """Where the members of a clause joined by 、 begin: 增强…、做到… is an assurance."""
    return [0] + [at + 1 for at, ch in enumerate(body) if ch == "、" and body[:at].count("“") == body[:at].count("”")]
