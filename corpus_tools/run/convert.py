"""Annotated files -> the same documents in another format, with a report of what that format can't hold."""

from __future__ import annotations

import json
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

from spacy.lang.zh import Chinese
from spacy.vocab import create_vocab

from corpus_tools.errors import CorpusToolsError, WriteError
from corpus_tools.identifiers import UniqueIds, document_id
from corpus_tools.provenance import Provenance
from corpus_tools.read.kinds import stem_of
from corpus_tools.run.annotated_inputs import AnnotatedData, Found, open_annotated
from corpus_tools.run.corrections import Corrections
from corpus_tools.run.format import Format
from corpus_tools.run.format_sink import FormatSink
from corpus_tools.run.formats import check_options
from corpus_tools.run.losses import LossReport
from corpus_tools.run.manifest import DONE, FAILED
from corpus_tools.run.output_folder import check_output, write_whole
from corpus_tools.run.reading import Reading
from corpus_tools.span_change import kinds_of
from corpus_tools.stored.doc import to_doc
from corpus_tools.stored.text import StoredText

MANIFEST, LOSSES, CORRECTIONS = "manifest.jsonl", "losses.json", "corrections.jsonl"
#: Documents after which the vocabulary is made anew, so that it does not grow with the corpus.
_WORDS_OF = 200


@dataclass
class Converted:
    """One row of the manifest.

    ``lost``: what the target can't hold, ``unread``: what was not taken over in reading; ``corrected``: how many spans
    a person, the ``annotator``, added, changed and removed.
    """

    id: str
    source: str
    status: str
    reason: str = ""
    read_as: str = ""
    written_as: str = ""
    options: dict[str, str] = field(default_factory=dict)
    tokens: int = 0
    lost: dict[str, int] = field(default_factory=dict)
    unread: dict[str, int] = field(default_factory=dict)
    annotator: str = ""
    corrected: dict[str, int] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    traceback: str = ""

    def to_line(self) -> str:
        """Return the row as JSON; what is empty is left out."""
        row = {key: value for key, value in asdict(self).items() if value not in ("", [], {}, 0) or key == "status"}
        return json.dumps(row, ensure_ascii=False) + "\n"


@dataclass(frozen=True)
class Target:
    """What is written: a format, with options that it knows."""

    format: Format
    options: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raise ValueError for options that the format does not have."""
        check_options(self.format, self.options)


def convert_to_folder(
    found: Found,
    output: Path,
    target: Target,
    report: LossReport,
    *,
    reading: Reading | None = None,
    overwrite: bool = False,
) -> Iterator[Converted]:
    """Convert all documents of the files into ``output`` and yield what became of each; none stops the run.

    ``reading`` says how the inputs are read. ``report`` is filled. Beside the documents ``manifest.jsonl`` and
    ``losses.json`` are written, and ``corrections.jsonl`` if people changed spans. Raises WriteError if the folder
    can't be written, CorpusToolsError if a library that the format needs is missing.
    """
    target.format.check_library()
    _prepare(found, output, overwrite=overwrite)
    try:
        with (
            (output / MANIFEST).open("w", encoding="utf-8") as manifest,
            FormatSink(output, target.format, dict(target.options)) as sink,
        ):
            conversion = _Conversion(target, reading or Reading(), sink.corpus_writer)
            for row, data in conversion.of(found):
                if row.status == DONE and data is not None:
                    row.files = sink.put(row.id, data)
                report.add(row.id, row.lost, row.unread)
                manifest.write(row.to_line())
                manifest.flush()
                yield row
        if sink.corpus_writer is not None:
            with (output / MANIFEST).open("a", encoding="utf-8") as manifest:
                manifest.write(
                    json.dumps({"status": DONE, "written_as": target.format.name, "files": sink.files}) + "\n"
                )
        write_whole(output / LOSSES, report.to_json())
        if lines := conversion.corrections.to_lines():
            write_whole(output / CORRECTIONS, lines)
    except OSError as error:
        raise WriteError(f"{error.filename or output}: can't be written: {error.strerror}") from error


def convert_to_bytes(
    found: Found, target: Target, report: LossReport, *, reading: Reading | None = None
) -> tuple[bytes, list[Converted]]:
    """Return the inputs in the target format, for standard output, and what became of each document.

    Raises WriteError for a format with a file a document if there is more than one, and for one of several files.
    """
    form = target.format
    form.check_library()
    if form.files == "corpus":
        raise WriteError(f"{form.name} is written to several files; name a folder with -o")
    rows: list[Converted] = []
    parts: list[bytes] = []
    for row, data in _Conversion(target, reading or Reading(), None).of(found):
        rows.append(row)
        report.add(row.id, row.lost, row.unread)
        parts += [data] if data is not None else []
        if len(parts) > 1 and form.files == "each":
            raise WriteError(
                f"the inputs hold several documents, and {form.name} has one a file; name a folder with -o"
            )
    return b"".join(parts), rows


class _Conversion:
    """Converts documents one by one; only one is in memory."""

    def __init__(self, target: Target, reading: Reading, corpus_writer: Any) -> None:
        self.corrections = Corrections()
        self._target = target
        self._reading = reading
        self._corpus_writer = corpus_writer
        self._ids = UniqueIds()
        self._vocab = create_vocab("zh", Chinese.Defaults)
        self._usual = Provenance(metadata.version("corpus-tools"))
        self._number = 0

    def of(self, found: Found) -> Iterator[tuple[Converted, bytes | None]]:
        """Yield what became of each document, with its bytes if it has any."""
        for data in open_annotated(found.files, self._reading.stated):
            try:
                texts = self._reading.texts(data)
            except CorpusToolsError as error:
                yield self._failed(data, str(error)), None
                continue
            except Exception as error:  # a fault of ours must not cost the user the other documents
                reason = f"{data.name}: internal error: {type(error).__name__}: {error}"
                yield self._failed(data, reason, traceback.format_exc()), None
                continue
            for stored in texts:
                yield self._one(stored, data)

    def _failed(self, data: AnnotatedData, reason: str, trace: str = "") -> Converted:
        doc_id = self._ids.of(stem_of(data.name.rpartition("!")[2]))
        return Converted(doc_id, data.name, FAILED, reason, _name(data.format), traceback=trace)

    def _one(self, stored: StoredText, data: AnnotatedData) -> tuple[Converted, bytes | None]:
        row = Converted(self._ids.of(stored.doc_id), data.name, DONE, read_as=_name(data.format))
        row.written_as, row.options = self._target.format.name, dict(self._target.options)
        row.unread = {what: count for what, count in stored.losses.items() if count}
        if row.id != document_id(stored.doc_id):
            row.remarks.append(f"the identifier {stored.doc_id} was taken already; this document is {row.id}")
            stored.doc_id = row.id
        row.annotator, row.corrected = stored.annotator, kinds_of(stored.changes)
        self._number += 1
        if self._number % _WORDS_OF == 0:
            self._vocab = create_vocab("zh", Chinese.Defaults)
        try:
            with self._vocab.memory_zone():
                written = self._write(stored, row)
            self.corrections.add(stored)
            return row, written
        except CorpusToolsError as error:
            row.reason = str(error)
        except OSError:
            raise
        except Exception as error:  # a fault of ours must not cost the user the other documents
            row.reason = f"{data.name}: internal error: {type(error).__name__}: {error}"
            row.traceback = traceback.format_exc()
        row.status, row.lost, row.corrected, row.tokens = FAILED, {}, {}, 0
        return row, None

    def _write(self, stored: StoredText, row: Converted) -> bytes | None:
        form, options = self._target.format, self._target.options
        doc = to_doc(stored, self._vocab)
        provenance = stored.provenance or self._usual
        row.tokens = sum(len(sentence.tokens) for sentence in stored.sentences)
        row.lost = form.losses(doc, doc_id=stored.doc_id, provenance=provenance, options=options)
        if self._corpus_writer is not None:
            self._corpus_writer.add(doc, doc_id=stored.doc_id, provenance=provenance)
            return None
        return form.write(doc, doc_id=stored.doc_id, provenance=provenance, options=options)


def _name(form: Format | None) -> str:
    return form.name if form else ""


def _prepare(found: Found, output: Path, *, overwrite: bool) -> None:
    """Make the output folder ready; with ``overwrite`` the files that an earlier conversion lists go, and no others."""
    check_output(output, overwrite=overwrite)
    root = output.resolve()
    for file in found.files:
        if file.path is not None and not file.fault and file.path.resolve().is_relative_to(root):
            raise WriteError(f"{output}: holds the input {file.name}, which is not overwritten; name another folder")
    try:
        for name in _earlier(output):
            path = (output / name).resolve()
            if path.is_relative_to(root):
                path.unlink(missing_ok=True)
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"{output}: can't be written: {error.strerror}") from error


def _earlier(output: Path) -> Iterator[str]:
    manifest = output / MANIFEST
    if not manifest.is_file():
        return
    rows = []
    with manifest.open(encoding="utf-8") as lines:
        for line in lines:
            try:
                rows.append(json.loads(line))
            except ValueError:
                continue
    if any("written_as" not in row for row in rows if row.get("status") == DONE):
        raise WriteError(f"{output}: a corpus that annotate wrote is not overwritten by convert; name another folder")
    yield from (name for row in rows for name in row.get("files", ()))
    yield from (MANIFEST, LOSSES, CORRECTIONS)
