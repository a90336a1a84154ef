"""``[[rule]]`` tables of a user's TOML file -> rules of the user's own, checked key by key.

A rule is a pattern of tokens (spaCy's Matcher) or of a dependency tree (spaCy's DependencyMatcher) with a layer and a
type. What spaCy says of a pattern is asked where spaCy is at hand, in ``annotate/own_rule.py``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus_tools.labels import LAYER_BY_NAME

OPEN, CLOSE = "⟦", "⟧"
#: Ids stand in attributes of TEI and in brackets of CoNLL-U.
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_REQUIRED = ("id", "layer", "type")
_KINDS: Mapping[str, tuple[type, str]] = {
    "id": (str, 'write a name, id = "my-rule"'),
    "layer": (str, 'write a name, layer = "slogan"'),
    "type": (str, 'write a name, type = "policy"'),
    "pattern": (list, 'write a list of tokens, pattern = [{ TEXT = "…" }, …]'),
    "dependency": (list, "write a list of tokens, dependency = [{ RIGHT_ID = …, RIGHT_ATTRS = … }, …]"),
    "span": (object, ""),
    "trigger": (object, ""),
    "holder": (object, ""),
    "to_clause_end": (bool, "write true or false"),
    "score": (float, "write a number from 0 to 1"),
    "wins": (bool, "write true or false"),
    "note": (str, 'write a sentence, note = "…"'),
    "examples": (list, "write a list of sentences"),
    "counterexamples": (list, "write a list of sentences"),
}
#: Keys that say which tokens of a match are meant, and the layer that has the attribute (None: all).
_SELECTORS = {"span": None, "trigger": "directive", "holder": "title"}
#: The key of a token of ``pattern`` that is ours: spaCy's tokens have no names.
_NAME = "name"

#: First and last token of a pattern, counted from 0, both inside.
Selector = tuple[int, int]


@dataclass(frozen=True)
class OwnRule:
    """A rule of the user. ``tokens`` is the pattern as spaCy takes it; ``dependency`` tells which matcher's it is.

    ``span``, ``trigger`` and ``holder`` select tokens of the pattern; ``span`` None is the whole match. ``examples``
    hold spans in ⟦ ⟧ that the rule must find, in ``counterexamples`` it must find nothing, or not what stands in ⟦ ⟧.
    ``row`` is the table as it stands in the file: what a saved pipeline keeps.
    """

    id: str
    layer: str
    type: str
    tokens: tuple[Mapping[str, Any], ...]
    dependency: bool = False
    span: Selector | None = None
    trigger: Selector | None = None
    holder: Selector | None = None
    to_clause_end: bool = False
    score: float = 1.0
    wins: bool = False
    note: str = ""
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()
    row: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class RuleFile:
    """The rules of one file; ``sha256`` is that of the file, so that a result can be traced to it."""

    name: str
    sha256: str
    rules: tuple[OwnRule, ...]

    @property
    def version(self) -> str:
        """What stands as version in the evidence: the file's name and the beginning of its hash."""
        return f"{self.name} {self.sha256[:12]}"


def parse_rules(
    rows: object, taken: Collection[str], *, file: str, lines: Sequence[int] = ()
) -> tuple[list[OwnRule], list[str]]:
    """Return the rules of a file that have no fault, and the faults of the others, ``file:line: id: key: what to do``.

    ``rows`` is what the file says for ``rule``, ``taken`` are the ids that the package's rules have, ``lines`` the
    lines in which the tables begin.
    """
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return [], [f"{file}: rule: write each rule as a table that opens with [[rule]]"]
    rules, faults = [], []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows):
        where = f"{file}:{lines[number]}" if len(lines) == len(rows) else file
        identifier = row.get("id")
        label = identifier if isinstance(identifier, str) and identifier else f"rule {number + 1}"
        found = _faults(row)
        if isinstance(identifier, str):
            if identifier in taken:
                found.append(f"id: {identifier} is a rule of the package; take another name")
            if identifier in seen:
                found.append(f"id: {identifier} is rule {seen[identifier]} too; take another name")
            seen.setdefault(identifier, number + 1)
        if found:
            faults += [f"{where}: {label}: {fault}" for fault in found]
        else:
            rules.append(_rule(row))
    return rules, faults


def marked(example: str) -> tuple[str, list[tuple[int, int]]] | None:
    """Return a sentence without its ⟦ ⟧ and the stretches that stood in them (characters); None if they don't pair."""
    text, spans, opened = "", [], []
    for ch in example:
        if ch == OPEN:
            opened.append(len(text))
        elif ch == CLOSE:
            if not opened or opened[-1] == len(text):
                return None
            spans.append((opened.pop(), len(text)))
        else:
            text += ch
    return None if opened else (text, sorted(spans))


def _faults(row: Mapping[str, Any]) -> list[str]:
    faults = [f"{key}: unknown; {_near(key, _KINDS)}" for key in row if key not in _KINDS]
    faults += [f"{key}: missing; {_KINDS[key][1]}" for key in _REQUIRED if key not in row]
    wrong = {key: fault for key, value in row.items() if key in _KINDS and (fault := _kind_fault(key, value))}
    faults += [f"{key}: {fault}" for key, fault in wrong.items()]
    if "pattern" in row and "dependency" in row:
        faults.append("dependency: the rule has a pattern too; make two rules of it")
    if "pattern" not in row and "dependency" not in row:
        faults.append(f"pattern: missing; {_KINDS['pattern'][1]}, or dependency")
    layer = None if wrong.get("layer") else LAYER_BY_NAME.get(row.get("layer", ""))
    if layer is not None and "type" in row and not wrong.get("type"):
        types = [kind.name for kind in layer.types]
        if row["type"] not in types:
            faults.append(f"type: {layer.name} has no type {row['type']}; {_near(row['type'], types)}")
    if not wrong.get("pattern") and not wrong.get("dependency"):
        names = _names(row)
        faults += [f"name: {name} stands twice" for name in dict.fromkeys(names) if name and names.count(name) > 1]
        for key in _SELECTORS:
            if key in row and (fault := _selector(row[key], names)[1]):
                faults.append(f"{key}: {fault}")
    for key, wanted in _SELECTORS.items():
        if key in row and wanted and layer is not None and layer.name != wanted:
            faults.append(f"{key}: only a rule of layer {wanted} has one")
    return faults


def _kind_fault(key: str, value: object) -> str:
    kind, advice = _KINDS[key]
    fits = isinstance(value, kind) if kind is not float else isinstance(value, int | float)
    if not fits or (kind is float and isinstance(value, bool)):
        return advice
    if key == "id" and not _ID.fullmatch(str(value)):
        return f"{value!r} is no id; write letters, digits, - and _, a letter first"
    if key == "layer" and value not in LAYER_BY_NAME:
        return f"there is no layer {value}; {_near(str(value), LAYER_BY_NAME)}"
    if key == "score" and not 0 <= float(str(value)) <= 1:
        return advice
    if key in ("pattern", "dependency") and isinstance(value, list):
        return "" if value and all(isinstance(token, dict) for token in value) else advice
    if key in ("examples", "counterexamples") and isinstance(value, list):
        return _example_fault(key, value) or ""
    return ""


def _example_fault(key: str, value: list[object]) -> str | None:
    for number, sentence in enumerate(value, 1):
        if not isinstance(sentence, str):
            return _KINDS[key][1]
        read = marked(sentence)
        if read is None:
            return f"number {number}: {OPEN} and {CLOSE} don't pair; put them around the span"
        if key == "examples" and not read[1]:
            return f"number {number}: no {OPEN} {CLOSE}; put them around the span that the rule finds"
    return None


def _names(row: Mapping[str, Any]) -> list[str | None]:
    """The names of the pattern's tokens, None for a token without one."""
    if "dependency" in row:
        return [token.get("RIGHT_ID") for token in row["dependency"]]
    return [token.get(_NAME) for token in row.get("pattern", [])]


def _selector(value: object, names: Sequence[str | None]) -> tuple[Selector | None, str]:
    """Read which tokens are meant: one, or [first, last], each by its number from 1 or by its name."""
    ends = value if isinstance(value, list) else [value]
    if not 1 <= len(ends) <= 2 or not all(isinstance(end, int | str) and not isinstance(end, bool) for end in ends):
        return None, "write the first and the last token, [1, 3], or names of tokens"
    places: list[int] = []
    for end in ends:
        if isinstance(end, int):
            if not 1 <= end <= len(names):
                return None, f"there is no token {end}; the pattern has {len(names)}, counted from 1"
            places.append(end - 1)
        elif end not in names:
            known = [name for name in names if name]
            return None, f"no token has the name {end}; {_near(end, known) if known else 'give a token name = …'}"
        else:
            places.append(names.index(end))
    first, last = places[0], places[-1]
    return ((first, last), "") if first <= last else (None, "the first token stands behind the last; turn them round")


def _rule(row: Mapping[str, Any]) -> OwnRule:
    names = _names(row)
    tokens = row.get("dependency") or [{k: v for k, v in token.items() if k != _NAME} for token in row["pattern"]]
    selectors: dict[str, Any] = {key: _selector(row[key], names)[0] for key in _SELECTORS if key in row}
    plain = {key: row[key] for key in ("to_clause_end", "wins", "note") if key in row}
    return OwnRule(
        id=row["id"],
        layer=row["layer"],
        type=row["type"],
        tokens=tuple(tokens),
        dependency="dependency" in row,
        score=float(row.get("score", 1.0)),
        examples=tuple(row.get("examples", ())),
        counterexamples=tuple(row.get("counterexamples", ())),
        row=row,
        **selectors,
        **plain,
    )


def _near(word: object, known: Collection[str]) -> str:
    near = difflib.get_close_matches(str(word), known, n=1)
    return f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
