from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.alignment import AlignedText, Edit
from corpus_tools.document import Source, TextDocument, attach, document_of
from corpus_tools.provenance import Provenance
from corpus_tools.write import to_conllu, to_tei
from corpus_tools.write.sentences import legal, numbered_sentences

TEI = {"t": "http://www.tei-c.org/ns/1.0"}
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
TOKENS = ".//t:w | .//t:pc"
NOBODY = Provenance("0.1.0")


def read(output: bytes) -> etree._Element:
    return etree.fromstring(output)


def original_of(sentence: etree._Element) -> str:
    """Rebuild the source of a sentence by the rule of docs/tei.md, from the TEI alone."""
    tokens = sentence.xpath(TOKENS, namespaces=TEI)
    parts = [t.get("orig") if t.get("orig") is not None else t.text + " " * (t.get("join") is None) for t in tokens]
    last = tokens[-1]
    return "".join(parts[:-1]) + (last.get("orig") if last.get("orig") is not None else last.text)


def test_blocks_become_heads_paragraphs_and_lists(doc: Doc, provenance: Provenance) -> None:
    body = read(to_tei(doc, doc_id="a", provenance=provenance)).find(".//t:body", TEI)
    assert body is not None
    names = [
        (etree.QName(e).localname, e.get("type") or e.get("rend"))
        for e in body.iter()
        if etree.QName(e).localname in ("div", "head", "p", "list", "item", "byline")
    ]
    assert names == [
        ("div", "text"),
        ("head", "headline"),
        ("head", "lead"),
        ("p", None),
        ("list", None),
        ("item", None),
        ("item", None),
        ("div", "section"),
        ("head", "head"),
        ("byline", None),
    ]


def test_tokens_carry_their_annotation(doc: Doc, provenance: Provenance) -> None:
    root = read(to_tei(doc, doc_id="a", provenance=provenance))
    word = root.xpath("//t:w[@xml:id='a.s3.t5']", namespaces=TEI)[0]
    assert {**word.attrib} == {
        XML_ID: "a.s3.t5",
        "lemma": "落实",
        "pos": "VERB",
        "msd": "UPosTag=VERB",
        "join": "right",
        "orig": "落實(shí)",
    }
    assert root.xpath("string(//t:pc[1])", namespaces=TEI) == "，"
    assert root.xpath("string(//t:unclear[@reason='damaged'])", namespaces=TEI).strip() == "?"
    name = root.xpath("//t:body//t:name", namespaces=TEI)[0]
    assert (name.get("type"), name.get("ref"), "".join(name.itertext()).strip()) == ("PER", "#a.person.1", "吴俊清")


def test_sentences_and_tokens_are_those_of_conllu(doc: Doc, provenance: Provenance) -> None:
    root = read(to_tei(doc, doc_id="a", provenance=provenance))
    lines = to_conllu(doc, doc_id="a").splitlines()
    assert [f"# sent_id = {s.get(XML_ID)}" for s in root.iterfind(".//t:s", TEI)] == [
        line for line in lines if line.startswith("# sent_id")
    ]
    assert [t.text for t in root.xpath("//t:body//t:w | //t:body//t:pc", namespaces=TEI)] == [
        line.split("\t")[1] for line in lines if line[:1].isdigit()
    ]


def test_links_name_head_and_argument(doc: Doc, provenance: Provenance) -> None:
    root = read(to_tei(doc, doc_id="a", provenance=provenance))
    links = root.xpath("//t:s[@xml:id='a.s1']/t:linkGrp/t:link", namespaces=TEI)
    assert [(link.get("ana"), link.get("target")) for link in links] == [
        ("ud-syn:root", "#a.s1 #a.s1.t1"),
        ("ud-syn:obj", "#a.s1.t1 #a.s1.t2"),
    ]


def test_spans_keep_type_rule_entry_trigger_and_certainty(doc: Doc, provenance: Provenance) -> None:
    root = read(to_tei(doc, doc_id="a", provenance=provenance))
    found = {span.get(XML_ID): {**span.attrib} for span in root.iterfind(".//t:span", TEI)}
    assert found["a.span.d2"] == {
        XML_ID: "a.span.d2",
        "from": "#a.s3.t4",
        "to": "#a.s3.t6",
        "ana": "directive:obligation rule:d",
        "cert": "0.70",
        "n": "要",
    }
    assert found["a.span.s1"]["ana"] == "slogan:mobilization rule:slogan-fight entry:slo-0001"
    assert [g.get("resp") for g in root.iterfind(".//t:spanGrp[@type='slogan']", TEI)] == ["app:slogan_tagger"] * 2


def test_a_span_over_a_sentence_border_stands_off(doc: Doc, provenance: Provenance) -> None:
    root = read(to_tei(doc, doc_id="a", provenance=provenance))
    crossing = root.xpath("/t:TEI/t:standOff/t:spanGrp/t:span/@xml:id", namespaces=TEI)
    assert crossing == ["a.span.s1"]


def test_relations_lead_from_person_to_span(doc: Doc, provenance: Provenance) -> None:
    root = read(to_tei(doc, doc_id="a", provenance=provenance))
    names = {e.get(XML_ID): "".join(e.itertext()).strip() for e in root.xpath("//t:person | //t:org", namespaces=TEI)}
    assert [
        (r.get("name"), names[r.get("active")[1:]], r.get("passive")) for r in root.iterfind(".//t:relation", TEI)
    ] == [
        ("holdsTitle", "甲", "#a.span.t1"),
        ("issuedBy", "会议", "#a.span.d1"),
        ("issuedBy", "吴俊清", "#a.span.d2"),
    ]


def test_every_pointer_leads_somewhere(doc: Doc, provenance: Provenance) -> None:
    root = read(to_tei(doc, doc_id="2022①", provenance=provenance))
    ids = root.xpath("//@xml:id", namespaces=TEI)
    assert len(ids) == len(set(ids))
    prefixes = {p.get("ident"): p.get("replacementPattern") for p in root.iterfind(".//t:prefixDef", TEI)}
    for name in ("ana", "target", "from", "to", "resp", "active", "passive", "ref"):
        for pointer in " ".join(root.xpath(f"//@{name}")).split():
            prefix, _, rest = pointer.partition(":")
            target = pointer if pointer.startswith("#") else prefixes[prefix].replace("$1", rest)
            assert target[1:] in ids


def test_a_bare_doc_has_words_only() -> None:
    root = read(to_tei(Doc(Vocab(), words=["甲", "，", "\n", "乙"], spaces=[False] * 4), doc_id="a", provenance=NOBODY))
    assert [len(p) for p in root.iterfind(".//t:p/t:s", TEI)] == [2, 1]
    assert root.xpath("//t:linkGrp | //t:spanGrp | //t:standOff | //t:w/@pos | //t:w/@msd", namespaces=TEI) == []
    assert root.find(".//t:pc", TEI) is not None


def test_characters_that_xml_cannot_hold_do_not_reach_it() -> None:
    doc = Doc(Vocab(), words=["a\x01", "b\ufffe"], spaces=[False, False])
    root = read(to_tei(doc, doc_id="a\x02", provenance=NOBODY))
    assert [w.text for w in root.iterfind(".//t:w", TEI)] == ["a\ufffd", "b\ufffd"]


def test_same_doc_same_bytes(doc: Doc, provenance: Provenance) -> None:
    assert to_tei(doc, doc_id="a", provenance=provenance) == to_tei(doc, doc_id="a", provenance=provenance)


@st.composite
def cleaned_docs(draw: st.DrawFn) -> Doc:
    """A Doc whose text came out of random edits, in random tokens, white space among them."""
    aligned = AlignedText(draw(st.text("中實 (a\n\t\u3000。", min_size=1, max_size=25)))
    for _ in range(2):
        cuts = sorted(draw(st.sets(st.integers(0, len(aligned.text)), max_size=6)))
        pairs = [pair for number, pair in enumerate(pairwise(cuts)) if number % 2 == 0]
        new = [draw(st.sampled_from(["", "实", "…… ", " ", "\n"])) for _ in pairs]
        aligned = aligned.apply([Edit(a, b, text, "step") for (a, b), text in zip(pairs, new, strict=True)])
    text = aligned.text or "中"
    if text != aligned.text:
        aligned = AlignedText(text)
    words: list[str] = []
    for character in text:
        if words and draw(st.booleans()) and words[-1].isspace() == character.isspace():
            words[-1] += character
        else:
            words.append(character)
    doc = Doc(Vocab(), words=words, spaces=[False] * len(words))
    return attach(doc, TextDocument(Source("a", "0", 0, "utf-8", "text/plain"), aligned))


@settings(max_examples=200, deadline=None)
@given(cleaned_docs())
def test_the_original_of_every_sentence_comes_back_exactly(doc: Doc) -> None:
    document = document_of(doc)
    assert document is not None
    root = read(to_tei(doc, doc_id="a", provenance=NOBODY))
    sentences = numbered_sentences(doc, doc_id="a")
    rebuilt = [original_of(s) for s in root.iterfind(".//t:s", TEI)]
    expected = []
    for sentence in sentences:
        first, last = sentence.tokens[0].token, sentence.tokens[-1].token
        start = document.aligned.origin(first.idx, first.idx + 1)[0]
        end = document.aligned.origin(last.idx, last.idx + len(last))[1]
        expected.append(legal(document.aligned.original[start:end]))
    assert rebuilt == expected


def test_the_original_of_a_glossed_sentence_comes_back(doc: Doc, provenance: Provenance) -> None:
    root = read(to_tei(doc, doc_id="a", provenance=provenance))
    assert [original_of(s) for s in root.iterfind(".//t:s", TEI)][:4] == [
        "要動員",
        "吴俊清主持",
        "他强调，要落實(shí)举措，坚决防控。",
        "再防3?日。",
    ]
