"""Gold and predicted spans -> precision, recall, F1 by layer with intervals, confusion of types, precision by rule."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field

from corpus_tools.gold.document import GoldSpan
from corpus_tools.gold.pairing import Pair
from corpus_tools.labels import LAYERS

#: Draws of the bootstrap over documents; the seed is fixed, so that a score can be printed in a paper.
DRAWS = 1000
SEED = 0


@dataclass(frozen=True)
class Error:
    """A span that only one side has: ``missed`` (gold) or ``invented`` (predicted)."""

    document: str
    kind: str
    span: GoldSpan
    wording: str


@dataclass
class LayerScore:
    """Counts of one layer over all documents; the ratios are computed from them. No count: the ratio is None."""

    layer: str
    matched: int = 0
    gold: int = 0
    predicted: int = 0
    characters_matched: int = 0
    characters_gold: int = 0
    characters_predicted: int = 0
    types_right: int = 0
    holders: int = 0
    holders_right: int = 0
    speakers: int = 0
    speakers_right: int = 0
    #: (gold type, predicted type) of exact matches; "–" where one side has no span with these borders.
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    #: rule -> [exact matches, spans]
    rules: dict[str, list[int]] = field(default_factory=dict)
    interval: tuple[float, float] = (0.0, 0.0)
    errors: list[Error] = field(default_factory=list)

    @property
    def precision(self) -> float | None:
        """Share of predicted spans that are right."""
        return _ratio(self.matched, self.predicted)

    @property
    def recall(self) -> float | None:
        """Share of gold spans that were found."""
        return _ratio(self.matched, self.gold)

    @property
    def f1(self) -> float:
        """F1 of exact matches."""
        return f1(self.matched, self.gold, self.predicted)

    @property
    def partial_f1(self) -> float:
        """F1 of the characters covered."""
        return f1(self.characters_matched, self.characters_gold, self.characters_predicted)

    @property
    def type_accuracy(self) -> float | None:
        """Share of exact matches with the right type."""
        return _ratio(self.types_right, self.matched)

    @property
    def holder_accuracy(self) -> float | None:
        """Share of exact matches with the right holders, where gold has one."""
        return _ratio(self.holders_right, self.holders)

    @property
    def speaker_accuracy(self) -> float | None:
        """Share of exact matches with the right speaker, where gold has one."""
        return _ratio(self.speakers_right, self.speakers)


def f1(matched: int, gold: int, predicted: int) -> float:
    """Return the harmonic mean of precision and recall; 1 where there is nothing to find and nothing was found."""
    return 2 * matched / (gold + predicted) if gold + predicted else 1.0


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def score(pairs: list[Pair]) -> list[LayerScore]:
    """Score each layer as the annotation scheme says.

    Exact: layer and borders agree. Partial: characters. Type, holders and speaker: accuracy on exact matches, the
    last two where gold has one. Interval: 95 % of the F1 of 1,000 bootstrap samples of documents.
    """
    return [_score_layer(pairs, layer.name) for layer in LAYERS]


def _score_layer(pairs: list[Pair], layer: str) -> LayerScore:
    total = LayerScore(layer)
    counts = [_count(pair, total) for pair in pairs]
    draw = random.Random(SEED)
    samples = []
    for _ in range(DRAWS):
        chosen = draw.choices(counts, k=len(counts))
        samples.append(f1(*(sum(column) for column in zip(*chosen, strict=True))))
    samples.sort()
    total.interval = (samples[DRAWS // 40], samples[DRAWS - DRAWS // 40 - 1])
    return total


def _count(pair: Pair, total: LayerScore) -> tuple[int, int, int]:
    gold = {(s.start, s.end): s for s in pair.gold if s.layer == total.layer}
    predicted = {(s.start, s.end): s for s in pair.predicted if s.layer == total.layer}
    both = gold.keys() & predicted.keys()
    covered_gold, covered_predicted = _characters(gold), _characters(predicted)
    total.matched += len(both)
    total.gold += len(gold)
    total.predicted += len(predicted)
    total.characters_matched += len(covered_gold & covered_predicted)
    total.characters_gold += len(covered_gold)
    total.characters_predicted += len(covered_predicted)
    for place in both:
        ours, theirs = gold[place], predicted[place]
        total.confusion[ours.type, theirs.type] += 1
        total.types_right += ours.type == theirs.type
        if total.layer == "title" and ours.names:
            total.holders += 1
            total.holders_right += ours.names == theirs.names
        if total.layer == "directive" and ours.speaker:
            total.speakers += 1
            total.speakers_right += ours.speaker == theirs.speaker
    for place in sorted(gold.keys() - both):
        total.confusion[gold[place].type, "–"] += 1
        total.errors.append(Error(pair.id, "missed", gold[place], pair.wording[place]))
    for place in sorted(predicted.keys() - both):
        total.confusion["–", predicted[place].type] += 1
        total.errors.append(Error(pair.id, "invented", predicted[place], pair.wording[place]))
    for place, span in predicted.items():
        row = total.rules.setdefault(span.rule or "(not given)", [0, 0])
        row[0] += place in both
        row[1] += 1
    return len(both), len(gold), len(predicted)


def _characters(spans: dict[tuple[int, int], GoldSpan]) -> set[int]:
    return {at for start, end in spans for at in range(max(start, 0), end)}
