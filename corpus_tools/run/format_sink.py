"""Documents in a format -> files in a folder: one each, one for all, or what the writer of a corpus names."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from corpus_tools.run.format import Format
from corpus_tools.run.output_folder import write_whole

_JOINED = "corpus"


class FormatSink:
    """Takes documents; all files but those of single documents come to be when the run ends well, whole or not at all.

    ``corpus_writer`` is the writer that takes the Docs themselves, None for formats whose documents are bytes.
    """

    def __init__(self, output: Path, form: Format, options: dict[str, str]) -> None:
        self._output = output
        self._form = form
        self._open: dict[str, BinaryIO] = {}
        self.files: list[str] = []
        self.corpus_writer: Any = form.corpus_writer(self._opened, options) if form.files == "corpus" else None

    def __enter__(self) -> FormatSink:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Put the open files in their places; after an error take them away."""
        try:
            if self.corpus_writer is not None and kind is None:
                self.corpus_writer.close()
            if kind is None:
                for name, data in self._form.files_beside():
                    write_whole(self._output / name, data)
                    self.files.append(name)
        finally:
            for name, file in self._open.items():
                file.close()
                if kind is None:
                    self._partial(name).replace(self._output / name)
                    self.files.append(name)
                else:
                    self._partial(name).unlink(missing_ok=True)

    def put(self, doc_id: str, data: bytes) -> list[str]:
        """Write the bytes of one document; return the names of its files."""
        if self._form.files == "joined":
            name = f"{_JOINED}{self._form.suffix}"
            (self._open.get(name) or self._opened(name)).write(data)
            return [name]
        name = f"{doc_id}{self._form.suffix}"
        write_whole(self._output / name, data)
        return [name]

    def _opened(self, name: str) -> BinaryIO:
        path = self._partial(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._open[name] = path.open("wb")
        return self._open[name]

    def _partial(self, name: str) -> Path:
        path = self._output / name
        return path.with_name(f".{path.name}.partial")
