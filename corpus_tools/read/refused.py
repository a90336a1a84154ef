"""Kinds of files that are no text we read, each with the way out."""

from __future__ import annotations

_TEXT = "open it and save it as text (.txt) or as .docx"
_AS_DOCX = "open it in LibreOffice or Word and save it as .docx"
_PDF = "a PDF file; save its text as .txt (pdftotext, or the reader's “Save as text”), or scan it with an OCR program"
_SHEET = "a spreadsheet; save the sheet as .csv and name its columns (--text-column)"
_WEB_ARCHIVE = "a web archive in one file; open it in the browser and save the page as “HTML only”"
_PICTURE = "a picture; scan it with an OCR program and save the text"

#: Suffix -> what it is and the way out. A folder's files of these kinds are named as failures: they may hold texts.
REFUSED = {
    ".pdf": _PDF,
    ".doc": f"an old Word document; {_AS_DOCX}",
    ".wps": f"a WPS document; {_AS_DOCX}",
    ".rtf": f"a rich-text document; {_AS_DOCX}",
    ".odt": f"an OpenDocument text; {_AS_DOCX}",
    ".xls": _SHEET,
    ".xlsx": _SHEET,
    ".ods": _SHEET,
    ".mht": _WEB_ARCHIVE,
    ".mhtml": _WEB_ARCHIVE,
    ".epub": "an e-book; unpack it like a .zip archive and name the .xhtml files in it, or save its text as .txt",
    ".rar": "a RAR archive; unpack it and name the folder",
    ".7z": "a 7z archive; unpack it and name the folder",
    ".json": "one JSON value; write one object a line and name the file .jsonl",
}
#: First bytes -> what it is and the way out.
_MAGIC = (
    (b"%PDF", f"this is a binary file, {_PDF}"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", f"this is a binary file, an old Office document; {_AS_DOCX}"),
    (b"{\\rtf", f"this is a rich-text document; {_AS_DOCX}"),
    (b"\x89PNG", f"this is a binary file, {_PICTURE}"),
    (b"\xff\xd8\xff", f"this is a binary file, {_PICTURE}"),
    (b"GIF8", f"this is a binary file, {_PICTURE}"),
    (b"PK\x03\x04", "this is a binary file, packed like a .zip or .docx; give it the right suffix, or save it as text"),
    (b"\x1f\x8b\x08", "this is a binary file, packed with gzip; let its name end in .gz"),
    (b"\xfd7zXZ\x00", "this is a binary file, packed with xz; let its name end in .xz"),
    (b"Rar!", f"this is a binary file, {REFUSED['.rar']}"),
    (b"7z\xbc\xaf\x27\x1c", f"this is a binary file, {REFUSED['.7z']}"),
    (b"\x7fELF", f"this is a binary file, a program; {_TEXT}"),
)


def refused_bytes(data: bytes) -> str:
    """Return why bytes are no text, by what they begin with; empty if nothing speaks against them."""
    return next((reason for magic, reason in _MAGIC if data.startswith(magic)), "")


def refused_name(suffix: str) -> str:
    """Return what a suffix says the file is and the way out; empty if it is a kind that is read."""
    return REFUSED.get(suffix.lower(), "")
