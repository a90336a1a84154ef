"""Texts with spans by characters (our spans.jsonl, Prodigy, doccano, Label Studio) -> stored texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from corpus_tools.errors import ReadError
from corpus_tools.labels import LAYER_BY_NAME
from corpus_tools.read.bare_text import bare_text
from corpus_tools.read.json_rows import Row, json_rows
from corpus_tools.read.placed_spans import PlacedSpan, annotated_by, label_of, place_spans
from corpus_tools.spans import Evidence
from corpus_tools.stored.text import StoredText

#: Keys of a span in our own lines that are no attributes.
_OF_SPANS = {
    *("start", "end", "layer", "type", "text", "rule", "version", "score", "entry", "variation"),
    *("source_start", "source_end"),
}
_NOBODY = "unnamed"


def read_spans_jsonl(data: bytes, *, name: str, annotator: str | None = None) -> list[StoredText]:
    """Return the documents of our ``spans.jsonl``; every character is a token. See :func:`read_prodigy`."""
    return _all(data, name, lambda row: [_ours(row, annotator)])


def read_prodigy(data: bytes, *, name: str, annotator: str | None = None) -> list[StoredText]:
    """Return the tasks of a Prodigy file, each a document; one that was rejected or ignored has no spans.

    Spans without a rule of ours are by ``annotator NAME``: whom ``annotator`` names, else the file. Labels are
    ``slogan:policy`` or ``policy``; others are counted as losses. Raises ReadError with file, line and reason for what
    is no JSON, has no text, or has a span outside the text; no document of such a file is returned.
    """
    return _all(data, name, lambda row: [_prodigy(row, annotator)])


def read_doccano(data: bytes, *, name: str, annotator: str | None = None) -> list[StoredText]:
    """Return the documents of a doccano export (``label`` or ``entities``); see :func:`read_prodigy`."""
    return _all(data, name, lambda row: [_doccano(row, annotator)])


def read_label_studio(data: bytes, *, name: str, annotator: str | None = None) -> list[StoredText]:
    """Return a document for each annotation of a Label Studio export, for a task without one its prediction.

    Where several people annotated a task, the identifier of each document ends in theirs, and ``annotator`` is
    refused. See :func:`read_prodigy`.
    """
    return _all(data, name, lambda row: list(_label_studio(row, annotator)))


def _all(data: bytes, name: str, read: Callable[[Row], list[StoredText]]) -> list[StoredText]:
    return [stored for row in json_rows(data, name=name) for stored in read(row)]


def _ours(row: Row, annotator: str | None) -> StoredText:
    text = row.text("text")
    stored = _stored(row, text, _identifier(row, row.values.get("id")))
    stored.annotator = annotator or ""
    spans = []
    for each in row.rows("spans", "span"):
        layer = each.text("layer")
        if layer not in LAYER_BY_NAME:
            each.fail(f"{layer!r} is no layer; there are {', '.join(LAYER_BY_NAME)}")
        start, end = _settled(each, text, "start", "end")
        attributes = {key: value for key, value in each.values.items() if key not in _OF_SPANS}
        _lose(stored, "source places of spans", "source_start" in each.values)
        spans.append(
            PlacedSpan(
                layer, each.text("type"), start, end, _evidence(each, annotator or _NOBODY), attributes, each.place
            )
        )
    place_spans(stored, spans)
    return stored


def _prodigy(row: Row, annotator: str | None) -> StoredText:
    text = row.text("text")
    meta = row.row("meta", {})
    tokens = [each.stretch(len(text)) for each in row.rows("tokens", "token")] if row.values.get("tokens") else None
    stored = _stored(row, text, _identifier(row, meta.values.get("id")), tokens)
    answer = row.text("answer", "accept")
    who = _annotator(stored, annotator, row.values.get("_annotator_id"), row.values.get("_session_id"))
    spans = []
    for each in row.rows("spans", "span", []):
        if answer != "accept":
            _lose(stored, f"spans of a task with the answer {answer}")
        elif placed := _placed(each, each.text("label"), text, who, stored):
            spans.append(placed)
    place_spans(stored, spans)
    return stored


def _doccano(row: Row, annotator: str | None) -> StoredText:
    text = row.text("text")
    meta: dict[str, Any] = next(
        (row.values[key] for key in ("meta", "metadata") if isinstance(row.values.get(key), dict)), {}
    )
    names = (row.values.get("doc_id"), meta.get("doc_id"), row.values.get("id"))
    stored = _stored(row, text, _identifier(row, *names))
    who = _annotator(stored, annotator, row.values.get("username"), row.values.get("annotator"))
    spans = []
    for each in _doccano_rows(row):
        if placed := _placed(each, each.text("label"), text, who, stored):
            spans.append(placed)
    _lose(stored, "relations", len(row.items("relations", [])))
    place_spans(stored, spans)
    return stored


def _doccano_rows(row: Row) -> Iterator[Row]:
    """Yield the spans in the older form ([start, end, label]) and in the newer one, with the same keys."""
    key = next((key for key in ("label", "labels", "entities") if key in row.values), None)
    if key is None:
        row.fail("neither 'label' nor 'entities'; doccano's sequence labelling has one of them")
    for number, value in enumerate(row.items(key), start=1):
        place = f"{row.place}: span {number}"
        match value:
            case [int(start), int(end), str(label)]:
                yield Row({"start": start, "end": end, "label": label}, place)
            case {"start_offset": int(start), "end_offset": int(end), "label": str(label)}:
                yield Row({"start": start, "end": end, "label": label}, place)
            case _:
                raise ReadError(f"{place}: {value!r} is no span; doccano has [start, end, label]")


def _label_studio(row: Row, annotator: str | None) -> Iterator[StoredText]:
    data = row.row("data")
    text = data.text("text")
    doc_id = _identifier(row, data.values.get("doc_id"), row.values.get("id"))
    found = [each for each in row.rows("annotations", "annotation", []) if not each.values.get("was_cancelled")]
    several = len(found) > 1
    if several and annotator:
        row.fail(f"{len(found)} annotations, by several people; leave --annotator out")
    for number, each in enumerate(found or [*row.rows("predictions", "prediction", [])][:1], start=1):
        by = each.values.get("completed_by")
        named = (by.get("email") or by.get("id")) if isinstance(by, dict) else by or (number if several else None)
        stored = _stored(row, text, f"{doc_id}.{named}" if several else doc_id)
        who = _annotator(stored, annotator, named)
        spans: list[PlacedSpan] = []
        for result in each.rows("result", "result"):
            spans += _result(result, text, who, stored)
        place_spans(stored, spans)
        yield stored
    if not found and not row.items("predictions", []):
        yield _stored(row, text, doc_id)


def _result(row: Row, text: str, who: str, stored: StoredText) -> Iterator[PlacedSpan]:
    if not row.text("type", "").endswith("labels"):
        _lose(stored, f"results of type {row.text('type', 'none')}")
        return
    value = row.row("value")
    value.place = row.place
    changed = row.values.get("origin") in ("manual", "prediction-changed")
    meta = row.values.get("meta")
    value.values = {**(meta if isinstance(meta, dict) and not changed else {}), **value.values}
    for label in value.texts("labels"):
        if placed := _placed(value, label, text, who, stored):
            yield placed


def _stored(row: Row, text: str, doc_id: str, tokens: list[tuple[int, int]] | None = None) -> StoredText:
    try:
        stored = bare_text(text, name=row.place, doc_id=doc_id, tokens=tokens)
    except ValueError as error:
        row.fail(str(error))
    stored.record["layers"] = list(LAYER_BY_NAME)
    return stored


def _placed(row: Row, label: str, text: str, who: str, stored: StoredText) -> PlacedSpan | None:
    known = label_of(label)
    if known is None:
        _lose(stored, f"label {label}")
        return None
    start, end = _settled(row, text, "start", "end")
    attributes = row.row("attributes", {}).values
    return PlacedSpan(*known, start, end, _evidence(row, who), attributes, row.place)


def _annotator(stored: StoredText, stated: str | None, *found: Any) -> str:
    """Return whom the user names, else whom the file names first, and put it on record; else nobody's name."""
    stored.annotator = stated or next((str(each) for each in found if each), "")
    return stored.annotator or _NOBODY


def _settled(row: Row, text: str, first: str, last: str) -> tuple[int, int]:
    """Return the borders in characters; where the words of the span show that UTF-16 units were counted, converted."""
    start, end = row.whole(first), row.whole(last)
    words = row.values.get("text")
    if isinstance(words, str) and text[max(0, start) : end].strip() != words.strip():
        units = text.encode("utf-16-le", "surrogatepass")
        if 0 <= start <= end and units[2 * start : 2 * end].decode("utf-16-le", "replace").strip() == words.strip():
            start, end = (len(units[: 2 * at].decode("utf-16-le", "replace")) for at in (start, end))
        else:
            row.fail(f"its words are {words!r}, but the text has {text[max(0, start) : end]!r} at {start} to {end}")
    return start, end


def _evidence(row: Row, who: str) -> Evidence:
    if "rule" not in row.values:
        return annotated_by(who)
    score = row.number("score", 1.0)
    if not 0 <= score <= 1:
        row.fail(f"'score' is {score}; it lies between 0 and 1")
    return Evidence(row.text("rule"), row.text("version", ""), score, row.maybe("entry"), row.maybe("variation"))


def _identifier(row: Row, *found: Any) -> str:
    """Return the first identifier that there is, else one by the place in the file."""
    for each in found:
        if isinstance(each, str | int) and str(each):
            return str(each)
    base, _, line = re.split(r"[/\\]", row.place)[-1].rpartition(":")
    return f"{re.sub(r'[.]jsonl?(:.*)?$', '', base) or 'document'}-{re.sub(r'[^0-9]', '', line) or 1}"


def _lose(stored: StoredText, what: str, count: int = 1) -> None:
    if count:
        stored.losses[what] = stored.losses.get(what, 0) + int(count)
