"""Mark slogans: the lexicon's, quoted ones, numeric abbreviations, parallel builds, mobilizing calls."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from corpus_tools.annotate.lexicon_match import FormFinder
from corpus_tools.annotate.slogan_mobilization import mobilizations
from corpus_tools.annotate.slogan_parallel import parallels
from corpus_tools.annotate.slogan_quoted import quoted
from corpus_tools.annotate.tables import table
from corpus_tools.errors import LexiconError
from corpus_tools.labels import SLOGAN
from corpus_tools.lexicon import Lexicon, LexiconEntry
from corpus_tools.spans import Annotation, Evidence, resolve, set_spans

VERSION = "1"
_LONGEST_HALF = 5
#: What stands in the title of a work is that title's, no slogan of the text.
_WORK = re.compile(r"《[^《》\n]{1,60}》")
#: Where types compete for the same characters (annotation scheme): numeric, policy, allusion, parallel, mobilization.
_RANK = {"numeric": 0, "policy": 1, "allusion": 2, "parallel": 3, "mobilization": 4}


class SloganTagger:
    """Fill ``doc.spans["slogans"]``: text order, label = type, id = rule; the entry of a lexicon hit is kept."""

    def __init__(self, lexicon: Lexicon) -> None:
        wrong = [f"{lexicon.name}: {e.id}: subtype is {e.subtype!r}" for e in lexicon.entries if e.subtype not in _RANK]
        if wrong:
            raise LexiconError("\n".join([*wrong, f"write one of {', '.join(_RANK)}"]))
        self.lexicons = (lexicon,)
        self._finder = FormFinder(lexicon)

    def __call__(self, doc: Doc) -> Doc:
        """Replace the span group; a border inside a token splits the token."""
        text = doc.text
        found = [*self._listed(text), *quoted(text), *mobilizations(text), *parallels(text)]
        works = [m.span() for m in _WORK.finditer(text)]
        free = [a for a in found if not any(start < a.start_char and a.end_char < end for start, end in works)]
        best = _without_lists(_best_types(free), text)
        return set_spans(doc, SLOGAN, resolve(best, nesting=False))

    def _listed(self, text: str) -> Iterator[Annotation]:
        for start, end, entry in self._finder.find(text):
            if _is_half(entry) and not _set_off(text, start, end):
                continue
            canonical = entry.variant_of or entry.id
            yield Annotation(start, end, entry.subtype, Evidence("slogan-lexicon", VERSION, 0.95, canonical))


def _is_half(entry: LexiconEntry) -> bool:
    """Half of a formula, a short variant without a mark: prose may hold it by chance (外防输入压力巨大)."""
    return bool(entry.variant_of) and len(entry.form) <= _LONGEST_HALF and not re.search(r"[、，；]", entry.form)


def _set_off(text: str, start: int, end: int) -> bool:
    """Whether marks stand on both sides, or quotation marks around."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (not before or before in "“‘、，；：\n") and (not after or after in "”’、，；。！\n")


def _without_lists(found: list[Annotation], text: str) -> list[Annotation]:
    """Drop a parallel build that only lists quoted slogans: 增强“四个意识”、坚定“四个自信” are two of them."""
    quoted_spans = [(a.start_char, a.end_char) for a in found if text[a.start_char - 1 : a.start_char] in ("“", "‘")]
    return [
        a
        for a in found
        if a.type != "parallel" or not any(a.start_char < start and end < a.end_char for start, end in quoted_spans)
    ]


def _best_types(found: list[Annotation]) -> list[Annotation]:
    """Of several types for one stretch leave the one the scheme prefers; a lexicon hit beats a rule."""
    best: dict[tuple[int, int], Annotation] = {}
    for a in sorted(found, key=lambda a: (a.evidence.entry is None, _RANK[a.type])):
        best.setdefault((a.start_char, a.end_char), a)
    return list(best.values())


@Language.factory("slogan_tagger", assigns=["doc.spans"], default_config={"lexicon": None})
def make_slogan_tagger(nlp: Language, name: str, lexicon: str | None) -> SloganTagger:
    """Build the component; ``lexicon`` names a table (path), null means that of the package."""
    return SloganTagger(table(lexicon, "slogans.tsv"))
