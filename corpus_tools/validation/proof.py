"""A stored document -> its alignment proved: edits undone give the original, made again they give the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from corpus_tools.alignment import AlignedText
from corpus_tools.alignment_record import realigned
from corpus_tools.errors import CleaningError
from corpus_tools.formats.xml_characters import legal
from corpus_tools.read.tei_xml import TEI
from corpus_tools.stored.offsets import text_and_places
from corpus_tools.stored.text import StoredText
from corpus_tools.validation.fault import Fault
from corpus_tools.validation.tei_place import Element, fault_at

_SHOWN = 20


@dataclass(frozen=True)
class Known:
    """What is known of a source file at hand: its size in bytes and its text as it was decoded."""

    size: int
    text: str


def proof(
    stored: StoredText, *, file: str, sources: Mapping[str, Known] | None = None
) -> tuple[AlignedText | None, list[Fault]]:
    """Return the alignment of a document, None where it can't be proved, and what is wrong with it.

    ``sources`` are the source files at hand by their SHA-256; None: there are none, and the record is proved by itself.
    A document made of a bare string is its own original.
    """
    text, _ = text_and_places(stored)
    try:
        aligned = realigned(text, stored.record.get("edits", ()))
        aligned.check()
    except CleaningError as error:
        return None, [_fault(file, stored, f"the original can't be rebuilt: {error}")]
    faults = [_fault(file, stored, reason) for reason in _outside(stored, aligned)]
    if sources is not None and stored.source is not None:
        faults += [_fault(file, stored, reason) for reason in _against(stored, aligned, sources)]
    return aligned, faults


def _outside(stored: StoredText, aligned: AlignedText) -> Iterator[str]:
    size = len(aligned.original)
    for damage in stored.damage:
        if not 0 <= damage.start_char <= damage.end_char <= size:
            yield f"damage at {damage.start_char}-{damage.end_char}, of {size} characters; mend its place"
    for name, places in stored.record.get("places", {}).items():
        for place in places:
            if place is not None and not 0 <= place[0] <= place[1] <= size:
                yield f"{name} was read from {place[0]}-{place[1]}, of {size} characters; mend its place"


def _against(stored: StoredText, aligned: AlignedText, sources: Mapping[str, Known]) -> Iterator[str]:
    assert stored.source is not None
    source = stored.source
    known = sources.get(source.sha256)
    if known is None:
        yield (
            f"no source has the SHA-256 {source.sha256[:12]}… of {source.name}; it is not in the folder, or was "
            "changed since: name the folder with the sources as they were"
        )
        return
    if known.size != source.size:
        yield f"{source.size} bytes on record, {known.size} in the source {source.name}; the record was changed"
    if known.text != aligned.original:
        at = next((n for n, (a, b) in enumerate(zip(known.text, aligned.original, strict=False)) if a != b), None)
        place = f"at character {at}" if at is not None else f"{len(aligned.original)} for {len(known.text)} characters"
        yield f"the rebuilt original is not the text of {source.name} ({place}); text or record was changed"


def originals(stored: StoredText, aligned: AlignedText) -> list[str]:
    """Return the original of each sentence, from its first to its last token."""
    found = []
    at = len(stored.before)
    for sentence in stored.sentences:
        start = end = at
        for token in sentence.tokens:
            end = at + len(token.text)
            at = end + len(token.space)
        first, last = aligned.origin(start, start + 1)[0], aligned.origin(end - 1, end)[1]
        found.append(aligned.original[first:last])
    return found


def originals_in_tei(root: Element, stored: StoredText, aligned: AlignedText, *, file: str) -> Iterator[Fault]:
    """Yield the sentences of a TEI document whose ``@orig``, texts and blanks are not the original on record."""
    for sentence, original in zip(root.iter(f"{{{TEI}}}s"), originals(stored, aligned), strict=False):
        made = _rebuilt(sentence)
        wanted = legal(original)
        if made != wanted:
            at = next(
                (n for n, (a, b) in enumerate(zip(made, wanted, strict=False)) if a != b), min(len(made), len(wanted))
            )
            reason = (
                f"@orig and texts give {made[at : at + _SHOWN]!r} at character {at} of the sentence, the record "
                f"{wanted[at : at + _SHOWN]!r}; mend @orig or the record"
            )
            yield fault_at(sentence, file, "alignment", reason)


def _rebuilt(sentence: Element) -> str:
    tokens: list[etree._Element] = list(sentence.iter(f"{{{TEI}}}w", f"{{{TEI}}}pc"))
    pieces = []
    for number, token in enumerate(tokens, start=1):
        orig = token.get("orig")
        if orig is None:
            joined = token.get("join") in ("right", "both") or number == len(tokens)
            orig = (token.text or "") + ("" if joined else " ")
        pieces.append(orig)
    return "".join(pieces)


def _fault(file: str, stored: StoredText, reason: str) -> Fault:
    return Fault(file, 0, "alignment", reason, stored.doc_id)
