"""The ODD (corpus-tools.odd) and the TEI's own schema -> corpus-tools.rng and corpus-tools.sch.

python annotations/schema/make_schema.py ../shared/schema/tei_all.rng

Patterns of the TEI are only taken away, never added: elements and attributes that the ODD does not name become
notAllowed, and what is left is simplified. So the language of the result is a subset of that of tei_all.
"""

from __future__ import annotations

import argparse
import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

HERE = Path(__file__).resolve().parent
ODD = HERE / "corpus-tools.odd"
TEI = "http://www.tei-c.org/ns/1.0"
RNG = "http://relaxng.org/ns/structure/1.0"
SCH = "http://purl.oclc.org/dsdl/schematron"
DATATYPES = "http://www.w3.org/2001/XMLSchema-datatypes"
_NS = {"t": TEI, "r": RNG, "sch": SCH}
_NOTE = (
    "Made by make_schema.py of corpus-tools.odd and of the schema of TEI P5 4.12.0 (Copyright TEI Consortium, "
    "BSD-2-Clause, tei-c.org). Don't edit: change the ODD, and make it anew."
)

Element = etree._Element


@dataclass
class Spec:
    """What the ODD says of an element; ``children`` is None where the TEI's own content stays."""

    children: frozenset[str] | None = None
    text: bool = True
    attributes: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()
    values: dict[str, list[str]] = field(default_factory=dict)


def read_specs(odd: Element) -> dict[str, Spec]:
    """Return the elements of the ODD by name. Raises ValueError where its parts contradict each other."""
    included = {
        name for ref in odd.iterfind(".//t:moduleRef[@include]", _NS) for name in ref.get("include", "").split()
    }
    specs = {str(found.get("ident")): _spec(found) for found in odd.iterfind(".//t:elementSpec", _NS)}
    if included != specs.keys():
        raise ValueError(f"in a moduleRef or an elementSpec only: {sorted(included ^ specs.keys())}")
    for name, spec in specs.items():
        if unknown := (spec.children or frozenset()) - specs.keys():
            raise ValueError(f"{name} may hold {sorted(unknown)}, which no moduleRef names")
    return specs


def _spec(found: Element) -> Spec:
    content = found.find("t:content", _NS)
    attributes = found.findall("t:attList/t:attDef", _NS)
    spec = Spec(
        attributes=frozenset(str(a.get("ident")) for a in attributes),
        required=frozenset(str(a.get("ident")) for a in attributes if a.get("usage") == "req"),
        values={
            str(a.get("ident")): [str(v.get("ident")) for v in a.iterfind("t:valList/t:valItem", _NS)]
            for a in attributes
            if a.find("t:valList", _NS) is not None
        },
    )
    if content is not None:
        spec.children = frozenset(str(ref.get("key")) for ref in content.iterfind(".//t:elementRef", _NS))
        spec.text = content.find(".//t:textNode", _NS) is not None
    return spec


class Pruner:
    """Takes the patterns of the TEI and leaves of them what the ODD names."""

    def __init__(self, tei: Element, specs: dict[str, Spec]) -> None:
        self._defines = {str(d.get("name")): d for d in tei.iterfind("r:define", _NS)}
        self._specs = specs

    def grammar(self, start: list[str]) -> Element:
        """Return the grammar of the elements that can be reached from ``start``."""
        grammar = etree.Element(f"{{{RNG}}}grammar", nsmap={None: RNG})
        grammar.set("ns", TEI)
        grammar.set("datatypeLibrary", DATATYPES)
        grammar.append(etree.Comment(f" {_NOTE} "))
        first = etree.SubElement(etree.SubElement(grammar, f"{{{RNG}}}start"), f"{{{RNG}}}choice")
        made: dict[str, Element] = {}
        waiting = list(start)
        for name in start:
            etree.SubElement(first, f"{{{RNG}}}ref", name=name)
        while waiting:
            name = waiting.pop(0)
            if name not in made:
                made[name] = self._element(name)
                waiting += [str(ref.get("name")) for ref in made[name].iter(f"{{{RNG}}}ref")]
        for name in sorted(made, key=lambda n: (n.lower(), n)):
            grammar.append(made[name])
        return grammar

    def _element(self, name: str) -> Element:
        define = etree.Element(f"{{{RNG}}}define", name=name)
        element = etree.SubElement(define, f"{{{RNG}}}element", name=name)
        spec = self._specs[name]
        kept = [part for child in self._defines[name][0] for part in self._pattern(child, spec)]
        if any(_is(part, "notAllowed") for part in kept):
            raise ValueError(f"{name}: the TEI asks for something in it that the ODD does not name")
        element.extend(_flat(kept) or [_rng("empty")])
        return define

    def _pattern(self, found: Element, spec: Spec) -> list[Element]:
        """Return what is left of a pattern: a group of patterns; empty where nothing is asked for any more."""
        if not isinstance(found.tag, str) or not found.tag.startswith(f"{{{RNG}}}"):
            return []
        kind = found.tag.removeprefix(f"{{{RNG}}}")
        if kind == "text":
            return [_rng("text")] if spec.text else []
        if kind == "attribute":
            return [self._attribute(found, spec)]
        if kind == "ref":
            return self._reference(str(found.get("name")), spec)
        if kind in ("empty", "notAllowed"):
            return [_rng("notAllowed")] if kind == "notAllowed" else []
        branches = [self._pattern(child, spec) for child in found if isinstance(child.tag, str)]
        if kind == "choice":
            return _choice(branches)
        parts = [part for branch in branches for part in branch]
        refused = any(_is(part, "notAllowed") for part in parts)
        if kind in ("optional", "zeroOrMore"):
            if refused or not parts:
                return []
            if (
                kind == "optional"
                and len(parts) == 1
                and parts[0].get("name") in spec.required
                and _is(parts[0], "attribute")
            ):
                return parts
            return [_rng(kind, *parts)]
        if refused:
            return [_rng("notAllowed")]
        if kind == "oneOrMore":
            return [_rng(kind, *parts)] if parts else []
        if kind in ("group", "define", "interleave"):
            return [_rng(kind, *parts)] if kind == "interleave" and len(parts) > 1 else parts
        raise ValueError(f"a pattern {kind}, for which there is no rule yet")

    def _reference(self, name: str, spec: Spec) -> list[Element]:
        define = self._defines[name]
        if len(define) == 1 and _is(define[0], "element"):
            named = name in self._specs and (spec.children is None or name in spec.children)
            return [_rng("ref", name=name)] if named else [_rng("notAllowed")]
        return self._pattern(define, spec)

    @staticmethod
    def _attribute(found: Element, spec: Spec) -> Element:
        name = str(found.get("name"))
        if name not in spec.attributes:
            return _rng("notAllowed")
        kept = copy.deepcopy(found)
        kept.tail = None
        for node in list(kept.iter()):
            parent = node.getparent()
            if parent is not None and not str(node.tag).startswith(f"{{{RNG}}}"):
                parent.remove(node)
        if name in spec.values:
            values = []
            for written in spec.values[name]:
                values.append(_rng("value"))
                values[-1].text = written
            kept[:] = [_rng("choice", *values)] if len(values) > 1 else values
        return kept


def _choice(branches: list[list[Element]]) -> list[Element]:
    """Return a choice without what is not allowed and what stands twice; optional where one branch asks for nothing."""
    alternatives: dict[bytes, Element] = {}
    nothing = False
    for branch in branches:
        if any(_is(part, "notAllowed") for part in branch):
            continue
        nothing = nothing or not branch
        flat = list(branch[0]) if len(branch) == 1 and _is(branch[0], "choice") else None
        for each in flat or ([_rng("group", *branch)] if len(branch) > 1 else branch):
            alternatives.setdefault(etree.tostring(each), each)
    if not alternatives:
        return [] if nothing else [_rng("notAllowed")]
    kept = list(alternatives.values())
    whole = kept[0] if len(kept) == 1 else _rng("choice", *kept)
    return [_rng("optional", whole)] if nothing else [whole]


def _flat(parts: list[Element]) -> list[Element]:
    """Drop a repetition of what is repeated already, and attributes that come by two classes."""
    seen: set[bytes] = set()
    kept = []
    for part in parts:
        written = etree.tostring(part)
        if part.find(".//r:attribute", _NS) is not None or _is(part, "attribute"):
            if written in seen:
                continue
            seen.add(written)
        kept.append(part)
    return kept


def _rng(name: str, /, *children: Element, **attributes: str) -> Element:
    made = etree.Element(f"{{{RNG}}}{name}", attributes, nsmap={None: RNG})
    made.extend(copy.deepcopy(child) for child in children)
    return made


def _is(pattern: Element, name: str) -> bool:
    return pattern.tag == f"{{{RNG}}}{name}"


def schematron(odd: Element) -> Element:
    """Return the rules of the ODD as one Schematron schema."""
    schema = etree.Element(f"{{{SCH}}}schema", nsmap={"sch": SCH})
    schema.set("queryBinding", "xslt")
    schema.append(etree.Comment(f" {_NOTE} "))
    etree.SubElement(schema, f"{{{SCH}}}title").text = "Rules of the TEI of corpus-tools"
    etree.SubElement(schema, f"{{{SCH}}}ns", prefix="tei", uri=TEI)
    for spec in odd.iterfind(".//t:constraintSpec", _NS):
        # A node is checked by the first rule of a pattern that fits; each rule has its own, so that all are.
        for number, rule in enumerate(spec.iterfind("t:constraint/sch:rule", _NS), start=1):
            pattern = etree.SubElement(schema, f"{{{SCH}}}pattern", id=f"{spec.get('ident')}-{number}")
            etree.SubElement(pattern, f"{{{SCH}}}title").text = " ".join(str(spec.findtext("t:desc", "", _NS)).split())
            pattern.append(copy.deepcopy(rule))
    return schema


def written(root: Element) -> bytes:
    """Return a schema as bytes, indented, without the namespaces of the ODD."""
    etree.cleanup_namespaces(root)
    for node in root.iter():
        if not _is_text(node):
            node.text = None
        node.tail = None
    etree.indent(root, space=" ")
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _is_text(node: Element) -> bool:
    if not isinstance(node.tag, str):
        return True
    return bool((node.text or "").strip()) or any((child.tail or "").strip() for child in node)


def made(tei_all: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield the files and what belongs into them."""
    odd = etree.parse(ODD).getroot()
    start = str(odd.find(".//t:schemaSpec", _NS).get("start")).split()  # type: ignore[union-attr]
    tei = etree.parse(tei_all, etree.XMLParser(remove_comments=True)).getroot()
    yield HERE / "corpus-tools.rng", written(Pruner(tei, read_specs(odd)).grammar(start))
    yield HERE / "corpus-tools.sch", written_rules(schematron(odd))


def written_rules(root: Element) -> bytes:
    """Return Schematron as bytes; what stands between value-of is text and stays."""
    etree.cleanup_namespaces(root)
    for node in root.iter(*(f"{{{SCH}}}{name}" for name in ("schema", "pattern", "rule"))):
        node.text = None
        for child in node:
            child.tail = None
    etree.indent(root, space=" ")
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tei_all", type=Path)
    for path, data in made(parser.parse_args().tei_all):
        path.write_bytes(data)
        print(f"{path.name}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
