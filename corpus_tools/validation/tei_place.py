"""An element of TEI -> where it stands, for messages: its document, sentence and span."""

from __future__ import annotations

from lxml import etree

from corpus_tools.read.tei_xml import TEI, XML_ID
from corpus_tools.validation.fault import Fault

Element = etree._Element
SENTENCE, SPAN, DOCUMENT = (f"{{{TEI}}}{name}" for name in ("s", "span", "TEI"))


def fault_at(found: Element, file: str, check: str, reason: str) -> Fault:
    """Return the fault of an element, with its line and what it stands in."""
    names = {SENTENCE: "", SPAN: "", DOCUMENT: ""}
    at: Element | None = found
    while at is not None:
        if at.tag in names and not names[str(at.tag)]:
            names[str(at.tag)] = at.get(XML_ID, "")
        at = at.getparent()
    return Fault(file, int(found.sourceline or 0), check, reason, names[DOCUMENT], names[SENTENCE], names[SPAN])
