"""The record of a cleaning profile -> what the header says of it."""

from __future__ import annotations

from collections.abc import Iterable

from corpus_tools.cleaning_record import CleaningRecord
from corpus_tools.write.tei_elements import Element, element


def cleaning_profile(record: CleaningRecord) -> Element:
    """Return a paragraph for ``normalization``: the profile's name and digest, then lists.

    ``steps`` are those that ran, in their order, ``@n`` the version; ``steps-off`` those switched off; ``settings`` has
    a list of phrases for each setting, whose name is ``@n``. Lists without items are left out.
    """
    steps = [element("item", name, n=str(version)) for name, version in record.steps.items()]
    settings = [
        element("item", element("list", *(element("item", phrase) for phrase in phrases)), n=name)
        for name, phrases in sorted(record.settings.items())
    ]
    return element(
        "p",
        "Cleaning profile, digest, steps that ran with their versions, steps switched off, settings: ",
        element("name", record.profile, type="cleaning-profile"),
        element("idno", record.digest, type="cleaning-digest"),
        _list("steps", steps),
        _list("steps-off", [element("item", name) for name in record.off]),
        _list("settings", settings),
    )


def _list(kind: str, items: Iterable[Element]) -> Element | None:
    made = element("list", *items, type=f"cleaning-{kind}")
    return made if len(made) else None
