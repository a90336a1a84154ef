"""Attributes of spans in TEI and CoNLL-U: the same facts, in elements and in comments, accepted by both validators."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import conllu
import pytest
from lxml import etree
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.labels import DIRECTIVE, SLOGAN, TITLE
from corpus_tools.provenance import Provenance
from corpus_tools.spans import Annotation, Evidence, set_spans
from corpus_tools.write import to_conllu, to_spans_json, to_tei

TEI = {"t": "http://www.tei-c.org/ns/1.0"}
SCHEMA = Path(__file__).resolve().parents[3] / "shared" / "schema" / "tei_all.rng"
PYJING, UDVALIDATE = (Path(sys.executable).with_name(name) for name in ("pyjing", "udvalidate"))
WORDS = ["云溪", "县", "副局长", "吴清", "要求", "各村", "要", "备足", "沙袋", "。"]
HEADS = [1, 2, 3, 4, 4, 7, 7, 4, 7, 4]
DEPS = ["nmod", "nmod", "nmod", "nsubj", "ROOT", "nsubj", "aux", "ccomp", "obj", "punct"]


def worded(doc: Doc, part: str) -> dict[str, Any]:
    start = doc.text.index(part)
    return {"start": start, "end": start + len(part), "text": part}


@pytest.fixture
def described() -> Doc:
    """A title whose parts cut a token, a directive with all that is said of one, a slogan that varies its entry."""
    pos = ["PUNCT" if word == "。" else "NOUN" for word in WORDS]
    doc = Doc(Vocab(), words=WORDS, spaces=[False] * len(WORDS), heads=HEADS, deps=DEPS, pos=pos)
    title = {
        "refers_to": "吴清源",
        "parts": [
            {"start": 0, "end": 3, "part": "jurisdiction"},
            {"start": 3, "end": 4, "part": "prefix"},
            {"start": 4, "end": 6, "part": "post"},
        ],
        "jurisdiction_code": "510100",
        "deputy": True,
    }
    order = {
        "trigger": "要",
        "polarity": "positive",
        "strength": "have to",
        "addressee": worded(doc, "各村"),
        "action": {"verbs": [worded(doc, "备足")], "object": worded(doc, "沙袋"), "phrase": worded(doc, "沙袋")},
        "votes": [1, 0.5, {"by": "甲"}],
        "nothing": None,
    }
    entry = Evidence("slogan-lexicon", "2", 0.123456, "slo-0001", "a word more")
    doc = set_spans(doc, TITLE, [Annotation(0, 6, "office", Evidence("title-office", "2", 0.9), title)])
    doc = set_spans(doc, SLOGAN, [Annotation(12, 17, "policy", entry)])
    return set_spans(doc, DIRECTIVE, [Annotation(10, 17, "obligation", Evidence("d", "1", 1.0), order)])


def test_parts_are_spans_of_their_own_that_name_their_span(described: Doc, provenance: Provenance) -> None:
    root = etree.fromstring(to_tei(described, doc_id="a", provenance=provenance))
    parts = root.xpath("//t:s/t:spanGrp[@type='title_part' or @type='directive_part']/t:span", namespaces=TEI)
    assert [tuple(p.get(key) for key in ("corresp", "ana", "from", "to", "n")) for p in parts] == [
        ("#a.span.t1", "part:jurisdiction", "#a.s1.t1", "#a.s1.t2", None),
        ("#a.span.t1", "part:prefix", "#a.s1.t3", "#a.s1.t3", "0-1"),
        ("#a.span.t1", "part:post", "#a.s1.t3", "#a.s1.t3", "1-3"),
        ("#a.span.d1", "part:addressee", "#a.s1.t6", "#a.s1.t6", None),
        ("#a.span.d1", "part:verb", "#a.s1.t8", "#a.s1.t8", None),
        ("#a.span.d1", "part:object", "#a.s1.t9", "#a.s1.t9", None),
        ("#a.span.d1", "part:phrase", "#a.s1.t9", "#a.s1.t9", None),
    ]


def test_other_attributes_are_features_that_the_span_points_to(described: Doc, provenance: Provenance) -> None:
    root = etree.fromstring(to_tei(described, doc_id="a", provenance=provenance))
    ana = {s.get("{http://www.w3.org/XML/1998/namespace}id"): s.get("ana") for s in root.iterfind(".//t:span", TEI)}
    assert ana["a.span.t1"] == "title:office rule:title-office #a.fs.t1"
    title, slogan, order = root.iterfind("t:standOff/t:fs", TEI)
    assert {f.get("name"): (f[0].text or f[0].get("value")) for f in title} == {
        "jurisdiction_code": "510100",
        "deputy": "true",
    }
    assert [(f.get("name"), f[0].text) for f in slogan] == [("entry-variation", "a word more")]
    assert [f.get("name") for f in order] == ["polarity", "strength", "votes", "json"]
    assert root.xpath("string(//t:span[@xml:id='a.span.s1']/@cert)", namespaces=TEI) == "0.123456"
    relations = [(r.get("name"), r.get("active")) for r in root.iterfind(".//t:relation", TEI)]
    assert relations == [("refersTo", "#a.span.t1"), ("tells", "#a.span.d1")]


def test_comments_say_the_same(described: Doc) -> None:
    (sentence,) = conllu.parse(to_conllu(described, doc_id="a"))
    said = {key: value for key, value in sentence.metadata.items() if key.partition("_")[0] in ("rel", "part", "attr")}
    assert list(said.values()) == [
        "refersTo t1 吴清源",
        "hasTrigger d1 要",
        "fromEntry s1 slo-0001",
        "hasVariation s1 a word more",
        "t1 jurisdiction 1..2",
        "t1 prefix 3 chars 0-1",
        "t1 post 3 chars 1-3",
        "d1 addressee 6",
        "d1 verb 8",
        "d1 object 9",
        "d1 phrase 9",
        't1 jurisdiction_code "510100"',
        "t1 deputy true",
        "d1 polarity positive",
        "d1 strength have to",
        'd1 votes [1, 0.5, {"by": "甲"}]',
        "d1 nothing null",
    ]


def test_lines_of_json_have_the_variation(described: Doc) -> None:
    assert '"entry": "slo-0001", "variation": "a word more"' in to_spans_json(described, doc_id="a")


def test_what_can_not_be_decoded_passes_the_validator(tmp_path: Path) -> None:
    doc = Doc(
        Vocab(), words=["云\ufffd", "。"], spaces=[False] * 2, heads=[0, 0], deps=["ROOT", "punct"], pos=["X", "PUNCT"]
    )
    output = to_conllu(doc, doc_id="a")
    assert "# text = 云〓。" in output
    assert "\ufffd" not in output
    validate(tmp_path, output)


def test_both_validators_accept_it(described: Doc, provenance: Provenance, tmp_path: Path) -> None:
    validate(tmp_path, to_conllu(described, doc_id="a", provenance=provenance))
    if not (SCHEMA.exists() and PYJING.exists() and shutil.which("java")):
        pytest.skip("needs tei_all, jing, java")
    (tmp_path / "a.xml").write_bytes(to_tei(described, doc_id="a", provenance=provenance))
    command = [str(PYJING), str(SCHEMA), str(tmp_path / "a.xml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def validate(folder: Path, output: str) -> None:
    if not UDVALIDATE.exists():
        pytest.skip("udtools is not installed")
    (folder / "a.conllu").write_text(output, encoding="utf-8")
    command = [str(UDVALIDATE), "--lang", "zh", "--level", "2", str(folder / "a.conllu")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
