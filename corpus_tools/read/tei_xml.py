"""The bytes of an XML file -> a checked tree: no DTD, no entity, no network, TEI's names only, each id once."""

from __future__ import annotations

import re

from lxml import etree

from corpus_tools.errors import ReadError

TEI = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_XI = "{http://www.w3.org/2001/XInclude}"
_PREFIX = f"{{{TEI}}}"

Element = etree._Element


def parse_xml(data: bytes, *, name: str) -> Element:
    """Return the root of a TEI file. Raises ReadError with file, line and reason for one that is unsafe or no TEI."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _error(name, _line_of(error), f"no well-formed XML: {_reason(error)}") from error
    if root.getroottree().docinfo.doctype:
        raise _error(
            name, 1, "a document type (DTD); entities are not read: remove the DOCTYPE, write characters plainly"
        )
    if local(root) not in ("TEI", "teiCorpus"):
        raise _error(name, 1, f"the root is {local(root)}, not TEI in the namespace {TEI}")
    return root


def check_names(root: Element, *, name: str) -> dict[str, Element]:
    """Return the elements by their ``xml:id``. Raises ReadError for another namespace, or an id that stands twice."""
    known: dict[str, Element] = {}
    for found in root.iter():
        tag = found.tag
        if not isinstance(tag, str):
            raise _error(name, found.sourceline, f"{found!r} is no element; entities are not read")
        if not tag.startswith(_PREFIX):
            way_out = "read the included files by themselves" if tag.startswith(_XI) else "only TEI's names are read"
            raise _error(name, found.sourceline, f"element {tag} is not TEI's; {way_out}")
        identifier = found.get(XML_ID)
        if identifier is not None:
            if identifier in known:
                raise _error(name, found.sourceline, f"xml:id {identifier} stands twice; make it unique")
            known[identifier] = found
    return known


def local(found: Element) -> str:
    """Return an element's name without TEI's namespace; with its own if that is another."""
    return str(found.tag).removeprefix(_PREFIX)


def error_at(found: Element, name: str, reason: str) -> ReadError:
    """Return the error for an element, with file and line."""
    return _error(name, found.sourceline, reason)


def _error(name: str, line: int | None, reason: str) -> ReadError:
    return ReadError(f"{name}:{line or 1}: {reason}")


def _line_of(error: Exception) -> int:
    return (error.lineno or 1) if isinstance(error, etree.XMLSyntaxError) else 1


def _reason(error: Exception) -> str:
    return re.sub(r", line \d+, column \d+.*$", "", str(error), flags=re.DOTALL)
