"""Turn an annotated document into TEI P5: words, names, trees and spans in their sentences, relations in standOff."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Doc

from corpus_tools.content import ALL
from corpus_tools.document import document_of
from corpus_tools.overlap import Overlap
from corpus_tools.provenance import Provenance
from corpus_tools.write import tei_parlamint
from corpus_tools.write.annotated_text import AnnotatedText, annotated_text
from corpus_tools.write.sentences import name_start, numbered_sentences
from corpus_tools.write.tei_body import body
from corpus_tools.write.tei_elements import TEI, element, to_bytes
from corpus_tools.write.tei_header import tei_header
from corpus_tools.write.tei_parlamint import parlamint
from corpus_tools.write.tei_sentence import SentenceWriter
from corpus_tools.write.tei_spans import LAYOUTS, Layout, SpanGroups, stand_off
from corpus_tools.write.tei_taken_out import taken_out

HOLDS = ALL
#: Whose rules a file follows beside those of TEI.
PROFILES = ("default", "parlamint")
Profile = Literal["default", "parlamint"]


def holds(*, layout: Layout = "default", profile: Profile = "default") -> frozenset[str]:
    """Return the contents that a file with these options can hold."""
    return tei_parlamint.HOLDS if profile == "parlamint" else HOLDS


def to_tei(
    doc: Doc,
    *,
    doc_id: str,
    provenance: Provenance,
    overlap: Overlap | None = None,
    text: AnnotatedText | None = None,
    layout: Layout = "default",
    profile: Profile = "default",
) -> bytes:
    """Return a TEI document of one text; the same Doc and provenance give the same bytes.

    A sentence's ``xml:id`` is its ``sent_id`` in CoNLL-U. White-space tokens are left out. Relations (who holds a
    title, who issues a directive) stand in ``standOff``, and spans over a sentence border. ``layout`` says where all
    other spans stand: ``default`` at the end of their sentence, ``inline`` as elements round their tokens, in parts
    where they cross, ``standoff`` outside the text, with names and trees. Each of them is read back equal. ``overlap``
    says what the document shares with the others of its corpus; it goes into the header. ``text`` is the
    same Doc as ``annotated_text`` numbered it, with its overlap, where another writer needs it too.

    With the profile ``parlamint`` the file is one of an annotated component of ParlaMint: sentences, words, tags, trees
    and names, all else is lost. Raises ValueError for an unknown layout or profile, and for a layout with that profile;
    CorpusToolsError for a document without trees, which ParlaMint does not allow.
    """
    if profile not in PROFILES:
        raise ValueError(f"{profile}: no profile of TEI; there are {', '.join(PROFILES)}")
    if layout not in LAYOUTS:
        raise ValueError(f"{layout}: no layout of TEI; there are {', '.join(LAYOUTS)}")
    if profile == "parlamint":
        if layout != "default":
            raise ValueError(f"layout {layout}: the profile parlamint has no spans; leave one of the two options out")
        sentences = numbered_sentences(doc, doc_id=doc_id)
        start = name_start(doc_id)
        return to_bytes(parlamint(sentences, document_of(doc), doc_id=doc_id, start=start, provenance=provenance))
    text = text or annotated_text(doc, doc_id=doc_id, provenance=provenance, overlap=overlap)
    groups = SpanGroups(text, layout)
    writer = SentenceWriter(text, layout, groups)
    root = element(
        "TEI",
        tei_header(text),
        element("text", body(text.sentences, [writer.of(sentence) for sentence in text.sentences]), xml_lang="zh"),
        stand_off(text, groups, taken_out(text, writer) if layout == "standoff" else ()),
        xmlns=TEI,
        xml_id=text.start,
    )
    return to_bytes(root)
