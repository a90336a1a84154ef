"""The bytes of our TEI -> its documents, with all that they carry."""

from __future__ import annotations

import re

from corpus_tools.document import BLOCK_KINDS
from corpus_tools.errors import ReadError
from corpus_tools.read.stored_record import apply_exact, take_record
from corpus_tools.read.tei_header import read_header
from corpus_tools.read.tei_sentence import SentenceReader
from corpus_tools.read.tei_spans import SpanReader
from corpus_tools.read.tei_xml import TEI, XML_ID, Element, check_names, error_at, local, parse_xml
from corpus_tools.stored.text import StoredText

_NS = {"t": TEI}
_HEADS = ("headline", "lead", "head")
#: Elements of blocks, and the kind of block that each is; None where an attribute tells.
_BLOCKS: dict[str, str | None] = {
    "head": None,
    "p": None,
    "item": "item",
    "l": "verse",
    "cell": "cell",
    "quote": "quote",
    "byline": "byline",
    "closer": "closing",
}


def read_tei(data: bytes, *, name: str) -> list[StoredText]:
    """Return the documents of a TEI or teiCorpus file, in any of our layouts; ``name`` stands for it in messages.

    Raises ReadError with file, line and reason for a file that is no TEI, holds no sentences and words, or has a
    pointer, tree or value that leads nowhere; no document of such a file is returned. What the header says of other
    documents of a corpus (copies, shared clauses) is counted in ``losses``.
    """
    root = parse_xml(data, name=name)
    check_names(root, name=name)
    documents = [root] if local(root) == "TEI" else list(root.iterchildren(f"{{{TEI}}}TEI"))
    if not documents:
        raise ReadError(f"{name}:1: a teiCorpus without a text in it; read the files that it includes")
    return [_read_document(document, name) for document in documents]


def _read_document(root: Element, name: str) -> StoredText:
    stored = StoredText(name, root.get(XML_ID) or _stem(name))
    header = root.find("t:teiHeader", _NS)
    body = root.find("t:text/t:body", _NS)
    if header is None or body is None:
        raise error_at(root, name, "no teiHeader, or no body")
    read_header(header, stored)
    _read_record(root, stored)
    sentences = SentenceReader(stored, _name_labels(header))
    _read_blocks(body, sentences, name)
    sentences.end_block("")
    if not stored.sentences and "".join(body.itertext()).strip():
        raise error_at(body, name, "text without sentences (s) and words (w); only annotated TEI is read")
    stand_off = root.find("t:standOff", _NS)
    if stand_off is not None:
        sentences.read_stand_off(stand_off)
    try:
        apply_exact(stored)
    except ValueError as error:
        raise ReadError(f"{name}: the record can't be understood: {error}") from error
    stored.spans = SpanReader(root, header, sentences, name).spans()
    return stored


def _read_blocks(parent: Element, sentences: SentenceReader, name: str) -> None:
    for found in parent:
        tag = local(found)
        if tag in _BLOCKS:
            _read_block(found, sentences, name)
        elif tag in ("s", "w", "pc"):
            raise error_at(found, name, f"{tag} in {local(parent)}; put it into a paragraph (p)")
        else:
            _read_blocks(found, sentences, name)


def _read_block(block: Element, sentences: SentenceReader, name: str) -> None:
    kind = _kind(block)
    level = int(written) if (written := block.get("n", "0")).isdecimal() else 0
    begins = True
    for found in block:
        if local(found) != "s":
            raise error_at(found, name, f"{local(found)} in {local(block)}; a sentence (s) is expected")
        if begins:
            sentences.end_block("\n")
        sentences.read(found, kind, level, begins=begins)
        begins = False


def _read_record(root: Element, stored: StoredText) -> None:
    found = root.find("t:standOff/t:xenoData[@type='record']", _NS)
    if found is None:
        return
    try:
        take_record(found.text or "", stored)
    except ValueError as error:
        raise error_at(found, stored.name, f"the record can't be understood: {error}") from error


def _name_labels(header: Element) -> dict[str, str]:
    """Return the labels of names that had to be changed to be a type in TEI."""
    categories = header.iterfind("t:encodingDesc/t:classDecl/t:taxonomy/t:category[@n]", _NS)
    found = ((str(c.get(XML_ID)), str(c.get("n"))) for c in categories)
    return {identifier.partition(".NER.")[2]: label for identifier, label in found if ".NER." in identifier}


def _kind(block: Element) -> str:
    tag = local(block)
    if tag == "head":
        return kind if (kind := block.get("type", "head")) in _HEADS else "head"
    kind = _BLOCKS[tag] or block.get("rend") or "paragraph"
    return kind if kind in BLOCK_KINDS else "paragraph"


def _stem(name: str) -> str:
    return re.split(r"[/\\]", name)[-1].removesuffix(".xml") or "document"
