"""The profile of ParlaMint: what its scripts make of our file is what we write as CoNLL-U, and its schema accepts it.

Schema and scripts are ParlaMint's own (the scripts under the GPL), so they are not in this repository. To run the tests
that need them, let the environment variable PARLAMINT name a copy with ``Schema/`` and ``Scripts/``.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
from pathlib import Path

import pytest
import stored_docs
from hypothesis import HealthCheck, given, settings
from lxml import etree
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.content import content_of
from corpus_tools.errors import CorpusToolsError
from corpus_tools.provenance import Provenance
from corpus_tools.write import to_conllu, to_tei
from corpus_tools.write.tei import holds

TEI = {"t": "http://www.tei-c.org/ns/1.0"}
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
PARLAMINT = Path(os.environ.get("PARLAMINT", "/nowhere"))
SCHEMA = PARLAMINT / "Schema" / "ParlaMint-TEI.ana.rng"
SCRIPT = PARLAMINT / "Scripts" / "parlamint2conllu.xsl"
needs_schema = pytest.mark.skipif(not SCHEMA.exists(), reason="PARLAMINT names no copy with ParlaMint's schema")
many = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def component(doc: Doc, provenance: Provenance, doc_id: str = "a") -> bytes:
    return to_tei(doc, doc_id=doc_id, provenance=provenance, profile="parlamint")


def rows(conllu: str) -> list[list[str]]:
    """The first eight columns of CoNLL-U, and whether white space follows."""
    lines = [line.split("\t") for line in conllu.splitlines() if line[:1].isdigit()]
    return [[*line[:8], str("SpaceAfter=No" in line[9])] for line in lines]


def as_their_script(data: bytes) -> list[list[str]]:
    """What ``parlamint2conllu.xsl`` makes of tokens, in a few lines of our own."""
    made = []
    for sentence in etree.fromstring(data).iterfind(".//t:s", TEI):
        tokens = [e for e in sentence.iter() if etree.QName(e).localname in ("w", "pc")]
        numbers = {f"#{sentence.get(XML_ID)}": 0} | {f"#{t.get(XML_ID)}": n for n, t in enumerate(tokens, start=1)}
        links = {link.get("target", "").split()[1]: link for link in sentence.iterfind("t:linkGrp/t:link", TEI)}
        for number, token in enumerate(tokens, start=1):
            link = links[f"#{token.get(XML_ID)}"]
            tag, _, feats = token.get("msd", "").removeprefix("UPosTag=").partition("|")
            form = token.text or ""
            lemma = form if etree.QName(token).localname == "pc" else token.get("lemma", "")
            relation = link.get("ana", "").partition(":")[2].replace("_", ":")
            head = str(numbers[link.get("target", "").split()[0]])
            joined = str(token.get("join") == "right")
            made.append([str(number), form, lemma, tag, token.get("pos", "_"), feats or "_", head, relation, joined])
    return made


def test_words_tags_and_trees_are_those_of_conllu(doc: Doc, provenance: Provenance) -> None:
    assert as_their_script(component(doc, provenance)) == rows(to_conllu(doc, doc_id="a"))


@many
@given(stored_docs.docs())
def test_so_they_are_in_any_document(doc: Doc) -> None:
    if content_of(doc)["tree"]:
        assert as_their_script(component(doc, stored_docs.PROVENANCE)) == rows(to_conllu(doc, doc_id="a"))


def test_names_of_other_types_are_misc() -> None:
    doc = Doc(Vocab(), words=["甲", "乙"], spaces=[False] * 2, heads=[0, 0], deps=["ROOT", "obj"], ents=["B-LAW", "O"])
    name = etree.fromstring(component(doc, Provenance("1"))).find(".//t:s/t:name", TEI)
    assert name is not None
    assert (name.get("type"), name.get("subtype")) == ("MISC", "LAW")


def test_a_document_without_trees_is_refused_by_name() -> None:
    doc = Doc(Vocab(), words=["甲"], spaces=[False])
    with pytest.raises(CorpusToolsError, match=r"^b1: sentence b1.s1 has no tree"):
        component(doc, Provenance("1"), "b1")


def test_it_says_what_it_holds_and_knows_no_layout(doc: Doc, provenance: Provenance) -> None:
    assert not {"spans", "original", "blocks"} & holds(profile="parlamint")
    with pytest.raises(ValueError, match="no spans"):
        to_tei(doc, doc_id="a", provenance=provenance, profile="parlamint", layout="inline")
    with pytest.raises(ValueError, match="there are default, parlamint"):
        to_tei(doc, doc_id="a", provenance=provenance, profile="other")  # type: ignore[arg-type]


@needs_schema
def test_their_schema_accepts_it(doc: Doc, provenance: Provenance) -> None:
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    empty = Doc(Vocab(), words=["\n"], spaces=[False])
    for made in (component(doc, provenance), component(doc, Provenance("1"), "2022①"), component(empty, provenance)):
        assert schema.validate(etree.fromstring(made)), schema.error_log


@needs_schema
@many
@given(stored_docs.docs())
def test_their_schema_accepts_any_document(doc: Doc) -> None:
    if content_of(doc)["tree"]:
        schema = etree.RelaxNG(etree.parse(SCHEMA))
        assert schema.validate(etree.fromstring(component(doc, stored_docs.PROVENANCE))), schema.error_log


@pytest.mark.skipif(
    not (SCRIPT.exists() and importlib.util.find_spec("saxonche")), reason="needs ParlaMint's scripts and saxonche"
)
def test_their_script_makes_our_conllu(doc: Doc, provenance: Provenance, tmp_path: Path) -> None:
    saxonche = importlib.import_module("saxonche")
    (tmp_path / "a.xml").write_bytes(component(doc, provenance))
    with saxonche.PySaxonProcessor(license=False) as processor:
        script = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(SCRIPT))
        theirs = script.transform_to_string(source_file=str(tmp_path / "a.xml"))
    ours = to_conllu(doc, doc_id="a")
    assert rows(theirs) == rows(ours)
    named = ("# sent_id", "# text =", "# newpar")
    assert [line for line in theirs.splitlines() if line.startswith(named)] == [
        line for line in ours.splitlines() if line.startswith(named)
    ]
