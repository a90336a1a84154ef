from __future__ import annotations

import pytest
from spacy.tokens import Doc

from corpus_tools.errors import ReadError
from corpus_tools.read.conllu import read_conllu
from corpus_tools.stored.doc import to_doc
from corpus_tools.write import to_conllu

HEAD = "# newdoc id = a\n# global.Span = eid-etype-head-rule-cert\n# newpar id = a.p1\n# sent_id = a.s1\n"
ROW = "1\t要\t要\tAUX\t_\t_\t2\taux\t_\tSpaceAfter=No\n2\t动员\t动员\tVERB\t_\t_\t0\troot\t_\t{misc}\n"
FOREIGN = """# newdoc id = n01
# newpar
# sent_id = 1
# text = 云溪 下雨 。
1\t云溪\t云溪\tPROPN\tNNP\tCase=Nom\t2\tnsubj\t2:nsubj\tNE=B-LOC
1.1\t_\t_\t_\t_\t_\t_\t_\t2:dep\t_
2\t下雨\t下雨\tVERB\tVV\t_\t0\troot\t0:root\t_
3\t。\t。\tPUNCT\t.\t_\t2\tpunct\t2:punct\t_

# newpar
# sent_id = 2
# text = 好
1\t好\t好\tADJ\tJJ\t_\t0\troot\t_\tSpaceAfter=No

# newdoc id = n02
# sent_id = 3
1\t停\t_\t_\t_\t_\t_\t_\t_\t_

"""


def rows(misc: str = "_", head: str = HEAD) -> bytes:
    return (head + ROW.format(misc=misc) + "\n").encode()


def test_any_conllu_becomes_docs_and_what_is_lost_is_counted() -> None:
    first, second = read_conllu(FOREIGN.encode(), name="n.conllu")
    doc = to_doc(first)
    assert doc.text == "云溪 下雨 。\n好"
    assert [(t.text, t.pos_, t.tag_, t.dep_, t.head.text) for t in doc if not t.text.isspace()] == [
        ("云溪", "PROPN", "NNP", "nsubj", "下雨"),
        ("下雨", "VERB", "VV", "ROOT", "下雨"),
        ("。", "PUNCT", ".", "punct", "下雨"),
        ("好", "ADJ", "JJ", "ROOT", "好"),
    ]
    assert first.losses == {"DEPS": 3, "MISC NE": 1, "empty nodes": 1}
    bare = to_doc(second)
    assert (second.doc_id, bare.text) == ("n02", "停")
    assert not bare.has_annotation("DEP")
    assert not bare.has_annotation("POS")


def test_a_file_without_newdoc_is_one_document_named_for_the_file() -> None:
    (stored,) = read_conllu(rows(head=""), name="folder/b.conllu")
    assert (stored.doc_id, to_doc(stored).text) == ("b", "要动员")


def test_our_file_comes_back_to_the_byte(doc: Doc) -> None:
    written = to_conllu(doc, doc_id="a")
    (stored,) = read_conllu(written.encode(), name="a.conllu")
    assert to_conllu(to_doc(stored), doc_id=stored.doc_id) == written


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        (rows().replace(b"\tSpaceAfter", b"\tx\tSpaceAfter"), 5, "11 columns"),
        (rows().replace(b"\t_\t_\t2", b"\t\t_\t2"), 5, "empty column"),
        (rows().replace(b"\t2\taux", b"\t9\taux"), 5, "not in its sentence"),
        (rows().replace(b"\t2\taux", b"\t1\taux"), 5, "circle"),
        (rows().replace(b"\t0\troot", b"\t_\troot"), 6, "has no head"),
        (rows().replace(b"\t2\taux", b"\t0\taux"), 5, "2 roots"),
        (rows().replace(b"\t2\taux", b"\t-1\taux"), 5, "no number"),
        (rows().replace(b"\n2\t", b"\n3\t"), 6, "where 2 should be"),
        (rows().replace(b"\n2\t", b"\n2-3\t"), 6, "multiword"),
        (rows("Span=(d1-bare-1-r-0.5"), 6, "never closed"),
        (rows("Span=d1)"), 6, "not open"),
        (rows("Span=(d1-bare-1-r-0.5)(d1-bare-1-r-0.5)"), 6, "a second time"),
        (rows("Span=(d1[1/2]-bare-1-r-0.5)"), 6, "lacks a part"),
        (rows("Span=(q1-bare-1-r-0.5)"), 6, "no span"),
        (rows("Span=(d1-bare-1-r-high)"), 6, "no number"),
        (rows("Span=()"), 6, "no bracket notation"),
        (rows("Orig=x|SpacesAfter=x"), 6, "no white space"),
        (rows("SpacesAfter=\\q"), 6, "no escape"),
        (rows(head=HEAD + "# text = 要 动员\n"), 5, "not what forms"),
        (rows(head=HEAD + "# rel_1 = hasTrigger d1 要\n"), 5, "rel_1"),
        (rows(head=HEAD + "# record = {\n"), 5, "record"),
        (rows(head=HEAD + "# record = [1]\n"), 5, "record"),
        (rows(head=HEAD + '# record = {"tokens": {"9.9": {}}}\n'), 5, "record"),
        (rows("Span=(d1-bare-1-r-1)", HEAD + "# rel_1 = owns d1 甲\n"), 5, "no relation"),
        (rows(head=HEAD + "# damage_1 = here\n"), 5, "damage_1"),
        (rows()[:-2], 6, "cut off"),
        (b"# sent_id = 1\n\n", 1, "without a token"),
        (b"a\xff\n", 1, "UTF-8"),
        (b"", None, "no sentence"),
    ],
)
def test_a_faulty_file_is_refused_with_line_and_reason(data: bytes, line: int | None, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as error:
        read_conllu(data, name="x.conllu")
    assert str(error.value).startswith(f"x.conllu:{line}: " if line else "x.conllu: ")


def test_edits_of_another_text_are_refused(doc: Doc) -> None:
    written = to_conllu(doc, doc_id="a").replace('"edits": [["step", 1,', '"edits": [["step", 900,')
    (stored,) = read_conllu(written.encode(), name="x.conllu")
    with pytest.raises(ReadError, match=r"x\.conllu: document a: "):
        to_doc(stored)
