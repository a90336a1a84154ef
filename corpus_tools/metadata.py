"""What a page says about itself: headline, date, source, people; each value with the characters it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

#: field -> gloss. Dates are as exact as the page tells; codes and levels stand where one division has the name.
FIELDS = {
    "headline": "headline of the text",
    "lead": "lines beside the headline that sum the text up",
    "subhead": "lines under the headline that say what text it is: ——在…会议上的讲话",
    "dateline": "agency, place and day at the head of a news text",
    "published": "time of publication (ISO 8601)",
    "event_date": "day of the event that is reported, or of the speech (ISO 8601)",
    "place": "place of the news, from its dateline or beside its date",
    "place_code": "six-digit code of that place (GB/T 2260)",
    "place_level": "level of that place: province, prefecture or county",
    "issuer": "body that issued the document",
    "document_number": "number of the document: 晋政办发〔2022〕15号",
    "source": "medium the page names as its source",
    "author": "author in a by-line",
    "reporter": "reporter in a by-line",
    "editor": "editor named below or above the text",
    "keywords": "keywords of the page",
    "url": "address the page gives for itself",
    "licence": "licence or terms the page states",
}


@dataclass(frozen=True)
class Evidence:
    """A value and the span of the original text it was read from (None: it came from outside the text)."""

    value: str
    start_char: int | None = None
    end_char: int | None = None


@dataclass
class TextMetadata:
    """The fields of one document; a field may have several values (reporters, keywords)."""

    values: dict[str, list[Evidence]] = field(default_factory=dict)

    def add(self, name: str, value: str, start_char: int | None = None, end_char: int | None = None) -> None:
        """Add a value unless it is there; raises KeyError for a field that FIELDS does not list."""
        if name not in FIELDS:
            raise KeyError(f"{name} is no metadata field; the fields are {', '.join(FIELDS)}")
        known = self.values.setdefault(name, [])
        if value and all(evidence.value != value for evidence in known):
            known.append(Evidence(value, start_char, end_char))

    def first(self, name: str) -> str | None:
        """Return the first value of a field, None if it has none."""
        return next((evidence.value for evidence in self.values.get(name, [])), None)

    def all(self, name: str) -> list[str]:
        """Return all values of a field, in the order they were found."""
        return [evidence.value for evidence in self.values.get(name, [])]

    def __iter__(self) -> Iterator[tuple[str, Evidence]]:
        for name in FIELDS:
            for evidence in self.values.get(name, []):
                yield name, evidence
