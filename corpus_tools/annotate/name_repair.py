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

    Every place where a holder's name stands on token borders becomes a PER. A name of the model that overlaps such a
    place, ends where a post or a group's name ends (县委书记 as ORG, 副书记 as PER) or has no letter in it goes.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Set the names anew; tokens, tags, tree and span groups stay as they are."""
        titles = annotations_of(doc, TITLE)
        holders = {
            name for a in titles for name in [a.attributes.get("holder"), *a.attributes.get("holders", [])] if name
        }
        ends = {a.end_char for a in titles if a.type in ("office", "collective")}
        text = doc.text
        places = sorted({m.span() for name in holders for m in re.finditer(re.escape(name), text)})
        persons = [span for a, b in places if (span := doc.char_span(a, b, label="PER")) is not None]
        kept = [ent for ent in doc.ents if _may_stay(ent, persons, ends)]
        doc.ents = filter_spans([*persons, *kept])
        return doc


def _may_stay(ent: Span, persons: list[Span], ends: set[int]) -> bool:
    if ent.end_char in ends or not _LETTER.search(ent.text):
        return False
    return not any(ent.start < person.end and person.start < ent.end for person in persons)


@Language.factory("name_repair", requires=["doc.spans"], assigns=["doc.ents"])
def make_name_repair(nlp: Language, name: str) -> NameRepair:
    """Build the component from its pipeline config."""
    return NameRepair()
