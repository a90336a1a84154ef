"""A user's file of rules -> all its faults: keys, patterns, and examples that come out otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.annotate.own_rule import OwnRuleTagger
from corpus_tools.annotate.own_rule_pattern import pattern_faults
from corpus_tools.annotate.pipeline import DEFAULT_MODEL, TRIAL, load_pipeline
from corpus_tools.annotate.verdicts import losers_of
from corpus_tools.errors import LexiconError, RuleError
from corpus_tools.labels import LAYER_BY_NAME, Layer
from corpus_tools.own_rules import OwnRule, marked
from corpus_tools.rules import RuleSettings, parse_rule_settings
from corpus_tools.spans import Annotation, annotations_of


@dataclass(frozen=True)
class CheckedRules:
    """What a check found: how many rules and examples were tried, the file's SHA-256, and all faults."""

    rules: int
    examples: int
    sha256: str
    faults: tuple[str, ...]


def check_rule_file(path: Path, *, model: str | Path = DEFAULT_MODEL) -> CheckedRules:
    """Check a file of settings with its rules, and run the examples of every rule that has no other fault.

    Each sentence goes through the whole pipeline with the settings of the file. Raises RuleError if the file is no
    TOML, ModelError if the model can't be loaded.
    """
    settings, faults = parse_rule_settings(path)
    own = settings.own_rules
    if own is None:
        return CheckedRules(0, 0, "", tuple(faults))
    sound = []
    for rule in own.rules:
        reasons = pattern_faults(rule, Vocab())
        faults += [f"{path.name}: {rule.id}: {reason}" for reason in reasons]
        sound += [] if reasons else [rule]
    try:
        nlp = _pipeline(settings, model)
    except LexiconError as error:
        faults += str(error).splitlines()
        nlp = _pipeline(replace(settings, lexicons=()), model)
    tagger = OwnRuleTagger(nlp.vocab, candidates=True)
    tried = []
    for rule in sound:
        alone = replace(own, rules=(rule,))
        try:
            OwnRuleTagger(nlp.vocab).add(alone)(nlp(TRIAL))
        except RuleError as error:
            faults.append(str(error))
            continue
        if rule.id not in settings.off:
            tagger.add(alone)
            tried.append(rule)
    for rule in tried:
        faults += [f"{path.name}: {rule.id}: {fault}" for fault in _example_faults(nlp, tagger, rule)]
    count = sum(len(rule.examples) + len(rule.counterexamples) for rule in tried)
    return CheckedRules(len(own.rules), count, own.sha256, tuple(faults))


def _pipeline(settings: RuleSettings, model: str | Path) -> Language:
    """The pipeline with all that the file says but its rules: those are tried one by one."""
    own = {rule.id for rule in settings.own_rules.rules} if settings.own_rules else set()
    return load_pipeline(model, replace(settings, own_rules=None, off=settings.off - own), candidates=True)


def _example_faults(nlp: Language, tagger: OwnRuleTagger, rule: OwnRule) -> Iterator[str]:
    layer = LAYER_BY_NAME[rule.layer]
    for number, example in enumerate(rule.examples, 1):
        text, wanted = marked(example) or (example, [])
        doc = tagger(nlp(text))
        found = {(a.start_char, a.end_char) for a in annotations_of(doc, layer) if a.evidence.rule == rule.id}
        for start, end in wanted:
            if (start, end) not in found:
                instead = _instead(doc, layer, rule, start, end)
                yield f"examples: number {number}: ⟦{text[start:end]}⟧ is not marked; {instead}"
    for number, example in enumerate(rule.counterexamples, 1):
        text, unwanted = marked(example) or (example, [])
        doc = tagger(nlp(text))
        for a in (*annotations_of(doc, layer), *(loser for loser, _ in losers_of(doc, layer))):
            place = (a.start_char, a.end_char)
            if a.evidence.rule == rule.id and (place in unwanted or not unwanted):
                yield f"counterexamples: number {number}: the rule finds ⟦{text[slice(*place)]}⟧; narrow its pattern"


def _instead(doc: Doc, layer: Layer, rule: OwnRule, start: int, end: int) -> str:
    """Say what the rule found in place of a stretch, and what else stands there."""

    def there(a: Annotation) -> bool:
        return a.start_char < end and start < a.end_char

    marks = annotations_of(doc, layer)
    losers = losers_of(doc, layer)
    mine = [f"the rule finds {_quoted(doc, a)}" for a in marks if a.evidence.rule == rule.id]
    mine += [f"the rule finds {_quoted(doc, a)}, but it {reason}" for a, reason in losers if a.evidence.rule == rule.id]
    others = [
        f"{_quoted(doc, a)} {a.type} by {a.evidence.rule}" for a in marks if there(a) and a.evidence.rule != rule.id
    ]
    words = " ".join(token.text for token in doc)
    said = mine or [f"the rule finds nothing in the words {words}"]
    return "; ".join([*said, *([f"marked there: {', '.join(others)}"] if others else [])])


def _quoted(doc: Doc, a: Annotation) -> str:
    return f"⟦{doc.text[a.start_char : a.end_char]}⟧"
