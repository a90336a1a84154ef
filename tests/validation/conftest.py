"""A document of our own with names, tree, spans of all layers, one over a sentence border, edits, and its files."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.alignment import AlignedText, Edit
from corpus_tools.document import Block, Source, TextDocument, attach
from corpus_tools.labels import DIRECTIVE, SLOGAN, TITLE
from corpus_tools.provenance import Provenance
from corpus_tools.spans import Annotation, Evidence, set_spans
from corpus_tools.validation.documents import Checked, DocumentCheck
from corpus_tools.write import corpus_entry, corpus_xml, to_conllu, to_spans_json, to_tei

ORIGINAL = "砚北县委书记秦怀瑾要求落實(shí)举措。严禁拖延。"
SENTENCES = (("砚北", "县委", "书记", "秦怀瑾", "要求", "落实", "举措", "。"), ("严禁", "拖延", "。"))
PROVENANCE = Provenance(
    "0.1.0", "zh_own", "0.2", "CC BY-SA 4.0", {"a.tsv": "a" * 64}, {"title_tagger": "1"}, "2026-01-02"
)


@pytest.fixture(scope="session")
def doc() -> Doc:
    words = [word for sentence in SENTENCES for word in sentence]
    heads = [1, 2, 3, 4, 4, 4, 5, 4, 8, 8, 8]
    deps = ["nmod", "nmod", "nmod", "nsubj", "ROOT", "ccomp", "dobj", "punct", "ROOT", "obj", "punct"]
    pos = ["PUNCT" if word == "。" else "NOUN" for word in words]
    made = Doc(Vocab(), words=words, spaces=[False] * len(words), heads=heads, deps=deps, pos=pos)
    made.set_ents([made.char_span(6, 9, label="PER")])
    at = ORIGINAL.index("實")
    aligned = AlignedText(ORIGINAL).apply([Edit(at, at + 6, "实", "gloss")])
    data = ORIGINAL.encode()
    source = Source("own.txt", hashlib.sha256(data).hexdigest(), len(data), "utf-8", "text/plain")
    text = TextDocument(source, aligned, cleaning=("gloss",))
    text.blocks = [Block("paragraph", 0, len(aligned.text))]
    attach(made, text)
    title: dict[str, Any] = {
        "holder": "秦怀瑾",
        "rank": "county",
        "parts": [{"start": 0, "end": 3, "part": "jurisdiction"}],
    }
    rule = Evidence("own-rule", "1", 0.9)
    made = set_spans(made, TITLE, [Annotation(0, 6, "office", rule, title)])
    made = set_spans(made, SLOGAN, [Annotation(11, 15, "policy", Evidence("own-rule", "1", 0.8, "slo-0001"))])
    return set_spans(made, DIRECTIVE, [Annotation(9, 20, "bare", rule, {"speaker": "秦怀瑾", "trigger": "要求"})])


@pytest.fixture(scope="session")
def tei(doc: Doc) -> bytes:
    return to_tei(doc, doc_id="own", provenance=PROVENANCE)


@pytest.fixture(scope="session")
def conllu(doc: Doc) -> bytes:
    return to_conllu(doc, doc_id="own", provenance=PROVENANCE).encode()


@pytest.fixture(scope="session")
def check() -> DocumentCheck:
    return DocumentCheck()


@pytest.fixture
def corpus(doc: Doc, tei: bytes, conllu: bytes, tmp_path: Path) -> Path:
    """The folder of a corpus with one document, as ``annotate`` writes it."""
    folder = tmp_path / "corpus"
    for name, data in (("tei/own.xml", tei), ("conllu/own.conllu", conllu)):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_bytes(data)
    (folder / "spans.jsonl").write_text(to_spans_json(doc, doc_id="own"), encoding="utf-8")
    (folder / "corpus.xml").write_bytes(corpus_xml([corpus_entry(doc, doc_id="own")], PROVENANCE))
    row = {
        "id": "own",
        "source": "own.txt",
        "status": "done",
        "sha256": hashlib.sha256(ORIGINAL.encode()).hexdigest(),
        "bytes": len(ORIGINAL.encode()),
        "sentences": 2,
        "tokens": 11,
        "spans": {"title": 1, "slogan": 1, "directive": 1},
        "files": ["tei/own.xml", "conllu/own.conllu"],
    }
    (folder / "manifest.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return folder


def reasons(checked: Checked) -> list[str]:
    """The faults as lines of text."""
    return [str(fault) for fault in checked.faults]
