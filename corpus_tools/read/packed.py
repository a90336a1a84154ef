"""The record of a document as our JSON has it -> a stored text, every value checked."""

from __future__ import annotations

from typing import Any

from corpus_tools.cleaning_record import record_of_row
from corpus_tools.document import BLOCK_KINDS, Damage, Source
from corpus_tools.labels import LAYER_BY_NAME
from corpus_tools.metadata import FIELDS, Evidence
from corpus_tools.provenance import Provenance
from corpus_tools.read.json_rows import Row
from corpus_tools.stored.offsets import Place, touched
from corpus_tools.stored.text import StoredSpan, StoredText, StoredToken

_FORMAT = "corpus-tools document"
_VERSION = 1


def check_format(row: Row) -> None:
    """Raise ReadError unless the row is a document or record of ours, in a version that we know."""
    if row.values.get("format") != _FORMAT:
        row.fail(f"'format' is {row.values.get('format')!r}; documents of corpus-tools have {_FORMAT!r}")
    if row.whole("format_version") > _VERSION:
        row.fail(f"format version {row.whole('format_version')} is newer than this program; install a newer one")


def take_document(row: Row, stored: StoredText) -> None:
    """Put all but text, tokens and spans into a stored text."""
    if "source" in row.values:
        source = row.row("source")
        name, sha256, encoding, media_type = map(source.text, ("name", "sha256", "encoding", "media_type"))
        stored.source = Source(name, sha256, source.whole("size"), encoding, media_type)
        stored.record["blocks"] = [_block(each) for each in row.rows("blocks", "block", [])]
    _take_metadata(row.row("metadata", {}), stored)
    for each in row.rows("damage", "damage", []):
        stored.damage.append(Damage(each.whole("start"), each.whole("end"), each.text("what")))
    stored.remarks = row.texts("remarks")
    stored.cleaning = tuple(row.texts("cleaning"))
    if "cleaned_by" in row.values:
        try:
            stored.cleaned_by = record_of_row(row.values["cleaned_by"])
        except ValueError as error:
            row.fail(f"'cleaned_by': {error}")
    if row.items("edits", []):
        stored.record["edits"] = row.items("edits")  # each is checked where the text is aligned anew
    layers = row.texts("layers")
    if unknown := [layer for layer in layers if layer not in LAYER_BY_NAME]:
        row.fail(f"{unknown[0]!r} is no layer; there are {', '.join(LAYER_BY_NAME)}")
    stored.record["layers"] = layers
    if "provenance" in row.values:
        stored.provenance = _provenance(row.row("provenance"))


def _block(row: Row) -> list[Any]:
    kind = row.text("kind")
    if kind not in BLOCK_KINDS:
        row.fail(f"{kind!r} is no kind of block; there are {', '.join(BLOCK_KINDS)}")
    return [kind, row.whole("start"), row.whole("end"), row.whole("level", 0)]


def _take_metadata(row: Row, stored: StoredText) -> None:
    places: dict[str, list[list[int] | None]] = {}
    for field in row.values:
        if field not in FIELDS:
            row.fail(f"{field!r} is no metadata field; there are {', '.join(FIELDS)}")
        for each in row.rows(field, field):
            place = None if "start" not in each.values else [each.whole("start"), each.whole("end")]
            stored.metadata.values.setdefault(field, []).append(Evidence(each.text("value"), *(place or ())))
            places.setdefault(field, []).append(place)
    if places:
        stored.record["places"] = places


def _provenance(row: Row) -> Provenance:
    version, model, model_version, licence = (
        row.text(key, "") for key in ("version", "model_name", "model_version", "model_licence")
    )
    tables = [row.row(key, {}) for key in ("lexicons", "components")]
    lexicons, components = ({key: table.text(key) for key in table.values} for table in tables)
    return Provenance(version, model, model_version, licence, lexicons, components, row.maybe("date"))


def take_names(row: Row, stored: StoredText, places: list[Place]) -> None:
    """Put names, by characters, on the tokens."""
    tokens = [token for sentence in stored.sentences for token in sentence.tokens]
    for each in row.rows("names", "name", []):
        first, last = on_tokens(each, places)
        if any(token.name is not None for token in tokens[first : last + 1]):
            each.fail("it overlaps another name; names lie side by side")
        name_tokens(tokens, first, last, each.text("label"))


def name_tokens(tokens: list[StoredToken], first: int, last: int, label: str) -> None:
    """Mark tokens ``first`` to ``last`` as one name."""
    for number in range(first, last + 1):
        tokens[number].name = label
        tokens[number].continues = number > first


def on_tokens(row: Row, places: list[Place]) -> tuple[int, int]:
    """Return the first and last token of ``start`` and ``end``, which have to be borders of tokens."""
    start, end = row.stretch(places[-1][1] if places else 0)
    tokens = touched(places, start, end)
    if tokens is None or places[tokens[0]][0] != start or places[tokens[1]][1] != end:
        row.fail(f"{start} to {end} does not begin and end with a token")
    return tokens


def stored_span(row: Row, number: int, tokens: tuple[int, int]) -> StoredSpan:
    """Return the span of a row; ``number`` counts the spans of its layer from 1."""
    layer, kind, score = row.text("layer"), row.text("type"), row.number("score", 1.0)
    if layer not in LAYER_BY_NAME:
        row.fail(f"{layer!r} is no layer; there are {', '.join(LAYER_BY_NAME)}")
    if not kind:
        row.fail("'type' is empty; a span has a type")
    if not 0 <= score <= 1:
        row.fail(f"'score' is {score}; it lies between 0 and 1")
    texts = (row.text("rule", ""), row.text("version", ""), row.maybe("entry"), row.maybe("variation"))
    rule, version, entry, variation = texts
    values = row.row("attributes", {}).values
    return StoredSpan(layer, number, kind, *tokens, score, rule, version, entry, variation, values=values)
