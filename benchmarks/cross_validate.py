"""Gold files with texts -> threefold cross-validation over documents of the taggers' models."""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus_tools.annotate import directive, slogan
from corpus_tools.annotate.pipeline import load_pipeline
from corpus_tools.annotate.sequence_model import SequenceModel
from corpus_tools.gold.document import read_documents
from corpus_tools.model.train_taggers import Example, TaggerTraining
from corpus_tools.rules import RuleSettings

FOLDS = 3
SEED = 3
TENTHS = 10


@dataclass
class Tally:
    """Decisions counted: found and right, and for each tenth of the score how many, how many right, their scores."""

    right: int = 0
    found: int = 0
    gold: int = 0
    tenths: list[list[float]] = field(default_factory=lambda: [[0, 0, 0] for _ in range(TENTHS)])

    def add(self, chance: float, truth: bool, threshold: float) -> None:
        taken = chance >= threshold
        self.right += taken and truth
        self.found += taken
        self.gold += truth
        row = self.tenths[min(TENTHS - 1, int(chance * TENTHS))]
        row[0] += 1
        row[1] += truth
        row[2] += chance

    def report(self, name: str) -> None:
        precision, recall = self.right / self.found, self.right / self.gold
        f1 = 2 * self.right / (self.found + self.gold)
        off = sum(abs(row[1] - row[2]) for row in self.tenths) / sum(row[0] for row in self.tenths)
        print(f"{name}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}; mean distance of score and share right {off:.3f}")
        for at, (count, right, score) in enumerate(self.tenths):
            if count:
                print(f"  {at / TENTHS:.1f}  {count:6.0f}  mean score {score / count:.3f}  right {right / count:.3f}")


def main(files: list[str]) -> None:
    documents = [document for name in files for document in read_documents(Path(name)).values()]
    nlp = load_pipeline(settings=RuleSettings(learned=False))
    read = []
    for document in documents:
        one = TaggerTraining(nlp)
        spans: dict[str, list[tuple[int, int, str]]] = {}
        for span in document.spans:
            spans.setdefault(span.layer, []).append((span.start, span.end, span.type))
        one.add(document.text, spans)
        read.append(one)
    order = list(range(len(read)))
    random.Random(SEED).shuffle(order)
    clauses, proposals, borders = Tally(), Tally(), [0, 0]
    for fold in range(FOLDS):
        held = set(order[fold::FOLDS])
        with tempfile.TemporaryDirectory() as folder:
            training = TaggerTraining(nlp)
            for at in order:
                if at not in held:
                    training.clauses += read[at].clauses
                    training.begins += read[at].begins
                    training.slogans += read[at].slogans
            training.write(Path(folder))
            models = {name: SequenceModel(Path(folder) / f"{name}.crf") for name in ("clauses", "begins", "slogans")}
        for at in held:
            count(models["clauses"], read[at].clauses, directive.NONE, directive.THRESHOLD, clauses)
            count(models["slogans"], read[at].slogans, slogan.NONE, slogan.THRESHOLD, proposals)
            for items, labels in read[at].begins:
                borders[0] += first_inside(models["begins"].labels(items)) == first_inside(labels)
                borders[1] += 1
    print(f"{len(read)} documents, {FOLDS} folds")
    clauses.report("clauses that order")
    print(f"order begins at the right place: {borders[0] / borders[1]:.3f} of {borders[1]:,}")
    proposals.report("proposals that are slogans (overlaps not settled, what is never proposed not counted)")


def first_inside(labels: Sequence[str]) -> int:
    return next((at for at, label in enumerate(labels) if label == directive.INSIDE), -1)


def count(model: SequenceModel, examples: Sequence[Example], none: str, threshold: float, tally: Tally) -> None:
    for items, labels in examples:
        for chances, label in zip(model.probabilities(items), labels, strict=True):
            tally.add(1 - chances.get(none, 0.0), label != none, threshold)


if __name__ == "__main__":
    main(sys.argv[1:])
