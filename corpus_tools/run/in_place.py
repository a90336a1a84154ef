"""A TEI file of others -> the same file with words, sentences and spans in it; their markup and header stay."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from lxml import etree
from spacy.language import Language

from corpus_tools.clean import Profile, clean
from corpus_tools.errors import ReadError
from corpus_tools.read.foreign_tei import read_foreign_tei
from corpus_tools.read.tei_text import running_text
from corpus_tools.read.tei_xml import TEI, check_names, local, parse_xml
from corpus_tools.run.manifest import DONE, Outcome
from corpus_tools.run.one import annotate_document
from corpus_tools.write.tei_in_place import annotate_in_place


@dataclass(frozen=True)
class InPlace:
    """The bytes of a file with its annotation, and a row of the manifest for each text in it."""

    data: bytes
    outcomes: list[Outcome]

    @property
    def in_parts(self) -> Counter[str]:
        """What had to be cut or left out in the file, and how often."""
        return sum((Counter(outcome.in_parts) for outcome in self.outcomes), Counter[str]())


def annotated_in_place(nlp: Language, data: bytes, *, name: str, profile: Profile | None = None) -> InPlace:
    """Return a TEI or teiCorpus file with its annotation.

    Raises ReadError for a file that is no TEI, has no text, or has words (``w``) already; CleaningError for a text that
    is too long. The file is annotated whole or not at all.
    """
    root = parse_xml(data, name=name, blanks=True, remarks=True)
    check_names(root, name=name)
    documents = [root] if local(root) == "TEI" else list(root.iter(f"{{{TEI}}}TEI"))
    if next(root.iter(f"{{{TEI}}}w"), None) is not None:
        raise ReadError(f"{name}: has words (w) already; annotate it without --in-place, which keeps them")
    outcomes = []
    for tei, (doc_id, document) in zip(documents, read_foreign_tei(documents, data, name=name), strict=True):
        segments = running_text(tei).segments
        cleaned = clean(document, profile=profile)
        outcome = Outcome(doc_id, name, DONE)
        outcome.describe_source(cleaned)
        doc = annotate_document(nlp, cleaned)
        outcome.describe_doc(doc)
        outcome.in_parts = {what: n for what, n in annotate_in_place(tei, doc, segments, doc_id=doc_id).items() if n}
        outcomes.append(outcome)
    written = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8") + b"\n"
    return InPlace(written, outcomes)
