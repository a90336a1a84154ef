from __future__ import annotations

import pytest
from spacy.tokens import Doc

from corpus_tools.errors import ReadError
from corpus_tools.provenance import Provenance
from corpus_tools.read.tei import read_tei
from corpus_tools.stored_doc import to_doc
from corpus_tools.write import to_tei


def written(doc: Doc, provenance: Provenance) -> str:
    return to_tei(doc, doc_id="a", provenance=provenance).decode()


def test_our_file_comes_back_to_the_byte(doc: Doc, provenance: Provenance) -> None:
    before = written(doc, provenance)
    (stored,) = read_tei(before.encode(), name="a.xml")
    assert stored.provenance == provenance
    assert to_tei(to_doc(stored), doc_id=stored.doc_id, provenance=stored.provenance).decode() == before


def test_a_corpus_gives_its_documents(doc: Doc, provenance: Provenance) -> None:
    one, two = (to_tei(doc, doc_id=name, provenance=provenance).split(b"\n", 1)[1] for name in ("a", "b"))
    corpus = b'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>' + one + two + b"</teiCorpus>"
    assert [stored.doc_id for stored in read_tei(corpus, name="c.xml")] == ["a", "b"]


BOMB = '<!DOCTYPE TEI [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("<TEI", BOMB + "<TEI", "DOCTYPE"),
        ("<TEI", '<!DOCTYPE TEI SYSTEM "file:///etc/passwd"><TEI', "DOCTYPE"),
        ("<TEI", '<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]><TEI', "DOCTYPE"),
        ("</TEI>", "", "well-formed"),
        ('xmlns="http://www.tei-c.org/ns/1.0"', 'xmlns="urn:other"', "the root is"),
        ("<body>", '<body><x xmlns="urn:other"/>', "not TEI's"),
        ("<body>", '<body><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="b.xml"/>', "included"),
        ('xml:id="a.s3.t5"', 'xml:id="a.s3.t4"', "twice|already defined"),
        ('xml:id="a.s3.t5"', "", "without xml:id"),
        ('target="#a.s3.t1 #a.s3.t5"', 'target="#a.s3.t99 #a.s3.t5"', "leads to no token"),
        ('target="#a.s3.t1 #a.s3.t5"', 'target="#a.s3.t5 #a.s3.t5"', "circle"),
        ('from="#a.s3.t4"', 'from="#a.s3.t99"', "tokens of the text"),
        ('from="#a.s3.t4" to="#a.s3.t6"', 'from="#a.s3.t6" to="#a.s3.t4"', "in this order"),
        ("directive:obligation rule:d", "directive:obligation rule:gone", "leads nowhere"),
        ("directive:obligation rule:d", "rule:d", "has no type"),
        ('cert="0.70"', 'cert="high"', "no number"),
        ('active="#a.person', 'active="#a.nobody', "not in the file"),
        (">落实</w>", "><hi>落实</hi></w>", "a form and nothing else"),
        ('<s xml:id="a.s2">', '<s xml:id="a.s2"><hi>x</hi>', "hi in a sentence"),
        ('name="issuedBy"', 'name="owns"', "no relation"),
        ('type="record">{', 'type="record">', "record"),
        ('type="damage" n="', 'type="damage" n="x', "damage"),
    ],
)
def test_a_faulty_file_is_refused_with_line_and_reason(
    doc: Doc, provenance: Provenance, old: str, new: str, reason: str
) -> None:
    before = written(doc, provenance)
    assert old in before
    with pytest.raises(ReadError, match=reason) as error:
        read_tei(before.replace(old, new, 1).encode(), name="x.xml")
    file, line, _ = str(error.value).split(":", 2)
    assert file == "x.xml"
    assert 1 <= int(line) <= before.count("\n") + 1


def test_the_line_is_that_of_the_fault(doc: Doc, provenance: Provenance) -> None:
    before = written(doc, provenance)
    place = before[: before.index('cert="0.70"')].count("\n") + 1
    with pytest.raises(ReadError) as error:
        read_tei(before.replace('cert="0.70"', 'cert="?"').encode(), name="x.xml")
    assert str(error.value).startswith(f"x.xml:{place}: ")


def test_text_without_words_is_refused() -> None:
    plain = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc/></teiHeader>'
        "<text><body><p>云溪县召开会议。</p></body></text></TEI>"
    )
    with pytest.raises(ReadError, match="only annotated TEI"):
        read_tei(plain.encode(), name="x.xml")
