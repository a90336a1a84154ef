"""Annotated files -> their documents by identifier, one file in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator

from corpus_tools.errors import ReadError
from corpus_tools.identifiers import document_id
from corpus_tools.read.kinds import stem_of
from corpus_tools.run.annotated_inputs import AnnotatedFile, find_annotated, open_annotated
from corpus_tools.stored.text import StoredText

_SHOWN = 5


class CorpusDocuments:
    """Finds the documents of a corpus.

    A document is sought in the file that is named for it, and only where it is not there all files are read, once, to
    learn what is in them.
    """

    def __init__(self, name: str) -> None:
        """Take a corpus, folder, file or archive. Raises ReadError if there is nothing annotated."""
        self._name = name
        self._files = find_annotated([name]).files
        if faults := [file.fault for file in self._files if file.fault]:
            raise ReadError(faults[0])
        self._named = {document_id(stem_of(file.name)): file for file in self._files}
        self._holding: dict[str, AnnotatedFile] = {}
        self._all_read = False
        self._open: tuple[str, dict[str, StoredText]] = ("", {})

    def of(self, doc_id: str) -> StoredText:
        """Return the document of an identifier, or of its beginning before a dot (``DOC`` for ``DOC.ANNOTATOR``).

        Raises ReadError that names some of those there are, or what is wrong with the document's file.
        """
        for wanted in _names(doc_id):
            file = self._holding.get(wanted) or self._named.get(wanted)
            if file is not None and (found := self._documents(file).get(wanted)) is not None:
                return found
        if not self._all_read:
            self._read_all()
            return self.of(doc_id)
        known = sorted(self._holding)
        shown = ", ".join(known[:_SHOWN]) + (" …" if len(known) > _SHOWN else "")
        raise ReadError(f"no document {doc_id} in {self._name}, which has {shown or 'none that can be read'}")

    def _read_all(self) -> None:
        self._all_read = True
        for file in self._files:
            try:
                self._holding.update(dict.fromkeys(self._documents(file), file))
            except ReadError:  # it counts when its document is asked for
                continue

    def _documents(self, file: AnnotatedFile) -> dict[str, StoredText]:
        if self._open[0] != file.name:
            documents = {}
            for data in open_annotated([file]):
                if data.fault or data.format is None:
                    raise ReadError(data.fault)
                documents.update({document_id(s.doc_id): s for s in data.format.read(data.data, name=data.name)})
            self._open = file.name, documents
        return self._open[1]


def _names(doc_id: str) -> Iterator[str]:
    """Yield the identifier, then what stands before its last dot, and so on."""
    while doc_id:
        yield document_id(doc_id)
        doc_id = doc_id.rpartition(".")[0]
