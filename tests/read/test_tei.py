from __future__ import annotations

import pytest
from spacy.tokens import Doc

from corpus_tools.errors import ReadError
from corpus_tools.overlap import Duplicate, Overlap, Reuse
from corpus_tools.provenance import Provenance
from corpus_tools.read.tei import read_tei
from corpus_tools.stored.doc import to_doc
from corpus_tools.write import to_tei
from corpus_tools.write.tei_spans import Layout


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
        ('<s xml:id="a.s2">', '<s xml:id="a.s2" n="é"><w/>', "without xml:id"),
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


@pytest.mark.parametrize(
    ("layout", "old", "new", "reason"),
    [
        ("standoff", 'corresp="#a.s3"', 'corresp="#a.s99"', "lead to the sentence"),
        ("standoff", 'corresp="#a.s3"', 'corresp="#a.s2"', "leads to no token of its sentence"),
        ("standoff", 'target="#a.s3.t1 #a.s3.t5"', 'target="#a.s3.t5 #a.s3.t5"', "circle"),
        ("standoff", 'from="#a.s2.t1" to="#a.s2.t1" type="PER"', 'from="#a.s2.t9" to="#a.s2.t9"', "tokens of the text"),
        ("inline", 'prev="#a.span.s1"', 'prev="#a.span.s2"', "ends before this one"),
        ("inline", 'type="directive" subtype="bare"', 'type="other"', "seg in a sentence"),
    ],
)
def test_other_layouts_are_checked_as_well(
    doc: Doc, provenance: Provenance, layout: Layout, old: str, new: str, reason: str
) -> None:
    before = to_tei(doc, doc_id="a", provenance=provenance, layout=layout).decode()
    assert old in before
    with pytest.raises(ReadError, match=f"^x.xml:[0-9]+: .*{reason}"):
        read_tei(before.replace(old, new, 1).encode(), name="x.xml")


def test_what_is_said_of_other_documents_is_counted_as_lost(doc: Doc, provenance: Provenance) -> None:
    overlap = Overlap(Duplicate("d1", "near", 0.93), Reuse(8, 6, "d1", 5))
    (stored,) = read_tei(to_tei(doc, doc_id="a", provenance=provenance, overlap=overlap), name="a.xml")
    assert stored.losses == {
        "notesStmt/relatedItem/duplicate": 1,
        "notesStmt/note/reuse": 1,
        "notesStmt/relatedItem/reuse": 1,
    }


def test_lexicons_are_found_where_version_0_1_had_them(doc: Doc, provenance: Provenance) -> None:
    before = written(doc, provenance)
    start = before.index('<application ident="slogans.tsv"')
    end = before.index("</application>", start) + len("</application>")
    older = (
        f'<list type="lexicons"><item><name>slogans.tsv</name><idno type="sha256">{"ab" * 32}</idno></item></list>'
        "</p></interpretation>"
    )
    (stored,) = read_tei(
        (before[:start] + before[end:]).replace("</p>\n    </interpretation>", older).encode(), name="a.xml"
    )
    assert stored.provenance == provenance


def test_a_directive_tells_a_part_of_its_own(doc: Doc, provenance: Provenance) -> None:
    before = written(doc, provenance)
    wrong = '<relation name="tells" active="#a.span.d1" passive="#a.span.s2"/></listRelation>'
    with pytest.raises(ReadError, match="is no part of"):
        read_tei(before.replace("</listRelation>", wrong).encode(), name="x.xml")


def test_a_sentence_outside_a_block_is_refused(doc: Doc, provenance: Provenance) -> None:
    before = written(doc, provenance)
    loose = before.replace('<div type="section">', '<div type="section"><s xml:id="x"><w xml:id="y">甲</w></s>')
    with pytest.raises(ReadError, match="s in div"):
        read_tei(loose.encode(), name="x.xml")


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
