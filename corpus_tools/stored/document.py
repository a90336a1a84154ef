"""What was read from an annotated file -> the TextDocument that it was made from; needs no spaCy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from corpus_tools.alignment_record import realigned
from corpus_tools.document import Block, Source, TextDocument
from corpus_tools.errors import CleaningError, ReadError
from corpus_tools.metadata import Evidence, TextMetadata
from corpus_tools.stored.offsets import Place, text_and_places
from corpus_tools.stored.text import StoredText


def text_document(stored: StoredText, source: Source) -> TextDocument:
    """Return text, metadata, blocks and damage of a stored text; ``source`` is its source where the file names none.

    The text is that of the Doc which ``to_doc`` builds. Raises ReadError where the parts of the file contradict each
    other (edits of another text, blocks outside it).
    """
    text, places = text_and_places(stored)
    try:
        aligned = realigned(text, stored.record.get("edits", ()))
    except CleaningError as error:
        raise ReadError(f"{stored.name}: document {stored.doc_id}: {error}") from error
    return TextDocument(
        stored.source or source,
        aligned,
        metadata=_placed(stored.metadata, stored.record.get("places", {})),
        blocks=_blocks(stored, places, len(text)),
        damage=list(stored.damage),
        remarks=list(stored.remarks),
        cleaning=tuple(stored.cleaning),
        cleaned_by=stored.cleaned_by,
    )


def _placed(metadata: TextMetadata, places: dict[str, list[list[int] | None]]) -> TextMetadata:
    values = {}
    for name, found in metadata.values.items():
        at = places.get(name) or [None] * len(found)
        if len(at) == len(found):
            values[name] = [Evidence(e.value, *(p or (None, None))) for e, p in zip(found, at, strict=True)]
        else:
            values[name] = list(found)
    return TextMetadata(values)


def _blocks(stored: StoredText, places: Sequence[Place], size: int) -> list[Block]:
    known = stored.record.get("blocks")
    if known is not None:
        return [_block(row, size, stored) for row in known]
    blocks: list[Block] = []
    at = 0
    for sentence in stored.sentences:
        first, last = places[at][0], places[at + len(sentence.tokens) - 1][1]
        at += len(sentence.tokens)
        if sentence.begins_block or not blocks:
            blocks.append(Block(sentence.kind, first, last, sentence.level))
        else:
            blocks[-1] = Block(blocks[-1].kind, blocks[-1].start_char, last, blocks[-1].level)
    return blocks


def _block(row: Any, size: int, stored: StoredText) -> Block:
    match row:
        case [str(kind), int(start), int(end), int(level)] if 0 <= start <= end <= size:
            return Block(kind, start, end, level)
    raise ReadError(f"{stored.name}: document {stored.doc_id}: {row!r} on record is no block of this text")
