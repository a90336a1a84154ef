"""A text -> its letters and digits alone, by which copies of it are known."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_BLANKS = re.compile(r"\s+")
#: . : / ~ - between two digits are part of a number or join two: 3.5 is not 35, 2-3 not 23.
_MARKS = re.compile(r"(?<!\d)[\W_]+|[\W_]+(?!\d)|[^\w.:/~-]+")


def folded(text: str) -> str:
    """Return the text in NFKC (full width as half width) without blanks and marks; marks inside numbers stay."""
    return _MARKS.sub("", _BLANKS.sub("", unicodedata.normalize("NFKC", text)))


def digest(text: str) -> bytes:
    """Return the SHA-256 of a text (32 bytes); lone surrogates count as themselves."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
