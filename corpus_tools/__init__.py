"""Annotate Chinese official discourse: slogans, directive formulas and official titles, in TEI and CoNLL-U.

``load`` a pipeline, ``read`` a page, ``annotate`` it, write it with ``to_tei`` or ``to_conllu``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

# The folders ``annotate`` and ``read`` are loaded before the functions take their names in the package, for good.
import corpus_tools.annotate
import corpus_tools.read  # noqa: F401

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from corpus_tools.clean import Profile
    from corpus_tools.document import TextDocument
    from corpus_tools.provenance import Provenance

__all__ = ["annotate", "load", "read", "to_conllu", "to_tei"]


def load(model: str | Path = "fast") -> Language:
    """Load the pipeline: the shipped model (``fast``), a folder or the name of an installed one, and our taggers.

    Raises ModelError if the model can't be found or is not for Chinese.
    """
    from corpus_tools.annotate.pipeline import load_pipeline

    return load_pipeline(model)


def read(
    path: str | Path, *, keep_script: bool = False, full: bool = True, profile: str | Path | Profile | None = None
) -> TextDocument:
    """Read a page and clean it: text, metadata, structure, and for every character where it came from.

    ``keep_script`` leaves traditional characters, without ``full`` only markup and invisible characters go. ``profile``
    is a cleaning profile, or the TOML file of one; None is the shipped one. Raises ReadError or CleaningError, which
    name the file and the way out.
    """
    from corpus_tools.clean import read_profile
    from corpus_tools.run.one import read_document

    in_force = read_profile(Path(profile)) if isinstance(profile, str | Path) else profile
    return read_document(path, keep_script=keep_script, full=full, profile=in_force)


def annotate(nlp: Language, document: TextDocument) -> Doc:
    """Annotate a document that was read; the Doc carries it along for the writers."""
    from corpus_tools.run.one import annotate_document

    return annotate_document(nlp, document)


def to_tei(doc: Doc, *, doc_id: str, provenance: Provenance | None = None) -> bytes:
    """Return the Doc as a TEI P5 document (UTF-8). ``provenance`` fills the header's list of applications."""
    from corpus_tools.run.made_by import made_by
    from corpus_tools.write import to_tei as write

    return write(doc, doc_id=doc_id, provenance=provenance or made_by(None))


def to_conllu(doc: Doc, *, doc_id: str, provenance: Provenance | None = None) -> str:
    """Return the Doc as CoNLL-U; spans stand in MISC, relations and what made them in comments."""
    from corpus_tools.run.made_by import made_by
    from corpus_tools.write import to_conllu as write

    return write(doc, doc_id=doc_id, provenance=provenance or made_by(None))
