"""How well the shipped pipeline finds the three layers, by exact borders."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from corpus_tools.run.one import annotate_document, read_document
from corpus_tools.write import to_spans_json


def score(tool: Path, gold: Path, predicted: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, str(tool), str(gold), str(predicted), "--json"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def annotate(nlp: Language, pages: list[Path], target: Path) -> Path:
    lines = [to_spans_json(annotate_document(nlp, read_document(page)), doc_id=page.stem) for page in sorted(pages)]
    target.write_text("".join(lines), encoding="utf-8")
    return target


def short_of(report: dict[str, Any], least: dict[str, float]) -> dict[str, float]:
    return {layer: round(report[layer]["f1"], 3) for layer, bound in least.items() if report[layer]["f1"] < bound}


@pytest.mark.model
@pytest.mark.shared
def test_the_samples_are_annotated_as_well_as_before(
    nlp: Language, shared: Path, samples: Path, tmp_path: Path
) -> None:
    predicted = annotate(nlp, list(samples.glob("[0-9]*")), tmp_path / "p.jsonl")
    report = score(shared / "tools" / "score_spans.py", samples / "gold.jsonl", predicted)
    assert short_of(report, {"title": 0.90, "directive": 0.93, "slogan": 0.80}) == {}


@pytest.mark.model
@pytest.mark.shared
def test_the_seeds_are_annotated_as_well_as_before(nlp: Language, shared: Path, tmp_path: Path) -> None:
    predicted = annotate(nlp, list((shared / "seeds").glob("*.txt")), tmp_path / "p.jsonl")
    report = score(shared / "tools" / "score_spans.py", shared / "gold" / "seeds.jsonl", predicted)
    assert short_of(report, {"title": 0.88, "directive": 0.85, "slogan": 0.60}) == {}
