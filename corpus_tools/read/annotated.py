"""The bytes of a TEI or CoNLL-U file -> its documents: words and trees kept, or else text and structure."""

from __future__ import annotations

import hashlib
import re

from corpus_tools.document import Source, TextDocument
from corpus_tools.errors import ReadError
from corpus_tools.read.conllu import read_conllu
from corpus_tools.read.foreign_tei import read_foreign_tei
from corpus_tools.read.kinds import CONLLU, HTML, stem_of
from corpus_tools.read.tei import read_tei
from corpus_tools.read.tei_xml import TEI, Element, check_names, local, parse_xml
from corpus_tools.read.text import read_bytes
from corpus_tools.stored.document import text_document
from corpus_tools.stored.text import StoredText

_HEAD = 4096
_HTML = re.compile(rb"<html[\s>]", re.IGNORECASE)
#: Stands in the header of what we have written; such a file with a fault is no text of others.
_BY_US = b'ident="corpus-tools"'


def annotated_documents(data: bytes, *, name: str, media_type: str) -> list[tuple[str, TextDocument]]:
    """Return identifier and document of all texts in a file.

    A document whose words are kept has them in ``annotation``. TEI without words (``s``, ``w``) or with such that can't
    be read as they are gives text and structure; ``.xml`` files that are web pages are read as such. Raises ReadError
    with file, line and reason.
    """
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise ReadError(f"{name}: the file is empty; take it out or save it again")
    if media_type == CONLLU:
        return [_kept(stored, data, media_type) for stored in read_conllu(data, name=name)]
    if _HTML.search(data[:_HEAD]) and TEI.encode() not in data[:_HEAD]:
        return [(stem_of(name.rpartition("!")[2]), read_bytes(data, name=name, media_type=HTML))]
    if _BY_US in data:
        return [_kept(stored, data, media_type) for stored in read_tei(data, name=name)]
    root = parse_xml(data, name=name, blanks=True)
    check_names(root, name=name)
    documents = [root] if local(root) == "TEI" else list(root.iter(f"{{{TEI}}}TEI"))
    reason = "there are no sentences (s) of words (w, pc)"
    if any(_has_words(tei) for tei in documents):
        try:
            return [_kept(stored, data, media_type) for stored in read_tei(data, name=name)]
        except ReadError as error:
            reason = str(error)
    return read_foreign_tei(documents, data, name=name, reason=reason)


def _has_words(tei: Element) -> bool:
    return any(next(s.iter(f"{{{TEI}}}w"), None) is not None for s in tei.iter(f"{{{TEI}}}s"))


def _kept(stored: StoredText, data: bytes, media_type: str) -> tuple[str, TextDocument]:
    source = Source(stored.name, hashlib.sha256(data).hexdigest(), len(data), "utf-8", media_type)
    document = text_document(stored, source)
    document.annotation = stored
    stored.source = document.source
    if stored.losses:
        lost = ", ".join(f"{count} × {what}" for what, count in sorted(stored.losses.items()))
        stored.remarks.append(f"not taken over from {stored.name}: {lost}")
        document.remarks = list(stored.remarks)
    return stored.doc_id, document
