"""How the inputs of a conversion are read: as which format, by whom, and onto which documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from corpus_tools.errors import ReadError
from corpus_tools.read.onto import onto
from corpus_tools.run.annotated_inputs import AnnotatedData
from corpus_tools.run.corpus_documents import CorpusDocuments
from corpus_tools.run.format import Format
from corpus_tools.run.formats import check_reader_options
from corpus_tools.stored.text import StoredText


@dataclass(frozen=True)
class Reading:
    """``stated`` is the format of all inputs (None: told from each), ``options`` is what its reader is told.

    ``documents``: spans of the inputs go onto these.
    """

    stated: Format | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    documents: CorpusDocuments | None = None

    def __post_init__(self) -> None:
        """Raise ValueError for options that the reader of a stated format does not have."""
        if self.stated is not None:
            check_reader_options(self.stated, self.options)

    def texts(self, data: AnnotatedData) -> list[StoredText]:
        """Return the documents of a file. Raises ReadError for one that can't be read, or put onto its document."""
        if data.fault or data.format is None:
            raise ReadError(data.fault)
        found = data.format.read(data.data, name=data.name, options=self.options)
        if self.documents is None:
            return found
        return [self._onto(each, self.documents) for each in found]

    def _onto(self, found: StoredText, documents: CorpusDocuments) -> StoredText:
        try:
            made = onto(found, documents.of(found.doc_id))
        except ReadError as error:
            reason = str(error)
            raise ReadError(reason if reason.startswith(found.name) else f"{found.name}: {reason}") from error
        # several people's work on one document stays apart; the spans go into the document as its file has it
        return replace(made, name=found.name, doc_id=found.doc_id)
