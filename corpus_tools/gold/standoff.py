"""Gold without running text <-> gold with it: documents are known by the SHA-256 of their sources."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus_tools.clean import Profile, clean
from corpus_tools.document import TextDocument
from corpus_tools.errors import CorpusToolsError, GoldError
from corpus_tools.gold.document import (
    ATTRIBUTES,
    GoldDocument,
    GoldSpan,
    numbered_rows,
    read_documents,
    write_documents,
)
from corpus_tools.identifiers import unique_ids
from corpus_tools.labels import SCHEME_VERSION
from corpus_tools.read import find_inputs, open_inputs

_ROW_KEYS = ("id", "sha256", "text_sha256", "source_start", "source_end", "spans")
_SPAN_KEYS = ("start", "end", "layer", "type", "source_start", "source_end")


@dataclass
class Joined:
    """Documents with text; ``remarks`` name what could not be joined, ``lost`` counts it."""

    documents: list[GoldDocument] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    lost: int = 0

    @property
    def spans(self) -> int:
        """Number of spans of all documents."""
        return sum(len(document.spans) for document in self.documents)


def join_standoff(standoff: Path, sources: list[Path], *, profile: Profile | None = None) -> Joined:
    """Give every document of a standoff file its text, cleaned by this version; ``profile`` None is the shipped one.

    Where this version cleans a text in another way than the gold's, the spans are carried over by their places in the
    source; spans that the cleaner cut through are dropped and counted. Raises GoldError for a faulty row, and if no
    text is found at all.
    """
    rows = _standoff_rows(standoff)
    wanted = {row["sha256"] for row in rows}
    texts = {digest: document for digest, document in _documents(sources, wanted, profile) if digest in wanted}
    joined = Joined()
    for row in rows:
        document = texts.get(row["sha256"])
        if document is None:
            joined.lost += 1
            joined.remarks.append(f"{row['id']}: no source has SHA-256 {row['sha256']}; left out")
        else:
            _join_one(row, document, joined)
    if not joined.documents:
        places = ", ".join(map(str, sources))
        raise GoldError(f"{standoff}: {_none(len(rows))} in {places}; name the folder that holds the sources")
    return joined


def write_joined(joined: Joined, output: Path) -> None:
    """Write ``gold.jsonl`` and a text file for each document, whose name is the document's id as file name."""
    ids = unique_ids(document.id for document in joined.documents)
    named = [GoldDocument(key, d.text, d.spans) for key, d in zip(ids, joined.documents, strict=True)]
    try:
        (output / "texts").mkdir(parents=True, exist_ok=True)
        (output / "gold.jsonl").write_text(write_documents(named), encoding="utf-8")
        for document in named:
            (output / "texts" / f"{document.id}.txt").write_text(document.text, encoding="utf-8")
    except OSError as error:
        raise GoldError(f"{output}: can't be written: {error.strerror}") from error


def write_standoff(lines: list[str], output: Path) -> None:
    """Write the lines of a standoff file, and the folder it stands in."""
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise GoldError(f"{output}: can't be written: {error.strerror}") from error


def part_from_text(annotated: Path, sources: list[Path], *, profile: Profile | None = None) -> list[str]:
    """Return the lines of a standoff file; ``profile`` says how sources are cleaned (None: the shipped one).

    Raises GoldError naming each document whose text is in no source.
    """
    documents = read_documents(annotated)
    waiting = dict(documents)
    lines: dict[str, str] = {}
    for digest, source in _documents(sources, None, profile):
        for key, document in list(waiting.items()):
            at = source.text.find(document.text)
            if at >= 0:
                lines[key] = standoff_line(document, source, at, digest)
                del waiting[key]
        if not waiting:
            break
    if waiting:
        raise GoldError("\n".join(f"{key}: its text is no stretch of any cleaned source" for key in waiting))
    return [lines[key] for key in documents]


def standoff_line(document: GoldDocument, source: TextDocument, at: int, digest: str) -> str:
    """Return a document without its text, as one line; ``at`` is where its text begins in the cleaned source."""
    start, end = source.aligned.origin(at, at + len(document.text))
    spans = []
    for span in document.spans:
        source_start, source_end = source.aligned.origin(at + span.start, at + span.end)
        spans.append(span.to_row() | {"source_start": source_start, "source_end": source_end})
    row = {
        "id": document.id,
        "sha256": digest,
        "text_sha256": _sha256(document.text),
        "source_start": start,
        "source_end": end,
        "characters": len(document.text),
        "scheme": SCHEME_VERSION,
        "spans": spans,
    }
    return json.dumps(row, ensure_ascii=False) + "\n"


def _standoff_rows(standoff: Path) -> list[dict[str, Any]]:
    """Read the rows of a standoff file. Raises GoldError naming every key that is missing."""
    faults: list[str] = []
    numbered = numbered_rows(standoff, faults)
    for number, row in numbered:
        places = [("", row, _ROW_KEYS)]
        places += [(f"span {at}: ", span, _SPAN_KEYS) for at, span in enumerate(row.get("spans", []), 1)]
        for place, values, keys in places:
            if missing := [key for key in keys if key not in values]:
                faults.append(f"{standoff.name}:{number}: {place}{', '.join(missing)} is missing")
    if faults:
        raise GoldError("\n".join(faults))
    return [row for _, row in numbered]


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _documents(
    sources: list[Path], wanted: set[str] | None, profile: Profile | None
) -> Iterator[tuple[str, TextDocument]]:
    """Read and clean what stands in the sources: SHA-256 of the file, or of a row's text, and the document.

    With ``wanted`` only documents with one of these hashes are cleaned, which is quick. What can't be read or cleaned
    is none of the gold's and is passed over; a text that is missing then is reported by its id. Raises GoldError for a
    table that is broken or no table of texts.
    """
    for source in sources:
        if not source.exists():
            raise GoldError(f"{source}: no such file or folder; check the spelling")
        read, failure = 0, ""
        for page in open_inputs(find_inputs([str(source)])):
            try:
                document = page.read()
            except CorpusToolsError as error:
                if page.name == str(source):  # the file itself, not one of its rows or members
                    raise GoldError(str(error)) from error
                failure = failure or str(error)
                continue
            read += 1
            if wanted is None or document.source.sha256 in wanted:
                with suppress(CorpusToolsError):
                    yield document.source.sha256, clean(document, profile=profile)
        if failure and not read:
            raise GoldError(failure)


def _none(count: int) -> str:
    return "its one document is not" if count == 1 else f"none of its {count} documents is"


def _join_one(row: dict[str, Any], document: TextDocument, joined: Joined) -> None:
    aligned = document.aligned
    first, last = aligned.image(row["source_start"], row["source_end"])
    text = aligned.text[first:last]
    spans, lost = [], 0
    same = _sha256(text) == row["text_sha256"]
    for raw in row["spans"]:
        start, end = raw["start"], raw["end"]
        if not same:
            start, end = (at - first for at in aligned.image(raw["source_start"], raw["source_end"]))
        if not 0 <= start < end <= len(text):
            lost += 1
            continue
        attributes = {key: raw[key] for key in ATTRIBUTES if raw.get(key)}
        spans.append(GoldSpan(start, end, raw["layer"], raw["type"], attributes))
    if lost:
        joined.lost += lost
        stand = "1 span stands" if lost == 1 else f"{lost} spans stand"
        joined.remarks.append(f"{row['id']}: {stand} in characters that this version cleans away; left out")
    joined.documents.append(GoldDocument(row["id"], text, tuple(spans)))
