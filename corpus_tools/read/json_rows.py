"""JSON of others -> its objects, each value asked for by key and checked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NoReturn

from corpus_tools.errors import ReadError

_MISSING: Any = object()


class Row:
    """An object of a file; ``place`` is where it stands, for messages: ``a.jsonl:3``, ``a.jsonl:3: span 2``.

    Every method that returns a value raises ReadError with place and key where the value has another type.
    """

    def __init__(self, value: Any, place: str) -> None:
        self.place = place
        if not isinstance(value, dict):
            self.fail(f"{_short(value)} where an object {{…}} is expected")
        self.values: dict[str, Any] = value

    def fail(self, reason: str) -> NoReturn:
        """Raise ReadError."""
        raise ReadError(f"{self.place}: {reason}")

    def text(self, key: str, default: str = _MISSING) -> str:
        """Return a string."""
        value = self.values.get(key, default)
        return value if isinstance(value, str) else self._wrong(key, value, "a string")

    def maybe(self, key: str) -> str | None:
        """Return a string, None where it is null or missing."""
        return None if self.values.get(key) is None else self.text(key)

    def whole(self, key: str, default: int = _MISSING) -> int:
        """Return a whole number."""
        value = self.values.get(key, default)
        return value if type(value) is int else self._wrong(key, value, "a whole number")

    def number(self, key: str, default: float = _MISSING) -> float:
        """Return a number."""
        value = self.values.get(key, default)
        return float(value) if type(value) in (int, float) else self._wrong(key, value, "a number")

    def flag(self, key: str, default: bool = _MISSING) -> bool:
        """Return true or false."""
        value = self.values.get(key, default)
        return value if isinstance(value, bool) else self._wrong(key, value, "true or false")

    def items(self, key: str, default: list[Any] = _MISSING) -> list[Any]:
        """Return a list of anything."""
        value = self.values.get(key, default)
        return value if isinstance(value, list) else self._wrong(key, value, "a list")

    def texts(self, key: str) -> list[str]:
        """Return a list of strings; empty where it is missing."""
        value = self.items(key, [])
        return value if all(isinstance(each, str) for each in value) else self._wrong(key, value, "a list of strings")

    def row(self, key: str, default: dict[str, Any] = _MISSING) -> Row:
        """Return an object."""
        value = self.values.get(key, default)
        return Row(value, self.place) if isinstance(value, dict) else self._wrong(key, value, "an object")

    def rows(self, key: str, what: str, default: list[Any] = _MISSING) -> Iterator[Row]:
        """Yield the objects of a list; ``what`` names them in messages."""
        for number, value in enumerate(self.items(key, default), start=1):
            yield Row(value, f"{self.place}: {what} {number}")

    def stretch(self, size: int) -> tuple[int, int]:
        """Return ``start`` and ``end``, a stretch of a text of ``size`` characters."""
        start, end = self.whole("start"), self.whole("end")
        if not 0 <= start < end <= size:
            self.fail(f"{start} to {end} is no stretch of the text, which has {size} characters")
        return start, end

    def _wrong(self, key: str, value: Any, expected: str) -> NoReturn:
        found = "is missing" if value is _MISSING else f"is {_short(value)}"
        self.fail(f"{key!r} {found}; it should be {expected}")


def _short(value: Any) -> str:
    written = repr(value)
    return written if len(written) <= 40 else f"{written[:40]}…"


def json_rows(data: bytes, *, name: str) -> Iterator[Row]:
    """Yield the objects of a file: one object, a list of objects, or one object a line.

    Raises ReadError with file and line for anything else, and for a file without an object.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ReadError(f"{name}:{line}: not UTF-8; JSON is always UTF-8, save the file so") from error
    try:
        whole = _loads(text)
    except (ValueError, RecursionError) as error:
        yield from _lines(text, name, error)
        return
    if whole == [] or not isinstance(whole, dict | list):
        raise ReadError(f"{name}:1: no object in it; a document is an object {{…}}")
    if isinstance(whole, dict):
        yield Row(whole, f"{name}:1")
        return
    for number, value in enumerate(whole, start=1):
        yield Row(value, f"{name}: document {number}")


def _lines(text: str, name: str, whole: Exception) -> Iterator[Row]:
    """Yield one object a line; ``whole`` is why the file as a whole is no JSON."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if not lines:
        raise ReadError(f"{name}: the file is empty; a document is an object {{…}}")
    for number, line in lines:
        try:
            value = _loads(line)
        except (ValueError, RecursionError) as error:
            at, reason = number, error
            if number == lines[0][0] and isinstance(whole, json.JSONDecodeError):  # one object over several lines
                at, reason = whole.lineno, whole
            raise ReadError(f"{name}:{at}: not JSON: {_said(reason)}; mend or remove the line") from error
        yield Row(value, f"{name}:{number}")


def _said(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at column {error.colno}"
    return "nested too deep" if isinstance(error, RecursionError) else str(error)


def _loads(text: str) -> Any:
    return json.loads(text, parse_constant=_no_number, object_pairs_hook=_object)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number in JSON")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {next(k for k in keys if keys.count(k) > 1)!r} stands twice in one object")
    return made
