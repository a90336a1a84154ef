"""Random documents with everything in it that a file must hold, and what of a Doc has to come back."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.alignment import AlignedText, Edit
from corpus_tools.cleaning_record import CleaningRecord
from corpus_tools.document import BLOCK_KINDS, Block, Damage, Source, TextDocument, attach, document_of
from corpus_tools.labels import LAYERS, TITLE
from corpus_tools.metadata import FIELDS
from corpus_tools.provenance import Provenance
from corpus_tools.spans import Annotation, Evidence, annotations_of, set_spans
from corpus_tools.write.conllu import native_label
from corpus_tools.write.sentences import numbered_sentences

#: Letters, marks that formats reserve, composed and rare characters, one beyond the BMP, white space of several kinds.
CHARACTERS = "中市委要，。a(b)-_|=\\/&<\"'é\u0301\u212b\ufb01𠮷\U0002f9d6\ufffd \n\t\u3000\xa0"
ODD = CHARACTERS + "\x01\ufffe\r\u2028"
WORDING = st.text(CHARACTERS, min_size=1, max_size=6)
#: XML has no place for these in a header; what the taggers say of a span may hold any.
LINE = st.text("中市委,;é\u0301𠮷 =\\|-_<&\n", min_size=1, max_size=6)
SCALAR = st.none() | st.booleans() | st.integers(-9, 99) | st.floats(0, 1) | st.text(ODD, max_size=4)
VALUES = st.recursive(
    SCALAR, lambda v: st.lists(v, max_size=2) | st.dictionaries(st.sampled_from("ab "), v, max_size=2)
)
HOLDERS: list[dict[str, Any]] = [
    {"holder": "甲"},
    {"holders": ["甲", "乙 "]},
    {"holders": ["甲"]},
    {"refers_to": "e\u0301"},
    {"holder": ""},
]
PROVENANCE = Provenance(
    "0.1.0", "zh_own", "0.2.dev1", "CC BY-SA 4.0", {"b.tsv": "b" * 64, "a.tsv": "a" * 64}, {"tagger": "1"}, "2026-01-02"
)


@st.composite
def texts(draw: st.DrawFn) -> AlignedText:
    """A text that came out of random edits in up to three passes."""
    aligned = AlignedText(draw(st.text(CHARACTERS + "\x01", min_size=1, max_size=24)))
    for step in draw(st.lists(st.sampled_from(["one", "two"]), max_size=3)):
        cuts = sorted(draw(st.sets(st.integers(0, len(aligned.text)), max_size=6)))
        pairs = [pair for number, pair in enumerate(pairwise(cuts)) if number % 2 == 0]
        new = draw(st.lists(st.text(CHARACTERS, max_size=2), min_size=len(pairs), max_size=len(pairs)))
        aligned = aligned.apply([Edit(a, b, text, step) for (a, b), text in zip(pairs, new, strict=True)])
    return aligned if aligned.text and not aligned.text.isspace() else AlignedText("中。")


def _words(draw: st.DrawFn, text: str) -> tuple[list[str], list[bool]]:
    words: list[str] = []
    for character in text:
        if words and words[-1].isspace() == character.isspace() and draw(st.booleans()):
            words[-1] += character
        else:
            words.append(character)
    return words, [False] * len(words)


@st.composite
def docs(draw: st.DrawFn) -> Doc:
    """A Doc with or without tree, tags, sentences and TextDocument, with names and spans of all layers."""
    aligned = draw(texts())
    words, spaces = _words(draw, aligned.text)
    size = len(words)
    annotation: dict[str, Any] = {}
    if draw(st.booleans()):
        order = draw(st.permutations(range(size)))
        heads = [0] * size
        for rank, number in enumerate(order):
            heads[number] = order[draw(st.integers(0, rank))]
        deps = st.sampled_from(["ROOT", "nsubj", "punct", "dobj", "nmod:X", "aux:pass", "NSUBJ"])
        annotation |= {"heads": heads, "deps": draw(st.lists(deps, min_size=size, max_size=size))}
    elif draw(st.booleans()):
        annotation["sent_starts"] = draw(st.lists(st.booleans(), min_size=size, max_size=size))
    if draw(st.booleans()):
        annotation["pos"] = draw(st.lists(st.sampled_from(["NOUN", "PUNCT", "X"]), min_size=size, max_size=size))
    if draw(st.booleans()):
        annotation["tags"] = draw(st.lists(st.sampled_from(["NN", "a b", ""]), min_size=size, max_size=size))
        annotation["morphs"] = draw(
            st.lists(st.sampled_from(["", "Voice=Cau|Aspect=Perf", "Case=Gen", "x=y"]), min_size=size, max_size=size)
        )
        annotation["lemmas"] = draw(st.lists(st.sampled_from(["中", "e\u0301", "a b"]), min_size=size, max_size=size))
    doc = Doc(Vocab(), words=words, spaces=spaces, **annotation)
    real = [token.i for token in doc if not token.text.isspace()]
    names, at = [], 0
    while at < len(real) and draw(st.booleans()):
        end = draw(st.integers(at, min(len(real) - 1, at + 3)))
        names.append(doc.char_span(doc[real[at]].idx, doc[real[end]].idx + len(doc[real[end]]), label="PER"))
        at = end + 1
    doc.set_ents(names)
    if draw(st.booleans()):
        attach(doc, draw(documents(aligned)))
    for layer in draw(st.lists(st.sampled_from(LAYERS), unique=True)):
        doc = set_spans(doc, layer, [draw(annotations(doc, real, layer)) for _ in range(draw(st.integers(0, 4)))])
    return doc


@st.composite
def annotations(draw: st.DrawFn, doc: Doc, real: list[int], layer: Any) -> Annotation:
    """An annotation that begins and ends with a token, with attributes of the scheme and others."""
    first = draw(st.integers(0, len(real) - 1))
    last = draw(st.integers(first, len(real) - 1))
    start, end = doc[real[first]].idx, doc[real[last]].idx + len(doc[real[last]])
    attributes: dict[str, Any] = {}
    if draw(st.booleans()):
        text = doc.text
        a = draw(st.integers(0, len(text) - 1))
        b = draw(st.integers(a + 1, len(text)))
        worded = {"start": a, "end": b, "text": text[a:b]}
        if layer is TITLE:
            attributes["parts"] = [{"start": a, "end": b, "part": draw(st.sampled_from(["organ", "post", "other"]))}]
            attributes |= draw(st.sampled_from(HOLDERS))
            attributes |= {"deputy": True, "rank": "county", "jurisdiction_code": "510100"}
        else:
            attributes |= {"trigger": draw(WORDING), "speaker": draw(WORDING), "addressee": worded}
            attributes["strength"] = "have to"
            attributes["action"] = {"verbs": [worded] * draw(st.integers(0, 2)), "phrase": worded}
    if draw(st.booleans()):
        names = st.sampled_from(["variation", "a b", "json", "parts", "é"])
        attributes |= draw(st.dictionaries(names, VALUES, max_size=2))
    evidence = Evidence(
        draw(st.sampled_from(["a-b", "a_b", "r(1)", "甲|乙", ""])),
        draw(st.sampled_from(["1", "", "2 b", "_"])),
        draw(st.floats(0, 1)),
        draw(st.sampled_from([None, "slo-0001", "a b", "a=b"])),
        draw(st.sampled_from([None, "gap", "word é"])),
    )
    kind = draw(st.sampled_from([layer.types[0].name, layer.types[1].name, "own type", "own_type"]))
    return Annotation(start, end, kind, evidence, attributes)


@st.composite
def documents(draw: st.DrawFn, aligned: AlignedText) -> TextDocument:
    """A document of an aligned text: blocks a line each or anywhere, damage, metadata with and without places."""
    source = Source(draw(LINE), "0" * 64, draw(st.integers(0, 999)), "utf-8", "text/plain")
    document = TextDocument(source, aligned, cleaning=tuple(draw(st.sampled_from([[], ["one"], ["one", "two"]]))))
    document.cleaned_by = draw(st.none() | cleaning_records())
    at, kinds = 0, st.sampled_from(BLOCK_KINDS)
    for line in aligned.text.split("\n"):
        if line.strip():
            start = at + len(line) - len(line.lstrip()) if draw(st.booleans()) else at
            document.blocks.append(Block(draw(kinds), start, at + len(line.rstrip()), draw(st.integers(0, 2))))
        at += len(line) + 1
    if draw(st.booleans()):
        document.blocks = document.blocks[:1]
    for _ in range(draw(st.integers(0, 2))):
        start = draw(st.integers(0, len(aligned.original)))
        end = draw(st.integers(start, len(aligned.original)))
        document.damage.append(Damage(start, end, draw(LINE)))
    document.remarks = draw(st.lists(LINE, max_size=2))
    for name in draw(st.lists(st.sampled_from(list(FIELDS)), max_size=4)):
        place = draw(st.sampled_from([(), (0, 1)]))
        document.metadata.add(name, draw(LINE), *place)
    return document


def cleaning_records() -> st.SearchStrategy[CleaningRecord]:
    """Profiles with and without steps, switches and settings."""
    names = st.sampled_from(["one", "two", "three"])
    return st.builds(
        CleaningRecord,
        LINE,
        st.dictionaries(names, st.integers(1, 99)),
        st.lists(names, unique=True).map(tuple),
        st.dictionaries(names, st.lists(LINE, min_size=1, max_size=2).map(tuple)),
    )


def state(doc: Doc) -> dict[str, Any]:
    """Return all of a Doc that its files must hold; white-space tokens are their characters, however they were cut.

    A token without a lemma has its form, a tree is the one tree that UD takes.
    """
    sentences = numbered_sentences(doc, doc_id="a")
    document = document_of(doc)
    tokens = [
        (
            *(t.token.idx, t.token.text, t.token.lemma_ or t.form, t.upos, t.token.tag_, str(t.token.morph), t.head),
            t.deprel,
            None if t.head is None else native_label(t),
        )
        for s in sentences
        for t in s.tokens
    ]
    return {
        "text": doc.text,
        "sentences": [(s.kind, s.level, s.block, len(s.tokens), s.original) for s in sentences],
        "tokens": tokens,
        "names": [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents],
        "spans": {layer.name: annotations_of(doc, layer) for layer in LAYERS if layer.group in doc.spans},
        "document": document and _document_state(document),
    }


def _document_state(document: TextDocument) -> dict[str, Any]:
    aligned = document.aligned
    return {
        "source": document.source,
        "metadata": {name: found for name, found in document.metadata.values.items() if found},
        "blocks": document.blocks,
        "damage": document.damage,
        "remarks": document.remarks,
        "cleaning": document.cleaning,
        "cleaned_by": document.cleaned_by,
        "steps in order": document.cleaned_by and list(document.cleaned_by.steps),
        "original": aligned.original,
        "edits": aligned.edits,
        "origins": (aligned.starts.tolist(), aligned.ends.tolist()),
    }
