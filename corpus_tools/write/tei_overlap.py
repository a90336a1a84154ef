"""What a document shares with the others of its corpus -> notes and related items of its header."""

from __future__ import annotations

from collections.abc import Iterator

from corpus_tools.overlap import FIRST, Overlap, four_places
from corpus_tools.write.tei_elements import Element, element


def overlap_notes(overlap: Overlap) -> Iterator[Element]:
    """Yield what belongs into ``notesStmt``; nothing for a document that shares nothing.

    A ``relatedItem`` names the document that this one is a copy of, or shares most clauses with; notes have the counts.
    """
    duplicate, reuse = overlap.duplicate, overlap.reuse
    if duplicate and duplicate.kind == FIRST:
        yield element("note", "The first of a cluster of duplicates, which bears its name.", type="cluster")
    elif duplicate:
        similarity = element("note", four_places(duplicate.similarity), type="similarity")
        yield _related("duplicate", duplicate.cluster, similarity, subtype=duplicate.kind)
    if reuse.reused:
        counts = f"{reuse.reused} of {reuse.clauses} long clauses stand in other texts of the corpus too."
        yield element("note", counts, type="reuse", n=four_places(reuse.share))
    if reuse.most_with:
        yield _related("reuse", reuse.most_with, element("note", str(reuse.most_shared), type="clauses"))


def _related(kind: str, doc_id: str, note: Element, *, subtype: str | None = None) -> Element:
    other = element("bibl", element("idno", doc_id, type="document"), note)
    return element("relatedItem", other, type=kind, subtype=subtype)
