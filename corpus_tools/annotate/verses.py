"""The table of borrowed lines -> rows that the slogan tagger finds: each whole, and what is quoted of it alone."""

from __future__ import annotations

from dataclasses import replace

from corpus_tools.annotate.form_order import Row
from corpus_tools.lexicon import Lexicon, LexiconEntry, package_lexicon

#: A part of fewer characters is quoted with the rest of its line, or is a common idiom by now.
_SHORTEST_PART = 5
#: Words with which a part leans on the one before it.
_LEANING = ("则", "故")


def borrowed_lines() -> Lexicon:
    """Return ``verses.tsv`` with a row for every part of a line that is quoted alone, as a variant of the line."""
    table = package_lexicon("verses.tsv")
    taken = {entry.form for entry in table.entries}
    entries: list[LexiconEntry] = []
    for entry in table.entries:
        entries.append(entry)
        for number, part in enumerate(_parts(entry), 1):
            if part not in taken:
                taken.add(part)
                entries.append(replace(entry, id=f"{entry.id}.{number}", form=part, variant_of=entry.id))
    return replace(table, entries=tuple(entries))


def _parts(entry: LexiconEntry) -> list[str]:
    sentences = entry.form.split("；")
    parts = [part for part in Row.of(entry, str).parts if len(part) >= _SHORTEST_PART and not part.startswith(_LEANING)]
    return [part for part in dict.fromkeys([*sentences, *parts]) if part != entry.form]
