"""Names of tables in a pipeline's configuration -> lexicons: the package's, one in its place, the user's own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpus_tools.errors import LexiconError
from corpus_tools.labels import SLOGAN
from corpus_tools.lexicon import Lexicon, package_lexicon, read_lexicon

#: Which tagger reads a row of a user's table, by the row's subtype.
_SUBTYPES = {
    "slogan_tagger": frozenset(kind.name for kind in SLOGAN.types),
    "title_tagger": frozenset({"post", "bodied", "held", "prefix", "group", "honorific", "byline"}),
    "directive_tagger": frozenset({"adverb", "verb", "connective", "doer", "describe"}),
}


def table(path: str | None, default: str) -> Lexicon:
    """Read the table at ``path``, or the package's table ``default`` where the configuration says null."""
    return package_lexicon(default) if path is None else read_lexicon(Path(path))


def own_tables(paths: Sequence[str]) -> list[Lexicon]:
    """Read the user's tables."""
    return [read_lexicon(Path(path)) for path in paths]


def merged(base: Lexicon, own: Sequence[Lexicon]) -> Lexicon:
    """Put the user's rows behind ours; the result is known by our table's name and hash."""
    return Lexicon(base.name, base.sha256, base.entries + tuple(entry for one in own for entry in one.entries))


def tagger_tables(paths: Sequence[str]) -> dict[str, list[str]]:
    """Say which tagger reads which of the user's tables, by the subtypes of their rows.

    Raises LexiconError that lists all faults: of the tables themselves, every row whose subtype no tagger knows, and
    every table that mixes taggers.
    """
    found: dict[str, list[str]] = {name: [] for name in _SUBTYPES}
    faults: list[str] = []
    for path in paths:
        try:
            lexicon = read_lexicon(Path(path))
        except LexiconError as error:
            faults += str(error).splitlines()
            continue
        taggers = {name for name, kinds in _SUBTYPES.items() if any(e.subtype in kinds for e in lexicon.entries)}
        known = frozenset().union(*_SUBTYPES.values())
        faults += [
            f"{lexicon.name}: {e.id}: subtype is {e.subtype!r}; write one of {', '.join(sorted(known))}"
            for e in lexicon.entries
            if e.subtype not in known
        ]
        if len(taggers) > 1:
            faults.append(f"{lexicon.name}: rows for {' and '.join(sorted(taggers))}; make a table for each")
        for name in taggers:
            found[name].append(path)
    if faults:
        raise LexiconError("\n".join(faults))
    return found
