"""Turn an annotated document into CoNLL-U."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict

from spacy.tokens import Doc

from corpus_tools.document import document_of
from corpus_tools.metadata import FIELDS
from corpus_tools.write.numbered_spans import NumberedSpan, numbered_spans, relations
from corpus_tools.write.sentences import Sentence, SentenceToken, name_start, numbered_sentences
from corpus_tools.write.span_brackets import SPAN_FIELDS, span_brackets

_OPEN = {"ADJ", "ADV", "INTJ", "NOUN", "PROPN", "VERB"}
_CLOSED = {"ADP", "AUX", "CCONJ", "DET", "NUM", "PART", "PRON", "SCONJ"}
UPOS = frozenset(_OPEN | _CLOSED | {"PUNCT", "SYM", "X"})

#: The key of a field in the comments, where it is not the field's name.
_COMMENT_KEYS = {"published": "date"}
_FEATURE = re.compile(r"[A-Z][A-Za-z0-9]*(\[[a-z0-9]+\])?=[A-Z0-9][A-Za-z0-9]*(,[A-Z0-9][A-Za-z0-9]*)*")
#: Escapes of the UD documentation (misc.html, SpacesAfter); ``\u{…}`` is ours, for what NFC would change.
_ESCAPES = {"\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"}
_MISC_ESCAPES = {**_ESCAPES, " ": r"\s", "|": r"\p"}


def to_conllu(doc: Doc, *, doc_id: str) -> str:
    r"""Return every sentence in ten columns, ``_`` for what was not annotated; white-space tokens are left out.

    Span groups go to MISC in bracket form, ``Span=(s1-policy-2-slo_0001-0.93`` … ``Span=s1)``, fields as in
    ``# global.Span``; holders, speakers, triggers and lexicon entries to comments ``# rel_1 = holdsTitle t1 NAME``;
    metadata to comments of the first sentence. Lost are versions of rules and where in the source a value was read.
    A text without a token gives an empty string.
    """
    sentences = numbered_sentences(doc, doc_id=doc_id)
    spans = numbered_spans(doc, sentences)
    brackets = span_brackets(spans)
    stated = _relation_comments(spans)
    has_pos = doc.has_annotation("POS")
    lines: list[str] = []
    for sentence in sentences:
        if sentence.number == 1:
            lines += _document_comments(doc, doc_id)
        if sentence.begins_block:
            lines += [f"# newpar id = {name_start(doc_id)}.p{sentence.block}", f"# block = {sentence.kind}"]
        lines += [f"# sent_id = {sentence.id}", f"# text = {sentence.text}"]
        if sentence.original != sentence.text:
            lines.append(f"# text_orig = {escaped(sentence.original)}")
        lines += stated[sentence.number]
        lines += [_row(sentence, token, brackets.get(token.id), has_pos=has_pos) for token in sentence.tokens]
        lines.append("")
    return "\n".join(lines) + "\n" if lines else ""


def escaped(text: str, *, misc: bool = False) -> str:
    r"""Return a text that fits on one line: ``\n``, ``\t``, ``\\``, in MISC ``\s`` and ``\p`` too.

    Characters that NFC would change, or that break lines, become ``\u{hex}``.
    """
    table = _MISC_ESCAPES if misc else _ESCAPES
    composed = unicodedata.is_normalized("NFC", "=" + text)
    return "".join(table.get(c) or (c if _plain(c, composed) else rf"\u{{{ord(c):x}}}") for c in text)


def _plain(character: str, composed: bool) -> bool:
    if character != " " and (character.isspace() or unicodedata.category(character) in ("Cc", "Cs", "Cn")):
        return False
    return composed or character.isascii()


def _document_comments(doc: Doc, doc_id: str) -> list[str]:
    document = document_of(doc)
    values = {name: document.metadata.all(name) for name in FIELDS} if document else {}
    comments = {_COMMENT_KEYS.get(name, name): "; ".join(found) for name, found in values.items() if found}
    if document:
        comments |= {"source_file": document.source.name, "source_sha256": document.source.sha256}
    heading = [f"# newdoc id = {_line(doc_id)}", f"# global.Span = {SPAN_FIELDS}"]
    return heading + [f"# {key} = {_line(value)}" for key, value in comments.items() if value]


def _line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _relation_comments(spans: list[NumberedSpan]) -> dict[int, list[str]]:
    """Return the comments on each sentence's spans; numbers run through the document, so that no key repeats."""
    facts = [(r.span, r.name, r.participant) for r in relations(spans)]
    facts += [(s, "hasTrigger", str(t)) for s in spans if (t := s.annotation.attributes.get("trigger"))]
    facts += [(s, "fromEntry", s.annotation.evidence.entry) for s in spans if s.annotation.evidence.entry]
    facts.sort(key=lambda fact: fact[0].tokens[0].token.i)
    comments: dict[int, list[str]] = defaultdict(list)
    for number, (span, name, value) in enumerate(facts, start=1):
        comments[span.parts[0].sentence.number].append(f"# rel_{number} = {name} {span.eid} {_line(value)}")
    return comments


def _row(sentence: Sentence, row: SentenceToken, brackets: str | None, *, has_pos: bool) -> str:
    token = row.token
    upos = token.pos_ if token.pos_ in UPOS else "X"
    columns = [
        str(row.number),
        row.form,
        _field(token.lemma_) if token.lemma_.strip() else row.form,
        upos if has_pos else "_",
        _field(token.tag_),
        feats(str(token.morph)),
        "_" if row.head is None else str(row.head),
        row.deprel or "_",
        "_",
        _misc(sentence, row, brackets),
    ]
    return "\t".join(columns)


def _field(value: str) -> str:
    return "_".join(unicodedata.normalize("NFC", value).split()) or "_"


def feats(morph: str) -> str:
    """Return features sorted as UD wants them (case aside), without what is no feature; ``_`` for none."""
    good = {f.partition("=")[0]: f for f in morph.split("|") if _FEATURE.fullmatch(f)}
    return "|".join(good[name] for name in sorted(good, key=str.lower)) or "_"


def _misc(sentence: Sentence, row: SentenceToken, brackets: str | None) -> str:
    values: dict[str, str] = {}
    if row.entity:
        before = sentence.tokens[row.number - 2].entity if row.number > 1 else None
        values["NER"] = f"{'I' if before == row.entity else 'B'}-{escaped(row.entity[1], misc=True)}"
    if row.orig is not None:
        values["Orig"] = escaped(row.orig, misc=True)
    if not row.space_after:
        values["SpaceAfter"] = "No"
    if row.deprel and row.head and row.deprel != row.token.dep_.lower():
        values["SpacyDep"] = escaped(row.token.dep_, misc=True)
    if brackets:
        values["Span"] = brackets
    return "|".join(f"{key}={values[key]}" for key in sorted(values)) or "_"
