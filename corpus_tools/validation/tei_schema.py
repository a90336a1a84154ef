"""A TEI file -> the places where a RELAX NG schema, ours or another, does not allow what it holds."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from corpus_tools.errors import CorpusToolsError
from corpus_tools.validation.fault import Fault
from corpus_tools.validation.schema_files import RELAX_NG, schema_file
from corpus_tools.validation.tei_place import Element, fault_at

#: Messages of libxml2 that only say that something below is wrong.
_VAGUE = re.compile(r"(Element \S+ failed to validate (content|attributes)|Extra element|Datatype element|Expecting )")
_REWORDED = (
    (re.compile(r"Did not expect element (\S+) there"), r"element \1 is not allowed here; take it out or move it"),
    (re.compile(r"Did not expect text in element (\S+) content"), r"text is not allowed in \1; put it into w and s"),
    (re.compile(r"Invalid attribute (\S+) for element (\S+)"), r"attribute \1 of \2: not allowed, or of another form"),
    (re.compile(r"Element (\S+) failed to validate attributes"), r"\1 has an attribute too few, or one too many"),
    (
        re.compile(r"Element (\S+) failed to validate content"),
        r"\1 lacks something it must hold, or holds too much",
    ),
    (
        re.compile(r"Expecting an element , got nothing"),
        r"an element is empty or lacks a child; add it, or take it out",
    ),
    (re.compile(r"Expecting an element (\S+), got nothing"), r"element \1 is missing; add it"),
    (re.compile(r"Expecting element (\S+), got (\S+)"), r"\2 where \1 should stand; mind the order"),
    (re.compile(r"Extra element (\S+) in interleave"), r"element \1 is not allowed here; take it out or move it"),
)


class TeiSchema:
    """A compiled RELAX NG schema."""

    def __init__(self, path: Path | None = None) -> None:
        """Compile a schema, ours if none is named. Raises CorpusToolsError for a file that is no RELAX NG."""
        file = path or schema_file(RELAX_NG)
        try:
            self._schema = etree.RelaxNG(etree.parse(file))
        except (OSError, etree.Error) as error:
            raise CorpusToolsError(f"{file}: no RELAX NG schema in XML ({error}); name a .rng file") from error

    def faults(self, root: Element, *, file: str) -> list[Fault]:
        """Return what the schema refuses; messages that only say that something below is wrong are left out."""
        if self._schema.validate(root):
            return []
        tree = root.getroottree()
        entries = list(self._schema.error_log)
        exact = [entry for entry in entries if not _VAGUE.match(entry.message)] or entries[:1]
        found = []
        for entry in exact:
            at = _element_at(tree, entry.path)
            reason = _reworded(entry.message)
            fault = fault_at(root if at is None else at, file, "schema", reason)
            found.append(fault if at is not None else Fault(file, entry.line, "schema", reason))
        return found


def _element_at(tree: etree._ElementTree[Element], path: str | None) -> Element | None:
    try:
        found = tree.xpath(path) if path else None
    except etree.XPathEvalError:  # a path through another namespace, whose prefix is not known here
        return None
    return found[0] if isinstance(found, list) and found and isinstance(found[0], etree._Element) else None


def _reworded(message: str) -> str:
    for pattern, words in _REWORDED:
        if match := pattern.match(message):
            return match.expand(words)
    return f"{message}; see docs/tei.md"
