"""Inputs -> cleaned documents, one at a time; one that fails is named and does not stop the run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus_tools.clean import Profile
from corpus_tools.document import TextDocument
from corpus_tools.errors import CorpusToolsError, WriteError
from corpus_tools.identifiers import document_id
from corpus_tools.read import Columns, InputDocument, InputFile, open_inputs
from corpus_tools.run.one import read_document
from corpus_tools.run.output_folder import write_whole


@dataclass(frozen=True)
class CleanedDocument:
    """A document after cleaning, or why there is none (``fault``, else empty)."""

    doc_id: str
    name: str
    document: TextDocument | None
    fault: str = ""


def clean_inputs(
    files: Iterable[InputFile],
    *,
    profile: Profile | None = None,
    columns: Columns | None = None,
    output: Path | None = None,
) -> Iterator[CleanedDocument]:
    """Read, clean and yield the documents in order; with ``output`` each cleaned text is written there as ``ID.txt``.

    An input is never overwritten: a document whose text would take its place fails. Raises WriteError if the folder
    can't be written.
    """
    listed = list(files)
    sources = {file.path.resolve() for file in listed if file.path is not None and not file.fault}
    for source in open_inputs(listed, columns):
        cleaned = _cleaned(source, profile)
        if output is not None and cleaned.document is not None:
            try:
                _write_text(cleaned.document, source, output, sources)
            except CorpusToolsError as error:
                cleaned = CleanedDocument(source.doc_id, source.name, None, str(error))
            except OSError as error:
                raise WriteError(f"{error.filename or output}: can't be written: {error.strerror}") from error
        yield cleaned


def _cleaned(source: InputDocument, profile: Profile | None) -> CleanedDocument:
    try:
        return CleanedDocument(source.doc_id, source.name, read_document(source, profile=profile))
    except CorpusToolsError as error:
        fault = str(error)
    except Exception as error:  # a fault of ours must not cost the user the other documents
        fault = f"{source.name}: internal error: {type(error).__name__}: {error}"
    return CleanedDocument(source.doc_id, source.name, None, fault)


def _write_text(document: TextDocument, source: InputDocument, output: Path, sources: set[Path]) -> None:
    # Identifiers are safe already; the folder must not hang on that alone.
    path = output / f"{document_id(source.doc_id)}.txt"
    if path.resolve() in sources:
        raise WriteError(f"{path}: this is an input and is not overwritten; name another folder")
    try:
        data = f"{document.text}\n".encode()
    except UnicodeEncodeError as error:
        raise WriteError(f"{source.name}: half a character at {error.start} of the cleaned text") from error
    write_whole(path, data)
