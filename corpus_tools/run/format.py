"""One format of annotated documents: how it is called, told from the others, read and written."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from spacy.tokens import Doc

from corpus_tools.content import ALL, content_of
from corpus_tools.errors import CorpusToolsError, ReadError
from corpus_tools.provenance import Provenance
from corpus_tools.stored.text import StoredText

#: One file a document; the bytes of all documents joined in one file; files that the writer of the corpus names.
Files = Literal["each", "joined", "corpus"]
_PACKAGE = "corpus_tools"


@dataclass(frozen=True)
class Format:
    """A format; ``marks`` are bytes of which one stands at the head of such a file, where the suffix leaves a choice.

    ``options`` maps each option of the writer to its values, the usual one first; ``apart`` has options with a value
    and the other option that goes with it only in its usual value. ``extra`` is the name of the extra
    that brings its library. ``by_line``: each line of a file is a document of its own. Files are read
    under all ``suffixes``. ``beside`` maps the names of files that go with those of the documents to what returns their
    bytes (``module:function``). ``reader_options`` are names of what the reader may be told.
    """

    name: str
    suffix: str
    description: str
    writer: str = ""
    reader: str = ""
    files: Files = "each"
    by_line: bool = False
    marks: tuple[bytes, ...] = ()
    extra: str = ""
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    apart: tuple[tuple[str, str, str], ...] = ()
    also_suffixes: tuple[str, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)
    reader_options: tuple[str, ...] = ()

    @property
    def suffixes(self) -> tuple[str, ...]:
        """All suffixes that such files have; the first one is written."""
        return self.suffix, *self.also_suffixes

    def read(self, data: bytes, *, name: str, options: Mapping[str, Any] | None = None) -> list[StoredText]:
        """Return the documents of a file.

        Raises ReadError, for a format that is only written and for an option that the reader does not know too.
        """
        if not self.reader:
            raise ReadError(f"{name}: {self.name} is written only; corpus-tools convert --formats lists what is read")
        for option in options or {}:
            if option not in self.reader_options:
                raise ReadError(f"{name}: reading {self.name} takes no --{option}; leave it out for this file")
        return list(self._load(self.reader)(data, name=name, **(options or {})))

    def write(self, doc: Doc, *, doc_id: str, provenance: Provenance, options: Mapping[str, str]) -> bytes:
        """Return the bytes of one document."""
        written = self._load(self.writer)(doc, doc_id=doc_id, provenance=provenance, **options)
        return written.encode() if isinstance(written, str) else bytes(written)

    def corpus_writer(self, open_file: Callable[[str], Any], options: Mapping[str, str]) -> Any:
        """Return the writer of a whole corpus."""
        return self._load(self.writer)(open_file, **options)

    def files_beside(self) -> Iterator[tuple[str, bytes]]:
        """Yield name and bytes of the files that stand once beside those of the documents."""
        for name, place in self.beside.items():
            yield name, self._load(place)()

    def holds(self, options: Mapping[str, str]) -> frozenset[str]:
        """Return the contents that a file of this format can hold, written with these options."""
        module = self._module(self.writer)
        by_options = getattr(module, "holds", None)
        return frozenset(by_options(**options) if by_options else module.HOLDS)

    def losses(self, doc: Doc, *, doc_id: str, provenance: Provenance, options: Mapping[str, str]) -> dict[str, int]:
        """Return what of a document the format can't hold, and how often it occurs there."""
        lost = dict(content_of(doc, provenance, wanted=ALL - self.holds(options)))
        by_case = getattr(self._module(self.writer), "losses", None)
        if by_case:
            for what, count in by_case(doc, doc_id=doc_id, provenance=provenance, **options).items():
                if count:
                    lost[what] = max(count, lost.get(what, 0))
        return lost

    def check_library(self) -> None:
        """Raise CorpusToolsError if the library of the format is not installed."""
        for place in (self.writer, self.reader):
            if place:
                self._load(place)

    def _module(self, place: str) -> Any:
        try:
            return importlib.import_module(place.partition(":")[0])
        except ModuleNotFoundError as error:
            if self.extra and not (error.name or "").startswith(_PACKAGE):
                raise CorpusToolsError(
                    f"{self.name} needs {error.name}, which is not installed; pip install 'corpus-tools[{self.extra}]'"
                ) from error
            raise

    def _load(self, place: str) -> Callable[..., Any]:
        found: Callable[..., Any] = getattr(self._module(place), place.partition(":")[2])
        return found
