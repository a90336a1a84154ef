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


def test_two_tables_of_one_name_are_both_recorded(root: Path, tmp_path: Path) -> None:
    own = tmp_path / "slogans.tsv"
    own.write_text("id\tform\tsubtype\tstatus\nmy-1\t山绿水清路通\tparallel\tactive\n", encoding="utf-8")
    nlp = Language()
    nlp.add_pipe("slogan_tagger", config={"own": [str(own)], "learned": False})
    digest = hashlib.sha256(own.read_bytes()).hexdigest()
    made = made_by(nlp).lexicons
    assert made[f"slogans.tsv ({digest[:8]})"] == digest
    assert made["slogans.tsv"] != digest


def test_without_a_model_package_and_tables_are_recorded() -> None:
    made = made_by(None)
    assert made.version
    assert (made.model_name, dict(made.components)) == ("", {})
