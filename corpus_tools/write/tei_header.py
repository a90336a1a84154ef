"""The metadata, cleaning record and provenance of a document -> its teiHeader."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from datetime import datetime
from functools import partial

from corpus_tools.document import TextDocument
from corpus_tools.formats.tei_fields import ELSEWHERE, FIELD_ELEMENTS
from corpus_tools.labels import LAYERS, Layer
from corpus_tools.metadata import FIELDS
from corpus_tools.provenance import Provenance
from corpus_tools.write.annotated_text import AnnotatedText, pointer_name
from corpus_tools.write.tei_cleaning import cleaning_profile
from corpus_tools.write.tei_elements import Element, element
from corpus_tools.write.tei_overlap import overlap_notes
from corpus_tools.write.tei_repeated import Repeated
from corpus_tools.write.tei_taxonomies import prefixes, taxonomies
from corpus_tools.write.unique_keys import unique_keys

PACKAGE = "corpus-tools"
#: What ``desc`` says of a table, or of a file of rules, among the applications.
LEXICON = "lexicon"
#: What ``@version`` of ``application`` may hold.
_VERSION = re.compile(r"\d+(\.\d+){0,3}")
_DAY = re.compile(r"\d{4}(-\d\d){0,2}")


def tei_header(text: AnnotatedText) -> Element:
    """Return the header; what is not known is left out, the clock is not asked."""
    return element(
        "teiHeader",
        _file_description(text),
        element(
            "encodingDesc",
            project(),
            editorial(text.document, text.provenance),
            taxonomies(text),
            prefixes(text),
            Repeated(text.start, _provenance_key(text.provenance), partial(_own_applications, text)),
        ),
        _profile(text.document),
        _revisions(text),
    )


def _own_applications(text: AnnotatedText) -> Element:
    return applications(text.provenance, text.id("app"))


def _provenance_key(made: Provenance) -> Hashable:
    tables = tuple(sorted(made.lexicons.items())), tuple(made.components.items())
    return "applications", made.version, made.model_name, made.model_version, made.model_licence, tables


def tagger(text: AnnotatedText, layer: Layer) -> str:
    """Return the ``app:`` name of the component that marks a layer; the package where the component is not listed."""
    name = f"{layer.name}_tagger"
    return name if name in text.provenance.components else PACKAGE


def extent(sentences: int, tokens: int, spans: dict[str, int]) -> Element:
    """Return ``extent`` with counts of sentences, tokens and spans by group."""
    counts = {"sentences": sentences, "tokens": tokens, **spans}
    return element("extent", *(element("measure", f"{n} {u}", unit=u, quantity=str(n)) for u, n in counts.items()))


def publication(provenance: Provenance, *, idno: str | None = None, licences: Sequence[str] = ()) -> Element:
    """Return ``publicationStmt``: nobody publishes here, so the authority is whoever ran the annotation."""
    by_model = f"The model is under {provenance.model_licence}." if provenance.model_licence else None
    return element(
        "publicationStmt",
        element("authority", "the user who ran corpus-tools"),
        element("idno", idno, type="document") if idno else None,
        element(
            "availability",
            *(element("licence", licence) for licence in licences),
            None if licences else element("p", "The source states no licence of the text."),
            element("p", by_model) if by_model and not licences else None,
            status="restricted" if licences else "unknown",
        ),
        dated("date", provenance.date) if provenance.date else None,
    )


def project() -> Element:
    """Return ``projectDesc``."""
    return element(
        "projectDesc",
        element("p", "Chinese official discourse with words, names, dependency trees, titles, slogans and directives."),
    )


def editorial(document: TextDocument | None, provenance: Provenance) -> Element:
    """Return ``editorialDecl``: what was changed, and how the original is rebuilt."""
    steps = ", ".join(document.cleaning) if document and document.cleaning else "none"
    rebuild = (
        "The original of a sentence is, token after token, @orig where it stands, else the text of the token and a "
        "blank unless @join is right; the blank after the last token stands between sentences."
    )
    return element(
        "editorialDecl",
        element("correction", element("p", "Broken places are kept and marked unclear."), status="low"),
        element(
            "normalization",
            element("p", f"Cleaning steps that changed this text: {steps}."),
            element("p", "@orig holds the characters of the source up to the next token where the text differs."),
            element("p", rebuild),
            cleaning_profile(document.cleaned_by) if document and document.cleaned_by else None,
            method="markup",
        ),
        element("quotation", element("p", "Quotation marks are kept as pc."), marks="all"),
        element("segmentation", element("p", "Sentences (s) end within a line; w and pc are words as UD has them.")),
        element("interpretation", element("p", "Programs found names, trees and spans.")),
    )


def applications(provenance: Provenance, start: str | None = None) -> Element:
    """Return ``appInfo``: the package, the model, each component and lexicon; with ``start`` each has an identifier."""
    found: list[tuple[str, str, str | None]] = [(PACKAGE, provenance.version, None)]
    if provenance.model_name:
        licence = f"language model, {provenance.model_licence}" if provenance.model_licence else "language model"
        found.append((provenance.model_name, provenance.model_version, licence))
    found += [(name, provenance.components[name], "pipeline component") for name in provenance.components]
    found += [(name, "", LEXICON) for name in sorted(provenance.lexicons)]
    keys = unique_keys(found, lambda row: pointer_name(row[0]))
    return element("appInfo", *(_application(key, row, provenance, start) for row, key in keys.items()))


def _application(key: str, row: tuple[str, str, str | None], provenance: Provenance, start: str | None) -> Element:
    name, version, gloss = row
    number = _VERSION.match(version)
    digest = provenance.lexicons[name] if gloss == LEXICON else None
    return element(
        "application",
        element("label", f"{name} {version}".strip()),
        element("desc", gloss) if gloss else None,
        element("p", element("idno", digest, type="sha256")) if digest is not None else None,
        ident=key if key[0].isalpha() or key[0] == "_" else f"_{key}",
        version=number[0] if number else "0",
        xml_id=f"{start}.{key}" if start else None,
    )


def _file_description(text: AnnotatedText) -> Element:
    document = text.document
    headline = (document.metadata.first("headline") if document else None) or text.doc_id
    spans = {layer.group: sum(s.layer == layer for s in text.spans) for layer in LAYERS}
    licences = document.metadata.all("licence") if document else []
    notes = list(_notes(document)) if document else []
    notes += overlap_notes(text.overlap) if text.overlap else ()
    return element(
        "fileDesc",
        element("titleStmt", element("title", headline, type="main"), _responsible(text.provenance)),
        extent(len(text.sentences), sum(len(s.tokens) for s in text.sentences), spans),
        publication(text.provenance, idno=text.doc_id, licences=licences),
        element("notesStmt", *notes) if notes else None,
        element("sourceDesc", _source(document) if document else element("p", "A string without a source.")),
    )


def _responsible(provenance: Provenance) -> Element:
    return element("respStmt", element("resp", "annotated by"), element("name", f"{PACKAGE} {provenance.version}"))


def _notes(document: TextDocument) -> Iterator[Element]:
    for remark in document.remarks:
        yield element("note", remark, type="remark")
    for damage in document.damage:
        yield element("note", damage.what, type="damage", n=f"{damage.start_char}-{damage.end_char}")


def _source(document: TextDocument) -> Element:
    metadata, source = document.metadata, document.source
    others = [name for name in FIELDS if name not in FIELD_ELEMENTS and name not in ELSEWHERE]
    return element(
        "bibl",
        *(_field(name, value) for name in FIELD_ELEMENTS for value in metadata.all(name)),
        element("idno", source.sha256, type="sha256"),
        *(element("note", value, type=name) for name in others for value in metadata.all(name)),
        element("note", source.name, type="file"),
        element("note", f"{source.media_type}, {source.encoding}, {source.size} bytes", type="format"),
    )


def _field(name: str, value: str) -> Element:
    tag, key, kind = FIELD_ELEMENTS[name]
    made = dated(tag, value) if tag == "date" else element(tag, value)
    if key:
        made.set(key, kind)
    return made


def dated(name: str, value: str) -> Element:
    """Return an element with the value as text, and in ``@when`` where it is a date that W3C knows."""
    return element(name, value, when=day_or_time(value))


def day_or_time(value: str) -> str | None:
    """Return an ISO 8601 value that is a date or a full time, the day alone where the time is short of seconds."""
    day, _, time = value.partition("T")
    if not _DAY.fullmatch(day):
        return None
    try:
        datetime.fromisoformat((day + "-01-01")[:10])
        datetime.fromisoformat(value) if time else None
    except ValueError:
        return None
    return value if not time or re.match(r"\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?$", time) else day


def _profile(document: TextDocument | None) -> Element:
    keywords = [element("term", value) for value in document.metadata.all("keywords")] if document else []
    return element(
        "profileDesc",
        element("langUsage", element("language", "Chinese", ident="zh")),
        element("textClass", element("keywords", *keywords)) if keywords else None,
    )


def _revisions(text: AnnotatedText) -> Element:
    date = text.provenance.date
    when = day_or_time(date) if date else None
    changes = [element("change", f"Annotated by {PACKAGE} {text.provenance.version}.", when=when)]
    if text.document and text.document.cleaning:
        changes.append(element("change", f"Cleaned: {', '.join(text.document.cleaning)}.", when=when))
    return element("revisionDesc", *changes)
