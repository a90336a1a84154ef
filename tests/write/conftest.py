"""A document with everything in it: dirt, names, damage, spans of all layers, one over a sentence border."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.alignment import AlignedText, Edit
from corpus_tools.document import Block, Damage, Source, TextDocument, attach
from corpus_tools.labels import DIRECTIVE, SLOGAN, TITLE
from corpus_tools.provenance import Provenance
from corpus_tools.spans import Annotation, Evidence, set_spans

ORIGINAL = "要動員\n吴俊清主持\n他强调，要落實(shí)举措，坚决防控。 再防3?日。\n一、甲\n二、乙\n小标题\n记者：甲"
LINES = (
    ("要", "动员", "\n"),
    ("吴俊清", "主持", "\n"),
    ("他", "强调", "，", "要", "落实", "举措", "，", "坚决", "防控", "。", "再", "防", "3", "?", "日", "。", "\n"),
    ("一", "、", "甲", "\n", "二", "、", "乙", "\n", "小标题", "\n", "记者", "：", "甲"),
)
WORDS = [word for line in LINES for word in line]
KINDS = ["headline", "lead", "paragraph", "item", "item", "head", "byline"]


def cleaned() -> AlignedText:
    edits = [
        (found := ORIGINAL.index(old), found + len(old), new) for old, new in (("動員", "动员"), ("實(shí)", "实"))
    ]
    return AlignedText(ORIGINAL).apply([Edit(start, end, new, "step") for start, end, new in edits])


def parsed() -> Doc:
    heads, first = [], True
    for number, word in enumerate(WORDS):
        heads.append(number if first else heads[-1])
        first = word in ("\n", "。") and WORDS[number + 1] != "\n"
    deps = [
        "ROOT" if n == h else "punct" if w in "，。、：" else "obj"
        for n, (w, h) in enumerate(zip(WORDS, heads, strict=True))
    ]
    pos = ["SPACE" if w == "\n" else "PUNCT" if w in "，。、：" else "VERB" for w in WORDS]
    spaces = [word == "。" and WORDS[n + 1] == "再" for n, word in enumerate(WORDS)]
    ents = ["B-PER" if w == "吴俊清" else "O" for w in WORDS]
    return Doc(Vocab(), words=WORDS, spaces=spaces, heads=heads, deps=deps, pos=pos, tags=pos, ents=ents)


def marked(text: str, part: str, kind: str, evidence: Evidence, **attributes: object) -> Annotation:
    start = text.index(part)
    return Annotation(start, start + len(part), kind, evidence, attributes)


@pytest.fixture
def doc() -> Doc:
    made = parsed()
    document = TextDocument(Source("a.txt", "0" * 64, 3, "utf-8", "text/plain"), cleaned(), cleaning=("to-simplified",))
    start = 0
    for kind, line in zip(KINDS, made.text.split("\n"), strict=True):
        document.blocks.append(Block(kind, start, start + len(line)))
        start += len(line) + 1
    place = ORIGINAL.index("?")
    document.damage.append(Damage(place, place + 1, "unreadable character"))
    for name, value in (
        ("headline", "要動員"),
        ("published", "2022-04-11T12:25"),
        ("source", "某网"),
        ("editor", "乙"),
    ):
        document.metadata.add(name, value)
    attach(made, document)
    text = made.text
    made = set_spans(made, TITLE, [marked(text, "记者", "office", Evidence("title-lex", "1.0", 0.93), holder="甲")])
    made = set_spans(
        made,
        SLOGAN,
        [
            marked(text, "坚决防控。 再防", "mobilization", Evidence("slogan-fight", "1.0", 0.8, "slo-0001")),
            marked(text, "坚决", "policy", Evidence("r", "2", 0.5)),
        ],
    )
    duty = marked(text, "要落实举措", "obligation", Evidence("d", "1", 0.7), trigger="要", speaker="吴俊清")
    return set_spans(made, DIRECTIVE, [marked(text, "动员", "bare", Evidence("", "", 1.0), speaker="会议"), duty])


@pytest.fixture
def provenance() -> Provenance:
    return Provenance(
        version="0.1.0",
        model_name="zh_model",
        model_version="0.2.0.dev1",
        model_licence="CC BY-SA 4.0",
        lexicons={"slogans.tsv": "ab" * 32},
        components={"slogan_tagger": "1.0", "parser": "3.8"},
        date="2026-01-02",
    )
