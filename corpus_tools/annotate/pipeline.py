"""Which components, in which order: the shipped model and the three taggers, or any other spaCy pipeline and ours."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from corpus_tools.annotate.own_rule import OwnRuleTagger
from corpus_tools.annotate.tables import tagger_tables
from corpus_tools.errors import ModelError
from corpus_tools.repair_rules import REPAIR_RULES
from corpus_tools.rules import RuleSettings

#: The models that ship in the package; ``--model`` takes such a name, a path or the name of an installed pipeline.
SHIPPED = ("fast", "accurate")
DEFAULT_MODEL = "fast"
#: Titles first: names are mended by their holders, and the directive tagger takes its speakers from them. Trees are
#: mended last: the taggers know them as the parser makes them.
TAGGERS = ("title_tagger", "name_repair", "slogan_tagger", "directive_tagger", "ud_repair")
#: Behind the taggers where the user has rules of their own.
OWN_RULES = "own_rule_tagger"
#: Words of every kind, so that a rule that asks for what the pipeline does not give is told before the first document.
TRIAL = "会议要求，各村要备足沙袋。"
#: Characters; a longer document would need more memory than a laptop has.
LONGEST_TEXT = 1_000_000


def shipped_model(name: str = DEFAULT_MODEL) -> Path:
    """Return the folder of a shipped model."""
    return Path(str(resources.files("corpus_tools").joinpath("model", "weights", name)))


def load_pipeline(
    model: str | Path = DEFAULT_MODEL, settings: RuleSettings | None = None, *, candidates: bool = False
) -> Language:
    """Load a spaCy pipeline and put what it lacks of the taggers behind it.

    ``settings`` switch rules off and add tables and rules of the user's own; with them, taggers that the pipeline
    brings along are replaced; rules of the user that it brings along stay, unless the settings have some.
    ``candidates`` true: what lost is kept (``doc.spans["…_candidates"]``). Raises ModelError if the model can't be
    found or is no pipeline for Chinese, LexiconError for a faulty table, RuleError for a pattern that spaCy or the
    pipeline can't take.
    """
    source = shipped_model(str(model)) if model in SHIPPED else model
    try:
        nlp = spacy.load(source)
    except OSError as error:
        raise ModelError(f"model {str(model)!r} can't be loaded: {_reason(error)}") from error
    if nlp.lang != "zh":
        raise ModelError(f"model {str(model)!r} is for language {nlp.lang!r}; a Chinese (zh) pipeline is needed")
    if not any(nlp.has_pipe(name) for name in ("parser", "senter", "sentencizer", "sentence_splitter")):
        nlp.add_pipe("sentence_splitter", first=True)
    configured = _configurations(settings or RuleSettings(), candidates=candidates)
    changed = settings is not None or candidates
    for name in TAGGERS:
        if nlp.has_pipe(name) and changed:
            nlp.remove_pipe(name)
        if not nlp.has_pipe(name):
            nlp.add_pipe(name, config=configured.get(name, {}))
    if changed:
        _add_own_rules(nlp, settings or RuleSettings(), candidates=candidates)
    nlp.max_length = LONGEST_TEXT
    return nlp


def _add_own_rules(nlp: Language, settings: RuleSettings, *, candidates: bool) -> None:
    """Put the user's rules behind the taggers: those of the settings, else those that the pipeline brought along."""
    files = [settings.own_rules] if settings.own_rules else []
    if nlp.has_pipe(OWN_RULES):
        brought = nlp.get_pipe(OWN_RULES)
        if not files and isinstance(brought, OwnRuleTagger):
            files = brought.files
        nlp.remove_pipe(OWN_RULES)
    if not files:
        return
    tagger = nlp.add_pipe(OWN_RULES, config={"off": sorted(settings.off), "candidates": candidates})
    for file in files:
        tagger.add(file)  # type: ignore[attr-defined]
    nlp(TRIAL)


def _configurations(settings: RuleSettings, *, candidates: bool) -> dict[str, dict[str, Any]]:
    """Return the configuration of each tagger."""
    tables = tagger_tables(settings.lexicons)
    rows: dict[str, dict[str, Any]] = {
        name: {"own": tables[name], "off": sorted(settings.off), "candidates": candidates}
        for name in ("title_tagger", "slogan_tagger", "directive_tagger")
    }
    rows["ud_repair"] = {"off": sorted(settings.off & set(REPAIR_RULES))}
    for name, threshold in (
        ("slogan_tagger", settings.slogan_threshold),
        ("directive_tagger", settings.directive_threshold),
    ):
        rows[name]["learned"] = settings.learned
        rows[name]["weights"] = settings.weights
        if threshold is not None:
            rows[name]["threshold"] = threshold
    return rows


def _reason(error: OSError) -> str:
    """Say in one line what spaCy's message means for the user."""
    return f"{str(error).splitlines()[0]} Name 'fast', 'accurate', the folder of a saved pipeline, or an installed one."
