"""What became of each document: one JSON line, for people who must be able to say so."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from typing import Any

from spacy.tokens import Doc

from corpus_tools.document import TextDocument
from corpus_tools.labels import LAYERS
from corpus_tools.overlap import Overlap
from corpus_tools.provenance import Provenance
from corpus_tools.repair_rules import REPAIRS
from corpus_tools.spans import SPLITS

#: What the manifest says of a document that was annotated already.
KEPT = "words, sentences and what there was of tags, trees and names are those of the file"
DONE, FAILED, DROPPED = "done", "failed", "dropped"


@dataclass
class Outcome:
    """One row of the manifest.

    ``cleaning`` states the profile in force (``CleaningRecord.to_row``); ``removed`` counts edits and original
    characters by cleaning step; ``duplicate`` and ``reuse`` are what the document shares with the others of its corpus
    (``Overlap.to_row``), if that was searched; ``in_parts`` counts what had to be cut or left out where a file was
    annotated in place; ``seconds`` is wall time.
    """

    id: str
    source: str
    status: str
    reason: str = ""
    sha256: str = ""
    bytes: int = 0
    encoding: str = ""
    characters: int = 0
    sentences: int = 0
    tokens: int = 0
    spans: dict[str, int] = field(default_factory=dict)
    split_tokens: dict[str, int] = field(default_factory=dict)
    repairs: dict[str, int] = field(default_factory=dict)
    in_parts: dict[str, int] = field(default_factory=dict)
    cleaning: dict[str, Any] = field(default_factory=dict)
    removed: dict[str, dict[str, int]] = field(default_factory=dict)
    metadata: dict[str, list[str]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    damage: list[dict[str, Any]] = field(default_factory=list)
    duplicate: dict[str, Any] = field(default_factory=dict)
    reuse: dict[str, Any] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    seconds: float = 0.0
    traceback: str = ""

    def describe_source(self, document: TextDocument) -> None:
        """Take over what is known once the document was read and cleaned."""
        source = document.source
        self.sha256, self.bytes, self.encoding = source.sha256, source.size, source.encoding
        self.characters = len(document.text)
        self.remarks = [*document.remarks, *([KEPT] if document.annotation is not None else [])]
        self.damage = [asdict(damage) for damage in document.damage]
        values: dict[str, list[str]] = defaultdict(list)
        for name, evidence in document.metadata:
            values[name].append(evidence.value)
        self.metadata = dict(values)
        for edit in document.aligned.edits:
            step = self.removed.setdefault(edit.step, {"edits": 0, "characters": 0})
            step["edits"] += 1
            step["characters"] += max(0, len(edit.removed) - len(edit.replacement))

    def describe_overlap(self, overlap: Overlap | None) -> None:
        """Take over what is known of copies and shared clauses (None: nothing)."""
        row = overlap.to_row() if overlap else {}
        self.duplicate, self.reuse = row.get("duplicate", {}), row.get("reuse", {})

    def describe_doc(self, doc: Doc) -> None:
        """Take over the counts of an annotated Doc."""
        self.tokens = sum(not token.is_space for token in doc)
        self.sentences = sum(any(not token.is_space for token in sent) for sent in doc.sents)
        self.spans = {layer.name: len(doc.spans[layer.group]) for layer in LAYERS if layer.group in doc.spans}
        self.split_tokens = dict(doc.user_data.get(SPLITS, {}))
        self.repairs = dict(doc.user_data.get(REPAIRS, {}))

    def to_line(self, provenance: Provenance) -> str:
        """Return the row as JSON, with what made it; fields that are empty are left out."""
        row = {key: value for key, value in asdict(self).items() if value not in ("", [], {}, 0) or key == "status"}
        row["model"] = f"{provenance.model_name} {provenance.model_version}".strip()
        row["version"] = provenance.version
        row["lexicons"] = {name: digest[:12] for name, digest in provenance.lexicons.items()}
        return json.dumps(row, ensure_ascii=False) + "\n"
