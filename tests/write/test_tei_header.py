from __future__ import annotations

import pytest
from lxml import etree
from spacy.tokens import Doc

from corpus_tools.provenance import Provenance
from corpus_tools.write import to_tei
from corpus_tools.write.tei_elements import to_bytes
from corpus_tools.write.tei_header import dated

TEI = {"t": "http://www.tei-c.org/ns/1.0"}


def header(doc: Doc, provenance: Provenance) -> etree._Element:
    found = etree.fromstring(to_tei(doc, doc_id="a", provenance=provenance)).find("t:teiHeader", TEI)
    assert found is not None
    return found


def test_source_stands_in_bibl(doc: Doc, provenance: Provenance) -> None:
    bibl = header(doc, provenance).find(".//t:bibl", TEI)
    assert bibl is not None
    assert [(etree.QName(e).localname, e.get("type"), e.text) for e in bibl] == [
        ("title", None, "要動員"),
        ("editor", None, "乙"),
        ("publisher", None, "某网"),
        ("date", None, "2022-04-11T12:25"),
        ("idno", "sha256", "0" * 64),
        ("note", "file", "a.txt"),
        ("note", "format", "text/plain, utf-8, 3 bytes"),
    ]


def test_extent_counts_what_is_there(doc: Doc, provenance: Provenance) -> None:
    measures = header(doc, provenance).iterfind(".//t:measure", TEI)
    assert {m.get("unit"): m.get("quantity") for m in measures} == {
        "sentences": "8",
        "tokens": "30",
        "titles": "1",
        "slogans": "2",
        "directives": "2",
    }


def test_provenance_can_be_traced(doc: Doc, provenance: Provenance) -> None:
    root = header(doc, provenance)
    applications = root.iterfind(".//t:application", TEI)
    assert [(a.get("ident"), a.get("version")) for a in applications] == [
        ("corpus-tools", "0.1.0"),
        ("zh_model", "0.2.0"),
        ("slogan_tagger", "1.0"),
        ("parser", "3.8"),
        ("slogans.tsv", "0"),
    ]
    assert root.xpath("string(.//t:label[contains(., 'zh_model')])", namespaces=TEI) == "zh_model 0.2.0.dev1"
    assert root.xpath("string(.//t:application[t:label='slogans.tsv']/t:p/t:idno)", namespaces=TEI) == "ab" * 32
    assert root.xpath("string(.//t:revisionDesc/t:change/@when)", namespaces=TEI) == "2026-01-02"


def test_without_a_date_there_is_none(doc: Doc) -> None:
    root = header(doc, Provenance("0.1.0"))
    assert root.xpath(".//t:change/@when | .//t:publicationStmt/t:date", namespaces=TEI) == []


def test_rules_that_occur_are_listed_with_their_version(doc: Doc, provenance: Provenance) -> None:
    rules = header(doc, provenance).xpath(".//t:taxonomy[@xml:id='a.rules']/t:category", namespaces=TEI)
    assert [(r.get("n"), r.findtext("t:catDesc", None, TEI)) for r in rules] == [
        ("1", "d"),
        ("2", "r"),
        ("1.0", "slogan-fight"),
        ("1.0", "title-lex"),
    ]


@pytest.mark.parametrize(
    ("value", "when"),
    [
        ("2022", "2022"),
        ("2022-04", "2022-04"),
        ("2022-04-11", "2022-04-11"),
        ("2022-04-11T12:25:50", "2022-04-11T12:25:50"),
        ("2022-04-11T12:25", "2022-04-11"),
        ("2022-13-11", None),
        ("昨天", None),
    ],
)
def test_when_holds_dates_that_w3c_knows(value: str, when: str | None) -> None:
    assert etree.fromstring(to_bytes(dated("date", value))).get("when") == when
