"""The reports that ship are of the weights that ship."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpus_tools.annotate.pipeline import SHIPPED, load_pipeline, shipped_model
from corpus_tools.model.digest import weights_digest
from corpus_tools.model.evaluate import SAMPLE, evaluate_model, to_json

REPORTS = Path(__file__).parents[2] / "docs" / "reports"


def stored(name: str, part: str) -> dict[str, Any]:
    report: dict[str, Any] = json.loads((REPORTS / f"{name}-{part}.json").read_text(encoding="utf-8"))
    return report


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("part", ["dev", "test"])
def test_a_report_is_of_the_shipped_weights(name: str, part: str) -> None:
    assert stored(name, part)["weights"] == weights_digest(shipped_model(name))


@pytest.mark.model
@pytest.mark.shared
@pytest.mark.parametrize("name", SHIPPED)
def test_a_sample_of_the_report_comes_out_again(name: str, shared: Path, tmp_path: Path) -> None:
    if name == "accurate":
        pytest.importorskip("onnxruntime", reason="the accurate model needs: pip install 'corpus-tools[accurate]'")
    sentences = (shared / "ud" / "zh_gsdsimp-ud-dev.conllu").read_text(encoding="utf-8").split("\n\n")[:SAMPLE]
    part = tmp_path / "sample.conllu"
    part.write_text("\n\n".join(sentences) + "\n\n", encoding="utf-8")
    found = json.loads(to_json(evaluate_model(load_pipeline(name), part)))
    wanted = stored(name, "dev")["sample"]
    for measure in ("words", "upos", "xpos", "feats", "uas", "las"):
        # another processor may add in another order
        assert found["raw_text"][measure]["f1"] == pytest.approx(wanted[measure]["f1"], abs=0.005)


def test_a_digest_changes_with_the_weights_and_not_with_the_facts(tmp_path: Path) -> None:
    (tmp_path / "parser").mkdir()
    (tmp_path / "parser" / "model").write_bytes(b"weights")
    (tmp_path / "meta.json").write_text("{}")
    before = weights_digest(tmp_path)
    (tmp_path / "meta.json").write_text('{"name": "x"}')
    assert weights_digest(tmp_path) == before
    (tmp_path / "parser" / "model").write_bytes(b"Weights")
    assert weights_digest(tmp_path) != before
