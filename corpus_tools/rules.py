"""Which rules of the taggers are on: ids switched off, thresholds, tables of the user's own; from a TOML file."""

from __future__ import annotations

import csv
import difflib
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from corpus_tools.errors import RuleError

_KEYS = {
    "weights": str,
    "off": list,
    "lexicons": list,
    "learned": bool,
    "slogan_threshold": float,
    "directive_threshold": float,
}


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
    """

    off: frozenset[str] = frozenset()
    lexicons: tuple[str, ...] = ()
    learned: bool = True
    weights: str | None = None
    slogan_threshold: float | None = None
    directive_threshold: float | None = None

    def with_options(self, off: tuple[str, ...], lexicons: tuple[str, ...]) -> RuleSettings:
        """Return the settings with what the command line adds. Raises RuleError for an unknown rule."""
        check_rules([*self.off, *off])
        return replace(self, off=self.off | set(off), lexicons=(*self.lexicons, *lexicons))


@cache
def known_rules() -> dict[str, Rule]:
    """Return all rules by id, in the order of the table ``rules.tsv``."""
    table = resources.files("corpus_tools").joinpath("lexicons", "rules.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["id"]: Rule(**{key: row[key] for key in Rule.__dataclass_fields__}) for row in rows}


def check_rules(ids: list[str]) -> None:
    """Raise RuleError that lists all ids which no rule has, each with the nearest one that exists."""
    known = list(known_rules())
    faults = []
    for name in ids:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else "corpus-tools rules lists them"
            faults.append(f"there is no rule {name}; {hint}")
    if faults:
        raise RuleError("\n".join(faults))


def read_rule_settings(path: Path) -> RuleSettings:
    """Read a TOML file with any of off, lexicons, learned, weights, slogan_threshold, directive_threshold.

    Paths are relative to the file. Raises RuleError that lists all its faults.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise RuleError(f"{path}: no such file; check the spelling") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"{path}: no TOML: {error}") from error
    faults = [f"{path.name}: {key}: unknown; known are {', '.join(_KEYS)}" for key in values if key not in _KEYS]
    faults += [fault for key, value in values.items() if key in _KEYS and (fault := _fault(path, key, value))]
    off = frozenset() if _fault(path, "off", values.get("off", [])) else frozenset(values.get("off", []))
    try:
        check_rules(sorted(off))
    except RuleError as error:
        faults += [f"{path.name}: off: {line}" for line in str(error).splitlines()]
    if faults:
        raise RuleError("\n".join(faults))
    lexicons = tuple(str(path.parent / name) for name in values.get("lexicons", []))
    numbers = {key: float(values[key]) for key in ("slogan_threshold", "directive_threshold") if key in values}
    weights = str(path.parent / values["weights"]) if "weights" in values else None
    return RuleSettings(off, lexicons, values.get("learned", True), weights, **numbers)


def _fault(path: Path, key: str, value: Any) -> str:
    if _KEYS[key] is list and not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
        return f'{path.name}: {key}: write a list of names, {key} = ["…"]'
    if _KEYS[key] is str and not isinstance(value, str):
        return f'{path.name}: {key}: write a path, {key} = "…"'
    if _KEYS[key] is bool and not isinstance(value, bool):
        return f"{path.name}: {key}: write true or false"
    if _KEYS[key] is float and (isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1):
        return f"{path.name}: {key}: write a number from 0 to 1"
    return ""
