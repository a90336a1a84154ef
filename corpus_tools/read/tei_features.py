"""A feature structure of TEI -> the attributes of a span."""

from __future__ import annotations

import json
import re
from typing import Any

from corpus_tools.read.tei_xml import Element, error_at, local

#: The feature that holds, as one JSON object, what no feature structure can hold.
_JSON_FEATURE = "json"
#: The feature that holds how the wording differs from its entry in the lexicon.
VARIATION_FEATURE = "entry-variation"
_WHOLE = re.compile(r"[+-]?\d+")


def read_features(structure: Element, *, name: str) -> dict[str, Any]:
    """Return the values of ``fs`` by name. Raises ReadError for a value that is none of those we write."""
    values: dict[str, Any] = {}
    for feature in structure:
        key = feature.get("name")
        if local(feature) != "f" or key is None or len(feature) != 1:
            raise error_at(feature, name, f"{local(feature)} in fs; f with a name and one value is expected")
        value = _value(feature[0], name)
        if key == _JSON_FEATURE:
            try:
                values |= json.loads(value)
            except (ValueError, TypeError) as error:
                raise error_at(feature, name, f"the feature json holds no JSON object: {error}") from error
        else:
            values[key] = value
    return values


def _value(found: Element, name: str) -> Any:
    kind, written = local(found), found.get("value", "")
    if kind == "string":
        return found.text or ""
    if kind == "binary" and written in ("true", "false"):
        return written == "true"
    if kind == "numeric":
        try:
            return int(written) if _WHOLE.fullmatch(written) else float(written)
        except ValueError as error:
            raise error_at(found, name, f"{written!r} is no number") from error
    if kind == "vColl":
        return [_value(each, name) for each in found]
    if kind == "fs":
        return read_features(found, name=name)
    raise error_at(found, name, f"{kind} is no value of a feature that we read")
