"""Turn an annotated document into a task of Label Studio, and the tagset into its labeling configuration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from spacy.tokens import Doc

from corpus_tools.labels import LAYERS
from corpus_tools.provenance import Provenance
from corpus_tools.write.span_rows import FACTS, PLACES, facts, label, line, span_rows

HOLDS = PLACES | FACTS
_CONTROL, _OBJECT = "span", "text"
_COLOURS = {"title": "#2e7d32", "slogan": "#c62828", "directive": "#1565c0"}


def to_label_studio(doc: Doc, *, doc_id: str, provenance: Provenance | None = None, style: str = "predictions") -> str:
    """Return a task with our spans as ``predictions``, or as ``annotations`` that are corrected in place.

    ``from_name`` and ``to_name`` are those of :func:`labeling_config`; borders count characters; evidence and
    attributes are in ``meta`` of each result. One line of JSON; a file of several tasks has to be a list in ``[ ]``.
    """
    found = []
    numbers: Counter[str] = Counter()
    text = doc.text
    for layer, a in span_rows(doc):
        numbers[layer.name] += 1
        words = text[a.start_char : a.end_char]
        value = {"start": a.start_char, "end": a.end_char, "text": words, "labels": [label(layer, a)]}
        found.append(
            {
                "id": f"{layer.name[0]}{numbers[layer.name]}",
                "from_name": _CONTROL,
                "to_name": _OBJECT,
                "type": "labels",
                "value": value,
                "score": a.evidence.score,
                "meta": facts(a),
            }
        )
    version = f"corpus-tools {provenance.version}" if provenance else "corpus-tools"
    made = {"model_version": version, "result": found} if style == "predictions" else {"result": found}
    return line({style: [made], "data": {"doc_id": doc_id, "text": text}}, doc_id=doc_id)


class LabelStudioCorpus:
    """Writes the tasks of all documents into one list, ``tasks.json``, as Label Studio imports them."""

    def __init__(self, open_file: Callable[[str], BinaryIO], *, style: str = "predictions") -> None:
        self._file = open_file("tasks.json")
        self._style = style
        self._before = b"[\n"

    def add(self, doc: Doc, *, doc_id: str, provenance: Provenance | None = None) -> None:
        """Add a document."""
        task = to_label_studio(doc, doc_id=doc_id, provenance=provenance, style=self._style)
        self._file.write(self._before + task.rstrip("\n").encode())
        self._before = b",\n"

    def close(self) -> None:
        """End the list."""
        self._file.write(b"\n]\n" if self._before != b"[\n" else b"[]\n")


def labeling_config() -> bytes:
    """Return the labeling configuration of a project: every type of every layer, overlaps allowed."""
    lines = ["<View>", f'  <Labels name="{_CONTROL}" toName="{_OBJECT}" showInline="true">']
    for layer in LAYERS:
        for each in layer.types:
            value, hint = quoteattr(f"{layer.name}:{each.name}"), quoteattr(f"{each.gloss_zh}: {each.gloss}")
            lines.append(f'    <Label value={value} background="{_COLOURS[layer.name]}" hint={hint}/>')
    lines += ["  </Labels>", f'  <Text name="{_OBJECT}" value="$text" granularity="symbol"/>', "</View>"]
    return ("\n".join(lines) + "\n").encode()
