"""The bytes of a UIMA CAS (XMI, JSON, or a zip of INCEpTION with both) -> a CAS, checked before it is opened."""

from __future__ import annotations

import io
import json
import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from cassis import Cas, TypeSystem, load_cas_from_json, load_cas_from_xmi, load_typesystem
from lxml import etree

from corpus_tools.errors import ReadError
from corpus_tools.formats.cas_types import type_system
from corpus_tools.read.limits import LARGEST_DOCUMENT, read_whole

_NAMESPACE = re.compile(r"http:///(.*)\.ecore")
_TYPES = "TypeSystem.xml"


@dataclass
class CasFile:
    """A CAS with the name of its file; ``unknown`` counts elements of an XMI whose types no type system describes."""

    name: str
    cas: Cas
    unknown: Counter[str]


def open_cas(data: bytes, *, name: str, types: bytes | None = None) -> CasFile:
    """Open a CAS; ``types`` is the type system beside an XMI, without it ours is taken and the one in a zip.

    Raises ReadError with file and reason for what is no CAS, has a document type or entities, or more than one CAS.
    """
    if data.startswith(b"PK"):
        name, data, types = _unzipped(data, name, types)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of types that it does not know; these are counted below
        try:
            if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
                return CasFile(name, _from_json(data, name), Counter())
            elements = _elements(data, name)
            system = type_system() if types is None else _described(types, name)
            known = {each.name for each in system.get_types(built_in=True)}
            unknown = Counter(each for each in elements if each not in known)
            return CasFile(name, load_cas_from_xmi(io.BytesIO(data), typesystem=system, lenient=True), unknown)
        except ReadError:
            raise
        except Exception as error:  # cassis raises what its XML and JSON happen to lack: no narrower class is right
            raise ReadError(f"{name}: no CAS that can be opened: {type(error).__name__}: {error}") from error


def _from_json(data: bytes, name: str) -> Cas:
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise ReadError(f"{name}:{error.lineno}: not JSON: {error.msg}; export the document again") from error
    except UnicodeDecodeError as error:
        raise ReadError(f"{name}: not UTF-8; JSON is always UTF-8") from error
    if not isinstance(found, dict) or not {"%TYPES", "%FEATURE_STRUCTURES"} <= found.keys():
        raise ReadError(f"{name}: JSON, but no CAS: %TYPES or %FEATURE_STRUCTURES is missing")
    return load_cas_from_json(data.decode("utf-8-sig"))


def _elements(data: bytes, name: str) -> Iterator[str]:
    """Return the types of an XMI's elements. Raises ReadError for XML that is unsafe or no XMI."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = error.lineno if isinstance(error, etree.XMLSyntaxError) else 1
        raise ReadError(f"{name}:{line or 1}: no well-formed XML: {error}") from error
    if root.getroottree().docinfo.doctype:
        raise ReadError(f"{name}:1: a document type (DTD); entities are not read: remove the DOCTYPE")
    if etree.QName(root).localname != "XMI":
        raise ReadError(
            f"{name}:1: the root is {etree.QName(root).localname}, not XMI; export the document as UIMA CAS XMI or JSON"
        )
    return (found for each in root if isinstance(each.tag, str) and (found := _type(etree.QName(each))))


def _type(name: etree.QName) -> str:
    """Return the type of an element of XMI: its namespace holds the package."""
    match = _NAMESPACE.fullmatch(name.namespace or "")
    package = match[1].replace("/", ".") if match else ""
    return f"{package}.{name.localname}" if package and package != "uima.noNamespace" else ""


def _described(types: bytes, name: str) -> TypeSystem:
    _check_no_doctype(types, name)
    return load_typesystem(io.BytesIO(types))


def _check_no_doctype(types: bytes, name: str) -> None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(types, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"{name}: the type system is no well-formed XML: {error}") from error
    if root.getroottree().docinfo.doctype:
        raise ReadError(f"{name}: the type system has a document type (DTD); remove the DOCTYPE")


def _unzipped(data: bytes, name: str, types: bytes | None) -> tuple[str, bytes, bytes | None]:
    """Return name and bytes of the one CAS in a zip, and its type system."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = [each for each in packed.infolist() if not each.is_dir()]
            found = [m for m in members if m.filename.lower().endswith((".xmi", ".json"))]
            if len(found) != 1:
                raise ReadError(f"{name}: {len(found)} CAS in the zip; read them one by one")
            beside = next((m for m in members if m.filename.rpartition("/")[2] == _TYPES), None)
            if types is None and beside is not None:
                types = _member(packed, beside, name)
            return f"{name}!{found[0].filename}", _member(packed, found[0], name), types
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        raise ReadError(f"{name}: a zip that can't be opened: {error}") from error


def _member(packed: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    with packed.open(member) as stream:
        if member.file_size > LARGEST_DOCUMENT:
            raise ReadError(f"{name}: {member.filename} is larger than {LARGEST_DOCUMENT:,} bytes")
        return read_whole(stream, name)
