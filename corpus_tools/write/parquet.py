"""A corpus as Parquet tables: documents, sentences, tokens, spans, relations, stretches; one file each."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq
from spacy.tokens import Doc

from corpus_tools.content import ALL
from corpus_tools.provenance import Provenance
from corpus_tools.write.parquet_rows import Row, rows_of
from corpus_tools.write.parquet_schema import TABLES, schema_of

#: What the tables hold, with the names of ``content.py``.
HOLDS = ALL - {"damage", "white-space", "metadata-places"}
#: Rows of a table after which they are written as one row group, so that memory stays flat.
GROUP = 50_000
_COMPRESSION = "zstd"


class ParquetCorpus:
    """Writes ``documents.parquet`` and the other tables as documents come in; the same corpus gives the same bytes."""

    def __init__(self, open_file: Callable[[str], BinaryIO]) -> None:
        self._schemas = {name: schema_of(name) for name in TABLES}
        self._writers = {
            name: pq.ParquetWriter(open_file(f"{name}.parquet"), schema, compression=_COMPRESSION)
            for name, schema in self._schemas.items()
        }
        self._waiting: dict[str, list[Row]] = {name: [] for name in TABLES}

    def add(self, doc: Doc, *, doc_id: str, provenance: Provenance) -> None:
        """Add the rows of a document."""
        for name, rows in rows_of(doc, doc_id=doc_id, provenance=provenance).items():
            self._waiting[name] += rows
            if len(self._waiting[name]) >= GROUP:
                self._flush(name)

    def close(self) -> None:
        """Write what waits, and the ends of the files."""
        for name, writer in self._writers.items():
            self._flush(name)
            writer.close()

    def _flush(self, name: str) -> None:
        rows = self._waiting[name]
        if rows:
            self._writers[name].write_table(pa.Table.from_pylist(rows, schema=self._schemas[name]))
            self._waiting[name] = []
