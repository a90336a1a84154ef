"""A text -> why its spans were marked, what else was weighed, and why something was not."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from corpus_tools.annotate.evidence_weights import directive_weights, slogan_weights
from corpus_tools.annotate.lexicon_match import GAP_FILLED, HALF, MARKS, ORDER, SCRIPT, VARIANT
from corpus_tools.annotate.own_rule import OwnRuleTagger
from corpus_tools.annotate.verdicts import losers_of
from corpus_tools.clean import Profile, clean
from corpus_tools.explanation import Explained, Explanation, Weight
from corpus_tools.labels import DIRECTIVE, LAYERS, SLOGAN, TITLE, Layer
from corpus_tools.lexicon import LexiconEntry
from corpus_tools.read import read_bytes
from corpus_tools.rules import known_rules
from corpus_tools.spans import Annotation, annotations_of

#: What it means that a layer has neither a span nor a candidate at a place.
NOTHING = {
    TITLE.name: "no post, group or form of respect of posts.tsv stands here, and no 《》",
    SLOGAN.name: (
        "nothing proposed it: it is in no table, in no quotation marks, before no head noun, and it is no number with "
        "a noun, no row of like pieces or clauses, and no call"
    ),
    DIRECTIVE.name: "no clause begins here",
}

#: What a wording has other than its entry's form (``annotate/lexicon_match.py``).
VARIATIONS = {
    ORDER: "its parts in another order",
    GAP_FILLED: "with words in its gap",
    HALF: "a part of the form alone",
    VARIANT: "a variant of the form",
    MARKS: "with other marks",
    SCRIPT: "in other characters",
}


def cleaned_text(data: bytes, profile: Profile) -> str:
    """Return a text as ``annotate`` cleans it. Raises ReadError or CleaningError."""
    return clean(read_bytes(data, name="text"), profile=profile).text


def explain_text(nlp: Language, text: str, stretch: str | None = None, *, weights: int = 6) -> Explanation:
    """Explain the spans and losers of a text, or of the places where ``stretch`` stands in it.

    The pipeline must keep candidates (``load_pipeline(…, candidates=True)``). ``weights`` is how many features of the
    model are given for each. A stretch that does not stand in the text gives an explanation that says so.
    """
    doc = nlp(text)
    places = [(0, len(text))] if stretch is None else _places(text, stretch)
    if stretch is not None and not places:
        return Explanation(text, (), (f"{stretch} does not stand in the text",))
    rows = []
    silent = []
    for layer in LAYERS:
        here = [
            row
            for row in (*_marked(nlp, doc, layer, weights), *_losers(nlp, doc, layer, weights))
            if any(row.start_char < end and start < row.end_char for start, end in places)
        ]
        rows += here
        if not here and stretch is not None:
            silent.append(f"{layer.name}: {NOTHING[layer.name]}")
    rows.sort(key=lambda row: (not row.marked, row.start_char, -row.end_char))
    return Explanation(text, tuple(rows), tuple(silent))


def _places(text: str, stretch: str) -> list[tuple[int, int]]:
    places, at = [], text.find(stretch) if stretch else -1
    while at >= 0:
        places.append((at, at + len(stretch)))
        at = text.find(stretch, at + 1)
    return places


def _marked(nlp: Language, doc: Doc, layer: Layer, count: int) -> list[Explained]:
    return [_explained(nlp, doc, layer, annotation, "", count) for annotation in annotations_of(doc, layer)]


def _losers(nlp: Language, doc: Doc, layer: Layer, count: int) -> list[Explained]:
    return [_explained(nlp, doc, layer, annotation, reason, count) for annotation, reason in losers_of(doc, layer)]


def _explained(nlp: Language, doc: Doc, layer: Layer, a: Annotation, reason: str, count: int) -> Explained:
    weights: list[Weight] = []
    own = _own_gloss(nlp, a.evidence.rule)
    if own is not None:
        pass  # no model was asked
    elif layer is SLOGAN:
        weights = slogan_weights(nlp, doc, a.start_char, a.end_char, a.type)
    elif layer is DIRECTIVE:
        weights = directive_weights(nlp, doc, a.start_char)
    rule = known_rules().get(a.evidence.rule)
    return Explained(
        layer.name,
        a.start_char,
        a.end_char,
        a.type,
        doc.text[a.start_char : a.end_char],
        a.evidence.rule,
        a.evidence.version,
        a.evidence.score,
        reason,
        _gloss(rule.gloss if rule else own or "", a.evidence.variation),
        _entry(nlp, a.evidence.entry),
        dict(a.attributes),
        tuple(weights[:count]),
    )


def _gloss(gloss: str, variation: str | None) -> str:
    """The rule's gloss, with what a wording has other than its entry."""
    return f"{gloss}; {VARIATIONS[variation]}" if variation in VARIATIONS else gloss


def _own_gloss(nlp: Language, identifier: str) -> str | None:
    """The note on a rule of the user; None if the rule is no rule of the user."""
    for _, component in nlp.pipeline:
        if isinstance(component, OwnRuleTagger) and (rule := component.rule(identifier)):
            return rule.note
    return None


def _entry(nlp: Language, identifier: str | None) -> LexiconEntry | None:
    """Find a row by its id in the tables of the pipeline's taggers."""
    if identifier is None:
        return None
    for _, component in nlp.pipeline:
        for lexicon in getattr(component, "lexicons", ()):
            for entry in lexicon.entries:
                if entry.id == identifier:
                    return entry  # type: ignore[no-any-return]
    return None
