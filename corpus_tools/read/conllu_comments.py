"""Comments of our CoNLL-U -> metadata, provenance and record of a document, attributes and relations of its spans."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from corpus_tools.cleaning_record import record_of_row
from corpus_tools.document import Damage, Source
from corpus_tools.errors import ReadError
from corpus_tools.formats.escapes import unescaped
from corpus_tools.metadata import FIELDS
from corpus_tools.provenance import Provenance
from corpus_tools.read.stored_record import apply_exact, take_record
from corpus_tools.span_facts import RELATIONS
from corpus_tools.stored.text import StoredStretch, StoredText

#: The key of a field in the comments, where it is not the field's name.
_FIELD_OF = {"date": "published", **{name: name for name in FIELDS if name != "published"}}
_FORMAT = re.compile(r"(.*), (.*), (\d+) bytes", re.DOTALL)
_NUMBERED = re.compile(r"(rule|remark|damage|rel|part|attr)_\d+")
_PLACE = re.compile(r"(?:s(\d+)\.)?(\d+)(?:\.\.(?:s(\d+)\.)?(\d+))?(?: chars (\d+)-(\d+))?")
_OF_SENTENCES = {
    *("newdoc", "newdoc id", "newpar", "newpar id", "sent_id", "text", "text_orig", "block", "level", "global.Span"),
}

#: Comments of one sentence by key: value and line.
Comments = Mapping[str, tuple[str, int]]


def apply_comments(stored: StoredText, comments: Sequence[tuple[int, Comments]]) -> None:
    """Put what the comments of all sentences (number from 1, comments) say into a document.

    Raises ReadError for a comment of ours that can't be understood; comments of others are counted as losses.
    """
    reader = _Reader(stored)
    for number, each in comments:
        for key, (value, line) in each.items():
            try:
                known = reader.take(number, key, value)
            except (ValueError, KeyError, IndexError, TypeError) as error:
                raise ReadError(f"{stored.name}:{line}: comment {key} can't be understood: {error}") from error
            if not known:
                stored.losses[f"comment {key}"] = stored.losses.get(f"comment {key}", 0) + 1
    reader.finish()
    try:
        apply_exact(stored)
    except ValueError as error:
        line = next(each["record"][1] for _, each in comments if "record" in each)
        raise ReadError(f"{stored.name}:{line}: comment record can't be understood: {error}") from error


class _Reader:
    """Takes comments one by one."""

    def __init__(self, stored: StoredText) -> None:
        self._stored = stored
        self._spans = {f"{span.layer[0]}{span.number}": span for span in stored.spans}
        self._source: dict[str, str] = {}
        self._first = [0]
        for sentence in stored.sentences:
            self._first.append(self._first[-1] + len(sentence.tokens))
        self._rules: dict[str, tuple[str, str]] = {"_": ("", "")}

    def take(self, sentence: int, key: str, value: str) -> bool:
        """Take one comment; false if it is none of ours."""
        stored = self._stored
        if key in _OF_SENTENCES:
            return True
        if match := _NUMBERED.fullmatch(key):
            getattr(self, f"_take_{match[1]}")(sentence, value)
        elif key.startswith("source_"):
            self._source[key] = unescaped(value)
        elif key in _FIELD_OF:
            for each in _split(value):
                stored.metadata.add(_FIELD_OF[key], each)
        elif key == "cleaning":
            stored.cleaning = tuple(unescaped(value).split(", "))
        elif key == "cleaned_by":
            stored.cleaned_by = record_of_row(json.loads(value))
        elif key == "provenance":
            stored.provenance = Provenance(**json.loads(value))
        elif key == "record":
            take_record(value, stored)
        else:
            return False
        return True

    def finish(self) -> None:
        """Put in place what takes several comments."""
        stored = self._stored
        for span in stored.spans:
            span.rule, span.version = self._rules.get(span.rule, (span.rule, ""))
        if "source_file" in self._source:
            match = _FORMAT.fullmatch(self._source.get("source_format", ""))
            media_type, encoding, size = match.groups() if match else ("", "", "0")
            sha256 = self._source.get("source_sha256", "")
            stored.source = Source(self._source["source_file"], sha256, int(size), encoding, media_type)

    def _take_rule(self, sentence: int, value: str) -> None:
        key, version, rule = [*value.split(" ", 2), ""][:3]
        self._rules[key] = (unescaped(rule), "" if version == "_" else unescaped(version))

    def _take_remark(self, sentence: int, value: str) -> None:
        self._stored.remarks.append(unescaped(value))

    def _take_damage(self, sentence: int, value: str) -> None:
        place, _, what = value.partition(" ")
        start, end = place.split("-")
        self._stored.damage.append(Damage(int(start), int(end), unescaped(what)))

    def _take_rel(self, sentence: int, value: str) -> None:
        name, eid, rest = value.split(" ", 2)
        span, participant = self._spans[eid], unescaped(rest)
        if name == "hasTrigger":
            span.trigger = participant
        elif name == "fromEntry":
            span.entry = participant
        elif name == "hasVariation":
            span.variation = participant
        elif name == "hasType":
            span.type = participant
        else:
            if name not in RELATIONS.values():
                raise ValueError(f"{name} is no relation that we know")
            span.relations.append((name, participant))

    def _take_attr(self, sentence: int, value: str) -> None:
        eid, name, rest = value.split(" ", 2)
        self._spans[eid].values["" if name == "_" else unescaped(name)] = _value(rest)

    def _take_part(self, sentence: int, value: str) -> None:
        eid, role, place = value.split(" ", 2)
        match = _PLACE.fullmatch(place)
        if match is None:
            raise ValueError(f"{place!r} is no place; write 3, 3..5 or s4.3")
        first = self._index(match[1] or sentence, match[2])
        last = self._index(match[3] or sentence, match[4]) if match[4] else first
        chars = (int(match[5]), int(match[6])) if match[5] else None
        self._spans[eid].stretches.append(StoredStretch(role, first, last, chars))

    def _index(self, sentence: str | int, token: str) -> int:
        first, behind = self._first[int(sentence) - 1], self._first[int(sentence)]
        if not 0 < int(token) <= behind - first:
            raise ValueError(f"sentence {sentence} has no token {token}")
        return first + int(token) - 1


def _split(value: str) -> Iterator[str]:
    return (unescaped(each) for each in value.split("; "))


def _value(written: str) -> Any:
    try:
        return json.loads(written)
    except ValueError:
        return unescaped(written)
