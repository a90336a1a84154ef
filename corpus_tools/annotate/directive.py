"""Mark directive formulas: the clauses that tell somebody what to do, with their type, trigger and speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from corpus_tools.annotate.begin_features import begin_features, places
from corpus_tools.annotate.clause_features import clause_features
from corpus_tools.annotate.clause_reading import ClauseReading, read_clauses
from corpus_tools.annotate.directive_parts import directive_parts, parts_as_attributes
from corpus_tools.annotate.directive_rules import DirectiveRules, Verdict
from corpus_tools.annotate.directive_speaker import speakers
from corpus_tools.annotate.directive_type import type_of
from corpus_tools.annotate.known_names import KnownNames
from corpus_tools.annotate.predicate import PredicateReader, marks_end
from corpus_tools.annotate.sequence_model import SequenceModel, weights_file
from corpus_tools.annotate.surroundings import surroundings_of
from corpus_tools.annotate.tables import merged, own_tables, table
from corpus_tools.annotate.verdicts import Loser, keep_losers
from corpus_tools.annotate.word_classes import shipped_classes
from corpus_tools.labels import DIRECTIVE
from corpus_tools.lexicon import Lexicon
from corpus_tools.spans import Annotation, Evidence, resolve, set_spans

VERSION = "4"
#: Probability from which a clause is an order; chosen by cross-validation.
THRESHOLD = 0.5
#: Labels of the clause model, and of the model that finds where the order begins.
ORDER, NONE = "order", "none"
INSIDE, BEFORE = "inside", "before"
#: Evidence of a clause that no rule takes for an order and the model does.
MODEL_RULE = "directive-model"
#: With a real modal the order begins there (scheme); one that is part of a word (所|有权) is left to the model.
_AT_MODAL = frozenset({"directive-duty", "directive-ban", "directive-permission"})

_NOTE = re.compile(r"[（(](?:牵头|责任|配合|主办|承办|协办)(?:单位|部门)[：:][^（）()]*[）)]$")


@dataclass(frozen=True)
class ReadDocument:
    """A document as the models see it: its clauses, what the rules say of them, and the clause model's features."""

    readings: list[ClauseReading]
    verdicts: list[Verdict]
    features: list[list[str]]
    names: KnownNames


class DirectiveTagger:
    """Fill ``doc.spans["directives"]``: text order, label = type, id = rule; trigger and speaker are attributes.

    The rules read every clause; a model weighs what they say with the words of the clause and its neighbours and
    decides. Without a model the rules decide. Speakers are the holders of the titles in ``doc.spans["titles"]`` and
    the names of the model, so the title tagger should run before.
    """

    def __init__(
        self,
        words: Lexicon,
        *,
        own: Sequence[Lexicon] = (),
        off: Sequence[str] = (),
        learned: bool = True,
        weights: str | None = None,
        threshold: float = THRESHOLD,
        candidates: bool = False,
    ) -> None:
        self.lexicons = (words, *own)
        words = merged(words, own)
        self._off = frozenset(off)
        self._candidates = candidates
        self.reader = PredicateReader(words)
        self._rules = DirectiveRules(self.reader)
        self._classes = shipped_classes()
        self._threshold = threshold
        self.clause_model = SequenceModel(weights_file("clauses", weights)) if learned else None
        self.begin_model = SequenceModel(weights_file("begins", weights)) if learned else None

    def read(self, doc: Doc, text: str | None = None) -> ReadDocument:
        """Read the clauses of a document (``text`` is its text): what the models are trained on and decide by."""
        around = surroundings_of(doc)
        readings = read_clauses(doc, text or doc.text, self.reader, around.names.persons)
        verdicts = self._rules.verdicts(doc, readings, around)
        rules = [verdict.order.rule if verdict.order else NONE for verdict in verdicts]
        told = [verdict.told for verdict in verdicts]
        return ReadDocument(readings, verdicts, clause_features(readings, rules, self._classes, told), around.names)

    def begin_items(self, reading: ClauseReading, verdict: Verdict) -> list[list[str]]:
        """Return the features of the places of a clause where its order may begin."""
        return begin_features(reading, verdict.order.begin if verdict.order else None, self.reader, self._classes)

    def __call__(self, doc: Doc) -> Doc:
        """Replace the span group; a border inside a token splits the token."""
        text = doc.text  # spaCy joins it anew at each call
        document = self.read(doc, text)
        if self.clause_model is not None:
            chances = [row.get(ORDER, 0.0) for row in self.clause_model.probabilities(document.features)]
        else:
            chances = [verdict.order.score if verdict.order else 0.0 for verdict in document.verdicts]
        wanted = [self._candidates or chance >= self._threshold for chance in chances]
        issuers = speakers(doc, document.readings, document.names, text, wanted)
        found, losers = [], []
        before: ClauseReading | None = None
        for reading, verdict, chance, speaker in zip(
            document.readings, document.verdicts, chances, issuers, strict=True
        ):
            earlier, before = before, reading
            if reading.lead >= len(reading.text):
                continue  # nothing but a mark of a list
            likely = chance >= self._threshold
            if not likely and not self._candidates:
                continue
            annotation = self._annotation(doc, text, reading, verdict, chance, speaker, earlier)
            if not likely:
                losers.append(Loser(annotation, self._why_not(verdict, chance)))
            elif annotation.evidence.rule in self._off:
                losers.append(Loser(annotation, f"rule {annotation.evidence.rule} is switched off"))
            else:
                found.append(annotation)
        doc = set_spans(doc, DIRECTIVE, resolve(found, nesting=False))
        if self._candidates:
            keep_losers(doc, DIRECTIVE, losers)
        return doc

    def _why_not(self, verdict: Verdict, chance: float) -> str:
        rule = f"rule {verdict.order.rule} takes it for an order" if verdict.order else f"by rule: {verdict.refusal}"
        return rule if self.clause_model is None else f"{rule}; probability {chance:.2f} is below {self._threshold}"

    def _annotation(
        self,
        doc: Doc,
        text: str,
        reading: ClauseReading,
        verdict: Verdict,
        chance: float,
        speaker: str | None,
        before: ClauseReading | None,
    ) -> Annotation:
        begin = self._begin(reading, verdict)
        kind, trigger = type_of(doc, text, reading, begin, self.reader)
        rule = verdict.order.rule if verdict.order else MODEL_RULE
        attributes: dict[str, Any] = {"trigger": trigger}
        if speaker:
            attributes["speaker"] = speaker
        attributes |= parts_as_attributes(directive_parts(reading, begin, self.reader, before), text)
        start, end = reading.clause.start + begin, reading.clause.end - len(_note(reading.text, begin))
        return Annotation(start, end, kind, Evidence(rule, VERSION, round(chance, 4)), attributes)

    def _begin(self, reading: ClauseReading, verdict: Verdict) -> int:
        """Where the order begins (offset in the clause): the rule's place, or the one the model prefers."""
        ruled = verdict.order.begin if verdict.order else None
        if self.begin_model is None:
            return ruled if ruled is not None else reading.lead
        if verdict.order and verdict.order.rule in _AT_MODAL and not self._in_word(reading, verdict.order.begin):
            return verdict.order.begin
        if ruled == reading.lead or (reading.opens and reading.modal is None and reading.request is None):
            return reading.lead  # the words that open the clause order; in cross-validation the model never disagreed
        if ruled is not None and reading.intro is None and self.reader.behind_doer(reading.text, reading.lead, ruled):
            return ruled
        marks = marks_end(reading.text)
        labels = self.begin_model.labels(self.begin_items(reading, verdict))
        tried = zip(places(reading, ruled), labels, strict=True)
        chosen = [place for place, label in tried if label == INSIDE and place >= marks]
        return chosen[0] if chosen else reading.lead

    def _in_word(self, reading: ClauseReading, place: int) -> bool:
        """Whether a place of the clause lies inside a token that is a known word, not one that was cut badly."""
        at = reading.clause.start + place
        return any(word.start < at < word.end and bool(self._classes.of(word.text)) for word in reading.words)


def _note(text: str, begin: int) -> str:
    """The note in brackets behind an item that names who is responsible （牵头单位：…）; it is no part of the order."""
    m = _NOTE.search(text, begin + 1)
    return m.group() if m else ""


@Language.factory(
    "directive_tagger",
    assigns=["doc.spans"],
    default_config={
        "words": None,
        "own": [],
        "off": [],
        "learned": True,
        "weights": None,
        "threshold": THRESHOLD,
        "candidates": False,
    },
)
def make_directive_tagger(
    nlp: Language,
    name: str,
    words: str | None,
    own: list[str],
    off: list[str],
    learned: bool,
    weights: str | None,
    threshold: float,
    candidates: bool,
) -> DirectiveTagger:
    """Build the component; ``words`` names a table (path), null means that of the package.

    ``own`` are tables of the user beside it, ``off`` ids of rules that mark nothing. ``learned`` false: the rules alone
    decide. ``weights`` names a folder of trained weights, null means the package's. ``threshold`` is the probability
    from which a clause is an order. ``candidates`` true: what lost is kept in ``doc.spans["directives_candidates"]``.
    """
    return DirectiveTagger(
        table(words, "directives.tsv"),
        own=own_tables(own),
        off=off,
        learned=learned,
        weights=weights,
        threshold=threshold,
        candidates=candidates,
    )
