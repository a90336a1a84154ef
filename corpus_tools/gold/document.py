"""A JSONL file of annotated documents (gold, predicted, or one annotator's) -> documents with spans, checked."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus_tools.errors import GoldError
from corpus_tools.labels import LAYER_BY_NAME

#: Attributes of the scheme that a span may have beside its place and type.
ATTRIBUTES = ("holder", "holders", "trigger", "speaker")


@dataclass(frozen=True)
class GoldSpan:
    """A stretch of the text that somebody marked; ``start`` and ``end`` count characters. ``rule`` is a tagger's."""

    start: int
    end: int
    layer: str
    type: str
    attributes: dict[str, Any] = field(default_factory=dict, compare=False)
    rule: str = field(default="", compare=False)

    @property
    def place(self) -> tuple[str, int, int]:
        """Layer and borders: what must be equal for an exact match."""
        return self.layer, self.start, self.end

    @property
    def names(self) -> frozenset[str]:
        """The holders of a title, one or many."""
        one = self.attributes.get("holder")
        return frozenset(self.attributes.get("holders") or ([one] if one else []))

    @property
    def speaker(self) -> str:
        """Who issues a directive; empty where it is not known."""
        return str(self.attributes.get("speaker") or "")

    def to_row(self) -> dict[str, Any]:
        """Return the span as it stands in a gold file."""
        row: dict[str, Any] = {"start": self.start, "end": self.end, "layer": self.layer, "type": self.type}
        return row | {key: self.attributes[key] for key in ATTRIBUTES if self.attributes.get(key)}


@dataclass(frozen=True)
class GoldDocument:
    """A text with its spans, in text order."""

    id: str
    text: str
    spans: tuple[GoldSpan, ...]

    def of_layer(self, layer: str) -> list[GoldSpan]:
        """Return the spans of one layer."""
        return [span for span in self.spans if span.layer == layer]


def read_documents(path: Path) -> dict[str, GoldDocument]:
    """Read a file in the form of ``spans.jsonl``. Raises GoldError that lists all its faults with their lines."""
    documents: dict[str, GoldDocument] = {}
    faults: list[str] = []
    for number, row in numbered_rows(path, faults):
        missing = [key for key in ("id", "text", "spans") if key not in row]
        if missing:
            way = "; join the standoff file with its texts first (corpus-tools gold join)" if "sha256" in row else ""
            faults.append(f"{path.name}:{number}: {', '.join(missing)} is missing{way}")
        elif misfits := _misfits(row):
            faults.append(f"{path.name}:{number}: {'; '.join(misfits)}")
        elif row["id"] in documents:
            faults.append(f"{path.name}:{number}: document {row['id']} stands twice; keep one of them")
        else:
            spans = tuple(sorted(_spans(row, path, number, faults), key=lambda s: (s.start, -s.end, s.layer)))
            documents[row["id"]] = GoldDocument(row["id"], row["text"], spans)
    if faults:
        raise GoldError("\n".join(faults))
    if not documents:
        raise GoldError(f"{path}: holds no document")
    return documents


def write_documents(documents: list[GoldDocument]) -> str:
    """Return the documents as JSONL."""
    rows = [{"id": d.id, "text": d.text, "spans": [span.to_row() for span in d.spans]} for d in documents]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def numbered_rows(path: Path, faults: list[str]) -> list[tuple[int, dict[str, Any]]]:
    """Read the objects of a JSONL file with their line numbers; what is none goes into ``faults``."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # a text may hold U+2028, which ends no line of JSONL
    except FileNotFoundError as error:
        raise GoldError(f"{path}: no such file; check the spelling") from error
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: can't be read as UTF-8 text: {error}") from error
    rows = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            faults.append(f"{path.name}:{number}: no JSON ({error.msg} at character {error.pos}); one object a line")
            continue
        if isinstance(row, dict):
            rows.append((number, row))
        else:
            faults.append(f"{path.name}:{number}: not an object; write one document a line in {{…}}")
    return rows


def _misfits(row: dict[str, Any]) -> list[str]:
    kinds = {"id": (str, "string"), "text": (str, "string"), "spans": (list, "list")}
    return [f"{key} is no {name}" for key, (kind, name) in kinds.items() if not isinstance(row[key], kind)]


def _spans(row: dict[str, Any], path: Path, number: int, faults: list[str]) -> list[GoldSpan]:
    spans = []
    for at, raw in enumerate(row["spans"], 1):
        place = f"{path.name}:{number}: {row['id']}: span {at}"
        try:
            start, end, layer, kind = int(raw["start"]), int(raw["end"]), raw["layer"], raw["type"]
        except (KeyError, TypeError, ValueError) as error:
            faults.append(f"{place}: start, end, layer or type is missing or no number ({error})")
            continue
        if layer not in list(LAYER_BY_NAME):
            faults.append(f"{place}: layer {layer!r} is unknown; write one of {', '.join(LAYER_BY_NAME)}")
        elif kind not in (known := [one.name for one in LAYER_BY_NAME[layer].types]):
            faults.append(f"{place}: type {kind!r} is none of {layer}; write one of {', '.join(known)}")
        elif not 0 <= start < end <= len(row["text"]):
            faults.append(f"{place}: {start}-{end} is no stretch of a text of {len(row['text'])} characters")
        elif not isinstance(raw.get("holders") or [], list):
            faults.append(f'{place}: holders is no list of names; write ["…"], or holder for one name')
        else:
            attributes = {key: raw[key] for key in ATTRIBUTES if raw.get(key)}
            spans.append(GoldSpan(start, end, layer, kind, attributes, str(raw.get("rule", ""))))
    return spans
