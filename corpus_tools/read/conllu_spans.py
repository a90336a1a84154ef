"""Bracket notation in MISC (``Span=``) -> spans over tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus_tools.errors import ReadError
from corpus_tools.labels import LAYERS
from corpus_tools.stored.text import StoredSpan

_BRACKET = re.compile(r"\(([^()]+)(\)?)|([^()]+)\)")
_EID = re.compile(r"([a-z])([1-9][0-9]*)(?:\[([1-9][0-9]*)/([1-9][0-9]*)\])?")
_LAYERS = {layer.name[0]: layer.name for layer in LAYERS}
_FIELDS = 5


@dataclass(slots=True)
class _Open:
    """A bracket with its fields; ``last`` is None while it is open."""

    line: int
    first: int
    last: int | None
    fields: list[str]


class BracketReader:
    """Pairs the brackets of a document; ``name`` is its file."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._found: dict[str, _Open] = {}

    def read(self, value: str, token: int, line: int) -> None:
        """Take the brackets at a token (counted through the document, from 0). Raises ReadError for a faulty one."""
        at = 0
        while at < len(value):
            match = _BRACKET.match(value, at)
            if match is None:
                raise self._error(line, f"Span={value} is no bracket notation")
            if match[3]:
                self._close(match[3], token, line)
            else:
                self._begin(match[1], token, line, closed=bool(match[2]))
            at = match.end()

    def _begin(self, content: str, token: int, line: int, *, closed: bool) -> None:
        fields = content.split("-")
        if len(fields) != _FIELDS or not _EID.fullmatch(fields[0]) or fields[0][0] not in _LAYERS:
            raise self._error(line, f"({content} is no span; its fields are eid-etype-head-rule-cert, eid t1, s1 or d1")
        if fields[0] in self._found:
            raise self._error(line, f"span {fields[0]} begins a second time")
        self._found[fields[0]] = _Open(line, token, token if closed else None, fields)

    def _close(self, eid: str, token: int, line: int) -> None:
        found = self._found.get(eid)
        if found is None or found.last is not None:
            raise self._error(line, f"{eid}) closes a span that is not open")
        found.last = token

    def spans(self) -> list[StoredSpan]:
        """Return the spans, their parts joined. Raises ReadError for one that never closes or lacks a part."""
        whole: dict[str, StoredSpan] = {}
        parts: dict[str, list[int]] = {}
        for eid, found in self._found.items():
            if found.last is None:
                raise self._error(found.line, f"span {eid} is never closed; add {eid}) at its last token")
            letter, number, part, count = _groups(eid)
            name = letter + number
            if part:
                parts.setdefault(name, [int(count)]).append(int(part))
            if name in whole:
                whole[name].last = found.last
            else:
                whole[name] = self._span(letter, int(number), found)
        for name, (total, *numbers) in parts.items():
            if numbers != list(range(1, total + 1)):
                raise self._error(self._found[f"{name}[{numbers[0]}/{total}]"].line, f"span {name} lacks a part")
        return list(whole.values())

    def _span(self, letter: str, number: int, found: _Open) -> StoredSpan:
        last = found.last if found.last is not None else found.first
        try:
            score = float(found.fields[4])
        except ValueError as error:
            raise self._error(found.line, f"{found.fields[4]!r} is no number; cert is from 0 to 1") from error
        return StoredSpan(_LAYERS[letter], number, found.fields[1], found.first, last, score, found.fields[3])

    def _error(self, line: int, reason: str) -> ReadError:
        return ReadError(f"{self._name}:{line}: {reason}")


def _groups(eid: str) -> tuple[str, str, str, str]:
    match = _EID.fullmatch(eid)
    found = match.groups(default="") if match else ("", "", "", "")
    return found[0], found[1], found[2], found[3]
