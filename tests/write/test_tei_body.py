"""Each kind of block in the element that TEI has for it, at a place where TEI lets it stand."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.alignment import AlignedText, Edit
from corpus_tools.document import BLOCK_KINDS, Block, Damage, Source, TextDocument, attach, document_of
from corpus_tools.labels import TITLE
from corpus_tools.provenance import Provenance
from corpus_tools.read.tei import read_tei
from corpus_tools.spans import Annotation, Evidence, set_spans
from corpus_tools.stored.doc import to_doc
from corpus_tools.write import to_tei

TEI = {"t": "http://www.tei-c.org/ns/1.0"}
SCHEMA = Path(__file__).resolve().parents[3] / "shared" / "schema" / "tei_all.rng"
PYJING = Path(sys.executable).with_name("pyjing")
NOBODY = Provenance("0.1.0")


def text_of(*blocks: tuple[str, int]) -> Doc:
    """A text of one line, of one word, for each kind and level."""
    words, document = [], TextDocument(Source("a", "0" * 64, 1, "utf-8", "text/plain"), AlignedText(""))
    at = 0
    for number, (kind, level) in enumerate(blocks):
        word = f"行{number}"
        document.blocks.append(Block(kind, at, at + len(word), level))
        words += [word, "\n"]
        at += len(word) + 1
    made = Doc(Vocab(), words=words[:-1], spaces=[False] * (len(words) - 1))
    document.aligned = AlignedText(made.text)
    return attach(made, document)


def outline(doc: Doc) -> str:
    """The body as brackets: ``div(head p)``."""
    body = etree.fromstring(to_tei(doc, doc_id="a", provenance=NOBODY)).find(".//t:body", TEI)
    assert body is not None

    def shape(e: etree._Element) -> str:
        inside = [shape(c) for c in e if etree.QName(c).localname not in ("s", "w", "pc")]
        name = etree.QName(e).localname + (f"[{e.get('rend')}]" if e.get("rend") else "")
        return f"{name}({' '.join(inside)})" if inside else name

    return " ".join(shape(e) for e in body)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ("headline byline lead paragraph", "div(head byline head p)"),
        ("paragraph byline paragraph", "div(p p[byline] p)"),
        ("paragraph closing closing", "div(p closer closer)"),
        ("paragraph byline closing", "div(p byline closer)"),
        ("headline closing", "div(head p[closing])"),
        ("byline", "div(byline)"),
        ("closing paragraph", "div(p[closing] p)"),
        ("paragraph closing head paragraph", "div(p p[closing] div(head p))"),
        ("paragraph head paragraph closing head item", "div(p div(head p closer) div(head list(item)))"),
        ("paragraph head paragraph closing", "div(p div(head p) closer)"),
        ("verse verse quote verse", "div(lg(l l) quote lg(l))"),
        ("item item paragraph item", "div(list(item item) p list(item))"),
    ],
)
def test_kinds_of_lines(kinds: str, expected: str) -> None:
    doc = text_of(*((kind, 0) for kind in kinds.split()))
    assert outline(doc) == expected
    again = document_of(to_doc(read_tei(to_tei(doc, doc_id="a", provenance=NOBODY), name="a.xml")[0]))
    assert again is not None
    assert [block.kind for block in again.blocks] == kinds.split()


def test_a_row_ends_where_the_column_is_not_further_to_the_right() -> None:
    assert outline(text_of(*(("cell", n) for n in (1, 2, 3, 1, 3, 2)))) == (
        "div(table(row(cell cell cell) row(cell cell) row(cell)))"
    )


def test_damage_that_left_nothing_is_a_gap() -> None:
    doc = Doc(Vocab(), words=["甲", "乙"], spaces=[False] * 2)
    aligned = AlignedText("甲??乙")
    aligned = aligned.apply([Edit(1, 3, "", "step")])
    document = TextDocument(Source("a", "0" * 64, 1, "utf-8", "text/plain"), aligned)
    document.damage += [Damage(0, 0, "begins broken"), Damage(1, 3, "two bytes"), Damage(4, 4, "cut off")]
    root = etree.fromstring(to_tei(attach(doc, document), doc_id="a", provenance=NOBODY))
    (sentence,) = root.iterfind(".//t:s", TEI)
    found = [(etree.QName(e).localname, e.text and e.text.strip(), e.get("quantity")) for e in sentence.iter()][1:]
    assert found == [
        ("unclear", "", None),
        ("w", "甲", None),
        ("gap", None, "2"),
        ("w", "乙", None),
        ("gap", None, None),
    ]


def test_names_lead_to_registries_and_places_have_their_code() -> None:
    words = ["云溪县", "县长", "吴清", "到", "云溪县", "水务局"]
    ents = ["B-LOC", "O", "B-PER", "O", "B-LOC", "B-ORG"]
    doc = Doc(Vocab(), words=words, spaces=[False] * 6, ents=ents)
    attributes = {"parts": [{"start": 0, "end": 3, "part": "jurisdiction"}], "jurisdiction_code": "990101"}
    doc = set_spans(doc, TITLE, [Annotation(0, 5, "office", Evidence("r", "1", 1.0), attributes)])
    root = etree.fromstring(to_tei(doc, doc_id="a", provenance=NOBODY))
    names = [(n.get("type"), n.get("ref")) for n in root.iterfind(".//t:s/t:name", TEI)]
    assert names == [("LOC", "#a.place.1"), ("PER", "#a.person.1"), ("LOC", "#a.place.1"), ("ORG", "#a.body.1")]
    (place,) = root.iterfind("t:standOff/t:listPlace/t:place", TEI)
    assert [(etree.QName(e).localname, e.text) for e in place] == [("placeName", "云溪县"), ("idno", "990101")]


@pytest.mark.shared
@pytest.mark.skipif(
    not (SCHEMA.exists() and PYJING.exists() and shutil.which("java")), reason="needs tei_all, jing, java"
)
def test_tei_all_accepts_every_kind_beside_every_other(doc: Doc, provenance: Provenance, tmp_path: Path) -> None:
    number = 0
    for first in BLOCK_KINDS:
        kinds = [kind for other in BLOCK_KINDS for kind in (first, other, "paragraph", other, first)]
        for each in (kinds, kinds[1:-3], [first], [first, first], *([first, other] for other in BLOCK_KINDS)):
            number += 1
            written = to_tei(text_of(*((kind, 0) for kind in each)), doc_id=f"a{number}", provenance=NOBODY)
            (tmp_path / f"{number}.xml").write_bytes(written)
    for layout in ("inline", "standoff"):
        number += 1
        written = to_tei(doc, doc_id="a", provenance=provenance, layout=layout)  # type: ignore[arg-type]
        (tmp_path / f"{number}.xml").write_bytes(written)
    files = sorted(map(str, tmp_path.iterdir()))
    done = subprocess.run([str(PYJING), str(SCHEMA), *files], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
