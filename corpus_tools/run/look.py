"""The identifier of a document in a corpus, or a page -> what there is to show of it."""

from __future__ import annotations

import json
from pathlib import Path

from corpus_tools.annotate.pipeline import load_pipeline
from corpus_tools.clean import Profile
from corpus_tools.errors import ReadError
from corpus_tools.run.one import annotate_document, only_document, read_document
from corpus_tools.write.view import View, view_of, view_of_record


def look(document: str, *, corpus: Path, model: str, profile: Profile | None = None) -> View:
    """Find a document of ``corpus`` by its identifier, else read the file of that name and annotate it with ``model``.

    ``profile`` says which cleaning steps run on a file (None: the shipped one); a document of a corpus is clean.

    Raises ReadError if it is neither.
    """
    if document != "-" and not Path(document).exists():
        return _from_corpus(document, corpus)
    page = only_document(document)
    doc = annotate_document(load_pipeline(model), read_document(page, profile=profile))
    return view_of(doc, doc_id=page.doc_id)


def _from_corpus(doc_id: str, corpus: Path) -> View:
    spans = corpus / "spans.jsonl"
    if not spans.is_file():
        raise ReadError(
            f"{doc_id}: no such file, and no corpus in {corpus} that could hold it; check the path, or say --corpus"
        )
    known = []
    with spans.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                record = json.loads(line)
            except json.JSONDecodeError as error:
                raise ReadError(f"{spans}:{number}: broken line ({error.msg}); run annotate again") from error
            if record["id"] == doc_id:
                return view_of_record(record)
            known.append(record["id"])
    raise ReadError(
        f"{doc_id}: no such file, and no such ID in the corpus {corpus} (--corpus), which has {', '.join(known[:8])} …"
    )
