"""The documents of a run -> one teiCorpus that includes their files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from spacy.tokens import Doc

from corpus_tools.labels import LAYERS
from corpus_tools.provenance import Provenance
from corpus_tools.write.numbered_spans import numbered_spans
from corpus_tools.write.sentences import numbered_sentences
from corpus_tools.write.tei_elements import TEI, XI, Element, element, to_bytes
from corpus_tools.write.tei_header import PACKAGE, applications, editorial, extent, project, publication


@dataclass(frozen=True)
class CorpusEntry:
    """What the corpus has to know of a document; ``spans`` counts by span group."""

    doc_id: str
    sentences: int
    tokens: int
    spans: dict[str, int]


def corpus_entry(doc: Doc, *, doc_id: str) -> CorpusEntry:
    """Count what :func:`to_tei` writes for a Doc, so that no Doc need stay in memory for the corpus."""
    sentences = numbered_sentences(doc, doc_id=doc_id)
    spans = numbered_spans(doc, sentences)
    counts = {layer.group: sum(span.layer == layer for span in spans) for layer in LAYERS}
    return CorpusEntry(doc_id, len(sentences), sum(len(s.tokens) for s in sentences), counts)


def corpus_xml(
    entries: Iterable[CorpusEntry], provenance: Provenance, *, title: str = "Corpus", folder: str = "tei"
) -> bytes:
    """Return a ``teiCorpus`` with ``xi:include`` of ``folder/ID.xml`` for each entry, in order.

    It has no ``xml:id`` of its own, so that the included documents keep theirs unique. Valid once included.
    """
    members = list(entries)
    included = (element("xi:include", href=quote(f"{folder}/{member.doc_id}.xml")) for member in members)
    header = _header(members, provenance, title)
    return to_bytes(element("teiCorpus", header, *included, xmlns=TEI, xmlns_xi=XI, xml_lang="zh"))


def _header(members: list[CorpusEntry], provenance: Provenance, title: str) -> Element:
    spans = {layer.group: sum(m.spans.get(layer.group, 0) for m in members) for layer in LAYERS}
    size = extent(sum(m.sentences for m in members), sum(m.tokens for m in members), spans)
    size.insert(0, element("measure", f"{len(members)} texts", unit="texts", quantity=str(len(members))))
    statement = element("respStmt", element("resp", "annotated by"), element("name", f"{PACKAGE} {provenance.version}"))
    return element(
        "teiHeader",
        element(
            "fileDesc",
            element("titleStmt", element("title", title), statement),
            size,
            publication(provenance),
            element("sourceDesc", element("p", "Each text names its own source.")),
        ),
        element("encodingDesc", project(), editorial(None, provenance), applications(provenance)),
        element("profileDesc", element("langUsage", element("language", "Chinese", ident="zh"))),
    )
