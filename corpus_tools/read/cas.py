"""A UIMA CAS (XMI, JSON, or INCEpTION's zip of it) -> a stored text, with the corrections that a person made in it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from cassis import Cas

from corpus_tools.document import BLOCK_KINDS
from corpus_tools.errors import ReadError
from corpus_tools.formats.cas_layers import (
    CAS_METADATA,
    DEPENDENCY,
    HEADING,
    LAYER_TYPES,
    LEMMA,
    METADATA,
    MORPH,
    NAME,
    PARAGRAPH,
    PART,
    POS,
    RECORD,
    SENTENCE,
    TOKEN,
)
from corpus_tools.formats.xml_characters import legal
from corpus_tools.labels import LAYER_BY_NAME
from corpus_tools.read.cas_file import CasFile, open_cas
from corpus_tools.read.cas_spans import SpansOfCas
from corpus_tools.read.cas_tokens import selected, stored_tokens
from corpus_tools.read.json_rows import Row
from corpus_tools.read.packed import check_format, take_document
from corpus_tools.read.placed_spans import place_spans
from corpus_tools.span_change import remark_on
from corpus_tools.stored.offsets import text_and_places
from corpus_tools.stored.text import StoredText
from corpus_tools.ud_relations import relation

#: Types of which everything is read, or that say nothing of the text.
_KNOWN = {
    *(SENTENCE, TOKEN, LEMMA, POS, MORPH, DEPENDENCY, NAME, METADATA, CAS_METADATA, PARAGRAPH, HEADING),
    *(*LAYER_TYPES.values(), PART, RECORD, "uima.tcas.DocumentAnnotation", "uima.cas.Sofa", "uima.cas.View"),
}
_LINK = re.compile(r"webanno\.custom\.\w+Link|uima\.cas\.\w+")
_UNNAMED = "unnamed"


def read_cas(data: bytes, *, name: str, annotator: str | None = None, types: bytes | None = None) -> list[StoredText]:
    """Return the one document of a CAS.

    Spans that were changed or added have the rule ``annotator NAME`` and score 1, all others their own; ``changes``
    lists them and those that were removed.

    The annotator is ``annotator``, else whom INCEpTION names in the file, else the file's name. ``types`` is the
    ``TypeSystem.xml`` beside an XMI. A CAS of others with tokens of DKPro Core gives text, tokens, tags, trees and
    names; its other layers are counted as losses. Raises ReadError for a CAS with neither our layers nor tokens, and
    for places outside the text.
    """
    file = open_cas(data, name=name, types=types)
    cas, name = file.cas, file.name
    sofa = cas.sofa_string
    if not sofa:
        raise ReadError(f"{name}: a CAS without a text")
    record = _record(cas, sofa, name)
    text = _text(record, sofa)
    _check_types(cas, text, record, name)
    stored = stored_tokens(cas, text, name=name)
    stored.doc_id = _doc_id(cas, name)
    rows: dict[str, Mapping[str, Any]] | None = None
    if record is not None:
        rows = _take_record(record, stored)
    who = stored.annotator = annotator or _annotator(cas, name, stored.doc_id)
    spans = SpansOfCas(cas, text, name=name, rows=rows)
    place_spans(stored, spans.spans(who))
    stored.changes = spans.changes
    if record is None:
        stored.record["layers"] = [key for key, type_ in LAYER_TYPES.items() if cas.typesystem.contains_type(type_)]
    elif stored.changes:
        stored.remarks.append(remark_on(stored.changes, who))
        stored.record["layers"] = [key for key in LAYER_BY_NAME if key in stored.record["layers"] or _has(stored, key)]
    _count_losses(file, stored)
    return [stored]


def _has(stored: StoredText, layer: str) -> bool:
    return any(span.layer == layer for span in stored.spans)


def _record(cas: Cas, sofa: str, name: str) -> Row | None:
    found = selected(cas, RECORD, sofa, name)
    if not found:
        return None
    if len(found) > 1:
        raise ReadError(f"{name}: {len(found)} records ({RECORD}); a document has one, remove the others")
    try:
        row = Row(json.loads(found[0].json or ""), f"{name}: record")
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{name}: the record ({RECORD}) is no JSON: {error}; restore it, or remove it") from error
    check_format(row)
    return row


def _text(record: Row | None, sofa: str) -> str:
    """Return the text with the characters that XML can't hold, where they are on record."""
    exact = record.text("text", sofa) if record else sofa
    return exact if legal(exact) == sofa else sofa


def _check_types(cas: Cas, text: str, record: Row | None, name: str) -> None:
    ours = [each for each in LAYER_TYPES.values() if cas.typesystem.contains_type(each) and cas.select(each)]
    if record is None and not ours and not selected(cas, TOKEN, text, name):
        raise ReadError(
            f"{name}: none of our layers ({', '.join(LAYER_TYPES.values())}) and no tokens of DKPro Core in it: no "
            "spans can be read; import our layers into the project and export again, or annotate the plain text"
        )


def _take_record(record: Row, stored: StoredText) -> dict[str, Mapping[str, Any]]:
    """Put the record into the stored text and return its spans by identifier."""
    stored.doc_id = record.text("id")
    take_document(record, stored)
    _, places = text_and_places(stored)
    blocks = {}
    for row in record.items("sentences", []):
        match row:
            case [int(start), str(kind), int(level), bool(begins)] if kind in BLOCK_KINDS:
                blocks[start] = (kind, level, begins)
            case _:
                record.fail(f"{row!r} is no sentence")
    first = 0
    for number, sentence in enumerate(stored.sentences):
        start = places[first][0]
        first += len(sentence.tokens)
        if start in blocks:
            sentence.kind, sentence.level, sentence.begins_block = blocks[start]
        elif number and not sentence.begins_block:
            sentence.kind, sentence.level = stored.sentences[number - 1].kind, stored.sentences[number - 1].level
    _take_exact(record, stored)
    rows: dict[str, Mapping[str, Any]] = {}
    size = places[-1][1] if places else 0
    for each in record.rows("spans", "span", []):
        each.stretch(size)
        for key in ("layer", "type", "rule", "version"):
            each.text(key)
        each.number("score")
        each.row("attributes", {})
        rows[each.text("id")] = each.values
    return rows


def _take_exact(record: Row, stored: StoredText) -> None:
    """Give tokens and names the values that XML, or UD, has no form for, unless somebody changed them since."""
    tokens = [token for sentence in stored.sentences for token in sentence.tokens]
    exact = record.row("tokens", {})
    for key in exact.values:
        token = tokens[int(key)] if key.isdecimal() and int(key) < len(tokens) else None
        if token is None:
            exact.fail(f"it names a token {key!r}, which there isn't")
        row = exact.row(key)
        for name in row.values:
            if name not in ("lemma", "xpos", "feats", "deprel"):
                row.fail(f"{name!r} is no value of a token")
            value, written = row.text(name), getattr(token, name)
            if written == (relation(value) if name == "deprel" else legal(value)):
                setattr(token, name, value)
    _, places = text_and_places(stored)
    starts = {start: number for number, (start, _) in enumerate(places)}
    for each in record.rows("names", "name", []):
        label, at = each.text("label"), starts.get(each.whole("start"))
        while at is not None and at < len(tokens) and tokens[at].name == legal(label):
            tokens[at].name = label
            at = at + 1 if at + 1 < len(tokens) and tokens[at + 1].continues else None


def _doc_id(cas: Cas, name: str) -> str:
    if cas.typesystem.contains_type(METADATA):
        for each in cas.select(METADATA):
            if found := each.documentId or each.documentTitle:
                return str(found)
    return _stem(name)


def _annotator(cas: Cas, name: str, doc_id: str) -> str:
    if cas.typesystem.contains_type(CAS_METADATA):
        for each in cas.select(CAS_METADATA):
            if found := getattr(each, "username", None):
                return str(found)
    stem = _stem(name)
    return stem if stem != doc_id else _UNNAMED


def _stem(name: str) -> str:
    base = re.split(r"[/\\!]", name)[-1]
    return re.sub(r"\.(xmi|json|zip)$", "", base, flags=re.IGNORECASE) or "document"


def _count_losses(file: CasFile, stored: StoredText) -> None:
    found = Counter(file.unknown)
    found.update(each.type.name for each in file.cas.select_all_fs())
    for each, count in sorted(found.items()):
        if each not in _KNOWN and not _LINK.fullmatch(each):
            stored.losses[f"layer {each}"] = count
