"""Build TEI elements in one expression, and turn a tree of them into bytes."""

from __future__ import annotations

from lxml import etree

from corpus_tools.write.columns import legal

TEI = "http://www.tei-c.org/ns/1.0"
XI = "http://www.w3.org/2001/XInclude"
_XML = "http://www.w3.org/XML/1998/namespace"

Element = etree._Element
#: Attributes whose names Python can't write.
_ATTRIBUTES = {"xml_id": f"{{{_XML}}}id", "xml_lang": f"{{{_XML}}}lang", "from_": "from"}


def element(name: str, /, *content: Element | str | None, **attributes: str | None) -> Element:
    """Return a TEI element; None among content or attributes is left out.

    A text may only come first. ``xml_id``, ``xml_lang`` and ``from_`` stand for ``xml:id``, ``xml:lang``, ``from``.
    Characters that XML can't hold become U+FFFD.
    """
    made = etree.Element(f"{{{TEI}}}{name}", nsmap={None: TEI})
    for key, value in attributes.items():
        if value is not None:
            made.set(_ATTRIBUTES.get(key, key), legal(value))
    for part in content:
        if isinstance(part, str):
            made.text = (made.text or "") + legal(part)
        elif part is not None:
            made.append(part)
    return made


def to_bytes(root: Element) -> bytes:
    """Return a document in UTF-8 with its declaration, indented between elements; text of tokens stays as it is."""
    etree.indent(root, space=" ")
    etree.cleanup_namespaces(root, top_nsmap={None: TEI})
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"
