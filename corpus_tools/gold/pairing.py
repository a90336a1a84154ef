"""Two layouts of one text -> the spans of both over the same characters, so that they can be compared."""

from __future__ import annotations

import difflib
import unicodedata
from dataclasses import dataclass, replace

from corpus_tools.errors import GoldError
from corpus_tools.gold.document import GoldDocument, GoldSpan

#: Share of the gold text that must be found in the other one.
LEAST_SHARED = 0.97
_FOLDED = {"“": '"', "”": '"', "‘": "'", "’": "'", "。": ".", "—": "-", "─": "-", "…": "."}
_PASSED_OVER = frozenset("\u200b\ufeff●•■◆▪·")


@dataclass(frozen=True)
class Pair:
    """Spans of two annotations of one document; offsets count characters of the folded gold text."""

    id: str
    length: int
    gold: tuple[GoldSpan, ...]
    predicted: tuple[GoldSpan, ...]
    #: What stands in the text at the span of each place, for messages.
    wording: dict[tuple[int, int], str]


def fold(text: str) -> tuple[str, list[int]]:
    """Return the text without white space and bullets, punctuation at half width; and where each character went.

    The list has one entry more than the text: an offset behind the last character maps as well.
    """
    folded: list[str] = []
    places: list[int] = []
    for ch in text:
        places.append(len(folded))
        if not ch.isspace() and ch not in _PASSED_OVER:
            folded.append(_FOLDED.get(ch) or (ch if "\u4e00" <= ch <= "\u9fff" else _half_width(ch)))
    places.append(len(folded))
    return "".join(folded), places


def _half_width(ch: str) -> str:
    return ch if ch in "、《》" else unicodedata.normalize("NFKC", ch)[:1]


def pair_documents(gold: dict[str, GoldDocument], predicted: dict[str, GoldDocument]) -> list[Pair]:
    """Pair the documents by id, in the order of their ids.

    Predicted spans wholly outside the gold text are left out. Raises GoldError naming every gold document that was
    not predicted, or of which less than 97 % of the text is found.
    """
    faults = [f"{key}: there is no prediction" for key in sorted(gold.keys() - predicted.keys())]
    pairs = []
    for key in sorted(gold.keys() & predicted.keys()):
        found = _pair(gold[key], predicted[key])
        if found is None:
            faults.append(f"{key}: less than {LEAST_SHARED:.0%} of the gold text is found in the other file's text")
        else:
            pairs.append(found)
    if faults:
        raise GoldError("\n".join(faults))
    return pairs


def _pair(gold: GoldDocument, predicted: GoldDocument) -> Pair | None:
    text, places = fold(gold.text)
    other, other_places = fold(predicted.text)
    ours = [_moved(span, places[span.start], places[span.end]) for span in gold.spans]
    theirs = [_moved(span, other_places[span.start], other_places[span.end]) for span in predicted.spans]
    if text != other:
        matcher = difflib.SequenceMatcher(None, other, text, autojunk=False)
        where = {b.a + k: b.b + k for b in matcher.get_matching_blocks() for k in range(b.size)}
        if len(where) < LEAST_SHARED * len(text):
            return None
        theirs = [moved for span in theirs if (moved := _carried(span, where, len(text))) is not None]
    wording = {(places[s.start], places[s.end]): gold.text[s.start : s.end] for s in gold.spans}
    for span, at in zip(predicted.spans, [_place(s, other_places) for s in predicted.spans], strict=True):
        if text == other:
            wording.setdefault(at, predicted.text[span.start : span.end])
    for span in theirs:
        wording.setdefault((span.start, span.end), text[max(0, span.start) : span.end])
    return Pair(gold.id, len(text), tuple(ours), tuple(theirs), wording)


def _place(span: GoldSpan, places: list[int]) -> tuple[int, int]:
    return places[span.start], places[span.end]


def _moved(span: GoldSpan, start: int, end: int) -> GoldSpan:
    return replace(span, start=start, end=end)


def _carried(span: GoldSpan, where: dict[int, int], length: int) -> GoldSpan | None:
    """Map a span into the gold text; one that sticks out of it keeps a border that no gold span can have."""
    if not any(at in where for at in range(span.start, span.end)):
        return None
    start = where.get(span.start, -1 - span.start)
    end = where[span.end - 1] + 1 if span.end - 1 in where else length + span.end
    return _moved(span, start, end)
