"""The attributes of an annotation <-> what a format states of a span: relations, stretches with a role, values."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # reading and checking files need no spaCy, and start fast without it
    from corpus_tools.spans import Annotation

#: Attribute of the scheme -> name of the relation.
RELATIONS = {"holder": "holdsTitle", "holders": "holdsTitle", "refers_to": "refersTo", "speaker": "issuedBy"}
#: What the parts of a title and of a directive are.
ROLES = {
    "jurisdiction": "place that a title belongs to",
    "organ": "organ that a title belongs to",
    "unit": "unit of the organ",
    "prefix": "what stands before a post: deputy, acting",
    "post": "post itself",
    "addressee": "who is told",
    "verb": "verb of what is to be done",
    "object": "head noun of its object",
    "phrase": "whole of what is to be done",
}
#: The order of attributes, as the taggers have it; others follow in their own.
ORDER = (
    *("holder", "holders", "refers_to", "parts", "jurisdiction_code", "jurisdiction_level", "rank", "deputy"),
    *("trigger", "speaker", "polarity", "strength", "addressee", "action"),
)
_OF_DIRECTIVES = ("addressee", "verb", "object", "phrase")
_SCALARS = (str, int, bool, float, type(None))
_ROLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True)
class Stretch:
    """A part of a span or near it with a role; offsets count characters of the cleaned text."""

    role: str
    start: int
    end: int


@dataclass(frozen=True)
class SpanFacts:
    """What is stated of a span. ``values`` holds all attributes that the other fields can't, as JSON has them."""

    relations: tuple[tuple[str, str], ...] = ()
    trigger: str | None = None
    stretches: tuple[Stretch, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)


def facts_of(annotation: Annotation, text: str, fits: Callable[[int, int], bool]) -> SpanFacts:
    """Return the facts from which :func:`attributes_of` makes the annotation's attributes again.

    ``fits`` tells whether a stretch (start, end) can be said in tokens; one that can't stays among the values.
    """
    attributes = annotation.attributes
    if not attributes:
        return SpanFacts()
    relations = tuple((name, value) for key, name in RELATIONS.items() for value in _texts(attributes.get(key)))
    trigger = attributes.get("trigger")
    stretches = tuple(s for s in _stretches(attributes) if 0 <= s.start < s.end <= len(text) and fits(s.start, s.end))
    facts = SpanFacts(relations, trigger if isinstance(trigger, str) and trigger.strip() else None, stretches)
    made = attributes_of(annotation.type, facts, text)
    plain = _plain(attributes)
    values = {key: plain[key] for key in _ordered(plain) if key not in made or not _same(made[key], plain[key])}
    return SpanFacts(facts.relations, facts.trigger, facts.stretches, values)


def attributes_of(kind: str, facts: SpanFacts, text: str) -> dict[str, Any]:
    """Return the attributes of a span of type ``kind`` in their order; a value goes before what a relation says."""
    made: dict[str, Any] = dict(facts.values)
    named: dict[str, list[str]] = {}
    for name, value in facts.relations:
        named.setdefault(name, []).append(value)
    if "holdsTitle" in named and not {"holder", "holders"} & facts.values.keys():
        holders = named["holdsTitle"]
        made |= {"holders": holders} if len(holders) > 1 or kind == "collective" else {"holder": holders[0]}
    for key in ("refers_to", "speaker"):
        if RELATIONS[key] in named:
            made.setdefault(key, named[RELATIONS[key]][0])
    if facts.trigger is not None:
        made.setdefault("trigger", facts.trigger)
    for key, value in _from_stretches(facts.stretches, text).items():
        made.setdefault(key, value)
    return {key: made[key] for key in _ordered(made)}


def title_parts(attributes: Mapping[str, Any]) -> Iterator[Stretch]:
    """Yield the parts of a title; what is no part is left out."""
    parts = attributes.get("parts")
    for part in parts if isinstance(parts, list | tuple) else ():
        match part:
            case {"start": int(start), "end": int(end), "part": str(role)} if _ROLE.fullmatch(role):
                yield Stretch(role, start, end)


def _ordered(attributes: Mapping[str, Any]) -> list[str]:
    return [key for key in ORDER if key in attributes] + [key for key in attributes if key not in ORDER]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from [value] if value.strip() else []
    elif isinstance(value, list | tuple):
        yield from (str(each) for each in value if str(each).strip())
    elif value is not None:
        yield str(value)


def _stretches(attributes: Mapping[str, Any]) -> Iterator[Stretch]:
    yield from (part for part in title_parts(attributes) if part.role not in _OF_DIRECTIVES)
    yield from _stretch("addressee", attributes.get("addressee"))
    action = attributes.get("action")
    if isinstance(action, Mapping):
        verbs = action.get("verbs")
        for verb in verbs if isinstance(verbs, list | tuple) else ():
            yield from _stretch("verb", verb)
        yield from _stretch("object", action.get("object"))
        yield from _stretch("phrase", action.get("phrase"))


def _stretch(role: str, value: Any) -> Iterator[Stretch]:
    match value:
        case {"start": int(start), "end": int(end)}:
            yield Stretch(role, start, end)


def _from_stretches(stretches: Sequence[Stretch], text: str) -> dict[str, Any]:
    made: dict[str, Any] = {}
    action: dict[str, Any] = {}
    for s in stretches:
        worded = {"start": s.start, "end": s.end, "text": text[s.start : s.end]}
        if s.role == "addressee":
            made["addressee"] = worded
        elif s.role == "verb":
            action.setdefault("verbs", []).append(worded)
        elif s.role in _OF_DIRECTIVES:
            action[s.role] = worded
        else:
            made.setdefault("parts", []).append({"start": s.start, "end": s.end, "part": s.role})
    return made | ({"action": action} if action else {})


def _plain(value: Any) -> Any:
    """Return a value as JSON gives it back."""
    kind = type(value)
    if kind in _SCALARS:
        return value
    if kind is dict and all(type(key) is str for key in value):
        return {key: _plain(each) for key, each in value.items()}
    if kind in (list, tuple):
        return [_plain(each) for each in value]
    return json.loads(json.dumps(value, default=str))


def _same(made: Any, plain: Any) -> bool:
    """Whether two values are the same as JSON has them, where 1, 1.0 and true are three things."""
    if type(made) is not type(plain):
        return False
    if isinstance(made, dict):
        return made.keys() == plain.keys() and all(_same(value, plain[key]) for key, value in made.items())
    if isinstance(made, list):
        return len(made) == len(plain) and all(map(_same, made, plain))
    return bool(made == plain)
