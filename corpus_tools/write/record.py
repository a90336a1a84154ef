"""What no element or column holds of a document -> one object of JSON, which both formats carry along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spacy.tokens import Doc

from corpus_tools.alignment_record import edit_rows
from corpus_tools.document import Block, TextDocument, document_of
from corpus_tools.labels import LAYERS
from corpus_tools.metadata import FIELDS
from corpus_tools.write.sentences import Sentence


def record_of(doc: Doc, sentences: Sequence[Sentence]) -> dict[str, Any]:
    """Return the record as ``StoredText.record`` describes it; empty for a Doc that the formats hold whole."""
    document = document_of(doc)
    record: dict[str, Any] = {}
    tagged = [layer.name for layer in LAYERS if layer.group in doc.spans]
    marked = any(len(doc.spans[layer.group]) for layer in LAYERS if layer.group in doc.spans)
    if len(tagged) != (len(LAYERS) if marked else 0):
        record["layers"] = tagged
    if not sentences and doc.text:
        record["text"] = doc.text
    exact = {f"{s.number}.{t.number}": t.exact for s in sentences for t in s.tokens if t.exact}
    if exact:
        record["tokens"] = exact
    if document:
        record |= _of_document(document, sentences)
    return record


def _of_document(document: TextDocument, sentences: Sequence[Sentence]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    if document.blocks != _usual_blocks(sentences):
        record["blocks"] = [[b.kind, b.start_char, b.end_char, b.level] for b in document.blocks]
    places = {}
    for name in FIELDS:
        found = document.metadata.values.get(name, [])
        if any(e.start_char is not None for e in found):
            places[name] = [None if e.start_char is None else [e.start_char, e.end_char] for e in found]
    if places:
        record["places"] = places
    if document.aligned.edits:
        record["edits"] = edit_rows(document.aligned)
    return record


def _usual_blocks(sentences: Sequence[Sentence]) -> list[Block]:
    """Return the blocks as the sentences tell them: from the first token to the last."""
    blocks: list[Block] = []
    for sentence in sentences:
        first, last = sentence.tokens[0], sentence.tokens[-1]
        start = first.start if sentence.begins_block else blocks.pop().start_char
        blocks.append(Block(sentence.kind, start, last.end, sentence.level))
    return blocks
