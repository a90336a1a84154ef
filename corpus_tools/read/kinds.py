"""The name of a file -> its media type, what it is packed in, and the stem its identifier is made of."""

from __future__ import annotations

from pathlib import PurePosixPath

TEXT, HTML, MARKDOWN = "text/plain", "text/html", "text/markdown"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
JSONL, CSV, TSV = "application/jsonl", "text/csv", "text/tab-separated-values"
#: Texts that may be annotated already: TEI (or another XML), and CoNLL-U.
XML, CONLLU = "application/xml", "text/x-conllu"
ZIP, TAR = "application/zip", "application/x-tar"
GZIP, XZ, BZIP2 = "application/gzip", "application/x-xz", "application/x-bzip2"

#: Suffix -> media type, of all that is read.
SUFFIXES = {
    ".txt": TEXT,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".shtml": HTML,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".docx": DOCX,
    ".jsonl": JSONL,
    ".ndjson": JSONL,
    ".csv": CSV,
    ".tsv": TSV,
    ".xml": XML,
    ".conllu": CONLLU,
    ".zip": ZIP,
    ".tar": TAR,
    ".tgz": GZIP,
    ".txz": XZ,
    ".tbz2": BZIP2,
    ".gz": GZIP,
    ".xz": XZ,
    ".bz2": BZIP2,
}
#: Packed tar archives under one suffix.
_SHORT_TAR = {".tgz", ".txz", ".tbz2"}
PAGES = frozenset({TEXT, HTML, MARKDOWN, DOCX})
ROWS = frozenset({JSONL, CSV, TSV})
ANNOTATED = frozenset({XML, CONLLU})
ARCHIVES = frozenset({ZIP, TAR})
PACKED = frozenset({GZIP, XZ, BZIP2})
#: Files that go with a folder or archive and are no documents of it: our own tables among them.
_COMPANIONS = {"readme.md", "readme.txt", "gold.jsonl", "spans.jsonl", "manifest.jsonl"}
_FIRST_BYTES = ((b"\x1f\x8b\x08", GZIP), (b"\xfd7zXZ\x00", XZ), (b"BZh", BZIP2), (b"PK\x03\x04", ZIP))


def media_type_of(name: str) -> str | None:
    """Return the media type by the suffix, None for a suffix that is not ours."""
    return SUFFIXES.get(PurePosixPath(name).suffix.lower())


def unpacked_name(name: str) -> str:
    """Return the name of what a packed file holds: ``a.jsonl`` for ``a.jsonl.xz``, ``a.tar`` for ``a.tgz``."""
    path = PurePosixPath(name)
    return f"{path.stem}.tar" if path.suffix.lower() in _SHORT_TAR else path.stem


def stem_of(name: str) -> str:
    """Return a file's name without folders and without our suffixes: ``a`` for ``x/a.html.gz``."""
    name = PurePosixPath(name.replace("\\", "/")).name
    while media_type_of(name) in PACKED:
        name = unpacked_name(name)
    return PurePosixPath(name).stem


def innermost_type(name: str) -> str | None:
    """Return the media type of what a file holds once it is unpacked (archives stay archives)."""
    while (kind := media_type_of(name)) in PACKED:
        name = unpacked_name(name)
    return kind


def is_companion(name: str) -> bool:
    """Tell whether a file of a folder or archive is none of its documents: hidden, a README, or a table of ours."""
    base = PurePosixPath(name.replace("\\", "/")).name.lower()
    return base.startswith((".", "~$")) or base in _COMPANIONS or name.startswith("__MACOSX/")


def sniffed(data: bytes) -> str | None:
    """Return the media type that the first bytes of a packed file or archive give away."""
    if data[257:262] == b"ustar":
        return TAR
    return next((kind for magic, kind in _FIRST_BYTES if data.startswith(magic)), None)
