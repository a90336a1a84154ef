"""The header of our TEI -> source, metadata, damage, remarks, cleaning and provenance of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus_tools.document import Damage, Source
from corpus_tools.formats.tei_fields import FIELD_ELEMENTS
from corpus_tools.metadata import FIELDS
from corpus_tools.provenance import Provenance
from corpus_tools.read.tei_cleaning import read_cleaning_profile
from corpus_tools.read.tei_xml import TEI, Element, error_at, local
from corpus_tools.stored.text import StoredText

_NS = {"t": TEI}
_FORMAT = re.compile(r"(.*), (.*), (\d+) bytes", re.DOTALL)
_CLEANED = re.compile(r"Cleaning steps that changed this text: (.*)\.", re.DOTALL)
_PACKAGE = "corpus-tools"
_COMPONENT = "pipeline component"
_MODEL = "language model"
_LEXICON = "lexicon"
_FIELD_OF = {place: field for field, place in FIELD_ELEMENTS.items()}


def read_header(header: Element, stored: StoredText) -> None:
    """Put what the header says into a document. Raises ReadError for a note of damage that names no place."""
    description = header.find("t:fileDesc", _NS)
    if description is None:
        raise error_at(header, stored.name, "teiHeader has no fileDesc")
    stored.doc_id = description.findtext("t:publicationStmt/t:idno[@type='document']", None, _NS) or stored.doc_id
    notes = description.find("t:notesStmt", _NS)
    for note in notes if notes is not None else ():
        _read_note(note, stored)
    bibl = description.find("t:sourceDesc/t:bibl", _NS)
    if bibl is not None:
        _read_source(bibl, stored)
    for licence in description.iterfind("t:publicationStmt/t:availability/t:licence", _NS):
        stored.metadata.add("licence", licence.text or "")
    for term in header.iterfind("t:profileDesc/t:textClass/t:keywords/t:term", _NS):
        stored.metadata.add("keywords", term.text or "")
    for paragraph in header.iterfind("t:encodingDesc/t:editorialDecl/t:normalization/t:p", _NS):
        match = _CLEANED.fullmatch(paragraph.text or "")
        if match and match[1] != "none":
            stored.cleaning = tuple(match[1].split(", "))
    for normalization in header.iterfind("t:encodingDesc/t:editorialDecl/t:normalization", _NS):
        stored.cleaned_by = read_cleaning_profile(normalization, stored.name)
    stored.provenance = _provenance(header)


def _read_note(note: Element, stored: StoredText) -> None:
    if note.get("type") == "remark":
        stored.remarks.append(note.text or "")
    elif note.get("type") == "damage":
        match = re.fullmatch(r"(\d+)-(\d+)", note.get("n", ""))
        if match is None:
            raise error_at(
                note, stored.name, f"damage at {note.get('n')!r}; @n should have its first and last character"
            )
        stored.damage.append(Damage(int(match[1]), int(match[2]), note.text or ""))
    else:  # what the document shares with others of its corpus holds in that corpus only
        what = "/".join(("notesStmt", local(note), note.get("type", ""))).rstrip("/")
        stored.losses[what] = stored.losses.get(what, 0) + 1


def _read_source(bibl: Element, stored: StoredText) -> None:
    name = sha256 = form = ""
    ours = False
    for part in bibl:
        tag, text = str(part.tag).rpartition("}")[2], part.text or ""
        kind = part.get("type")
        if (tag, kind) == ("idno", "sha256"):
            sha256 = text
        elif (tag, kind) == ("note", "file"):
            name, ours = text, True
        elif (tag, kind) == ("note", "format"):
            form = text
        else:
            key = next((k for k in ("role", "type") if part.get(k)), "")
            field = _FIELD_OF.get((tag, key, part.get(key, "") if key else ""))
            field = kind if tag == "note" and kind in FIELDS else field
            if field:
                stored.metadata.add(field, text)
            else:
                stored.losses[f"bibl/{tag}"] = stored.losses.get(f"bibl/{tag}", 0) + 1
    if ours:
        match = _FORMAT.fullmatch(form)
        media_type, encoding, size = match.groups() if match else ("", "", "0")
        stored.source = Source(name, sha256, int(size), encoding, media_type)


def _provenance(header: Element) -> Provenance | None:
    made = [*_applications(header)]
    package = next((version for name, version, _, _ in made if name == _PACKAGE), None)
    if package is None:
        return None
    model = next(((name, version, gloss) for name, version, gloss, _ in made if gloss.startswith(_MODEL)), ("", "", ""))
    return Provenance(
        version=package,
        model_name=model[0],
        model_version=model[1],
        model_licence=model[2].removeprefix(_MODEL).removeprefix(", "),
        lexicons=_older_lexicons(header) | {name: digest for name, _, gloss, digest in made if gloss == _LEXICON},
        components={name: version for name, version, gloss, _ in made if gloss == _COMPONENT},
        date=header.findtext("t:fileDesc/t:publicationStmt/t:date", None, _NS),
    )


def _applications(header: Element) -> Iterator[tuple[str, str, str, str]]:
    """Yield name, version, gloss and digest of each program; the version is the last word of its label."""
    for application in header.iterfind("t:encodingDesc/t:appInfo/t:application", _NS):
        label = application.findtext("t:label", "", _NS)
        gloss = application.findtext("t:desc", "", _NS)
        name, _, version = label.rpartition(" ")
        if not name or gloss == _LEXICON or label == application.get("ident", ""):
            name, version = label, ""
        yield name, version, gloss, application.findtext("t:p/t:idno[@type='sha256']", "", _NS)


def _older_lexicons(header: Element) -> dict[str, str]:
    """Return the lexicons of a file of version 0.1, which stand among the declarations of the editor."""
    items = header.iterfind(".//t:interpretation//t:list[@type='lexicons']/t:item", _NS)
    return {i.findtext("t:name", "", _NS): i.findtext("t:idno", "", _NS) for i in items}
