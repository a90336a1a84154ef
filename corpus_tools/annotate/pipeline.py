"""Which components, in which order: the shipped model and the three taggers, or any other spaCy pipeline and ours."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import spacy
from spacy.language import Language

from corpus_tools.errors import ModelError

#: The model that ships in the package; ``--model`` takes its name, a path or the name of an installed pipeline.
DEFAULT_MODEL = "fast"
#: Titles first: names are mended by their holders, and the directive tagger takes its speakers from them.
TAGGERS = ("title_tagger", "name_repair", "slogan_tagger", "directive_tagger")
#: Characters; a longer document would need more memory than a laptop has.
LONGEST_TEXT = 1_000_000


def shipped_model() -> Path:
    """Return the folder of the shipped model."""
    return Path(str(resources.files("corpus_tools").joinpath("model", "weights", DEFAULT_MODEL)))


def load_pipeline(model: str | Path = DEFAULT_MODEL) -> Language:
    """Load a spaCy pipeline and put what it lacks of the taggers behind it.

    Raises ModelError if the model can't be found or is no pipeline for Chinese.
    """
    source: str | Path = shipped_model() if model == DEFAULT_MODEL else model
    try:
        nlp = spacy.load(source)
    except OSError as error:
        raise ModelError(f"model {str(model)!r} can't be loaded: {_reason(error)}") from error
    if nlp.lang != "zh":
        raise ModelError(f"model {str(model)!r} is for language {nlp.lang!r}; a Chinese (zh) pipeline is needed")
    if not any(nlp.has_pipe(name) for name in ("parser", "senter", "sentencizer", "sentence_splitter")):
        nlp.add_pipe("sentence_splitter", first=True)
    for name in TAGGERS:
        if not nlp.has_pipe(name):
            nlp.add_pipe(name)
    nlp.max_length = LONGEST_TEXT
    return nlp


def _reason(error: OSError) -> str:
    """Say in one line what spaCy's message means for the user."""
    return f"{str(error).splitlines()[0]} Name 'fast', the folder of a saved pipeline, or an installed one."
