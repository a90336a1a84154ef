"""Candidates and their places -> formulas, measured, sifted and ranked."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from corpus_tools.study.formula_counts import (
    KINDS,
    LONGEST,
    NGRAM,
    QUOTED,
    SHORTEST,
    NgramCounts,
    Occurrences,
    frequent,
)
from corpus_tools.study.formula_measures import (
    MARK,
    Floats,
    branching_entropy,
    deviation_of_proportions,
    document_frequency,
    normalized_pmi,
)
from corpus_tools.study.formula_shape import NEWS, FormulaShape
from corpus_tools.study.independent_texts import IndependentTexts, Ints
from corpus_tools.study.listed_forms import ListedForms, bare
from corpus_tools.study.parallel_pattern import parallel_runs
from corpus_tools.study.quoted_pattern import quoted_strings

#: Bits. A border beside which fewer different characters stand is none: the string goes on.
FREE_BORDER = 1.5
#: How free, as a share of what is possible, quotation marks make a border at least, whatever stands beyond them.
QUOTED_FREEDOM = 0.5
#: A candidate of which this share stands inside one longer candidate is part of that one.
ABSORBED = 0.8
#: A candidate of which this share stands inside listed forms is listed.
LISTED = 0.5
#: Characters of context on either side in the table.
CONTEXT = 24
_CLAUSE_ENDS = np.array([ord(mark) for mark in "，。；：！？\n,;:!?"])
_QUOTATION_MARKS = np.array([ord(mark) for mark in "“”‘’「」"])
_HAN_PIECE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff〇]+")


@dataclass(frozen=True)
class Formula:
    """One row of the table.

    ``documents`` are independent ones; entropies are bits; ``association`` is NPMI (up to 1), ``dispersion`` Gries' DP
    (0 is even, 1 is one place). ``left``, ``node`` and ``right`` are the first occurrence, in the earliest document.
    """

    form: str
    kind: str
    documents: int
    occurrences: int
    left_entropy: float
    right_entropy: float
    association: float
    dispersion: float
    score: float
    first_date: str
    first_document: str
    left: str
    node: str
    right: str


@dataclass(frozen=True)
class _Candidate:
    """A formula and the places where it begins; one that is ``news`` absorbs shorter ones but is not reported."""

    formula: Formula
    start_char: Ints
    news: bool


def rank_formulas(
    texts: IndependentTexts,
    listed: ListedForms,
    shape: FormulaShape,
    *,
    kinds: Iterable[str] = KINDS,
    min_documents: int = 5,
) -> list[Formula]:
    """Return the formulas of the given kinds, kind by kind, best first.

    Kept are candidates that stand in ``min_documents`` independent documents, whose borders are both free
    (``FREE_BORDER``, or quotation marks), that are not listed, that do not nearly always stand inside a longer one
    (``ABSORBED``), and that are not shaped like news.
    All kinds are counted even if only some are wanted, because they absorb one another.
    """
    ngrams = NgramCounts(texts, min_documents)
    reach = listed.reach(texts.text)
    found = [frequent(texts, pattern(texts), min_documents) for pattern in (quoted_strings, parallel_runs)]
    found += [ngrams.of_length(length) for length in range(SHORTEST, LONGEST + 1)]
    candidates = [
        candidate for one in found if one.candidates for candidate in _measured(texts, ngrams, reach, shape, one)
    ]
    rows = [formula for formula in _not_absorbed(len(texts.text), candidates) if not listed.knows(formula.form)]
    wanted = [kind for kind in KINDS if kind in set(kinds)]
    return sorted(
        (row for row in rows if row.kind in wanted), key=lambda row: (wanted.index(row.kind), -row.score, row.form)
    )


def best(formulas: Iterable[Formula], count: int) -> list[Formula]:
    """Return the first ``count`` formulas of each kind, in the order they have; scores of kinds can't be compared."""
    taken: Counter[str] = Counter()
    rows = []
    for formula in formulas:
        taken[formula.kind] += 1
        if taken[formula.kind] <= count:
            rows.append(formula)
    return rows


def score(
    *,
    documents: int,
    occurrences: int,
    border: float,
    association: float,
    dispersion: float,
    parts: int,
    length: int,
    shape: float,
) -> float:
    """Return what a candidate is ranked by, a product so that a weak side is not made good by a strong one.

    log₂(1 + documents): in how many documents; border ÷ log₂(occurrences): the entropy of the less free border as a
    share of what is possible; association (not below 0.05); the root of the evenness, which is 1 − dispersion as
    a share of what so few occurrences can reach in ``parts`` parts; log₂(characters without marks), because short
    strings recur by chance; and the weight of the shape.
    """
    freedom = border / math.log2(max(2, occurrences))
    firmness = max(0.05, association)
    evenness = min(1.0, (1 - dispersion) / min(1.0, occurrences / parts))
    return math.log2(1 + documents) * freedom * firmness * math.sqrt(evenness) * math.log2(max(2, length)) * shape


def _measured(
    texts: IndependentTexts, ngrams: NgramCounts, reach: Ints, shape: FormulaShape, found: Occurrences
) -> Iterator[_Candidate]:
    size, first = found.candidates, found.first
    documents = texts.documents_of(found.start_char)
    counts = np.bincount(found.candidate, minlength=size)
    left = branching_entropy(found.candidate, _neighbour(ngrams, found.start_char - 1, -1), size)
    right = branching_entropy(found.candidate, _neighbour(ngrams, found.end_char, 1), size)
    in_listed = np.bincount(found.candidate, weights=reach[found.start_char] >= found.end_char, minlength=size)
    frequency = document_frequency(found.candidate, documents, size)
    dispersion = deviation_of_proportions(found.candidate, texts.part_of_document[documents], size, texts.part_sizes)
    association = _association(texts, ngrams, found, counts)
    border = np.minimum(left, right)
    free = border >= FREE_BORDER
    if found.kind == QUOTED:  # the marks are borders, but a name's 号 or 杯 behind them still tells
        free[:] = True
        border = np.maximum(border, QUOTED_FREEDOM * np.log2(np.maximum(2, counts)))
    kept = free & (in_listed < LISTED * counts)
    for number in np.flatnonzero(kept).tolist():
        at = int(first[number])
        start, end = int(found.start_char[at]), int(found.end_char[at])
        form = texts.text[start:end]
        weight = shape.weight(form)
        if not weight:
            continue
        news = weight <= NEWS
        document = int(documents[at])
        opens, closes = _line(texts, document, start, end)
        value = score(
            documents=int(frequency[number]),
            occurrences=int(counts[number]),
            border=float(border[number]),
            association=float(association[number]),
            dispersion=float(dispersion[number]),
            parts=len(texts.part_sizes),
            length=len(bare(form)),
            shape=weight,
        )
        yield _Candidate(
            Formula(
                form,
                found.kind,
                int(frequency[number]),
                int(counts[number]),
                float(left[number]),
                float(right[number]),
                float(association[number]),
                float(dispersion[number]),
                value,
                texts.dates[document],
                texts.ids[document],
                texts.text[max(opens, start - CONTEXT) : start],
                form,
                texts.text[end : min(closes, end + CONTEXT)],
            ),
            found.start_char[at : at + int(counts[number])],
            news,
        )


def _neighbour(ngrams: NgramCounts, position: Ints, step: int) -> Ints:
    """The character at each position as a number, looked for one ``step`` further where a quotation mark stands.

    The end of a clause or of the text is ``MARK``. Other marks (、 and brackets) are neighbours like any character,
    because the phrase goes on behind them; so are digits, which count as one.
    """
    last = len(ngrams.codes) - 1
    at = np.clip(position, 0, last)
    at = np.where(np.isin(ngrams.codes[at], _QUOTATION_MARKS), np.clip(at + step, 0, last), at)
    codes = ngrams.codes[at].astype(np.int64)
    codes[(codes >= ord("0")) & (codes <= ord("9"))] = ord("0")
    outside = (position < 0) | (position > last)
    return np.where(outside | np.isin(codes, _CLAUSE_ENDS), MARK, codes)


def _line(texts: IndependentTexts, document: int, start: int, end: int) -> tuple[int, int]:
    """Where the line around ``start`` and ``end`` begins and ends."""
    opens, closes = texts.bounds(document)
    found = texts.text.find("\n", end, closes)
    return max(opens, texts.text.rfind("\n", opens, start) + 1), closes if found < 0 else found


def _association(texts: IndependentTexts, ngrams: NgramCounts, found: Occurrences, counts: Ints) -> Floats:
    """NPMI of each candidate: of the split that holds least for a string without marks, of all its pieces for others.

    A string of one character, or longer than the longest n-gram, counts as neither firm nor loose: 0.5.
    """
    first = found.first
    starts, lengths = found.start_char[first], (found.end_char - found.start_char)[first]
    result = np.full(found.candidates, 0.5)
    pieces: dict[int, list[re.Match[str]]] = {}
    if found.kind == NGRAM:
        plain = np.ones(found.candidates, dtype=np.bool_)
    else:
        ends = found.end_char[first]
        pieces = {
            number: list(_HAN_PIECE.finditer(texts.text, start, end))
            for number, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True))
        }
        plain = np.array([len(pieces[k]) == 1 and pieces[k][0].span() == (starts[k], ends[k]) for k in pieces])
    for length in range(2, LONGEST + 1):
        rows = np.flatnonzero(plain & (lengths == length))
        if len(rows):
            result[rows] = _weakest_split(ngrams, starts[rows], length)
    for number, parts in pieces.items():
        if len(parts) > 1:
            whole = np.array([counts[number] / ngrams.characters])
            product = np.prod([_share(ngrams, part, int(counts[number])) for part in parts])
            result[number] = normalized_pmi(whole, np.array([product]), len(parts))[0]
    return result


def _weakest_split(ngrams: NgramCounts, starts: Ints, length: int) -> Floats:
    whole = ngrams.counts_at(starts, length) / ngrams.characters
    splits = [
        normalized_pmi(
            whole,
            ngrams.counts_at(starts, cut) * ngrams.counts_at(starts + cut, length - cut) / ngrams.characters**2,
            2,
        )
        for cut in range(1, length)
    ]
    weakest: Floats = np.min(splits, axis=0)
    return weakest


def _share(ngrams: NgramCounts, piece: re.Match[str], least: int) -> float:
    """The probability of a piece; one longer than the longest n-gram is taken to stand here only."""
    start, end = piece.span()
    count = int(ngrams.counts_at(np.array([start]), end - start)[0]) if end - start <= LONGEST else 0
    return max(count, least) / ngrams.characters


def _not_absorbed(characters: int, candidates: list[_Candidate]) -> Iterator[Formula]:
    """Yield the candidates that do not nearly always stand inside a longer one, or under another kind.

    From the longest to the shortest, each paints the places where it stands; a shorter one whose both ends carry the
    same stroke is inside. Of equal forms the quoted one comes first.
    """
    strokes = np.zeros(characters, dtype=np.int32)
    used = 0
    seen: set[str] = set()
    for candidate in sorted(candidates, key=lambda one: (-len(one.formula.form), -KINDS.index(one.formula.kind))):
        formula, starts = candidate.formula, candidate.start_char
        at_start = strokes[starts]
        inside = (at_start > 0) & (at_start == strokes[starts + len(formula.form) - 1])
        if inside.mean() >= ABSORBED or bare(formula.form) in seen:
            continue
        seen.add(bare(formula.form))
        stroke = np.arange(used + 1, used + 1 + len(starts), dtype=np.int32)
        used += len(starts)
        for offset in range(len(formula.form)):
            place = starts + offset
            blank = strokes[place] == 0
            strokes[place[blank]] = stroke[blank]
        if not candidate.news:
            yield formula
