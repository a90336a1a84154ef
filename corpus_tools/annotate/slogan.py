"""Mark slogans: the lexicon's, quoted ones, numeric abbreviations, parallel builds, mobilizing calls."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from corpus_tools.annotate.lexicon_match import FormFinder
from corpus_tools.annotate.sequence_model import SequenceModel, weights_file
from corpus_tools.annotate.slogan_features import slogan_features
from corpus_tools.annotate.slogan_proposal import Proposal, proposals
from corpus_tools.annotate.tables import merged, own_tables, table
from corpus_tools.annotate.verdicts import Loser, keep_losers
from corpus_tools.annotate.verses import borrowed_lines
from corpus_tools.annotate.word_classes import shipped_classes
from corpus_tools.errors import LexiconError
from corpus_tools.labels import SLOGAN
from corpus_tools.lexicon import Lexicon, package_lexicon
from corpus_tools.spans import Annotation, Evidence, set_spans

VERSION = "4"
#: Probability from which a proposal is a slogan; chosen by cross-validation.
THRESHOLD = 0.3
#: What a table lists or a rule finds counts from this share of the threshold.
_LISTED, _RULED = 0.4, 0.35
#: Losers with a lower probability are not kept: most proposals are nothing at all.
_WORTH_KEEPING = 0.02
#: The label of a proposal that is no slogan; the other labels are the types of the scheme.
NONE = "none"
#: Where types compete for the same characters (annotation scheme): numeric, policy, allusion, parallel, mobilization.
_RANK = {"numeric": 0, "policy": 1, "allusion": 2, "parallel": 3, "mobilization": 4}
#: What a proposal is called in the evidence where neither the lexicon nor a rule has it, best first.
_SOURCE_RULES = (
    ("quoted", "slogan-model-quoted"),
    ("number", "slogan-model-number"),
    ("headed", "slogan-model-headed"),
    ("row", "slogan-model-row"),
    ("frame", "slogan-model-row"),
    ("chain", "slogan-model-row"),
    ("call", "slogan-model-call"),
    ("clauses", "slogan-model-clauses"),
    ("maxim", "slogan-model-clauses"),
    ("half quoted", "slogan-model-quoted"),
)
_GENRES = (
    ("law", re.compile(r"第[一二三四五六七八九十百零]+条")),
    ("news", re.compile(r"央视网|新闻联播|本报讯|记者")),
    ("report", re.compile(r"各位代表|政府工作报告|同志们")),
    ("notice", re.compile(r"通知|意见|办法|措施")),
)


@dataclass(frozen=True)
class ReadProposals:
    """The proposals of a document and the model's features of each."""

    found: list[Proposal]
    features: list[list[str]]


class SloganTagger:
    """Fill ``doc.spans["slogans"]``: text order, label = type, id = rule; the entry of a lexicon hit is kept.

    Lexicon and rules propose stretches, a model weighs them and decides. Without a model the lexicon's entries and the
    rules' findings stand as they are.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        *,
        own: Sequence[Lexicon] = (),
        off: Sequence[str] = (),
        learned: bool = True,
        weights: str | None = None,
        threshold: float = THRESHOLD,
        candidates: bool = False,
    ) -> None:
        wrong = [
            f"{one.name}: {e.id}: subtype is {e.subtype!r}"
            for one in (lexicon, *own)
            for e in one.entries
            if e.subtype not in _RANK
        ]
        if wrong:
            raise LexiconError("\n".join([*wrong, f"write one of {', '.join(_RANK)}"]))
        names = package_lexicon("quoted_names.tsv")
        verses = borrowed_lines()
        self.lexicons = (lexicon, names, verses, *own)
        self._own = frozenset(entry for one in own for entry in one.entries)
        self._off = frozenset(off)
        self._candidates = candidates
        listed = merged(lexicon, [verses])
        self._finders = [FormFinder(listed), *([FormFinder(merged(own[0], own[1:]))] if own else [])]
        self._names = frozenset(names.forms())
        self._classes = shipped_classes()
        self._threshold = threshold
        self.model = SequenceModel(weights_file("slogans", weights)) if learned else None

    def read(self, doc: Doc) -> ReadProposals:
        """Read the proposals of a document: what the model is trained on and decides by."""
        text = doc.text
        found = proposals(text, doc, self._finders, self._names)
        return ReadProposals(found, slogan_features(text, doc, found, self._classes, _genre(text)))

    def __call__(self, doc: Doc) -> Doc:
        """Replace the span group; a border inside a token splits the token."""
        losers: list[Loser] = []
        if self.model is None:
            found = proposals(doc.text, doc, self._finders, self._names)
            annotations = [a for p in found if (a := _by_rule(p)) is not None]
            annotations = _without_lists(annotations, doc.text)
        else:
            read = self.read(doc)
            found = read.found
            annotations = self._weighed(read, losers)
        sure = {(p.start, p.end) for p in found if p.entry in self._own}
        off = [a for a in annotations if a.evidence.rule in self._off and (a.start_char, a.end_char) not in sure]
        losers += [Loser(a, f"rule {a.evidence.rule} is switched off") for a in off]
        kept = likeliest([a for a in annotations if a not in off], losers, sure)
        doc = set_spans(doc, SLOGAN, kept)
        if self._candidates:
            keep_losers(doc, SLOGAN, losers)
        return doc

    def _weighed(self, read: ReadProposals, losers: list[Loser]) -> list[Annotation]:
        """The proposals that the model takes for slogans; those of the user's own tables always stand."""
        annotations = []
        for proposal, chances in zip(read.found, self.chances(read), strict=True):
            entry = proposal.entry
            if entry is not None and entry in self._own:
                annotations.append(_annotation(proposal, entry.subtype, 1.0))
                continue
            chance = 1 - chances.get(NONE, 0.0)
            kind = max((name for name in chances if name != NONE), key=lambda name: chances[name])
            if entry is not None and entry.work and _RANK[kind] > _RANK["allusion"]:
                kind = "allusion"  # a borrowed line, whatever its build (annotation scheme: allusion before parallel)
            annotation = _annotation(proposal, kind, round(chance, 4))
            least = self._threshold * (_LISTED if entry is not None else _RULED if proposal.rules else 1)
            if chance >= least:
                annotations.append(annotation)
            elif chance >= _WORTH_KEEPING:
                losers.append(Loser(annotation, f"probability {chance:.2f} is below {least:.2f}"))
        return annotations

    def chances(self, read: ReadProposals) -> list[dict[str, float]]:
        """Return for each proposal the probability of every type, and of none."""
        if self.model is None:
            return [{NONE: 1.0} for _ in read.found]
        return [self.model.probabilities([item])[0] for item in read.features]


def likeliest(
    annotations: list[Annotation], losers: list[Loser], sure: Collection[tuple[int, int]] = ()
) -> list[Annotation]:
    """Of annotations that share characters keep the likeliest (then the longest, the first); the rest in text order.

    Those with the borders of ``sure`` go before all others. What is dropped goes to ``losers`` with what it lost to.
    """

    def rank(a: Annotation) -> tuple[bool, float, int, int]:
        return (a.start_char, a.end_char) not in sure, -a.evidence.score, a.start_char - a.end_char, a.start_char

    kept: list[Annotation] = []
    for a in sorted(annotations, key=rank):
        better = next((b for b in kept if a.start_char < b.end_char and b.start_char < a.end_char), None)
        if better is None:
            kept.append(a)
        else:
            place = f"{better.start_char}-{better.end_char}"
            losers.append(Loser(a, f"shares characters with the likelier {better.type} at {place}"))
    return sorted(kept, key=lambda a: a.start_char)


def _annotation(proposal: Proposal, kind: str, score: float) -> Annotation:
    entry = (proposal.entry.variant_of or proposal.entry.id) if proposal.entry else None
    evidence = Evidence(rule_of(proposal), VERSION, score, entry, proposal.variation)
    return Annotation(proposal.start, proposal.end, kind, evidence)


def rule_of(proposal: Proposal) -> str:
    """Name what found a proposal: the lexicon, a rule, or the kind of place the model looked at."""
    if proposal.entry is not None:
        return "slogan-verse" if proposal.entry.work else "slogan-lexicon"
    if proposal.rules:
        return proposal.rules[0].evidence.rule
    return next(
        (rule for word, rule in _SOURCE_RULES if any(s.startswith(word) for s in proposal.sources)), "slogan-model"
    )


def _by_rule(proposal: Proposal) -> Annotation | None:
    """What stands without a model: the lexicon's type before that of the rules, these by the scheme's rank."""
    if proposal.entry is not None:
        return _annotation(proposal, proposal.entry.subtype, 0.95)
    if not proposal.rules:
        return None
    best = min(proposal.rules, key=lambda a: _RANK[a.type])
    return _annotation(proposal, best.type, best.evidence.score)


def _without_lists(found: list[Annotation], text: str) -> list[Annotation]:
    """Drop a parallel build that only lists quoted slogans: 增强“四个意识”、坚定“四个自信” are two of them."""
    quoted_spans = [(a.start_char, a.end_char) for a in found if text[a.start_char - 1 : a.start_char] in ("“", "‘")]
    return [
        a
        for a in found
        if a.type != "parallel" or not any(a.start_char < start and end < a.end_char for start, end in quoted_spans)
    ]


def _genre(text: str) -> str:
    return next((name for name, pattern in _GENRES if pattern.search(text[:3000])), "other")


@Language.factory(
    "slogan_tagger",
    assigns=["doc.spans"],
    default_config={
        "lexicon": None,
        "own": [],
        "off": [],
        "learned": True,
        "weights": None,
        "threshold": THRESHOLD,
        "candidates": False,
    },
)
def make_slogan_tagger(
    nlp: Language,
    name: str,
    lexicon: str | None,
    own: list[str],
    off: list[str],
    learned: bool,
    weights: str | None,
    threshold: float,
    candidates: bool,
) -> SloganTagger:
    """Build the component; ``lexicon`` names a table (path), null means that of the package.

    ``own`` are tables of the user beside it, whose entries always stand, ``off`` ids of rules that mark nothing else.
    ``learned`` false: lexicon and rules alone decide. ``weights`` names a folder of trained weights, null means the
    package's. ``threshold`` is the probability from which a proposal counts. ``candidates`` true: what lost is kept in
    ``doc.spans["slogans_candidates"]``.
    """
    return SloganTagger(
        table(lexicon, "slogans.tsv"),
        own=own_tables(own),
        off=off,
        learned=learned,
        weights=weights,
        threshold=threshold,
        candidates=candidates,
    )
