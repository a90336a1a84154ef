from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import conllu
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.labels import LAYERS
from corpus_tools.spans import Annotation, Evidence, annotations_of, set_spans
from corpus_tools.write import to_conllu
from corpus_tools.write.tree import UD_RELATIONS

UDVALIDATE = Path(sys.executable).with_name("udvalidate")
WORDS = ["我们", "要", "，", "a|b", "(", " ", "\n", "\u3000", "x y", "e\u0301", "\x01", "_", "-", "。"]
DEPS = ["ROOT", "root", "nsubj", "punct", "dobj", "nmod:X", "aux:pass", "dep"]
BRACKET = re.compile(r"\([^()]+\)?|[^()]+\)")


def test_columns_hold_what_the_doc_says(doc: Doc) -> None:
    sentences = conllu.parse(to_conllu(doc, doc_id="a"))
    token = sentences[2][4]
    assert (token["form"], token["lemma"], token["upos"], token["xpos"]) == ("落实", "落实", "VERB", "VERB")
    assert (token["head"], token["deprel"], token["deps"]) == (1, "obj", None)
    assert token["misc"] == {"Orig": "落實(shí)", "SpaceAfter": "No"}
    assert sentences[1][0]["misc"]["NER"] == "B-PER"


def test_comments_hold_metadata_and_original(doc: Doc) -> None:
    first, *_, last = conllu.parse(to_conllu(doc, doc_id="a"))
    expected = {"newdoc id": "a", "global.Span": "eid-etype-head-rule-cert", "headline": "要動員", "source": "某网"}
    assert expected.items() <= first.metadata.items()
    assert first.metadata["text_orig"] == "要動員"
    assert (last.metadata["newpar id"], last.metadata["block"], last.metadata["sent_id"]) == ("a.p7", "byline", "a.s8")
    assert "text_orig" not in last.metadata


def test_relations_stand_with_their_sentence(doc: Doc) -> None:
    sentences = conllu.parse(to_conllu(doc, doc_id="a"))
    facts = [value for s in sentences for key, value in s.metadata.items() if key.startswith("rel_")]
    assert facts == [
        "issuedBy d1 会议",
        "issuedBy d2 吴俊清",
        "hasTrigger d2 要",
        "fromEntry s1 slo-0001",
        "holdsTitle t1 甲",
    ]


def test_spans_nest_and_cross_sentences_in_brackets(doc: Doc) -> None:
    found = [
        t["misc"]["Span"] for s in conllu.parse(to_conllu(doc, doc_id="a")) for t in s if "Span" in (t["misc"] or {})
    ]
    assert found == [
        "(d1-bare-1-_-1.00)",
        "(d2-obligation-1-d-0.70",
        "d2)",
        "(s1[1/2]-mobilization-1-slogan_fight-0.80(s2-policy-1-r-0.50)",
        "s1[1/2])",
        "(s1[2/2]-mobilization-1-slogan_fight-0.80",
        "s1[2/2])",
        "(t1-office-1-title_lex-0.93)",
    ]


def test_what_was_not_annotated_is_an_underscore() -> None:
    output = to_conllu(Doc(Vocab(), words=["甲", "乙"], spaces=[False, False]), doc_id="a")
    assert output.splitlines()[-3:-1] == ["1\t甲\t甲" + "\t_" * 6 + "\tSpaceAfter=No", "2\t乙\t乙" + "\t_" * 7]


def test_a_doc_without_text_gives_nothing() -> None:
    assert to_conllu(Doc(Vocab(), words=["\n"], spaces=[False]), doc_id="a") == ""


def test_a_token_without_pos_is_x_only_beside_tagged_ones() -> None:
    doc = Doc(Vocab(), words=["甲", "乙"], pos=["NOUN", ""])
    assert [t["upos"] for t in conllu.parse(to_conllu(doc, doc_id="a"))[0]] == ["NOUN", "X"]


def test_features_are_sorted() -> None:
    doc = Doc(Vocab(), words=["甲"], morphs=["Voice=Cau|Aspect=Perf"])
    assert "\tAspect=Perf|Voice=Cau\t" in to_conllu(doc, doc_id="a")


@st.composite
def docs(draw: st.DrawFn) -> Doc:
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
    size = len(words)
    order = draw(st.permutations(range(size)))
    heads = [0] * size
    for rank, number in enumerate(order):
        heads[number] = order[draw(st.integers(0, rank))]
    doc = Doc(
        Vocab(),
        words=words,
        spaces=draw(st.lists(st.booleans(), min_size=size, max_size=size)),
        heads=heads,
        deps=draw(st.lists(st.sampled_from(DEPS), min_size=size, max_size=size)),
        pos=draw(st.lists(st.sampled_from(["NOUN", "PUNCT", ""]), min_size=size, max_size=size)),
        ents=draw(st.lists(st.sampled_from(["O", "B-PER", "B-ORG"]), min_size=size, max_size=size)),
    )
    for layer in LAYERS:
        found = []
        for _ in range(draw(st.integers(0, 4))):
            start = draw(st.integers(0, size - 1))
            end = draw(st.integers(start, size - 1))
            rule = draw(st.sampled_from(["a-b", "r(1)", "甲|乙", ""]))
            found.append(
                Annotation(doc[start].idx, doc[end].idx + len(doc[end]), layer.types[0].name, Evidence(rule, "1", 0.5))
            )
        doc = set_spans(doc, layer, found)
    return doc


@settings(max_examples=150, deadline=None)
@given(docs())
def test_every_sentence_is_one_tree_of_sound_lines(doc: Doc) -> None:
    output = to_conllu(doc, doc_id="a")
    assert unicodedata.is_normalized("NFC", output)
    for block in output.split("\n\n")[:-1] if output else []:
        lines = block.split("\n")
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        assert [row[0] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
        assert all(len(row) == 10 and all(field and not re.search(r"\s", field) for field in row) for row in rows)
        text = "".join(row[1] + ("" if "SpaceAfter=No" in row[9].split("|") else " ") for row in rows).rstrip(" ")
        assert f"# text = {text}" in lines
        heads = [int(row[6]) for row in rows]
        assert [row[7] for row in rows].count("root") == heads.count(0) == 1
        assert rows[heads.index(0)][7] == "root"
        assert {row[7].partition(":")[0] for row in rows} <= set(UD_RELATIONS)
        assert all(reaches_root(heads, number) for number in range(1, len(rows) + 1))


def reaches_root(heads: list[int], number: int) -> bool:
    for _ in heads:
        if number == 0:
            return True
        number = heads[number - 1]
    return number == 0


@settings(max_examples=150, deadline=None)
@given(docs())
def test_brackets_give_back_the_tokens_of_every_span(doc: Doc) -> None:
    found = read_spans(to_conllu(doc, doc_id="a"))
    tokens = [t for t in doc if not t.text.isspace()]
    expected = {}
    for layer in LAYERS:
        number = 0
        for a in annotations_of(doc, layer):
            inside = [n for n, t in enumerate(tokens) if t.idx < a.end_char and a.start_char < t.idx + len(t)]
            if inside:
                number += 1
                expected[f"{layer.name[0]}{number}"] = inside
    assert found == expected


def read_spans(text: str) -> dict[str, list[int]]:
    """Read brackets back, with nothing of the writer: eid -> places of its tokens in the document."""
    spans: dict[str, list[int]] = {}
    at = 0
    for line in text.splitlines():
        if not line:
            continue
        if line.startswith("#"):
            continue
        misc = dict(pair.split("=", 1) for pair in line.split("\t")[9].split("|") if "=" in pair)
        for chunk in BRACKET.findall(misc.get("Span", "")):
            name = chunk.strip("()").split("-")[0]
            if chunk.startswith("("):
                assert len(chunk.strip("()").split("-")) == 5
                assert name not in spans
                spans[name] = [at] if chunk.endswith(")") else [at, -1]
            else:
                assert spans[name][1] == -1
                spans[name] = list(range(spans[name][0], at + 1))
        at += 1
    whole: dict[str, list[int]] = {}
    for name, places in spans.items():
        assert places[-1] != -1
        whole.setdefault(name.split("[")[0], []).extend(places)
    return {name: sorted(places) for name, places in whole.items()}


@pytest.mark.skipif(not UDVALIDATE.exists(), reason="udtools is not installed")
def test_the_validator_of_ud_finds_no_fault(doc: Doc, tmp_path: Path) -> None:
    words = ["我们", "要", "\n", "，", "e\u0301", "a|b", "走", "\u3000", "x y", "。"]
    heads = [1, 2, 3, 4, 5, 6, 6, 6, 6, 0]
    deps = ["nsubj", "aux:modal", "dep", "dobj", "ROOT", "root", "ROOT", "dep", "obj:X", "punct"]
    bad = Doc(Vocab(), words=words, heads=heads, deps=deps, pos=["NOUN", *[""] * 9], spaces=[False] * 9 + [True])
    output = tmp_path / "a.conllu"
    output.write_text(to_conllu(doc, doc_id="a") + to_conllu(bad, doc_id="文①"), encoding="utf-8")
    command = [str(UDVALIDATE), "--lang", "zh", "--level", "2", str(output)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
