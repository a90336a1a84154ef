"""A corpus folder -> its manifest against its files: what is listed is there, what is there is listed, counts agree."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus_tools.labels import LAYERS
from corpus_tools.stored.text import StoredText
from corpus_tools.validation.fault import Fault

MANIFEST, SPANS, CORPUS_XML = "manifest.jsonl", "spans.jsonl", "corpus.xml"
_FOLDERS = {"tei": ".xml", "conllu": ".conllu"}
_DONE = "done"


@dataclass(frozen=True)
class Row:
    """A line of the manifest: a document."""

    line: int
    values: Mapping[str, Any]

    @property
    def doc_id(self) -> str:
        """The identifier of the document."""
        return str(self.values.get("id", ""))

    @property
    def files(self) -> list[str]:
        """The files that were written for it, with / between folders."""
        return [str(name).replace("\\", "/") for name in self.values.get("files", ())]


@dataclass
class Manifest:
    """The rows of a manifest and what is wrong with them."""

    rows: list[Row]
    faults: list[Fault]


def read_manifest(folder: Path, *, file: str) -> Manifest:
    """Read the manifest and compare it with the files of the folder; no annotated file is opened."""
    found = Manifest([], [])
    seen: dict[str, int] = {}
    for number, values in json_lines(folder / MANIFEST, found.faults, file=file):
        found.rows.append(Row(number, values))
        doc_id = found.rows[-1].doc_id
        if not doc_id or values.get("status") not in (_DONE, "failed"):
            found.faults.append(Fault(file, number, "manifest", "a line without id, or without status done or failed"))
        elif seen.setdefault(doc_id, number) != number:
            reason = f"document {doc_id} stands twice, first in line {seen[doc_id]}; make identifiers unique"
            found.faults.append(Fault(file, number, "manifest", reason, doc_id))
    listed = {name: row for row in found.rows for name in row.files}
    for name, row in listed.items():
        if Path(name).is_absolute() or ".." in Path(name).parts or not (folder / name).is_file():
            reason = f"{name} is listed and not there; write the corpus anew, or take the line out"
            found.faults.append(Fault(file, row.line, "manifest", reason, row.doc_id))
    for sub, suffix in _FOLDERS.items():
        for path in sorted((folder / sub).glob(f"*{suffix}")):
            if f"{sub}/{path.name}" not in listed:
                reason = f"{sub}/{path.name} is there and not listed; take it out, or write the corpus anew"
                found.faults.append(Fault(file, 0, "manifest", reason, path.stem))
    return found


def json_lines(path: Path, faults: list[Fault], *, file: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of a file with their lines; a line that is none goes to ``faults``."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                row = json.loads(line)
            except ValueError as error:
                reason = f"no JSON ({error}); the line was cut off or changed: write the corpus anew"
                faults.append(Fault(file, number, "manifest", reason))
                continue
            if isinstance(row, dict):
                yield number, row
            else:
                faults.append(Fault(file, number, "manifest", "no JSON object; write the corpus anew"))


class SpansFile:
    """``spans.jsonl`` by document, read a line at a time; only the places of the lines are kept."""

    def __init__(self, folder: Path, *, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self._path = folder / SPANS
        self._places: dict[str, tuple[int, int]] = {}
        if self._path.is_file():
            at = 0
            with self._path.open("rb") as lines:
                sizes = [len(line) for line in lines]
            starts = [at := at + size for size in [0, *sizes]]
            for number, row in json_lines(self._path, self.faults, file=file):
                self._places[str(row.get("id"))] = (number, starts[number - 1])

    def row(self, doc_id: str) -> tuple[int, dict[str, Any]] | None:
        """Return the line of a document with its number, None if there is none."""
        if doc_id not in self._places:
            return None
        number, start = self._places[doc_id]
        with self._path.open("rb") as lines:
            lines.seek(start)
            row: dict[str, Any] = json.loads(lines.readline())
        return number, row

    def missing(self, row: Row) -> bool:
        """Whether a document that was done has no line, though the file is there."""
        return self._path.is_file() and row.values.get("status") == _DONE and row.doc_id not in self._places


def row_faults(row: Row, stored: StoredText, *, file: str, beside: str) -> Iterator[Fault]:
    """Yield what the manifest says otherwise of a document than its file ``beside``."""
    said = row.values
    counts = {
        "sentences": len(stored.sentences),
        "tokens": sum(len(sentence.tokens) for sentence in stored.sentences),
        **{layer.name: sum(span.layer == layer.name for span in stored.spans) for layer in LAYERS},
    }
    spans = said.get("spans", {})
    wanted = {name: said.get(name, spans.get(name, 0)) for name in counts}
    # A line break inside a sentence of the Doc makes two of it in the files, and only there.
    wanted["sentences"] = counts["sentences"] if counts["sentences"] >= wanted["sentences"] else wanted["sentences"]
    different = [
        f"{wanted[name]} {name}, {counts[name]} in {beside}" for name in counts if wanted[name] != counts[name]
    ]
    if stored.doc_id != row.doc_id:
        different.append(f"document {row.doc_id}, {beside} holds {stored.doc_id}")
    if stored.source and said.get("sha256") and stored.source.sha256 != said["sha256"]:
        different.append(f"another SHA-256 of the source than in {beside}")
    if stored.source and said.get("bytes") and stored.source.size != said["bytes"]:
        different.append(f"{said['bytes']} bytes, {stored.source.size} in {beside}")
    for reason in different:
        yield Fault(file, row.line, "manifest", f"{reason}; file or manifest was changed: write both anew", row.doc_id)
