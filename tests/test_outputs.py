"""What the main command writes is accepted by the field's own validators."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from corpus_tools.cli import main

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SCHEMA = SHARED / "schema" / "tei_all.rng"
PYJING, UDVALIDATE = (Path(sys.executable).with_name(name) for name in ("pyjing", "udvalidate"))

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, and the scraped pages where they are at hand, annotated."""
    out = tmp_path_factory.mktemp("corpus") / "out"
    inputs = [str(path) for path in (ROOT / "annotations" / "samples", SHARED / "seeds") if path.is_dir()]
    result = CliRunner().invoke(main, ["annotate", *inputs, "-o", str(out), "--quiet"])
    assert result.exit_code == 0, result.output
    return out


@pytest.mark.skipif(not UDVALIDATE.exists(), reason="needs udvalidate of udtools")
def test_ud_accepts_every_conllu_file_at_level_2(corpus: Path) -> None:
    files = sorted(map(str, (corpus / "conllu").iterdir()))
    assert len(files) >= 12
    done = subprocess.run(
        [str(UDVALIDATE), "--lang", "zh", "--level", "2", *files], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(
    not (SCHEMA.exists() and PYJING.exists() and shutil.which("java")), reason="needs tei_all, jing, java"
)
def test_tei_all_accepts_every_document_and_the_corpus(corpus: Path) -> None:
    whole = etree.parse(str(corpus / "corpus.xml"))
    whole.xinclude()
    whole.write(str(corpus / "whole.xml"), encoding="UTF-8")
    files = [*sorted(map(str, (corpus / "tei").iterdir())), str(corpus / "whole.xml")]
    done = subprocess.run([str(PYJING), str(SCHEMA), *files], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
