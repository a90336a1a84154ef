"""A TEI file of others -> documents with its text, structure and metadata, to be annotated like any page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from corpus_tools.alignment import AlignedText
from corpus_tools.document import Source, TextDocument
from corpus_tools.errors import ReadError
from corpus_tools.metadata import TextMetadata
from corpus_tools.read.kinds import XML, stem_of
from corpus_tools.read.tei_text import left_out_remark, running_text
from corpus_tools.read.tei_xml import TEI, XML_ID, Element, error_at

_NS = {"t": TEI}
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T[\d:+.Z-]+)?)?)?")
#: Field -> where in the header it may stand; the first place that has something counts.
_PLACES = {
    "headline": (
        "t:fileDesc/t:titleStmt/t:title[@type='main']",
        "t:fileDesc/t:titleStmt/t:title[not(@type)]",
        "t:fileDesc/t:titleStmt/t:title",
    ),
    "author": ("t:fileDesc/t:titleStmt/t:author", "t:fileDesc/t:sourceDesc//t:author"),
    "editor": ("t:fileDesc/t:sourceDesc//t:editor",),
    "source": ("t:fileDesc/t:sourceDesc//t:publisher", "t:fileDesc/t:sourceDesc//t:title[@level='j']"),
    "place": ("t:fileDesc/t:sourceDesc//t:pubPlace",),
    "url": ("t:fileDesc/t:sourceDesc//t:idno[@type='URL']", "t:fileDesc/t:sourceDesc//t:idno[@type='URI']"),
    "licence": ("t:fileDesc/t:publicationStmt/t:availability/t:licence",),
    "keywords": ("t:profileDesc/t:textClass/t:keywords//t:term",),
}
_DATES = (
    "t:fileDesc/t:sourceDesc//t:date",
    "t:profileDesc/t:creation/t:date",
    "t:profileDesc/t:settingDesc//t:date",
    "t:fileDesc/t:publicationStmt/t:date",
)


def read_foreign_tei(
    documents: list[Element], data: bytes, *, name: str, reason: str = ""
) -> list[tuple[str, TextDocument]]:
    """Return identifier and document of each ``TEI`` element of a file; ``data`` are the file's bytes.

    Notes, deletions and the like are out of the running text and in the remarks; gaps are damage. ``reason`` says why
    words of the file are not kept. Raises ReadError for a document without text.
    """
    digest = hashlib.sha256(data).hexdigest()
    found = []
    for tei in documents:
        read = running_text(tei)
        if not read.text.strip():
            raise error_at(tei, name, "no text in it; a TEI header alone can't be annotated")
        encoding = (tei.getroottree().docinfo.encoding or "utf-8").lower()
        document = TextDocument(
            Source(name, digest, len(data), encoding, XML),
            AlignedText(read.text),
            metadata=_metadata(tei.find("t:teiHeader", _NS)),
            blocks=read.blocks,
            damage=read.gaps,
            remarks=left_out_remark(read.left_out),
        )
        if read.words:
            document.remarks.append(f"words and tags of the file are not kept, the text is annotated anew: {reason}")
        found.append((tei.get(XML_ID) or stem_of(name.rpartition("!")[2]), document))
    if not found:
        raise ReadError(f"{name}:1: a teiCorpus without a text in it; read the files that it includes")
    return found


def _metadata(header: Element | None) -> TextMetadata:
    metadata = TextMetadata()
    if header is None:
        return metadata
    for field, places in _PLACES.items():
        values = next((values for place in places if (values := list(_values(header, place)))), [])
        for value in values if field in ("author", "editor", "keywords") else values[:1]:
            metadata.add(field, value)
    for place in _DATES:
        for date in header.iterfind(place, _NS):
            when = date.get("when") or "".join(date.itertext()).strip()
            if _DATE.fullmatch(when):
                metadata.add("published", when)
                return metadata
    return metadata


def _values(header: Element, place: str) -> Iterator[str]:
    # ElementPath knows no not(); the place with it is asked for by hand
    without_type = place.endswith("[not(@type)]")
    for found in header.iterfind(place.removesuffix("[not(@type)]"), _NS):
        if not (without_type and found.get("type")) and (value := " ".join("".join(found.itertext()).split())):
            yield value
