"""Attributes of a span -> a feature structure of TEI; what it can't hold stands in it as JSON."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any

from corpus_tools.write.columns import legal
from corpus_tools.write.tei_elements import Element, element

#: The feature that holds, as one JSON object, the attributes that no feature structure can hold.
JSON_FEATURE = "json"
#: The feature that holds how the wording differs from its entry in the lexicon.
VARIATION_FEATURE = "entry-variation"
_OWN = (JSON_FEATURE, VARIATION_FEATURE)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


def feature_structure(values: Mapping[str, Any], *, variation: str | None, kind: str, identifier: str) -> Element:
    """Return ``fs`` with a feature for each value: string, binary, numeric, ``vColl`` for a list, ``fs`` for an object.

    A value with null, with a key that is no XML name or a character that XML can't hold goes into the feature ``json``.
    """
    held = {key: value for key, value in values.items() if key not in _OWN and _holds({key: value})}
    rest = {key: value for key, value in values.items() if key not in held}
    features = [element("f", element("string", variation), name=VARIATION_FEATURE)] if variation else []
    features += [element("f", _value(value), name=key) for key, value in held.items()]
    if rest:
        features.append(element("f", element("string", json.dumps(rest)), name=JSON_FEATURE))
    return element("fs", *features, xml_id=identifier, type=kind)


def _holds(value: Any) -> bool:
    if isinstance(value, str):
        return legal(value) == value
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, list):
        return all(_holds(each) for each in value)
    if isinstance(value, dict):
        return all(_NAME.fullmatch(key) and _holds(each) for key, each in value.items())
    return value is not None


def _value(value: Any) -> Element:
    if isinstance(value, bool):
        return element("binary", value=str(value).lower())
    if isinstance(value, int | float):
        return element("numeric", value=repr(value))
    if isinstance(value, list):
        return element("vColl", *(_value(each) for each in value), org="list")
    if isinstance(value, dict):
        return element("fs", *(element("f", _value(each), name=key) for key, each in value.items()))
    return element("string", str(value))
