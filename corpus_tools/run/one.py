"""One document through the stages: read, clean, annotate."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from corpus_tools.clean import Profile, clean
from corpus_tools.document import TextDocument, attach
from corpus_tools.errors import CleaningError, ReadError
from corpus_tools.read import Columns, InputDocument, InputFile, find_inputs, open_inputs

if TYPE_CHECKING:  # cleaning alone needs no spaCy, and starts fast without it
    from spacy.language import Language
    from spacy.tokens import Doc


def read_document(
    source: str | Path | InputFile | InputDocument,
    *,
    columns: Columns | None = None,
    keep_script: bool = False,
    full: bool = True,
    profile: Profile | None = None,
) -> TextDocument:
    """Read one source and clean it. A folder, archive, table or pattern must hold one document.

    A document that is annotated already is clean. ``columns`` names the columns of a table; ``profile`` says which
    cleaning steps run (None: the shipped one). Raises ReadError or CleaningError.
    """
    read = (source if isinstance(source, InputDocument) else only_document(source, columns)).read()
    if read.annotation is not None:
        return read
    return clean(read, keep_script=keep_script, full=full, profile=profile)


def only_document(source: str | Path | InputFile, columns: Columns | None = None) -> InputDocument:
    """Return the one document of a source. Raises ReadError if there are several."""
    files = [source] if isinstance(source, InputFile) else find_inputs([str(source)])
    found = list(islice(open_inputs(files, columns), 2))
    if len(found) != 1:
        named = source.name if isinstance(source, InputFile) else source
        raise ReadError(f"{named}: holds several documents ({found[0].name}, {found[1].name} …); name one of them")
    return found[0]


def annotate_document(nlp: Language, document: TextDocument) -> Doc:
    """Annotate a cleaned document; one that was annotated already keeps its words, tags and tree.

    Raises CleaningError if it is longer than the pipeline takes.
    """
    check_length(document, nlp.max_length)
    if document.annotation is not None:
        from corpus_tools.run.kept_annotation import annotated_again  # noqa: PLC0415  (cleaning needs no spaCy)

        return annotated_again(nlp, document.annotation)
    return attach(nlp(document.text), document)


def check_length(document: TextDocument, longest: int) -> None:
    """Raise CleaningError if a document has more characters than the pipeline takes."""
    size = len(document.text)
    if size > longest:
        raise CleaningError(
            f"{document.source.name}: {size:,} characters after cleaning, more than the {longest:,} that one "
            "document may have; split it into its texts"
        )
