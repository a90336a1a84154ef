"""A row of a table -> a document with its text, identifier and metadata."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from corpus_tools.alignment import AlignedText
from corpus_tools.document import Source, TextDocument
from corpus_tools.errors import ReadError
from corpus_tools.identifiers import UniqueIds, document_id
from corpus_tools.metadata import TextMetadata
from corpus_tools.read.columns import Columns, metadata_values
from corpus_tools.read.kinds import TEXT, stem_of
from corpus_tools.read.limits import LARGEST_DOCUMENT
from corpus_tools.read.rows import Row
from corpus_tools.read.undecodable import settle

if TYPE_CHECKING:
    from corpus_tools.read.documents import InputDocument


def row_document(
    row: Row,
    table: str,
    columns: Columns,
    ids: UniqueIds,
    make: Callable[[str, str, Callable[[], TextDocument]], InputDocument],
) -> InputDocument:
    """Make the document of a row, to be read; a row that can't be read gives one that raises ReadError."""
    name = f"{table}#{row.number}"
    stated = _identifier(row, columns)
    doc_id = ids.of(stated or f"{stem_of(table.rpartition('!')[2])}-{row.number}")
    remarks = [row.remark] if row.remark else []
    if stated and doc_id != document_id(stated):
        remarks.append(f"the identifier {document_id(stated)} was taken already; this document is {doc_id}")
    return make(doc_id, name, lambda: _read(row, name, columns, remarks))


def _identifier(row: Row, columns: Columns) -> str:
    column = columns.id_in(list(row.values))
    stated: Any = row.values.get(column) if column else None
    return str(stated).strip() if isinstance(stated, str | int) and not isinstance(stated, bool) else ""


def _read(row: Row, name: str, columns: Columns, remarks: list[str]) -> TextDocument:
    if row.fault:
        raise ReadError(f"{name}: {row.fault}")
    column = columns.text_in(list(row.values)) or ""
    text = row.values.get(column)
    if not isinstance(text, str):
        raise ReadError(f"{name}: {column}: {_kind(text)} in place of a text; mend the row or name another column")
    if not text.strip("\ufeff \t\r\n\0"):
        raise ReadError(f"{name}: {column}: the text is empty; take the row out")
    data = text.encode("utf-8", "surrogatepass")
    if len(data) > LARGEST_DOCUMENT:
        raise ReadError(f"{name}: larger than {LARGEST_DOCUMENT:,} bytes; split it into documents first")
    settled, damage = settle(text)
    metadata = TextMetadata()
    values, misfits = metadata_values(row.values, columns.metadata_in(list(row.values)))
    for field, value in values:
        metadata.add(field, settle(value)[0])
    source = Source(name, hashlib.sha256(data).hexdigest(), len(data), row.encoding or "utf-8", TEXT)
    return TextDocument(source, AlignedText(settled), metadata, damage=list(damage), remarks=[*remarks, *misfits])


def _kind(value: Any) -> str:
    return "nothing" if value is None else f"a {type(value).__name__}"
