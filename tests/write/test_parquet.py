from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any, BinaryIO

import pytest
from spacy.tokens import Doc

from corpus_tools.document import document_of
from corpus_tools.labels import LAYERS
from corpus_tools.provenance import Provenance
from corpus_tools.spans import annotations_of
from corpus_tools.write.sentences import numbered_sentences

pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed (the extra parquet)")

from corpus_tools.write import parquet  # noqa: E402
from corpus_tools.write.parquet_schema import TABLES  # noqa: E402

PROVENANCE = Provenance("1")


def files_of(docs: list[tuple[str, Doc]]) -> dict[str, bytes]:
    files: dict[str, io.BytesIO] = {}

    def opener() -> Callable[[str], BinaryIO]:
        return lambda name: files.setdefault(name, io.BytesIO())

    corpus = parquet.ParquetCorpus(opener())
    for doc_id, doc in docs:
        corpus.add(doc, doc_id=doc_id, provenance=PROVENANCE)
    corpus.close()
    return {name: file.getvalue() for name, file in files.items()}


def table(files: dict[str, bytes], name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(io.BytesIO(files[f"{name}.parquet"])).to_pylist()
    return rows


def test_every_table_holds_its_rows(doc: Doc) -> None:
    files = files_of([("a", doc), ("b", doc)])
    assert set(files) == {f"{name}.parquet" for name in TABLES}
    sentences = numbered_sentences(doc, doc_id="a")
    document = document_of(doc)
    assert document
    tokens = [row for row in table(files, "tokens") if row["doc_id"] == "b"]
    assert [row["form"] for row in tokens] == [t.form for s in sentences for t in s.tokens]
    assert [doc.text[row["start"] : row["end"]] for row in tokens] == [
        t.token.text for s in sentences for t in s.tokens
    ]
    reform = next(row for row in tokens if row["form"] == "落实")
    assert document.aligned.original[reform["original_start"] : reform["original_end"]] == "落實(shí)"
    assert [row["doc_id"] for row in table(files, "documents")] == ["a", "b"]
    assert len(table(files, "sentences")) == 2 * len(sentences)


def test_spans_keep_type_evidence_and_attributes(doc: Doc) -> None:
    rows = table(files_of([("a", doc)]), "spans")
    expected = [a for layer in LAYERS for a in annotations_of(doc, layer)]
    assert [(r["type"], r["start"], r["end"], r["score"]) for r in rows] == [
        (a.type, a.start_char, a.end_char, a.evidence.score) for a in expected
    ]
    assert [json.loads(row["attributes"]) for row in rows] == [a.attributes for a in expected]


def test_rows_are_written_in_groups(doc: Doc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "GROUP", 30)
    files = files_of([(str(n), doc) for n in range(3)])
    assert pq.ParquetFile(io.BytesIO(files["tokens.parquet"])).num_row_groups > 1
    assert files == files_of([(str(n), doc) for n in range(3)])
