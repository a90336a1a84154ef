"""Two annotators' spans -> agreement by layer: F1 exact and partial, kappa on characters, alpha for units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus_tools.gold.document import GoldSpan
from corpus_tools.gold.pairing import Pair
from corpus_tools.gold.score import LayerScore, score

#: A stretch of a continuum: start, end.
Unit = tuple[int, int]
_NONE = ""


@dataclass(frozen=True)
class LayerAgreement:
    """Agreement of two annotators on one layer; a coefficient is None where it is not defined (no variation)."""

    layer: str
    score: LayerScore
    kappa: float | None
    alpha: float | None


def agreement(pairs: list[Pair]) -> list[LayerAgreement]:
    """Measure each layer over all documents, the texts put one behind the other.

    Kappa: Cohen (1960) over characters, categories are the layer's types and "none". Alpha: Krippendorff's alpha for
    unitizing, types as categories. Both take the outermost of nested spans.
    """
    result = []
    for layer in score(pairs):
        length, left, right = _continuum(pairs, layer.layer)
        kappa = cohen_kappa(_labels(left, length), _labels(right, length))
        result.append(LayerAgreement(layer.layer, layer, kappa, unit_alpha(_by_type(left), _by_type(right), length)))
    return result


def cohen_kappa(left: Sequence[str], right: Sequence[str]) -> float | None:
    """Return Cohen's kappa of two labellings of the same items (Cohen 1960, Educational and Psychological Measurement).

    None where both put all items into one category.
    """
    total = len(left)
    if not total:
        return None
    observed = sum(a == b for a, b in zip(left, right, strict=True)) / total
    ours, theirs = Counter(left), Counter(right)
    expected = sum(ours[label] * theirs[label] for label in ours) / total**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def unit_alpha(left: dict[str, list[Unit]], right: dict[str, list[Unit]], length: int) -> float | None:
    """Return Krippendorff's alpha for two unitizations of a continuum of ``length`` characters, units by category.

    After Krippendorff (1995, Sociological Methodology 25; 2004, Content Analysis, 2nd edition, section 11.6). Units of
    one category don't overlap in one unitization. None where neither marked anything.
    """
    categories = left.keys() | right.keys()
    observed = sum(observed_disagreement(left.get(c, []), right.get(c, []), length) for c in categories)
    expected = sum(expected_disagreement([left.get(c, []), right.get(c, [])], length) for c in categories)
    return 1 - observed / expected if expected else None


def observed_disagreement(left: Iterable[Unit], right: Iterable[Unit], length: int) -> float:
    """Return the squared distances of all sections that meet, by the square of the continuum's length.

    Two units: the squares of the distances of their borders. A unit wholly in a gap: the square of its length.
    """
    ours, theirs = _sections(left, length), _sections(right, length)
    total, a, b = 0, 0, 0
    while a < len(ours) and b < len(theirs):
        total += _distance(ours[a], theirs[b])
        end_a, end_b = ours[a][1], theirs[b][1]
        a += end_a <= end_b
        b += end_b <= end_a
    return total / length**2


def expected_disagreement(unitizations: list[list[Unit]], length: int) -> float:
    """Return the disagreement to be expected if the same units and gaps were laid out by chance."""
    units = [end - start for row in unitizations for start, end in row]
    gaps = [end - start for row in unitizations for start, end, is_unit in _sections(row, length) if not is_unit]
    total = 0.0
    for size, times in Counter(units).items():
        among_units = (len(units) - 1) * (2 * size**3 - 3 * size**2 + size) / 3
        in_gaps = size**2 * sum(gap - size + 1 for gap in gaps if gap >= size)
        total += times * (among_units + in_gaps)
    places = len(unitizations) * length
    return 2 * total / length / (places * (places - 1) - sum(size * (size - 1) for size in units))


def _sections(units: Iterable[Unit], length: int) -> list[tuple[int, int, bool]]:
    """Units and the gaps between them, in order."""
    sections, at = [], 0
    for start, end in sorted(units):
        if at < start:
            sections.append((at, start, False))
        sections.append((start, end, True))
        at = end
    if at < length:
        sections.append((at, length, False))
    return sections


def _distance(a: tuple[int, int, bool], b: tuple[int, int, bool]) -> int:
    if a[2] and b[2]:
        return int((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)
    if a[2] == b[2]:
        return 0
    unit, gap = (a, b) if a[2] else (b, a)
    return int((unit[1] - unit[0]) ** 2) if gap[0] <= unit[0] and unit[1] <= gap[1] else 0


def _continuum(pairs: list[Pair], layer: str) -> tuple[int, list[GoldSpan], list[GoldSpan]]:
    """Put the texts one behind the other: length, and the outermost spans of both sides with their places moved."""
    left: list[GoldSpan] = []
    right: list[GoldSpan] = []
    at = 0
    for pair in pairs:
        for side, spans in ((left, pair.gold), (right, pair.predicted)):
            side += [
                GoldSpan(max(0, s.start) + at, min(pair.length, s.end) + at, layer, s.type)
                for s in _outermost(s for s in spans if s.layer == layer)
            ]
        at += pair.length
    return at, left, right


def _outermost(spans: Iterable[GoldSpan]) -> list[GoldSpan]:
    kept: list[GoldSpan] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _labels(spans: list[GoldSpan], length: int) -> list[str]:
    labels = [_NONE] * length
    for span in spans:
        labels[span.start : span.end] = [span.type] * (span.end - span.start)
    return labels


def _by_type(spans: list[GoldSpan]) -> dict[str, list[Unit]]:
    table: dict[str, list[Unit]] = {}
    for span in spans:
        table.setdefault(span.type, []).append((span.start, span.end))
    return table
