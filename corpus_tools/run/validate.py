"""Annotated files and corpora -> what was checked and what is wrong, file by file; no file stops the others."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus_tools.errors import CorpusToolsError, ReadError
from corpus_tools.read import find_inputs, open_inputs
from corpus_tools.stored.text import StoredText
from corpus_tools.validation.corpus_folder import CORPUS_XML, MANIFEST, SPANS, Row, SpansFile, read_manifest, row_faults
from corpus_tools.validation.documents import CONLLU, Checked, DocumentCheck
from corpus_tools.validation.equal import differences, row_differences
from corpus_tools.validation.fault import Fault, fault_of, without_repeats
from corpus_tools.validation.proof import Known
from corpus_tools.validation.targets import Target, find_targets
from corpus_tools.validation.tei_schema import TeiSchema
from corpus_tools.validation.udtools import ud_faults

_HEAD = 4096
#: What tells a UIMA CAS from other XML.
_CAS = b"http://www.omg.org/XMI"


@dataclass(frozen=True)
class Settings:
    """What is checked beside the usual: ``sources`` is the folder with the files that the corpus was made of.

    ``schema`` is one more RELAX NG schema for TEI files (tei_all, ParlaMint's). ``level`` runs the validator of UD too.
    """

    sources: Path | None = None
    schema: Path | None = None
    level: int | None = None


def validate(names: Iterable[str], settings: Settings | None = None) -> Iterator[Checked]:
    """Yield the files of what was named, each as it is checked; faults are sorted by line and stand once.

    Raises CorpusToolsError if the settings name what is not there.
    """
    run = _Run(settings or Settings())
    for target in find_targets(names):
        for checked in run.target(target):
            yield replace(checked, faults=without_repeats(checked.faults))
    yield from run.of_ud()


def known_sources(folder: Path) -> dict[str, Known]:
    """Return the documents of a folder of sources by their SHA-256; those that can't be read are none.

    Raises CorpusToolsError if there is no such folder.
    """
    if not folder.exists():
        raise CorpusToolsError(f"{folder}: no such folder; name the folder with the sources of the corpus")
    known = {}
    for each in open_inputs(find_inputs([str(folder)])):
        try:
            document = each.read()
        except ReadError:
            continue
        known[document.source.sha256] = Known(document.source.size, document.aligned.original)
    return known


class _Run:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        schema = TeiSchema(settings.schema) if settings.schema else None
        sources = known_sources(settings.sources) if settings.sources else None
        self._check = DocumentCheck(schema=schema, sources=sources)
        self._conllu: dict[str, Path] = {}

    def target(self, target: Target) -> Iterator[Checked]:
        if target.fault:
            yield Checked(target.name, "", faults=[Fault(target.name, 0, "file", target.fault)])
        elif target.corpus and target.path is not None:
            yield from self._corpus(target.path)
        else:
            yield self._file(target.path, target.name)

    def of_ud(self) -> Iterator[Checked]:
        """Yield what the validator of UD says of all CoNLL-U files, at the end, because it starts slowly."""
        if self._settings.level is None or not self._conllu:
            return
        by_file: dict[str, list[Fault]] = {}
        for fault in ud_faults(self._conllu, level=self._settings.level):
            by_file.setdefault(fault.file, []).append(fault)
        for file, faults in by_file.items():
            yield Checked(file, "udtools", faults=faults)

    def _file(self, path: Path | None, name: str) -> Checked:
        """Check one file; whatever goes wrong is a fault of this file."""
        try:
            data = sys.stdin.buffer.read() if path is None else path.read_bytes()
        except OSError as error:
            return Checked(
                name, "", faults=[Fault(name, 0, "file", f"can't be read: {error.strerror}; check its rights")]
            )
        try:
            checked = self._data(data, name)
            if checked.included and path is not None:
                checked.faults += _not_there(checked, path)
        except Exception as error:  # a fault of ours must not keep the others from being checked
            reason = f"internal error: {type(error).__name__}: {error}; please report it with the file"
            return Checked(name, "", faults=[Fault(name, 0, "file", reason)])
        if checked.format == CONLLU and path is not None:
            self._conllu[name] = path
        return checked

    def _data(self, data: bytes, name: str) -> Checked:
        if not data.strip():
            return Checked(name, "", faults=[Fault(name, 0, "file", "the file is empty; write it anew")])
        head = data[:_HEAD]
        if name.lower().endswith(".conllu") or _is_conllu(head):
            return self._check.conllu(data, file=name)
        markup = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
        if (markup or name.lower().endswith(".xml")) and _CAS not in head:
            return self._check.tei(data, file=name)
        return _of_registry(data, name)

    def _corpus(self, folder: Path) -> Iterator[Checked]:
        file = str(folder / MANIFEST)
        manifest = read_manifest(folder, file=file)
        spans = SpansFile(folder, file=str(folder / SPANS))
        total = Checked(file, "manifest", faults=manifest.faults)
        lines = Checked(spans.file, "spans", faults=spans.faults)
        for row in manifest.rows:
            stored: list[tuple[str, StoredText]] = []
            for name in row.files:
                if not (folder / name).is_file():
                    continue
                checked = self._file(folder / name, str(folder / name))
                if len(checked.documents) == 1:
                    if stored:
                        beside, other = stored[0]
                        checked.faults += differences(checked.documents[0], other, file=checked.file, beside=beside)
                    stored.append((name, checked.documents[0]))
                yield replace(checked, documents=[])
            if stored:
                total.faults += row_faults(row, stored[0][1], file=file, beside=stored[0][0])
            lines.faults += _spans_of(row, stored, spans)
        yield total
        if (folder / SPANS).is_file():
            yield lines
        if (folder / CORPUS_XML).is_file():
            yield self._file(folder / CORPUS_XML, str(folder / CORPUS_XML))


def _spans_of(row: Row, stored: list[tuple[str, StoredText]], spans: SpansFile) -> list[Fault]:
    if spans.missing(row):
        return [
            Fault(spans.file, 0, "manifest", f"no line for document {row.doc_id}; write the corpus anew", row.doc_id)
        ]
    found = spans.row(row.doc_id)
    if not stored or found is None:
        return []
    name, document = stored[0]
    return list(row_differences(document, found[1], file=spans.file, line=found[0], beside=name))


def _not_there(checked: Checked, path: Path) -> list[Fault]:
    """Return the files that a corpus includes and that are not there, and those beside them that it leaves out."""
    missing = [name for name in checked.included if not (path.parent / name).is_file()]
    faults = [
        Fault(checked.file, 0, "links", f"includes {name}, which is not there; write it anew") for name in missing
    ]
    folders = {Path(name).parent for name in checked.included}
    there = {str(folder / p.name) for folder in folders for p in (path.parent / folder).glob("*.xml")}
    left = sorted(there - {str(Path(name)) for name in checked.included})
    return faults + [Fault(checked.file, 0, "links", f"leaves out {name}; include it, or take it out") for name in left]


def _is_conllu(head: bytes) -> bool:
    line = next((line for line in head.splitlines() if line and not line.startswith(b"#")), b"")
    return line.count(b"\t") >= 7 and line[:1].isdigit()


def _of_registry(data: bytes, name: str) -> Checked:
    """Read a file of any other format that ``convert`` knows; its reader says what is wrong with it."""
    formats: Any = importlib.import_module(
        "corpus_tools.run.format_detection"
    )  # loads spaCy, which TEI and CoNLL-U don't need
    try:
        found = formats.detect(name, data[:_HEAD])
        checked = Checked(name, found.name)
        checked.documents = found.read(data, name=name)
    except CorpusToolsError as error:
        return Checked(name, "", faults=[fault_of(error, name, "content")])
    checked.count()
    return checked
