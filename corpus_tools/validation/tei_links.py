"""A TEI file -> identifiers that stand twice, pointers that lead nowhere or to the wrong kind, heads of no tree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus_tools.read.tei_xml import TEI, XML_ID, local
from corpus_tools.stored.tree import tree_fault
from corpus_tools.validation.fault import Fault
from corpus_tools.validation.tei_place import Element, fault_at

#: Attributes that hold pointers, one or several.
_POINTERS = frozenset(
    ("ana", "corresp", "resp", "target", "active", "passive", "mutual", "ref", "who", "prev", "next", "scheme")
)
#: Attributes that are pointers only on these elements; elsewhere ``from`` and ``to`` are dates or numbers.
_ENDS = ("from", "to")
_OUTSIDE = re.compile(r"(https?|mailto|ftp|urn|doi|file|tel):")
_PREFIXED = re.compile(r"([A-Za-z][\w.-]*):(.+)", re.DOTALL)
_TOKENS = ("w", "pc")
_TREES = ("UD-SYN", "SPACY-SYN")


def repeated_ids(root: Element, *, file: str) -> tuple[dict[str, Element], list[Fault]]:
    """Return the elements by their ``xml:id``, and the identifiers that stand twice."""
    known: dict[str, Element] = {}
    faults = []
    for found in root.iter():
        identifier = found.get(XML_ID) if isinstance(found.tag, str) else None
        if identifier is None:
            continue
        if identifier in known:
            first = known[identifier].sourceline
            reason = f"xml:id {identifier} stands twice, first in line {first}; make it unique"
            faults.append(fault_at(found, file, "links", reason))
        known.setdefault(identifier, found)
    return known, faults


def foreign_names(root: Element, *, file: str) -> list[Fault]:
    """Return the elements of other namespaces, which our TEI does not have."""
    return [
        fault_at(found, file, "xml", f"element {found.tag} is not TEI's; only TEI's names are read: take it out")
        for found in root.iter()
        if isinstance(found.tag, str) and not found.tag.startswith(f"{{{TEI}}}")
    ]


class LinkCheck:
    """Checks the pointers of one file; ``known`` are its elements by identifier.

    ``strict`` is for our own TEI: a pointer that is neither an identifier of the file nor goes through a prefix is a
    fault. In that of others it may lead to another file. ``component``: what stands in no sentence may be declared in
    the root file of the corpus, as in ParlaMint.
    """

    def __init__(
        self, root: Element, known: dict[str, Element], *, file: str, strict: bool, component: bool = False
    ) -> None:
        self._root, self._known, self._file, self._strict, self._component = root, known, file, strict, component
        self._prefixes = {
            str(found.get("ident")): (str(found.get("matchPattern", "")), str(found.get("replacementPattern", "")))
            for found in root.iter(f"{{{TEI}}}prefixDef")
        }
        self._checked: dict[tuple[str, str, str], str] = {}
        self.links = 0

    def faults(self) -> list[Fault]:
        """Return the pointers that lead nowhere or to an element of another kind than they should."""
        return [*self._pointers(), *(self._trees() if self._strict or self._component else ())]

    def _pointers(self) -> Iterator[Fault]:
        for found in self._root.iter(f"{{{TEI}}}*"):
            tag = local(found)
            if tag in _TOKENS and self._strict and found.get("ana") is None:
                continue  # the schema leaves them no other pointer, and they are most of the file
            for name, value in found.items():
                if self._component and name != "target":
                    continue
                if name in _POINTERS or (name in _ENDS and tag == "span"):
                    for pointer in value.split():
                        self.links += 1
                        if reason := self._wrong(tag, name, pointer):
                            yield fault_at(found, self._file, "links", reason)

    def _wrong(self, tag: str, name: str, pointer: str) -> str:
        """Return what is wrong with a pointer; those through prefixes come again and again, and are looked up once."""
        if pointer.startswith("#"):
            return self._looked_up(tag, name, pointer)
        key = (tag, name, pointer)
        if key not in self._checked:
            self._checked[key] = self._looked_up(tag, name, pointer)
        return self._checked[key]

    def _looked_up(self, tag: str, name: str, pointer: str) -> str:
        if pointer.startswith("#"):
            identifier = pointer[1:]
        elif _OUTSIDE.match(pointer):
            return ""
        elif match := _PREFIXED.fullmatch(pointer):
            if match[1] not in self._prefixes:
                return f"@{name} of {tag}: prefix {match[1]}: of {pointer} is not declared; add its prefixDef"
            resolved = self._resolved(*self._prefixes[match[1]], match[2])
            if not resolved.startswith("#"):
                return ""
            identifier = resolved[1:]
        elif self._strict:
            return f"@{name} of {tag}: {pointer} is no pointer; write #IDENTIFIER or PREFIX:NAME"
        else:
            return ""
        target = self._known.get(identifier)
        if target is None:
            return f"@{name} of {tag}: {pointer} leads nowhere; no element has xml:id {identifier}"
        return self._wrong_kind(tag, name, pointer, local(target)) if self._strict else ""

    @staticmethod
    def _resolved(pattern: str, replacement: str, rest: str) -> str:
        try:
            match = re.fullmatch(pattern, rest)
        except re.error:
            return replacement.replace("$1", rest)
        if match is None:
            return "#"
        return re.sub(r"\$(\d)", lambda m: match[int(m[1])] if int(m[1]) <= len(match.groups()) else "", replacement)

    @staticmethod
    def _wrong_kind(tag: str, name: str, pointer: str, target: str) -> str:
        prefixed = not pointer.startswith("#")
        if name == "resp":
            wanted: tuple[str, ...] = ("application", "person", "org", "respStmt", "name")
        elif name == "ana" and prefixed:
            wanted = ("category", "taxonomy")
        elif name == "ana" and tag == "span":
            wanted = ("fs", "category", "interp")
        elif tag == "span" and name in (*_ENDS, "target"):
            wanted = _TOKENS
        else:
            return ""
        if target in wanted:
            return ""
        return f"@{name} of {tag}: {pointer} leads to {target}; it should lead to {' or '.join(wanted)}"

    def _trees(self) -> Iterator[Fault]:
        """Check the trees in sentences, and those in ``standOff``, which name their sentence by ``@corresp``."""
        for group in self._root.iter(f"{{{TEI}}}linkGrp"):
            parent = group.getparent()
            named = self._known.get(str(group.get("corresp", ""))[1:])
            sentence = parent if parent is not None and local(parent) == "s" else named
            if sentence is None or local(sentence) != "s":
                yield fault_at(group, self._file, "tree", "a tree without a sentence; put it into its s")
                continue
            tokens = (str(token.get(XML_ID)) for token in sentence.iter(*(f"{{{TEI}}}{tag}" for tag in _TOKENS)))
            numbers = {identifier: number for number, identifier in enumerate(dict.fromkeys(tokens), start=1)}
            yield from self._tree(sentence, group, numbers)

    def _tree(self, sentence: Element, group: Element, numbers: dict[str, int]) -> Iterator[Fault]:
        heads: list[int | None] = [None] * len(numbers)
        sound = True
        for link in group:
            ends = str(link.get("target", "")).split()
            argument = numbers.get(ends[-1][1:]) if len(ends) == 2 else None
            head = 0 if ends and ends[0] == f"#{sentence.get(XML_ID)}" else numbers.get(ends[0][1:] if ends else "")
            if argument is None or head is None:
                sound = False
                reason = f"link {link.get('target')!r}: both ends should be of this sentence, head first; mend it"
                yield fault_at(link, self._file, "tree", reason)
            elif heads[argument - 1] is not None and group.get("type") == "UD-SYN":
                sound = False
                yield fault_at(link, self._file, "tree", f"token {argument} has two heads; take one link out")
            else:
                heads[argument - 1] = head
        if sound and group.get("type") == "UD-SYN" and (fault := tree_fault(heads)):
            yield fault_at(group, self._file, "tree", fault.reason)
