"""Names of documents, sentences and spans that are safe in file names, XML, CoNLL-U and URLs alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

#: Letters and digits that XML names admit too; no signs such as ² or ①.
_UNSAFE = re.compile(
    r"[^A-Za-z0-9_.À-ÖØ-öø-\u02ff\u0370-\u037d\u037f-\u1fff\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff"
    r"\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff-]+"
)
#: Bytes; file systems allow 255 with suffixes.
_LONGEST = 180


def document_id(name: str) -> str:
    """Turn a file's name without suffix into an identifier: word characters, ``.`` and ``-`` only, 180 bytes at most.

    Never empty, never begins with a dot, so it can't leave the folder it is written into.
    """
    letters = (ch if ch.isalnum() or ch in "_.-" else "-" for ch in unicodedata.normalize("NFC", name))
    safe = _UNSAFE.sub("-", "".join(letters)).strip("-.")
    return safe.encode()[:_LONGEST].decode(errors="ignore").strip("-.") or "document"


class UniqueIds:
    """Gives each name an identifier of its own, one after the other; a repeated one gets ``-2``, ``-3`` … behind it.

    Identifiers that differ in case only count as equal, because some file systems can't tell them apart.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {identifier.lower() for identifier in taken}
        self._last: dict[str, int] = {}

    def of(self, name: str) -> str:
        """Return the identifier of a name, and count it as taken."""
        base = document_id(name)
        key = base.lower()
        candidate, number = base, self._last.get(key, 1)
        while candidate.lower() in self._taken:
            number += 1
            candidate = f"{base}-{number}"
        if number > 1:  # a run of a million documents has no room for a number each
            self._last[key] = number
        self._taken.add(candidate.lower())
        return candidate


def unique_ids(names: Iterable[str]) -> list[str]:
    """Give each name an identifier of its own, in order (see UniqueIds)."""
    ids = UniqueIds()
    return [ids.of(name) for name in names]


def xml_id(identifier: str) -> str:
    """Make an identifier fit for ``xml:id``, which may not begin with a digit, a dot or a hyphen: ``d`` goes before."""
    return identifier if identifier[0].isalpha() or identifier[0] == "_" else f"d{identifier}"


def sentence_id(doc_id: str, number: int) -> str:
    """Name the sentence ``number`` (from 1) of a document: ``sent_id`` in CoNLL-U and ``xml:id`` in TEI."""
    return f"{xml_id(doc_id)}.s{number}"


def span_id(doc_id: str, letter: str, number: int) -> str:
    """Name the span ``number`` (from 1) of a layer of a document."""
    return f"{xml_id(doc_id)}.{letter}{number}"
