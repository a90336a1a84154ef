"""What the header of our TEI says of the cleaning profile -> its record."""

from __future__ import annotations

from corpus_tools.cleaning_record import CleaningRecord
from corpus_tools.read.tei_xml import TEI, Element, error_at

_NS = {"t": TEI}


def read_cleaning_profile(normalization: Element, name: str) -> CleaningRecord | None:
    """Return the record, None if there is none. Raises ReadError for a step without its version."""
    profile = normalization.find("t:p/t:name[@type='cleaning-profile']", _NS)
    if profile is None:
        return None
    steps: dict[str, int] = {}
    for item in normalization.iterfind("t:p/t:list[@type='cleaning-steps']/t:item", _NS):
        version = item.get("n", "")
        if not (version.isascii() and version.isdigit()):
            raise error_at(item, name, f"cleaning step {item.text!r} has @n {version!r}; it should be its version")
        steps[item.text or ""] = int(version)
    off = normalization.iterfind("t:p/t:list[@type='cleaning-steps-off']/t:item", _NS)
    settings = {
        setting.get("n", ""): tuple(phrase.text or "" for phrase in setting.iterfind("t:list/t:item", _NS))
        for setting in normalization.iterfind("t:p/t:list[@type='cleaning-settings']/t:item", _NS)
    }
    return CleaningRecord(profile.text or "", steps, tuple(step.text or "" for step in off), settings)
