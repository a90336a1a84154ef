"""The rules of our Schematron, run over a TEI file by lxml alone: no Java, no XSLT, and each fault with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from corpus_tools.validation.fault import Fault
from corpus_tools.validation.schema_files import SCHEMATRON, schema_file
from corpus_tools.validation.tei_place import Element, fault_at

_SCH = "{http://purl.oclc.org/dsdl/schematron}"


@dataclass(frozen=True)
class _Assertion:
    """``reported``: it is a fault where the test is true. ``message`` has texts and the XPaths of its values.

    ``broken`` finds all nodes of the context at once that break it; None where a variable stands in a predicate, whose
    value is another than where the rule stands.
    """

    test: etree.XPath
    reported: bool
    broken: etree.XPath | None
    message: tuple[str | etree.XPath, ...]


@dataclass(frozen=True)
class _Rule:
    context: etree.XPath
    lets: tuple[tuple[str, etree.XPath], ...]
    assertions: tuple[_Assertion, ...]


class Schematron:
    """Patterns of rules in XPath 1.0: sch:rule, sch:let, sch:assert, sch:report and sch:value-of are understood."""

    def __init__(self, path: Path | None = None) -> None:
        """Compile the rules of a file, ours if none is named."""
        root = etree.parse(path or schema_file(SCHEMATRON)).getroot()
        names = {str(ns.get("prefix")): str(ns.get("uri")) for ns in root.iter(f"{_SCH}ns")}
        self._patterns = [
            [_rule(rule, names) for rule in pattern.iter(f"{_SCH}rule")] for pattern in root.iter(f"{_SCH}pattern")
        ]

    def faults(self, root: Element, *, file: str) -> list[Fault]:
        """Return the broken rules; of a pattern only the first rule that fits a node looks at it."""
        found = []
        for pattern in self._patterns:
            seen: set[Element] = set()
            for rule in pattern:
                whole = len(pattern) == 1
                for assertion in rule.assertions:
                    if whole and assertion.broken is not None:
                        broken = _nodes(assertion.broken(root))
                    else:
                        broken = [
                            node
                            for node in _nodes(rule.context(root))
                            if node not in seen
                            and bool(assertion.test(node, **_values(rule, node))) == assertion.reported
                        ]
                    found += [fault_at(node, file, "rules", _reason(rule, assertion, node)) for node in broken]
                if not whole:
                    seen.update(_nodes(rule.context(root)))
        return found


def _rule(rule: Element, names: dict[str, str]) -> _Rule:
    def compiled(path: str | None) -> etree.XPath:
        return etree.XPath(path or "false()", namespaces=names)

    steps = [step.strip() for step in str(rule.get("context")).split("|")]
    context = " | ".join(step if step.startswith("/") else f"//{step}" for step in steps)
    lets = {str(let.get("name")): str(let.get("value")) for let in rule.iter(f"{_SCH}let")}
    whole = dict(lets)
    for name, value in lets.items():  # a variable may stand in the value of one behind it
        whole[name] = _without_variables(value, whole) or value
    assertions = []
    for each in rule.iter(f"{_SCH}assert", f"{_SCH}report"):
        message: list[str | etree.XPath] = [each.text or ""]
        for part in each:
            message += [compiled(f"string({part.get('select')})"), part.tail or ""]
        reported = each.tag == f"{_SCH}report"
        test = str(each.get("test"))
        plain = _without_variables(test, whole)
        at_once = None if plain is None else compiled(f"({context})[{plain if reported else f'not({plain})'}]")
        assertions.append(_Assertion(compiled(test), reported, at_once, tuple(message)))
    return _Rule(compiled(context), tuple((n, compiled(v)) for n, v in lets.items()), tuple(assertions))


def _without_variables(test: str, lets: dict[str, str]) -> str | None:
    """Return a test with the values of its variables in their place; None if one stands in a predicate."""
    pieces = re.split(r"(\$\w+)", test)
    depth = 0
    for number, piece in enumerate(pieces):
        if piece.startswith("$") and piece[1:] in lets:
            if depth:
                return None
            pieces[number] = f"({lets[piece[1:]]})"
        else:
            depth += piece.count("[") - piece.count("]")
    return "".join(pieces)


def _values(rule: _Rule, node: Element) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, path in rule.lets:
        values[name] = path(node, **values)
    return values


def _reason(rule: _Rule, assertion: _Assertion, node: Element) -> str:
    values = _values(rule, node)
    parts = (part if isinstance(part, str) else str(part(node, **values)) for part in assertion.message)
    return re.sub(r"\s+", " ", "".join(parts)).strip()


def _nodes(found: Any) -> list[Element]:
    return [node for node in found if isinstance(node, etree._Element)] if isinstance(found, list) else []
