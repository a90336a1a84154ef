"""TEI of others: text, structure and metadata; what is no running text is on record."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from corpus_tools.clean import clean
from corpus_tools.document import TextDocument
from corpus_tools.errors import ReadError
from corpus_tools.read.annotated import annotated_documents
from corpus_tools.read.kinds import CONLLU, XML
from corpus_tools.read.tei_text import running_text
from corpus_tools.read.tei_xml import parse_xml

HEADER = """<teiHeader><fileDesc>
 <titleStmt><title type="sub">样例</title><title type="main">云岭县防汛记</title><author>秦怀瑾</author></titleStmt>
 <publicationStmt><publisher>自印</publisher><date when="2024-01-02"/></publicationStmt>
 <sourceDesc><bibl><publisher>云岭日报</publisher><date when="2023-07-01">七月一日</date>
  <idno type="URL">http://example.org/a</idno></bibl></sourceDesc></fileDesc>
 <profileDesc><textClass><keywords><term>防汛</term><term>抗旱</term></keywords></textClass></profileDesc></teiHeader>"""


def tei(body: str, header: str = HEADER) -> bytes:
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="yl">{header}<text><body>{body}</body></text></TEI>'.encode()
    )


def read(body: str) -> TextDocument:
    ((_, document),) = annotated_documents(tei(body), name="a.xml", media_type=XML)
    return document


def kinds(document: TextDocument) -> list[tuple[str, str, int]]:
    return [(block.kind, document.text[block.start_char : block.end_char], block.level) for block in document.blocks]


def test_structure_becomes_blocks() -> None:
    document = read(
        """<div><head>云岭县防汛记</head><p>会议要求，<hi>严禁</hi>瞒报。</p>
        <div><head>一、准备</head><list><item>沙袋</item><item><p>船只</p></item></list>
        <lg><l>水来土掩</l><l>众志成城</l></lg><closer><signed>云岭县</signed></closer></div>
        <table><row><cell>甲</cell><cell>乙</cell></row></table></div>"""
    )
    assert kinds(document) == [
        ("headline", "云岭县防汛记", 0),
        ("paragraph", "会议要求，严禁瞒报。", 0),
        ("head", "一、准备", 1),
        ("item", "沙袋", 0),
        ("item", "船只", 0),
        ("verse", "水来土掩", 0),
        ("verse", "众志成城", 0),
        ("closing", "云岭县", 0),
        ("cell", "甲", 1),
        ("cell", "乙", 2),
    ]


def test_the_header_gives_metadata() -> None:
    metadata = read("<p>好。</p>").metadata
    assert {name: metadata.all(name) for name in metadata.values} == {
        "headline": ["云岭县防汛记"],
        "author": ["秦怀瑾"],
        "source": ["云岭日报"],
        "url": ["http://example.org/a"],
        "keywords": ["防汛", "抗旱"],
        "published": ["2023-07-01"],
    }


def test_white_space_of_the_file_is_none_of_the_text() -> None:
    document = read("<p>\n  会议\n  要求 <lb/>\n Plan\n  A  B，\n严禁\n</p>")
    assert document.text == "会议要求Plan A B，严禁"


def test_a_blank_between_elements_is_a_blank_of_the_text() -> None:
    assert read("<p><hi>Plan</hi> <hi>A</hi></p>").text == "Plan A"


def test_a_faulty_file_of_ours_is_no_text_of_others() -> None:
    ours = HEADER.replace(
        "<profileDesc>",
        '<encodingDesc><appInfo><application ident="corpus-tools"/></appInfo></encodingDesc><profileDesc>',
    )
    with pytest.raises(ReadError, match="without xml:id"):
        annotated_documents(tei("<p><s><w>好</w></s></p>", ours), name="a.xml", media_type=XML)


def test_notes_gaps_and_choices_are_on_record() -> None:
    document = read(
        '<p>会议<note>第三次</note>要<gap reason="illegible" extent="2"/>求'
        "<choice><sic>沙代</sic><corr>沙袋</corr></choice><del>甲</del><sic>到</sic>位。</p>"
    )
    assert document.text == "会议要求沙袋到位。"
    assert [(d.start_char, d.end_char, d.what) for d in document.damage] == [(3, 3, "gap in the source illegible 2")]
    assert document.remarks == [
        "note in the source: 第三次",
        "left out of the running text: 1 × deletion, 1 × error that is corrected",
    ]


def test_words_without_our_sentences_give_their_text() -> None:
    body = (
        '<u who="#a"><seg><s><w join="right" lemma="会">会</w><name type="ORG"><w>Plan</w> <w join="right">A</w></name>'
        "<pc>。</pc></s></seg><seg>好</seg></u><note>掌声</note>"
    )
    document = read(body)
    assert document.text == "会Plan A。\n好"
    assert document.annotation is None
    assert "words and tags of the file are not kept" in document.remarks[-1]


def test_each_character_has_its_node() -> None:
    body = "<p>会议 <hi>要\n求</hi>A <name>B</name>。</p>"
    found = running_text(parse_xml(tei(body), name="a.xml"))
    assert found.text == "会议 要求A B。"
    for each in found.segments:
        node = each.element.tail if each.tail else each.element.text
        assert (node or "")[each.at : each.at + each.length] == found.text[each.start : each.start + each.length]
    assert sum(each.length for each in found.segments) == len(found.text) - found.text.count(" ")


def test_cleaning_keeps_the_structure_that_is_stated() -> None:
    cleaned = clean(read("<head>来源：某报</head><p>要堅(jiān)決守住。</p><p>责任编辑：甲</p><l>众志成城</l>"))
    assert kinds(cleaned) == [
        ("headline", "来源：某报", 0),
        ("paragraph", "要坚决守住。", 0),
        ("paragraph", "责任编辑：甲", 0),
        ("verse", "众志成城", 0),
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b"<rss/>", "a.xml:1: the root is rss, not TEI"),
        (b"<TEI>", "no well-formed XML"),
        (tei(" "), "no text in it"),
        (b'<!DOCTYPE TEI [<!ENTITY a "b">]>' + tei("<p>&a;</p>"), "document type"),
        (tei('<p xml:id="yl">a</p>'), "yl (stands twice|already defined)"),
        (tei('<svg xmlns="http://www.w3.org/2000/svg"/><p>a</p>'), "not TEI's"),
        (b'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"/>', "without a text"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        annotated_documents(data, name="a.xml", media_type=XML)


def test_a_web_page_with_the_suffix_xml_is_a_page() -> None:
    data = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>好</p></body></html>'.encode()
    ((doc_id, document),) = annotated_documents(data, name="x/a.xml", media_type=XML)
    assert (doc_id, document.source.media_type, document.blocks) == ("a", "text/html", [])


def test_a_corpus_has_several_documents() -> None:
    one = tei("<p>好</p>").replace(b' xmlns="http://www.tei-c.org/ns/1.0"', b"")
    corpus = b'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">' + one + one.replace(b'"yl"', b'"zl"') + b"</teiCorpus>"
    assert [doc_id for doc_id, _ in annotated_documents(corpus, name="a.xml", media_type=XML)] == ["yl", "zl"]


def test_conllu_of_others_keeps_its_words_and_says_what_it_lost() -> None:
    rows = "# newdoc id = n1\n# sent_id = 1\n# text = 开会了\n" + "".join(
        f"{n}\t{form}\t_\tVERB\t_\t_\t{head}\t{dep}\t_\tSpaceAfter=No|Gloss=x\n"
        for n, form, head, dep in ((1, "开会", 0, "root"), (2, "了", 1, "aux"))
    )
    ((doc_id, document),) = annotated_documents(f"{rows}\n".encode(), name="t.conllu", media_type=CONLLU)
    assert (doc_id, document.text) == ("n1", "开会了")
    assert document.annotation is not None
    assert document.source.name == "t.conllu"
    assert any("2 × MISC Gloss" in remark for remark in document.remarks)


def test_deep_trees_do_not_break_it() -> None:
    body = "<p>" + "<hi>" * 200 + "好" + "</hi>" * 200 + "</p>"
    assert read(body).text == "好"


def test_elements_are_left_as_they_were() -> None:
    root: Any = parse_xml(tei("<p>会<hi>议</hi></p>"), name="a.xml")
    before = etree.tostring(root)
    running_text(root)
    assert etree.tostring(root) == before
