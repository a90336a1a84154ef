"""A Doc -> who is named in it: holders of titles, the model's persons, and where the posts stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from corpus_tools.annotate.agent_phrase import is_agent
from corpus_tools.annotate.person import is_likely_name
from corpus_tools.labels import TITLE
from corpus_tools.spans import annotations_of

#: Characters of a foreign name with its point.
_LONGEST_NAME = 12
_COMMON_ENDING = re.compile(r"[厂能业性化度漏好策场]$")


@dataclass(frozen=True)
class KnownNames:
    """The names of a document.

    ``holders`` are who holds a title, ``persons`` these and the model's persons, longest first. ``titles`` are the
    posts and groups as start and end (characters of the text) and the holder's full name, empty if none is given.
    """

    holders: tuple[str, ...]
    persons: tuple[str, ...]
    titles: tuple[tuple[int, int, str], ...]


def known_names(doc: Doc) -> KnownNames:
    """Collect the persons of a document, longest name first, and its posts and groups with their holders.

    What the model takes for a person here and for a place or body there is a person where most mentions are.
    """
    titles = [a for a in annotations_of(doc, TITLE) if a.type in ("office", "collective")]
    holders = {name for a in titles for name in [a.attributes.get("holder"), *a.attributes.get("holders", [])] if name}
    labels: dict[str, Counter[str]] = {}
    for entity in doc.ents:
        labels.setdefault(entity.text, Counter())[entity.label_] += 1
    people = {name for name, found in labels.items() if 2 * found["PER"] > found.total()}
    persons = holders | {name for name in people if 2 <= len(name) <= _LONGEST_NAME}
    return KnownNames(
        _by_length(holders),
        _by_length(persons),
        tuple((a.start_char, a.end_char, str(a.attributes.get("holder", ""))) for a in titles),
    )


def _by_length(names: set[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def is_name(text: str) -> bool:
    """Whether what the model took for a person may be one."""
    likely = is_likely_name(text) or "·" in text or (len(text) > 3 and is_plain(text) and not is_agent(text))
    return len(text) >= 2 and likely and not _COMMON_ENDING.search(text)


def settled(names: Sequence[str], text: str) -> list[str]:
    """Return the names, longest first.

    One that is only a more frequent one with a character of what follows (李某 and 李某还) is left out.
    """
    counts = {name: text.count(name) for name in names}
    kept = [
        name
        for name in counts
        if not any(counts.get(name[:length], 0) > counts[name] for length in range(2, len(name)))
    ]
    return sorted(kept, key=lambda name: (-len(name), name))


def is_plain(text: str) -> bool:
    """Whether a text is made of Chinese characters alone."""
    return all("\u4e00" <= ch <= "\u9fff" for ch in text)
