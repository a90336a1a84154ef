"""Each fault of a TEI or CoNLL-U file is named with file, line and reason; sound files have none."""

from __future__ import annotations

import re

import pytest
import stored_docs
from hypothesis import HealthCheck, given, settings
from spacy.tokens import Doc

from corpus_tools.validation.documents import CONLLU, OTHER, OURS, DocumentCheck
from corpus_tools.write import to_conllu, to_tei

CHECK = DocumentCheck()


def test_sound_files_have_no_fault_and_their_original_is_proved(
    check: DocumentCheck, tei: bytes, conllu: bytes
) -> None:
    for found, form in ((check.tei(tei, file="a.xml"), OURS), (check.conllu(conllu, file="a.conllu"), CONLLU)):
        assert [str(fault) for fault in found.faults] == []
        assert (found.format, found.sentences, found.tokens, found.spans, found.proved) == (form, 2, 11, 3, 1)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stored_docs.docs())
def test_whatever_is_written_is_without_fault(doc: Doc) -> None:
    for layout in ("default", "inline", "standoff"):
        written = to_tei(doc, doc_id="a", provenance=stored_docs.PROVENANCE, layout=layout)
        assert [str(fault) for fault in CHECK.tei(written, file="a.xml").faults] == []
    lines = to_conllu(doc, doc_id="a", provenance=stored_docs.PROVENANCE).encode()
    assert [str(fault) for fault in CHECK.conllu(lines, file="a.conllu").faults] == []


MUTATIONS = {
    "unknown element": ("<pc ", "<foo/><pc ", "schema", "element foo is not allowed"),
    "element of TEI that is not ours": ("<pc ", "<hi/><pc ", "schema", "element hi is not allowed"),
    "unknown attribute": ('join="right"', 'joined="right"', "schema", "attribute joined of w"),
    "value that is none": ('join="right"', 'join="overlap"', "schema", "attribute join of w"),
    "certainty above 1": ('cert="0.90"', 'cert="1.90"', "schema", "attribute cert of span"),
    "text outside words": ("<linkGrp", "字<linkGrp", "schema", "text is not allowed in s"),
    "layer there isn't": ('spanGrp type="title"', 'spanGrp type="names"', "schema", "attribute type of spanGrp"),
    "pointer that leads nowhere": ('from="#own.s1.t1"', 'from="#own.s1.t99"', "links", "#own.s1.t99 leads nowhere"),
    "pointer without #": ('from="#own.s1.t1"', 'from="own.s1.t1"', "links", "own.s1.t1 is no pointer"),
    "span that begins at a sentence": ('from="#own.s1.t1"', 'from="#own.s1"', "links", "it should lead to w or pc"),
    "span that ends before it begins": (
        'from="#own.s1.t1" to="#own.s1.t3"',
        'from="#own.s1.t3" to="#own.s1.t1"',
        "rules",
        "before it begins",
    ),
    "span of another sentence": (
        'from="#own.s1.t1" to="#own.s1.t3"',
        'from="#own.s2.t1" to="#own.s2.t2"',
        "rules",
        "border",
    ),
    "category that is not declared": ('"title:office ', '"title:offize ', "links", "title:offize leads nowhere"),
    "prefix that is not declared": ("rule:own-rule", "rules:own-rule", "links", "prefix rules: of rules:own-rule"),
    "identifier that stands twice": ('xml:id="own.s1.t2"', 'xml:id="own.s1.t1"', "links", "own.s1.t1 stands twice"),
    "identifier of another document": ('xml:id="own.s2.t1"', 'xml:id="other.s2.t1"', "rules", "does not begin with"),
    "dangling head": (
        '"#own.s1.t2 #own.s1.t1"',
        '"#own.s1.t77 #own.s1.t1"',
        "tree",
        "both ends should be of this sentence",
    ),
    "circle": ('"#own.s1.t2 #own.s1.t1"', '"#own.s1.t1 #own.s1.t1"', "tree", "circle"),
    "second root": ('"#own.s1.t2 #own.s1.t1"', '"#own.s1 #own.s1.t1"', "rules", "2 roots in a sentence"),
    "head in another sentence": ('"#own.s1.t2 #own.s1.t1"', '"#own.s2.t2 #own.s1.t1"', "tree", "of this sentence"),
    "relation to nobody": ('active="#own.person.1"', 'active="#own.s1.t1"', "rules", "is no person and no body"),
    "person of a name that is none": ('ref="#own.person.1"', 'ref="#own.s1"', "rules", "no person, body or place"),
    "part without its span": ('corresp="#own.span.t1"', 'corresp="#own.span.x9"', "links", "leads nowhere"),
    "wrong count of tokens": ('quantity="11"', 'quantity="12"', "rules", "12 tokens in the header, 11 in the text"),
    "original that is not on record": ('orig="落實(shí)"', 'orig="落實"', "alignment", "@orig and texts give"),
    "word that was changed": (">拖延</w>", ">拖欠</w>", "alignment", ""),
    "edit that can't have been made": ('["gloss", 12,', '["gloss", 1200,', "alignment", "can't be rebuilt"),
    "element of another namespace": ("<pc ", '<x:pc xmlns:x="urn:x"/><pc ', "xml", "is not TEI's"),
}


@pytest.mark.parametrize("name", [n for n in MUTATIONS if n != "word that was changed"])
def test_what_is_wrong_in_tei_is_named_with_its_line(name: str, check: DocumentCheck, tei: bytes) -> None:
    old, new, kind, reason = MUTATIONS[name]
    text = tei.decode()
    assert old in text, f"{old} is not in the sound file"
    wrong = text.replace(old, new, 1)
    found = check.tei(wrong.encode(), file="a.xml").faults
    line = next(n for n, (a, b) in enumerate(zip(text.split("\n"), wrong.split("\n"), strict=True), 1) if a != b)
    named = [fault for fault in found if fault.check == kind and reason in fault.reason]
    assert named, [str(fault) for fault in found]
    if kind in ("schema", "links", "xml"):
        assert line - 20 < named[0].line <= line  # text between elements has the line of the element it stands in
    assert re.match(r"a\.xml(:\d+)?: ", str(named[0]))


def test_a_word_that_was_changed_is_found_by_the_alignment(check: DocumentCheck, tei: bytes) -> None:
    wrong = tei.replace(">落实</w>".encode(), ">落空</w>".encode())
    assert "can't be rebuilt" in " ".join(fault.reason for fault in check.tei(wrong, file="a.xml").faults)


def test_a_fault_names_its_sentence_and_span(check: DocumentCheck, tei: bytes) -> None:
    wrong = tei.replace(b'to="#own.s1.t3"', b'to="#own.s1.t33"', 1)
    fault = check.tei(wrong, file="a.xml").faults[0]
    assert (fault.document, fault.sentence, fault.span) == ("own", "own.s1", "own.span.t1")
    assert str(fault).startswith(f"a.xml:{fault.line}: sentence own.s1, span own.span.t1: ")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'<!DOCTYPE TEI [<!ENTITY x "y">]><TEI xmlns="http://www.tei-c.org/ns/1.0">&x;</TEI>', "document type (DTD)"),
        (b'<?xml version="1.0"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<text>', "a.xml:3: no well-formed XML"),
        (
            b'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">\xce\xf7</TEI>',
            "a.xml:2: ",
        ),
        (b"<html/>", "the root is html"),
        (b'<TEI xmlns="http://www.tei-c.org/ns/1.0">&nbsp;</TEI>', "a.xml:1: no well-formed XML"),
    ],
)
def test_xml_that_is_none_is_refused(data: bytes, reason: str, check: DocumentCheck) -> None:
    (fault,) = check.tei(data, file="a.xml").faults
    assert reason in str(fault)


def test_a_truncated_file_is_refused_with_its_last_line(check: DocumentCheck, tei: bytes) -> None:
    (fault,) = check.tei(tei[: len(tei) // 2], file="a.xml").faults
    assert fault.check == "xml"
    assert fault.line == tei[: len(tei) // 2].count(b"\n") + 1


def test_tei_of_others_is_checked_for_links_only(check: DocumentCheck) -> None:
    data = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p corresp="#b other.xml">x</p></body></text></TEI>'
    found = check.tei(data, file="a.xml")
    assert found.format == OTHER
    assert [fault.reason for fault in found.faults] == [
        "@corresp of p: #b leads nowhere; no element has xml:id b",
    ]


LINES = {
    "eleven columns": ("1\t砚北\t砚北\t", "1\t砚北\t砚北\t_\t", "11 columns, more than ten"),
    "nine columns": ("\t_\tSpaceAfter=No", "\tSpaceAfter=No", "9 columns, fewer than ten"),
    "empty column": ("1\t砚北\t砚北\t", "1\t砚北\t\t", "LEMMA is empty"),
    "number that is none": ("2\t县委", "3\t县委", "ID 3 where 2 should be"),
    "dangling head": ("2\tnmod", "22\tnmod", "the head of token 1 is 22"),
    "circle": ("2\tnmod", "1\tnmod", "circle"),
    "second root": ("2\tnmod", "0\troot", "2 roots"),
    "root without head 0": ("2\tnmod", "2\troot", "head 0 and root go together"),
    "head that is no number": ("2\tnmod", "x\tnmod", "head 'x' is no number"),
    "tag that is none": ("\tNOUN\t", "\tNN\t", "UPOS NN is none"),
    "relation that is none": ("2\tnmod", "2\tnmodd", "DEPREL nmodd is no relation"),
    "feature that is none": ("\tNOUN\t_\t_\t", "\tNOUN\t_\tcase\t", "FEATS case is no feature"),
    "features not sorted": ("\tNOUN\t_\t_\t", "\tNOUN\t_\tVoice=Act|Case=Gen\t", "is not sorted"),
    "key that stands twice": ("SpaceAfter=No", "SpaceAfter=No|SpaceAfter=No", "MISC has SpaceAfter twice"),
    "text that forms don't give": ("# text = 砚北", "# text = 砚南", "from character 1 on"),
    "missing SpaceAfter": ("\t_\tSpaceAfter=No", "\t_\t_", "# text is not what forms"),
    "no sent_id": ("# sent_id = own.s2\n", "", "no # sent_id"),
    "sent_id twice": ("# sent_id = own.s2", "# sent_id = own.s1", "sent_id own.s1 stands twice"),
    "not NFC": ("1\t砚北\t砚北\t", "1\t砚北\te\u0301\t", "LEMMA is not in Unicode's NFC"),
    "bracket that never closes": ("Span=t1)", "Foo=t1)", "never closed"),
    "bracket that was not opened": ("Span=t1)", "Span=t1)t7)", "not open"),
    "original that is not on record": ("# text_orig = 砚北", "# text_orig = 砚南", "is not the original on record"),
    "record that was changed": ('["gloss", 12,', '["gloss", 1200,', "can't be rebuilt"),
    "comment among tokens": ("2\t县委", "# hm\n2\t县委", "a comment among tokens"),
}


@pytest.mark.parametrize("name", LINES)
def test_what_is_wrong_in_conllu_is_named_with_its_line(name: str, check: DocumentCheck, conllu: bytes) -> None:
    old, new, reason = LINES[name]
    text = conllu.decode()
    assert old in text, f"{old} is not in the sound file"
    wrong = text.replace(old, new, 1)
    found = check.conllu(wrong.encode(), file="a.conllu").faults
    named = [str(fault) for fault in found if reason in fault.reason]
    assert named, [str(fault) for fault in found]
    assert re.match(r"a\.conllu(:\d+)?: ", named[0])


def test_conllu_in_another_encoding_is_refused_with_its_line(check: DocumentCheck, conllu: bytes) -> None:
    wrong = conllu.decode().encode("gb18030")
    line = next(n for n, each in enumerate(wrong.split(b"\n"), start=1) if not each.isascii())
    found = check.conllu(wrong, file="a.conllu").faults
    assert found[0].line == line
    assert found[0].reason.endswith("save the file so")


def test_a_truncated_conllu_file_was_cut_off(check: DocumentCheck, conllu: bytes) -> None:
    text = conllu.decode().rstrip("\n")
    for cut in (text, text[: text.rindex("\t")]):
        faults = check.conllu(cut.encode(), file="a.conllu").faults
        assert any(fault.line == text.count("\n") + 1 for fault in faults)
        assert "cut off" in " ".join(fault.reason for fault in faults)


def test_several_faults_of_one_file_are_all_named(check: DocumentCheck, tei: bytes, conllu: bytes) -> None:
    wrong = tei.replace(b'quantity="11"', b'quantity="12"').replace(b"rule:own-rule", b"rule:none", 1)
    assert {fault.check for fault in check.tei(wrong, file="a.xml").faults} >= {"rules", "links"}
    lines = conllu.replace(b"\tNOUN\t", b"\tNN\t", 2)
    assert len([fault for fault in check.conllu(lines, file="a.conllu").faults if "UPOS" in fault.reason]) == 2
