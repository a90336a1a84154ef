"""A pattern of a user's rule -> what spaCy, or the tagset of UD, says against it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from spacy.matcher import DependencyMatcher, Matcher
from spacy.schemas import TokenPattern, validate_token_pattern
from spacy.vocab import Vocab

from corpus_tools.own_rules import OwnRule

#: Universal Dependencies v2, universal POS tags, and SPACE, which spaCy gives to white space.
_UPOS = frozenset(
    "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X SPACE".split()  # noqa: SIM905
)
_LINK = ("LEFT_ID", "REL_OP", "RIGHT_ID", "RIGHT_ATTRS")
_PLACE = re.compile(r"\[pattern -> \d+((?: -> .*?)?)\] (?=[A-Z])")
_ATTRIBUTES = [name.upper() for name in TokenPattern.model_fields]


def pattern_faults(rule: OwnRule, vocab: Vocab) -> list[str]:
    """Return what is wrong with the pattern of a rule: spaCy's reasons by token, and tags that UD does not have."""
    key = "dependency" if rule.dependency else "pattern"
    faults = list(_dependency_faults(rule) if rule.dependency else _token_faults(rule.tokens))
    if rule.dependency and not faults:
        try:
            DependencyMatcher(vocab).add(rule.id, [[dict(token) for token in rule.tokens]])
        except (ValueError, KeyError, TypeError) as error:
            faults.append(f"spaCy: {str(error).splitlines()[0]}")
    return [f"{key}: {fault}" for fault in faults]


def _token_faults(tokens: tuple[Mapping[str, Any], ...]) -> Iterator[str]:
    for number, token in enumerate(tokens, 1):
        yield from _reasons(token, number)
    if all(token.get("OP") in ("?", "*", "!") for token in tokens):
        yield "every token may be missing; leave OP out of one of them, or the rule finds everything"


def _dependency_faults(rule: OwnRule) -> Iterator[str]:
    for number, token in enumerate(rule.tokens, 1):
        wanted = _LINK if number > 1 else _LINK[2:]
        missing = [key for key in wanted if key not in token]
        if missing:
            keys = "all four keys" if number > 1 else "RIGHT_ID and RIGHT_ATTRS"
            yield f"token {number}: {', '.join(missing)} missing; it needs {keys}"
        unknown = [key for key in token if key not in _LINK]
        if unknown:
            yield f"token {number}: {', '.join(unknown)} unknown; known are {', '.join(_LINK)}"
        attributes = token.get("RIGHT_ATTRS", {})
        if isinstance(attributes, Mapping):
            yield from _reasons(attributes, number)
        else:
            yield f"token {number}: RIGHT_ATTRS: write a table, {{ POS = … }}"


def _reasons(token: Mapping[str, Any], number: int) -> Iterator[str]:
    """What is wrong with one token's description, each attribute once: spaCy names each form that a value isn't of."""
    seen = set()
    for line in validate_token_pattern([dict(token)]):
        m = _PLACE.match(line)
        path = m.group(1).split(" -> ")[1:] if m else []
        attribute = path[0] if path else ""
        if attribute in seen:
            continue
        seen.add(attribute)
        reason = f"spaCy: {line[m.end() :] if m else line}"
        if attribute and attribute.upper() not in _ATTRIBUTES:
            near = difflib.get_close_matches(attribute.upper(), _ATTRIBUTES, n=1)
            reason = f"unknown; did you mean {near[0]}?" if near else f"unknown; known are {', '.join(_ATTRIBUTES)}"
        yield f"token {number}: {attribute}: {reason}" if attribute else f"token {number}: {reason}"
    if not seen:
        try:
            Matcher(Vocab()).add("rule", [[dict(token)]])
        except (ValueError, KeyError, TypeError, re.error) as error:
            yield f"token {number}: spaCy: {str(error).splitlines()[0]}"
    if "POS" not in seen:
        for tag in _strings(next((value for key, value in token.items() if key.upper() == "POS"), None)):
            if tag not in _UPOS:
                near = difflib.get_close_matches(tag, sorted(_UPOS), n=1)
                hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(sorted(_UPOS))}"
                yield f"token {number}: POS: UD has no tag {tag}; {hint}"


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, rest in value.items():
            if name in ("IN", "NOT_IN") and isinstance(rest, list):
                yield from rest
