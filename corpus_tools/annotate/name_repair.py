"""Mend the model's names where the titles know better: who holds a post is a person, a post is none."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from corpus_tools.labels import TITLE
from corpus_tools.spans import annotations_of

VERSION = "1"
_LETTER = re.compile(r"[A-Za-z\u3400-\u9fff]")


class NameRepair:
    """Replace ``doc.ents`` where they contradict ``doc.spans["titles"]``; needs the title tagger before it.

    Every place where a holder's name stands on token borders becomes a PER (a lone surname does not). A name of the
    model that overlaps such a place, ends where a post or a group's name ends (县委书记 as ORG, 副书记 as PER) or has
    no letter in it goes.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Set the names anew; tokens, tags, tree and span groups stay as they are."""
        titles = annotations_of(doc, TITLE)
        holders = {
            name
            for a in titles
            for name in [a.attributes.get("holder"), *a.attributes.get("holders", [])]
            if name and len(name) > 1
        }
        ends = {a.end_char for a in titles if a.type in ("office", "collective")}
        places = _places(doc.text, holders)
        found = [span for a, b in places if (span := doc.char_span(a, b, label="PER")) is not None]
        taken = {token for span in found for token in range(span.start, span.end)}
        kept = [ent for ent in doc.ents if _may_stay(ent, taken, ends)]
        doc.ents = filter_spans([*found, *kept])
        return doc


def _places(text: str, names: set[str]) -> list[tuple[int, int]]:
    """Return where any of the names stands, in text order; one pass, however many names there are."""
    lengths: dict[str, set[int]] = {}
    for name in names:
        lengths.setdefault(name[0], set()).add(len(name))
    return [
        (start, start + length)
        for start, first in enumerate(text)
        if first in lengths
        for length in sorted(lengths[first])
        if text[start : start + length] in names
    ]


def _may_stay(ent: Span, taken: set[int], ends: set[int]) -> bool:
    """Whether a name of the model ends no title, has a letter in it and shares no token (``taken``) with a holder."""
    if ent.end_char in ends or not _LETTER.search(ent.text):
        return False
    return taken.isdisjoint(range(ent.start, ent.end))


@Language.factory("name_repair", requires=["doc.spans"], assigns=["doc.ents"])
def make_name_repair(nlp: Language, name: str) -> NameRepair:
    """Build the component from its pipeline config."""
    return NameRepair()
