from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.provenance import Provenance
from corpus_tools.write import corpus_entry, corpus_xml, to_tei

SCHEMA = Path(__file__).resolve().parents[3] / "shared" / "schema" / "tei_all.rng"
JING = next((p for name in ("jing", "pyjing") if (p := Path(sys.executable).with_name(name)).exists()), None)
TEI = {"t": "http://www.tei-c.org/ns/1.0"}


def write_corpus(doc: Doc, provenance: Provenance, folder: Path) -> list[Path]:
    """Write a corpus of three documents; return the files, the corpus with all included last."""
    bare = Doc(Vocab(), words=["甲", "\x01", "\n", "乙"], spaces=[True, False, False, False])
    empty = Doc(Vocab(), words=["\n"], spaces=[False])
    entries, files = [], []
    (folder / "tei").mkdir()
    for doc_id, each in (("文件①", doc), ("2022-1", doc), ("bare", bare), ("empty", empty)):
        files.append(folder / "tei" / f"{doc_id}.xml")
        files[-1].write_bytes(to_tei(each, doc_id=doc_id, provenance=provenance))
        entries.append(corpus_entry(each, doc_id=doc_id))
    files.append(folder / "corpus.xml")
    files[-1].write_bytes(corpus_xml(entries, provenance, title="语料"))
    tree = etree.parse(files[-1])
    tree.xinclude()
    files.append(folder / "whole.xml")
    tree.write(files[-1], encoding="utf-8")
    return files


def test_corpus_includes_its_documents_and_adds_up(doc: Doc, provenance: Provenance, tmp_path: Path) -> None:
    whole = etree.parse(write_corpus(doc, provenance, tmp_path)[-1])
    assert whole.xpath("count(/t:teiCorpus/t:TEI)", namespaces=TEI) == 4
    measures = whole.iterfind("t:teiHeader//t:measure", TEI)
    assert {m.get("unit"): m.get("quantity") for m in measures} == {
        "texts": "4",
        "sentences": "18",
        "tokens": "63",
        "titles": "2",
        "slogans": "4",
        "directives": "4",
    }
    ids = whole.xpath("//@xml:id")
    assert len(ids) == len(set(ids))


@pytest.mark.shared
@pytest.mark.skipif(not (SCHEMA.exists() and JING and shutil.which("java")), reason="needs the TEI schema, jing, java")
def test_everything_is_valid_tei(doc: Doc, provenance: Provenance, tmp_path: Path) -> None:
    *documents, _, whole = write_corpus(doc, provenance, tmp_path)
    undated = tmp_path / "undated.xml"
    undated.write_bytes(to_tei(doc, doc_id="undated", provenance=Provenance("0.1.0")))
    command = [str(JING), str(SCHEMA), *map(str, documents), str(undated), str(whole)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert not result.stdout
