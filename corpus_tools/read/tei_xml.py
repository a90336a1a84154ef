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
#: A file that begins so is in UTF-8, so bytes tell whether it has a document type. Only then the parser may leave
#: identifiers to :func:`check_names`, which is quicker: told so, it would load a DTD whatever else it is told.
_OUR_DECLARATION = b"<?xml version='1.0' encoding='UTF-8'?>"
#: Both are asked of the whole tree at once, which is much quicker than to ask each element.
_FOREIGN = etree.XPath(f"descendant-or-self::*[namespace-uri() != '{TEI}'][1]")
_IDENTIFIERS = etree.XPath("//@xml:id", smart_strings=False)


def parse_xml(data: bytes, *, name: str, blanks: bool = False, remarks: bool = False) -> Element:
    """Return the root of a TEI file.

    With ``blanks`` white space between elements is kept, with ``remarks`` comments and processing instructions.

    Raises ReadError with file, line and reason for one that is unsafe or no TEI.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        collect_ids=not (data.startswith(_OUR_DECLARATION) and b"<!DOCTYPE" not in data),
        remove_blank_text=not blanks,  # between elements; white space that is all that an element holds stays
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=not remarks,
        remove_pis=not remarks,
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


def check_names(root: Element, *, name: str) -> None:
    """Raise ReadError for an element of another namespace, and for an ``xml:id`` that stands twice."""
    foreign = _FOREIGN(root)
    if isinstance(foreign, list) and foreign:
        found = foreign[0]
        assert isinstance(found, etree._Element)
        way_out = "read the included files by themselves" if str(found.tag).startswith(_XI) else "only TEI's are read"
        raise _error(name, found.sourceline, f"element {found.tag!s} is not TEI's; {way_out}")
    identifiers = _IDENTIFIERS(root)
    if not isinstance(identifiers, list) or len(set(identifiers)) == len(identifiers):
        return
    known: set[str] = set()
    for each in root.iter():
        identifier = each.get(XML_ID)
        if identifier is not None and identifier in known:
            raise _error(name, each.sourceline, f"xml:id {identifier} stands twice; make it unique")
        if identifier is not None:
            known.add(identifier)


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
