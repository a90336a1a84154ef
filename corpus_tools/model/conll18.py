"""Gold words + predicted words over the same characters -> the scores of the CoNLL 2018 shared task.

Source: Zeman et al. 2018, "CoNLL 2018 Shared Task: Multilingual Parsing from Raw Text to Universal Dependencies",
section 5. Words pair where they cover the same characters (white space apart). A paired word counts for UAS where the
heads pair as well (or both are roots), for LAS where the universal part of the relation is the same too. Chinese has no
multiword tokens, so words are tokens here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class ScoredWord:
    """A word as the measure sees it; ``head`` counts words of its sentence from 1, 0 is the root."""

    form: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str


@dataclass
class Score:
    """Counts of one measure."""

    correct: int = 0
    gold: int = 0
    predicted: int = 0

    @property
    def precision(self) -> float:
        """Correct of predicted, 0 to 1."""
        return self.correct / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Correct of gold, 0 to 1."""
        return self.correct / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        total = self.gold + self.predicted
        return 2 * self.correct / total if total else 0.0


MEASURES = ("words", "upos", "xpos", "feats", "uas", "las", "names")


@dataclass
class Scores:
    """All measures, summed over sentences."""

    by_measure: dict[str, Score] = field(default_factory=lambda: {name: Score() for name in MEASURES})

    def add(self, measure: str, correct: int, gold: int, predicted: int) -> None:
        """Add one sentence's counts."""
        score = self.by_measure[measure]
        score.correct += correct
        score.gold += gold
        score.predicted += predicted

    def add_sentence(self, gold: Sequence[ScoredWord], predicted: Sequence[ScoredWord]) -> None:
        """Pair the words of one sentence by the characters they cover and count.

        Raises ValueError if the two don't spell the same characters.
        """
        gold_at, predicted_at = _extents(gold), _extents(predicted)
        if "".join(_letters(w.form) for w in gold) != "".join(_letters(w.form) for w in predicted):
            raise ValueError("gold and predicted sentence don't spell the same characters")
        index = {extent: number for number, extent in enumerate(predicted_at)}
        pairs = {g: index[extent] for g, extent in enumerate(gold_at) if extent in index}
        sizes = (len(gold), len(predicted))
        self.add("words", len(pairs), *sizes)
        for measure in ("upos", "xpos", "feats"):
            same = sum(getattr(gold[g], measure) == getattr(predicted[p], measure) for g, p in pairs.items())
            self.add(measure, same, *sizes)
        attached = [(gold[g], predicted[p]) for g, p in pairs.items() if _same_head(gold[g], predicted[p], pairs)]
        self.add("uas", len(attached), *sizes)
        self.add("las", sum(_universal(a.deprel) == _universal(b.deprel) for a, b in attached), *sizes)

    def add_names(self, gold: Iterable[tuple[int, int, str]], predicted: Iterable[tuple[int, int, str]]) -> None:
        """Count names as (start, end, type) over the same characters; a name counts when all three agree."""
        ours, theirs = set(gold), set(predicted)
        self.add("names", len(ours & theirs), len(ours), len(theirs))


def _same_head(gold: ScoredWord, predicted: ScoredWord, pairs: dict[int, int]) -> bool:
    if gold.head == 0 or predicted.head == 0:
        return gold.head == predicted.head
    return pairs.get(gold.head - 1) == predicted.head - 1


def _universal(deprel: str) -> str:
    return deprel.split(":", maxsplit=1)[0]


def _letters(form: str) -> str:
    return "".join(form.split())


def _extents(words: Sequence[ScoredWord]) -> list[tuple[int, int]]:
    extents, at = [], 0
    for word in words:
        end = at + len(_letters(word.form))
        extents.append((at, end))
        at = end
    return extents
