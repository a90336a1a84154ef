"""Turn a document into plain text."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from corpus_tools.provenance import Provenance

#: No annotation; lines are kept, but not what kind they are.
HOLDS = frozenset({"white-space"})
_HALF = re.compile("[\ud800-\udfff]")


def to_text(doc: Doc, *, doc_id: str, provenance: Provenance | None = None) -> bytes:
    """Return the cleaned text in UTF-8, one block a line, with a line end behind the last.

    Half a character (a lone surrogate) becomes U+FFFD.
    """
    text = doc.text if doc.text.endswith("\n") else f"{doc.text}\n"
    return _HALF.sub("\ufffd", text).encode()
