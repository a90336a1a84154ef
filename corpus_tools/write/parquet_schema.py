"""The tables of a corpus in Parquet: their columns and what each holds. Offsets count characters, ends are behind."""

from __future__ import annotations

import pyarrow as pa

from corpus_tools.metadata import FIELDS

_TEXT, _INT, _REAL, _BOOL, _LIST = pa.string(), pa.int32(), pa.float64(), pa.bool_(), pa.list_(pa.string())
_PLACE = {"start": _INT, "end": _INT, "original_start": _INT, "original_end": _INT}
_DOCUMENT = {"doc_id": _TEXT, **dict.fromkeys(FIELDS, _LIST), "text": _TEXT, "original": _TEXT}
_DOCUMENT |= {"source_name": _TEXT, "source_sha256": _TEXT, "source_encoding": _TEXT, "source_media_type": _TEXT}
_DOCUMENT |= {"remarks": _LIST, "cleaning": _LIST, "sentences": _INT, "tokens": _INT, "provenance": _TEXT}

#: Table -> column -> type. ``token`` counts the tokens of a document from 0, white space not among them; ``sentence``
#: its sentences from 1; ``n`` and ``head`` the tokens of a sentence from 1.
TABLES: dict[str, dict[str, pa.DataType]] = {
    "documents": _DOCUMENT,
    "sentences": {
        **{"doc_id": _TEXT, "sentence_id": _TEXT, "sentence": _INT, "block": _INT, "kind": _TEXT, "level": _INT},
        **{"begins_block": _BOOL, "text": _TEXT, "original": _TEXT, "first_token": _INT, "tokens": _INT},
        **_PLACE,
    },
    "tokens": {
        **{"doc_id": _TEXT, "token_id": _TEXT, "sentence": _INT, "token": _INT, "n": _INT, "form": _TEXT},
        **{"lemma": _TEXT, "upos": _TEXT, "xpos": _TEXT, "feats": _TEXT, "head": _INT, "deprel": _TEXT},
        **{"native_label": _TEXT, "ner": _TEXT, "space_after": _BOOL, "damaged": _BOOL},
        **_PLACE,
    },
    "spans": {
        **{"doc_id": _TEXT, "span_id": _TEXT, "layer": _TEXT, "type": _TEXT, "rule": _TEXT, "version": _TEXT},
        **{"score": _REAL, "entry": _TEXT, "variation": _TEXT, "trigger": _TEXT, "text": _TEXT, "original": _TEXT},
        **{"sentence": _INT, "last_sentence": _INT, "first_token": _INT, "last_token": _INT, "attributes": _TEXT},
        **_PLACE,
    },
    "relations": {"doc_id": _TEXT, "span_id": _TEXT, "relation": _TEXT, "participant": _TEXT},
    "stretches": {"doc_id": _TEXT, "span_id": _TEXT, "role": _TEXT, "text": _TEXT, **_PLACE},
}


def schema_of(table: str) -> pa.Schema:
    """Return the schema of a table."""
    return pa.schema([pa.field(name, kind) for name, kind in TABLES[table].items()])
