"""Which rules of the taggers are on: ids switched off, thresholds, tables and rules of the user; from a TOML file."""

from __future__ import annotations

import csv
import difflib
import hashlib
import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from corpus_tools.errors import RuleError
from corpus_tools.own_rules import RuleFile, parse_rules
from corpus_tools.repair_rules import REPAIR_RULES

_KEYS = {
    "weights": str,
    "off": list,
    "lexicons": list,
    "learned": bool,
    "slogan_threshold": float,
    "directive_threshold": float,
    "rule": list,
}
_RULE_TABLE = re.compile(r"\s*\[\[\s*rule\s*\]\]")


@dataclass(frozen=True)
class Rule:
    """A rule of a tagger: its id stands in the evidence of every span it finds.

    ``example`` holds a span that the rule finds, in ⟦ ⟧; in ``counterexample`` it finds none.
    """

    id: str
    layer: str
    gloss: str
    example: str
    counterexample: str


@dataclass(frozen=True)
class RuleSettings:
    """What a run changes in the taggers. Thresholds are probabilities from which a candidate counts.

    ``weights`` is a folder that ``corpus-tools model train-taggers`` wrote; None: those of the package.
    ``own_rules`` are the rules that the file of the settings adds to ours.
    """

    off: frozenset[str] = frozenset()
    lexicons: tuple[str, ...] = ()
    learned: bool = True
    weights: str | None = None
    slogan_threshold: float | None = None
    directive_threshold: float | None = None
    own_rules: RuleFile | None = None

    def with_options(self, off: tuple[str, ...], lexicons: tuple[str, ...]) -> RuleSettings:
        """Return the settings with what the command line adds. Raises RuleError for an unknown rule."""
        own = [rule.id for rule in self.own_rules.rules] if self.own_rules else []
        check_rules([*self.off, *off], own)
        return replace(self, off=self.off | set(off), lexicons=(*self.lexicons, *lexicons))


@cache
def known_rules() -> dict[str, Rule]:
    """Return all rules by id, in the order of the table ``rules.tsv``."""
    table = resources.files("corpus_tools").joinpath("lexicons", "rules.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["id"]: Rule(**{key: row[key] for key in Rule.__dataclass_fields__}) for row in rows}


def check_rules(ids: list[str], own: Collection[str] = ()) -> None:
    """Raise RuleError that lists all ids which no rule has, each with the nearest one; ``own`` are ids of the user."""
    known = [*known_rules(), *REPAIR_RULES, *own]
    faults = []
    for name in ids:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else "corpus-tools rules lists them"
            faults.append(f"there is no rule {name}; {hint}")
    if faults:
        raise RuleError("\n".join(faults))


def read_rule_settings(path: Path) -> RuleSettings:
    """Read a TOML file with any of off, lexicons, learned, weights, slogan_threshold, directive_threshold, [[rule]].

    Paths are relative to the file. Raises RuleError that lists all its faults; what spaCy says of a pattern comes out
    when the pipeline is loaded.
    """
    settings, faults = parse_rule_settings(path)
    if faults:
        raise RuleError("\n".join(faults))
    return settings


def parse_rule_settings(path: Path) -> tuple[RuleSettings, list[str]]:
    """Return what can be read of a file of settings, and all its faults. Raises RuleError if it is no TOML."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
        values = tomllib.loads(text)
    except FileNotFoundError as error:
        raise RuleError(f"{path}: no such file; check the spelling") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"{path}: no TOML: {error}") from error
    faults = [f"{path.name}: {key}: {_unknown(key)}" for key in values if key not in _KEYS]
    found = {key: _fault(path, key, value) for key, value in values.items() if key in _KEYS}
    faults += [fault for fault in found.values() if fault]
    sound = {key: values[key] for key, fault in found.items() if not fault}
    own = None
    if "rule" in sound:
        lines = [number for number, line in enumerate(text.split("\n"), 1) if _RULE_TABLE.match(line)]
        rules, more = parse_rules(sound["rule"], known_rules(), file=path.name, lines=lines)
        faults += more
        own = RuleFile(path.name, hashlib.sha256(data).hexdigest(), tuple(rules))
    off = frozenset(sound.get("off", []))
    try:
        check_rules(sorted(off), _ids(sound.get("rule")))
    except RuleError as error:
        faults += [f"{path.name}: off: {line}" for line in str(error).splitlines()]
    lexicons = tuple(str(path.parent / name) for name in sound.get("lexicons", []))
    numbers = {key: float(sound[key]) for key in ("slogan_threshold", "directive_threshold") if key in sound}
    weights = str(path.parent / sound["weights"]) if "weights" in sound else None
    return RuleSettings(off, lexicons, sound.get("learned", True), weights, own_rules=own, **numbers), faults


def _unknown(key: str) -> str:
    near = difflib.get_close_matches(key, _KEYS, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    return f"unknown; known are {', '.join(_KEYS)}{hint}"


def _ids(rows: Any) -> list[str]:
    """The ids of all rules of a file, faulty ones too: one fault is not told twice."""
    found = [row.get("id") for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return [identifier for identifier in found if isinstance(identifier, str)]


def _fault(path: Path, key: str, value: Any) -> str:
    if key == "rule":
        return ""  # each rule's faults are told for themselves
    if _KEYS[key] is list and not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
        return f'{path.name}: {key}: write a list of names, {key} = ["…"]'
    if _KEYS[key] is str and not isinstance(value, str):
        return f'{path.name}: {key}: write a path, {key} = "…"'
    if _KEYS[key] is bool and not isinstance(value, bool):
        return f"{path.name}: {key}: write true or false"
    if _KEYS[key] is float and (isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1):
        return f"{path.name}: {key}: write a number from 0 to 1"
    return ""
