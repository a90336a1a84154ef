"""The record of a document, JSON that both formats carry along -> checked values, put in place."""

from __future__ import annotations

import json
from typing import Any

from corpus_tools.stored.text import StoredText

_OF_TOKENS = ("text", "lemma", "xpos", "feats")


def take_record(written: str, stored: StoredText) -> None:
    """Read the record into a document. Raises ValueError for one that is not of the form that we write."""
    record = json.loads(written)
    if not isinstance(record, dict):
        raise ValueError("no JSON object")
    for key, value in record.items():
        if not _is_sound(key, value):
            raise ValueError(f"{key!r} is none of its keys, or has another form than it should")
    stored.record = record


def apply_exact(stored: StoredText) -> None:
    """Give tokens the exact values that columns and elements can't hold. Raises ValueError for a token there isn't."""
    for place, exact in stored.record.get("tokens", {}).items():
        try:
            sentence, number = (int(part) - 1 for part in place.split("."))
            token = stored.sentences[sentence].tokens[number]
        except (ValueError, IndexError) as error:
            raise ValueError(f"it names a token {place!r}, which there isn't") from error
        for key, value in exact.items():
            setattr(token, key, value)


def _is_sound(key: str, value: Any) -> bool:
    if key == "text":
        return isinstance(value, str) and (not value or value.isspace())
    if key in ("edits", "blocks"):  # their rows are checked where they are used
        return isinstance(value, list)
    if key == "layers":
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    if key == "tokens":
        rows = value.values() if isinstance(value, dict) else [None]
        return all(
            isinstance(row, dict) and all(k in _OF_TOKENS and isinstance(v, str) for k, v in row.items())
            for row in rows
        )
    if key == "places":
        found = value.values() if isinstance(value, dict) else [None]
        return all(isinstance(places, list) and all(map(_is_place, places)) for places in found)
    return False


def _is_place(value: Any) -> bool:
    return value is None or (isinstance(value, list) and [type(each) for each in value] == [int, int])
