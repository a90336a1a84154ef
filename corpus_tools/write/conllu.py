"""Turn an annotated document into CoNLL-U."""

from __future__ import annotations

from spacy.tokens import Doc

from corpus_tools.escapes import escaped, escaped_value
from corpus_tools.provenance import Provenance
from corpus_tools.write.conllu_comments import document_comments, readable, span_comments
from corpus_tools.write.numbered_spans import numbered_spans
from corpus_tools.write.sentences import SentenceToken, name_start, numbered_sentences
from corpus_tools.write.span_brackets import rule_keys, span_brackets
from corpus_tools.write.tree import relation


def to_conllu(doc: Doc, *, doc_id: str, provenance: Provenance | None = None) -> str:
    r"""Return every sentence in ten columns, ``_`` for what was not annotated; white-space tokens are left out.

    Span groups go to MISC in bracket form, ``Span=(s1-policy-2-slo_0001-0.93`` … ``Span=s1)``, fields as in
    ``# global.Span``; holders, speakers, triggers, lexicon entries and all other attributes to comments of the
    sentence; metadata, rules, ``provenance`` and the record of the cleaning to comments of the first one. Lost are
    span groups that are no layer, and spans on white space. A text without a token gives an empty string.
    """
    sentences = numbered_sentences(doc, doc_id=doc_id)
    spans = numbered_spans(doc, sentences)
    brackets = span_brackets(spans)
    stated = span_comments(spans)
    lines: list[str] = []
    entity: tuple[int, str] | None = None
    for sentence in sentences:
        if sentence.number == 1:
            lines += document_comments(doc, doc_id, sentences, rule_keys(spans), provenance)
        if sentence.begins_block:
            lines += [f"# newpar id = {name_start(doc_id)}.p{sentence.block}", f"# block = {sentence.kind}"]
            lines += [f"# level = {sentence.level}"] if sentence.level else []
        lines += [f"# sent_id = {sentence.id}", f"# text = {readable(sentence.text)}"]
        if sentence.original != sentence.text:
            lines.append(f"# text_orig = {escaped_value(sentence.original)}")
        lines += stated.get(sentence.number, ())
        for token in sentence.tokens:
            lines.append(_row(token, brackets.get(token.id), entity))
            entity = token.entity
        lines.append("")
    return "\n".join(lines) + "\n" if lines else ""


def _row(row: SentenceToken, brackets: str | None, before: tuple[int, str] | None) -> str:
    head = "_" if row.head is None else str(row.head)
    misc = _misc(row, brackets, before)
    return (
        f"{row.number}\t{readable(row.form)}\t{readable(row.lemma)}\t{row.upos or '_'}\t{readable(row.xpos) or '_'}\t"
        f"{row.feats or '_'}\t{head}\t{row.deprel or '_'}\t_\t{misc}"
    )


def _misc(row: SentenceToken, brackets: str | None, before: tuple[int, str] | None) -> str:
    """Return MISC; its keys stand in the order of the alphabet."""
    values = []
    if row.entity:
        values.append(f"NER={'I' if before == row.entity else 'B'}-{escaped(row.entity[1], misc=True)}")
    if row.orig is not None:
        values.append(f"Orig={escaped(row.orig, misc=True)}")
    if not row.space_after:
        values.append("SpaceAfter=No")
    if row.spaces:
        values.append(f"SpacesAfter={escaped(row.spaces, misc=True)}")
    if row.before:
        values.append(f"SpacesBefore={escaped(row.before, misc=True)}")
    if row.deprel is not None and native_label(row) is not None:
        values.append(f"SpacyDep={escaped(row.token.dep_, misc=True)}")
    if brackets:
        values.append(f"Span={brackets}")
    return "|".join(values) or "_"


def native_label(row: SentenceToken) -> str | None:
    """Return the parser's label where UD has the relation by another name, None where the tree had to be mended."""
    label = row.token.dep_
    if not label or label == row.deprel or (row.head == 0 and label.upper() == "ROOT"):
        return None
    return label if relation(label) == row.deprel else None
