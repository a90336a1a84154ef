"""Gold documents -> the weights by which the directive and slogan taggers decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pycrfsuite
from spacy.language import Language
from spacy.tokens import Doc

from corpus_tools.annotate.begin_features import places
from corpus_tools.annotate.directive import BEFORE, INSIDE, NONE, ORDER, DirectiveTagger
from corpus_tools.annotate.slogan import SloganTagger
from corpus_tools.errors import ModelError
from corpus_tools.labels import DIRECTIVE, SLOGAN

#: One training example: features of the items in a row, and their labels.
Example = tuple[Sequence[Sequence[str]], Sequence[str]]
#: Spans of one layer of a document: (start, end, type), offsets in characters.
Spans = Sequence[tuple[int, int, str]]

#: CRFsuite's settings: strength of the L1 and L2 regularizers, passes, and how often a feature must occur. Chosen by
#: cross-validation over documents.
CLAUSE_SETTINGS = {"c1": 0.3, "c2": 3.0, "max_iterations": 150, "feature.minfreq": 2}
BEGIN_SETTINGS = {"c1": 0.1, "c2": 1.0, "max_iterations": 150}
SLOGAN_SETTINGS = {"c1": 0.3, "c2": 3.0, "max_iterations": 120, "feature.minfreq": 2}


class TaggerTraining:
    """Collects examples document by document, then trains. The same documents in the same order: the same weights.

    The pipeline must have the taggers; it needs no trained ones.
    """

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._directives = _component(nlp, "directive_tagger", DirectiveTagger)
        self._slogans = _component(nlp, "slogan_tagger", SloganTagger)
        self.clauses: list[Example] = []
        self.begins: list[Example] = []
        self.slogans: list[Example] = []

    def add(self, text: str, spans: Mapping[str, Spans]) -> None:
        """Add a document with its gold spans by layer."""
        doc = self._nlp(text)
        self._add_directives(doc, spans.get(DIRECTIVE.name, ()))
        self._add_slogans(doc, spans.get(SLOGAN.name, ()))

    def _add_directives(self, doc: Doc, spans: Spans) -> None:
        document = self._directives.read(doc)
        labels = []
        for reading, verdict in zip(document.readings, document.verdicts, strict=True):
            clause = reading.clause
            gold = next((span for span in spans if clause.start <= span[0] < clause.end), None)
            labels.append(NONE if gold is None else ORDER)
            if gold is not None:
                begin = gold[0] - clause.start
                tried = places(reading, verdict.order.begin if verdict.order else None)
                row = [INSIDE if place >= begin else BEFORE for place in tried]
                self.begins.append((self._directives.begin_items(reading, verdict), row))
        self.clauses.append((document.features, labels))

    def _add_slogans(self, doc: Doc, spans: Spans) -> None:
        gold = {(start, end): kind for start, end, kind in spans}
        read = self._slogans.read(doc)
        for proposal, features in zip(read.found, read.features, strict=True):
            self.slogans.append(([features], [gold.get((proposal.start, proposal.end), NONE)]))

    def write(self, folder: Path) -> None:
        """Train the three models and write them into ``folder``.

        Raises ModelError if there is no document, no directive or no slogan that was proposed, and if the folder can't
        be written.
        """
        if not self.clauses:
            raise ModelError("there is no document to train on; name gold files with texts (corpus-tools gold join)")
        missing = [] if self.begins else [DIRECTIVE.name]
        if all(label == NONE for _, labels in self.slogans for label in labels):
            missing.append(SLOGAN.name)
        if missing:
            raise ModelError(
                f"the gold holds no {' and no '.join(missing)} to learn from; add documents that have some"
            )
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ModelError(f"{folder}: can't be written: {error.strerror}") from error
        _train(self.clauses, CLAUSE_SETTINGS, folder / "clauses.crf")
        _train(self.begins, BEGIN_SETTINGS, folder / "begins.crf")
        _train(self.slogans, SLOGAN_SETTINGS, folder / "slogans.crf")


def _component(nlp: Language, name: str, kind: type[Any]) -> Any:
    component = nlp.get_pipe(name) if nlp.has_pipe(name) else None
    if not isinstance(component, kind):
        raise ModelError(f"the pipeline has no {name} of corpus-tools; load it with corpus_tools.load()")
    return component


def _train(examples: Iterable[Example], settings: dict[str, float], path: Path) -> None:
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(settings)
    for items, labels in examples:
        trainer.append(list(items), list(labels))
    trainer.train(str(path))
