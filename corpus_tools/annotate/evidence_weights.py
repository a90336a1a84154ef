"""A span and its Doc -> the features that spoke for it and against it in the tagger's model, with their weights."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from corpus_tools.annotate.directive import NONE, ORDER, DirectiveTagger
from corpus_tools.annotate.slogan import NONE as NO_SLOGAN
from corpus_tools.annotate.slogan import SloganTagger
from corpus_tools.explanation import Weight


def slogan_weights(nlp: Language, doc: Doc, start_char: int, end_char: int, kind: str) -> list[Weight]:
    """Return the weights for the slogan with these borders, the heaviest first; none without a model."""
    tagger = nlp.get_pipe("slogan_tagger") if nlp.has_pipe("slogan_tagger") else None
    if not isinstance(tagger, SloganTagger) or tagger.model is None:
        return []
    read = tagger.read(doc)
    for proposal, features in zip(read.found, read.features, strict=True):
        if (proposal.start, proposal.end) == (start_char, end_char):
            return _heaviest(features, tagger.model.weights(kind), tagger.model.weights(NO_SLOGAN))
    return []


def directive_weights(nlp: Language, doc: Doc, start_char: int) -> list[Weight]:
    """Return the weights for an order in the clause that holds ``start_char``, the heaviest first."""
    tagger = nlp.get_pipe("directive_tagger") if nlp.has_pipe("directive_tagger") else None
    if not isinstance(tagger, DirectiveTagger) or tagger.clause_model is None:
        return []
    read = tagger.read(doc)
    for reading, features in zip(read.readings, read.features, strict=True):
        if reading.clause.start <= start_char < reading.clause.end:
            return _heaviest(features, tagger.clause_model.weights(ORDER), tagger.clause_model.weights(NONE))
    return []


def _heaviest(features: list[str], weights: dict[str, float], against: dict[str, float]) -> list[Weight]:
    found = [(name, weights.get(name, 0.0) - against.get(name, 0.0)) for name in dict.fromkeys(features)]
    return sorted((row for row in found if row[1]), key=lambda row: (-abs(row[1]), row[0]))
