from __future__ import annotations

import re

import pytest
from lxml import etree
from spacy.tokens import Doc

from corpus_tools.labels import LAYERS
from corpus_tools.provenance import Provenance
from corpus_tools.write import to_tei
from corpus_tools.write.blacklab import blacklab_config
from corpus_tools.write.numbered_spans import numbered_spans
from corpus_tools.write.sentences import numbered_sentences

TEI = {"tei": "http://www.tei-c.org/ns/1.0"}


@pytest.fixture
def tree(doc: Doc) -> etree._Element:
    return etree.fromstring(to_tei(doc, doc_id="a", provenance=Provenance("1")))


def paths(key: str) -> list[str]:
    return [found.strip('"') for found in re.findall(rf"\b{key}: (.+)", blacklab_config().decode())]


def test_words_are_all_tokens(doc: Doc, tree: etree._Element) -> None:
    (path,) = paths("wordPath")
    words = [word.text for word in tree.xpath(path, namespaces=TEI)]
    assert words == [t.form for s in numbered_sentences(doc, doc_id="a") for t in s.tokens]


def test_spans_within_a_sentence_are_found_with_both_ends(doc: Doc, tree: etree._Element) -> None:
    identifiers = {word.get("{http://www.w3.org/XML/1998/namespace}id") for word in tree.iter("{*}w", "{*}pc")}
    text = tree.find("tei:text", TEI)
    assert text is not None
    inside = 0
    for layer in LAYERS:
        (path,) = [path for path in paths("path") if f"'{layer.name}'" in path]
        found = text.xpath(path, namespaces=TEI)
        inside += len(found)
        for span in found:
            assert span.xpath("substring-after(@from, '#')") in identifiers
            assert span.xpath("substring-after(@to, '#')") in identifiers
            assert span.get("ana").startswith(f"{layer.name}:")
    spans = numbered_spans(doc, numbered_sentences(doc, doc_id="a"))
    assert inside == sum(len(span.parts) == 1 for span in spans) > 0


def test_every_relation_but_the_root_leads_from_head_to_word(doc: Doc, tree: etree._Element) -> None:
    (path,) = [path for path in paths("path") if "UD-SYN" in path]
    links = tree.xpath(path, namespaces=TEI)
    tokens = [t for s in numbered_sentences(doc, doc_id="a") for t in s.tokens]
    assert [link.get("target").split()[1] for link in links] == [f"#{t.id}" for t in tokens]
    assert [link.get("ana").endswith(":root") for link in links] == [t.head == 0 for t in tokens]


def test_the_paths_are_right_for_a_reader_of_xpath_3() -> None:
    saxon = pytest.importorskip("saxonche", reason="saxonche is not installed")
    with saxon.PySaxonProcessor() as processor:
        xpath = processor.new_xpath_processor()
        xpath.declare_namespace("tei", TEI["tei"])
        node = processor.parse_xml(
            xml_text=f'<link xmlns="{TEI["tei"]}" ana="ud-syn:obl rule:r" target="#a #b" msd="UPosTag=NOUN|Case=Gen"/>'
        )
        xpath.set_context(xdm_item=node.children[0])
        values = [path for path in paths("valuePath") if "@" in path and "tei:" not in path and ".." not in path]
        for path in [*values, *paths("sourcePath"), *paths("targetPath")]:
            xpath.evaluate(path)
        assert str(xpath.evaluate(paths("sourcePath")[0])) == "a"
        assert str(xpath.evaluate("substring-after(tokenize(@msd, '[|]')[starts-with(., 'UPosTag=')], '=')")) == "NOUN"
