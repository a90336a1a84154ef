"""One document through the stages: read, clean, annotate."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from corpus_tools.clean import clean
from corpus_tools.document import TextDocument, attach
from corpus_tools.errors import CleaningError, ReadError
from corpus_tools.read import InputFile, find_inputs, read_input


def read_document(source: str | Path | InputFile, *, keep_script: bool = False, full: bool = True) -> TextDocument:
    """Read one source and clean it. Raises ReadError or CleaningError; a folder or pattern must hold one document."""
    if not isinstance(source, InputFile):
        sources = find_inputs([str(source)])
        if len(sources) > 1:
            raise ReadError(f"{source}: holds {len(sources)} documents; name one of them")
        source = sources[0]
    return clean(read_input(source), keep_script=keep_script, full=full)


def annotate_document(nlp: Language, document: TextDocument) -> Doc:
    """Annotate a cleaned document. Raises CleaningError if it is longer than the pipeline takes."""
    size = len(document.text)
    if size > nlp.max_length:
        raise CleaningError(
            f"{document.source.name}: {size:,} characters after cleaning, more than the {nlp.max_length:,} that one "
            "document may have; split it into its texts"
        )
    return attach(nlp(document.text), document)
