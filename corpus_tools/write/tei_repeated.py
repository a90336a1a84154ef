"""Parts of headers that are alike in many documents but for their identifiers: written once, then filled in."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from corpus_tools.write.tei_elements import Part

#: Written parts by key and white space before them; few, for keys come from the program and not from texts.
_WRITTEN: dict[tuple[Hashable, str], tuple[str, str]] = {}


class Repeated:
    """A part in which nothing but the beginning of identifiers (``start``) hangs on the document.

    ``make`` makes it for the document at hand. It may have ``start`` only where an identifier begins: behind ``"`` or
    ``#``, with a dot behind it.
    """

    __slots__ = ("_key", "_make", "_start")

    def __init__(self, start: str, key: Hashable, make: Callable[[], Part]) -> None:
        self._start = start
        self._key = key
        self._make = make

    def write(self, lines: list[str], pad: str) -> None:
        """Add all lines of the part at once."""
        found = _WRITTEN.get((self._key, pad))
        if found is None:
            made: list[str] = []
            self._make().write(made, pad)
            found = _WRITTEN[self._key, pad] = self._start, "\n".join(made)
        start, written = found
        if start != self._start:
            for before in '"#':
                written = written.replace(f"{before}{start}.", f"{before}{self._start}.")
        lines.append(written)
