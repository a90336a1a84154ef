from __future__ import annotations

import hashlib
from pathlib import Path

from spacy.language import Language

from corpus_tools.run.made_by import made_by


def test_model_components_and_tables_are_recorded(blank_nlp: Language, root: Path) -> None:
    made = made_by(blank_nlp)
    assert (made.model_name, made.model_version) == ("zh_characters", "0.0.1")
    assert list(made.components) == blank_nlp.pipe_names
    table = root / "corpus_tools" / "lexicons" / "slogans.tsv"
    assert made.lexicons["slogans.tsv"] == hashlib.sha256(table.read_bytes()).hexdigest()
    assert "sources.tsv" not in made.lexicons
    assert made.date is None


def test_without_a_model_package_and_tables_are_recorded() -> None:
    made = made_by(None)
    assert made.version
    assert (made.model_name, dict(made.components)) == ("", {})
