"""Names of documents, sentences and spans that are safe in file names, XML, CoNLL-U and URLs alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST = 100


def document_id(name: str) -> str:
    """Turn a file's name without suffix into an identifier: word characters, ``.`` and ``-`` only, 100 at most.

    Never empty, never begins with a dot, so it can't leave the folder it is written into.
    """
    safe = _UNSAFE.sub("-", unicodedata.normalize("NFC", name)).strip("-.")[:_LONGEST].strip("-.")
    return safe or "document"


def unique_ids(names: Iterable[str]) -> list[str]:
    """Give each name an identifier of its own, in order; a repeated one gets ``-2``, ``-3`` … behind it.

    Identifiers that differ in case only count as equal, because some file systems can't tell them apart.
    """
    taken: set[str] = set()
    result = []
    for name in names:
        base = document_id(name)
        candidate, number = base, 1
        while candidate.lower() in taken:
            number += 1
            candidate = f"{base}-{number}"
        taken.add(candidate.lower())
        result.append(candidate)
    return result


def xml_id(identifier: str) -> str:
    """Make an identifier fit for ``xml:id``, which may not begin with a digit, a dot or a hyphen: ``d`` goes before."""
    return identifier if identifier[0].isalpha() or identifier[0] == "_" else f"d{identifier}"


def sentence_id(doc_id: str, number: int) -> str:
    """Name the sentence ``number`` (from 1) of a document: ``sent_id`` in CoNLL-U and ``xml:id`` in TEI."""
    return f"{xml_id(doc_id)}.s{number}"


def span_id(doc_id: str, letter: str, number: int) -> str:
    """Name the span ``number`` (from 1) of a layer of a document."""
    return f"{xml_id(doc_id)}.{letter}{number}"
