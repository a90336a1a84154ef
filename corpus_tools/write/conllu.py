"""Turn an annotated document into CoNLL-U."""

from __future__ import annotations

from spacy.tokens import Doc

from corpus_tools.content import ALL
from corpus_tools.formats.escapes import UNREADABLE, escaped, escaped_value
from corpus_tools.provenance import Provenance
from corpus_tools.write.annotated_text import AnnotatedText
from corpus_tools.write.conllu_comments import document_comments, readable, span_comments
from corpus_tools.write.conllu_styles import SpanMarks, span_marks, without_place
from corpus_tools.write.numbered_spans import numbered_spans
from corpus_tools.write.sentences import SentenceToken, name_start, numbered_sentences
from corpus_tools.write.span_brackets import rule_keys

#: What the format can hold, with the names of ``content.py``.
HOLDS = ALL


def to_conllu(
    doc: Doc,
    *,
    doc_id: str,
    provenance: Provenance | None = None,
    text: AnnotatedText | None = None,
    style: str = "spans",
) -> str:
    r"""Return every sentence in ten columns, ``_`` for what was not annotated; white-space tokens are left out.

    Span groups go to MISC in bracket form, ``Span=(s1-policy-2-slo_0001-0.93`` … ``Span=s1)``, fields as in
    ``# global.Span``; holders, speakers, triggers, lexicon entries and all other attributes to comments of the
    sentence; metadata, rules, ``provenance`` and the record of the cleaning to comments of the first one. Lost are
    span groups that are no layer, and spans on white space. A text without a token gives an empty string.
    Other styles: ``entity`` writes the brackets as CorefUD has them, ``bio`` one label a layer, ``plus`` columns.
    ``text``: the same Doc as ``annotated_text`` numbered it, where another writer needs it too.
    """
    sentences = text.sentences if text else numbered_sentences(doc, doc_id=doc_id)
    spans = text.spans if text else numbered_spans(doc, sentences)
    marks = span_marks(spans, style)
    stated = span_comments(spans)
    lines = [marks.first] if marks.first and sentences else []
    entity: tuple[int, str] | None = None
    for sentence in sentences:
        if sentence.number == 1:
            lines += document_comments(doc, doc_id, sentences, rule_keys(spans), provenance, marks.header)
        if sentence.begins_block:
            lines += [f"# newpar id = {name_start(doc_id)}.p{sentence.block}", f"# block = {sentence.kind}"]
            lines += [f"# level = {sentence.level}"] if sentence.level else []
        lines += [f"# sent_id = {sentence.id}", f"# text = {readable(sentence.text)}"]
        if sentence.original != sentence.text:
            lines.append(f"# text_orig = {escaped_value(sentence.original)}")
        lines += stated.get(sentence.number, ())
        for token in sentence.tokens:
            lines.append(_row(token, marks, entity))
            entity = token.entity
        lines.append("")
    return "\n".join(lines) + "\n" if lines else ""


def to_conllu_plus(doc: Doc, *, doc_id: str, provenance: Provenance | None = None) -> str:
    """Return CoNLL-U Plus: a column for each layer behind the ten, in the notation of PARSEME."""
    return to_conllu(doc, doc_id=doc_id, provenance=provenance, style="plus")


def holds(style: str = "spans") -> frozenset[str]:
    """Return what a style can hold; what ``bio`` has no place for is counted by :func:`losses`."""
    return HOLDS if style != "bio" else HOLDS - {"evidence"}


def losses(doc: Doc, *, doc_id: str, provenance: Provenance | None = None, style: str = "spans") -> dict[str, int]:
    """Return how many spans a style has no place for: in ``bio`` those that share tokens with one of their layer."""
    if style != "bio":
        return {}
    spans = numbered_spans(doc, numbered_sentences(doc, doc_id=doc_id))
    lost = len(without_place(spans, style))
    return {"spans": lost} if lost else {}


def _row(row: SentenceToken, marks: SpanMarks, before: tuple[int, str] | None) -> str:
    misc = _misc(row, marks.misc.get(row.place), before)
    line = (
        f"{row.number}\t{row.form}\t{row.lemma}\t{row.upos or '_'}\t{row.xpos or '_'}\t"
        f"{row.feats or '_'}\t{'_' if row.head is None else row.head}\t{row.deprel or '_'}\t_\t{misc}"
    )
    if UNREADABLE in line:
        line = readable(line)
    if marks.columns is None:
        return line
    return "\t".join((line, *marks.columns.get(row.place, marks.empty_columns)))


def _misc(row: SentenceToken, marks: list[tuple[str, str]] | None, before: tuple[int, str] | None) -> str:
    """Return MISC; its keys stand in the order of the alphabet."""
    if not (row.entity or marks or row.spaces or row.before or row.native) and row.orig is None:
        return "_" if row.space_after else "SpaceAfter=No"
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
    if row.native is not None:
        values.append(f"SpacyDep={escaped(row.native, misc=True)}")
    if marks:
        values += [f"{key}={value}" for key, value in marks]
        values.sort(key=lambda pair: pair.partition("=")[0])
    return "|".join(values) or "_"


def native_label(row: SentenceToken) -> str | None:
    """Return the parser's label where UD has the relation by another name, None where the tree had to be mended."""
    return row.native
