from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree
from spacy.tokens import Doc

from corpus_tools.overlap import Duplicate, Overlap, Reuse
from corpus_tools.provenance import Provenance
from corpus_tools.write import to_tei

TEI = {"t": "http://www.tei-c.org/ns/1.0"}
SCHEMA = Path(__file__).resolve().parents[3] / "shared" / "schema" / "tei_all.rng"
PYJING = Path(sys.executable).with_name("pyjing")

NEAR = Overlap(Duplicate("d1", "near", 0.93217), Reuse(8, 6, "d1", 5))
FIRST = Overlap(Duplicate("a", "first", 1.0), Reuse(8, 0))
COMMON = Overlap(None, Reuse(3, 1))


def notes(doc: Doc, provenance: Provenance, overlap: Overlap | None) -> list[str]:
    """What stands in ``notesStmt``, without the remarks and the damage that the document brings along."""
    root = etree.fromstring(to_tei(doc, doc_id="a", provenance=provenance, overlap=overlap))
    found = root.xpath(".//t:notesStmt/*[not(@type='remark' or @type='damage')]", namespaces=TEI)
    assert isinstance(found, list)
    return [
        " ".join([etree.QName(e).localname, *map(str, e.attrib.values()), *" ".join(e.itertext()).split()])
        for e in found
        if isinstance(e, etree._Element)
    ]


def test_a_copy_names_the_first_of_its_cluster_and_where_its_clauses_stand(doc: Doc, provenance: Provenance) -> None:
    assert notes(doc, provenance, NEAR) == [
        "relatedItem duplicate near d1 0.9321",
        "note reuse 0.7500 6 of 8 long clauses stand in other texts of the corpus too.",
        "relatedItem reuse d1 5",
    ]


def test_the_first_of_a_cluster_says_so(doc: Doc, provenance: Provenance) -> None:
    assert notes(doc, provenance, FIRST) == ["note cluster The first of a cluster of duplicates, which bears its name."]


def test_clauses_that_stand_everywhere_name_no_document(doc: Doc, provenance: Provenance) -> None:
    assert notes(doc, provenance, COMMON) == [
        "note reuse 0.3333 1 of 3 long clauses stand in other texts of the corpus too."
    ]


def test_a_document_that_shares_nothing_is_as_before(doc: Doc, provenance: Provenance) -> None:
    plain = to_tei(doc, doc_id="a", provenance=provenance)
    assert to_tei(doc, doc_id="a", provenance=provenance, overlap=Overlap(None, Reuse(4, 0))) == plain


@pytest.mark.skipif(
    not (SCHEMA.exists() and PYJING.exists() and shutil.which("java")), reason="needs tei_all, jing, java"
)
def test_tei_all_accepts_them(doc: Doc, provenance: Provenance, tmp_path: Path) -> None:
    files = []
    for number, overlap in enumerate((NEAR, FIRST, COMMON)):
        files.append(tmp_path / f"{number}.xml")
        files[-1].write_bytes(to_tei(doc, doc_id="a", provenance=provenance, overlap=overlap))
    done = subprocess.run([str(PYJING), str(SCHEMA), *map(str, files)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
