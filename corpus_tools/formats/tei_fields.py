"""Names in our TEI that its writer and its reader share."""

from __future__ import annotations

#: Field -> element, attribute and its value, in the order in which they are written. Every other field that ``bibl``
#: holds is a ``note`` with the field's name as its type.
FIELD_ELEMENTS: dict[str, tuple[str, str, str]] = {
    "headline": ("title", "", ""),
    "author": ("author", "", ""),
    "reporter": ("author", "role", "reporter"),
    "issuer": ("author", "role", "issuer"),
    "editor": ("editor", "", ""),
    "source": ("publisher", "", ""),
    "place": ("pubPlace", "", ""),
    "published": ("date", "", ""),
    "event_date": ("date", "type", "event"),
    "url": ("idno", "type", "URL"),
    "document_number": ("idno", "type", "document-number"),
}
#: Fields that have a place outside ``bibl``.
ELSEWHERE = ("keywords", "licence")
#: Name of the relation between a directive and the part of the text that names whom it tells.
TELLS = "tells"
