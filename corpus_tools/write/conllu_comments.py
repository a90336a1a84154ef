"""What CoNLL-U says in comments: a document's metadata and record, and the attributes and relations of spans."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from spacy.tokens import Doc

from corpus_tools.document import TextDocument, document_of
from corpus_tools.formats.escapes import UNREADABLE, escaped, escaped_value, json_line
from corpus_tools.metadata import FIELDS
from corpus_tools.provenance import Provenance
from corpus_tools.write.numbered_spans import NumberedSpan, NumberedStretch, relations
from corpus_tools.write.record import record_of
from corpus_tools.write.sentences import Sentence
from corpus_tools.write.span_brackets import plain_value

#: The key of a field in the comments, where it is not the field's name.
COMMENT_KEYS = {"published": "date"}
#: The printers' mark for a character that is missing: UD's validator takes U+FFFD for a fault of the file.
GETA = "\u3013"


def document_comments(
    doc: Doc,
    doc_id: str,
    sentences: Sequence[Sentence],
    rules: Mapping[tuple[str, str], str],
    provenance: Provenance | None,
    legend: str,
) -> list[str]:
    """Return the comments of the first sentence, ``newdoc id`` to ``record``; ``legend`` explains spans."""
    document = document_of(doc)
    lines = [f"# newdoc id = {escaped_value(doc_id)}", *([legend] if legend else [])]
    lines += _metadata_comments(document) if document else []
    number = 0
    for (rule, version), key in rules.items():
        if (rule, version) not in ((key, ""), ("", "")):
            number += 1
            lines.append(f"# rule_{number} = {key} {_word(version)} {escaped_value(rule)}".rstrip(" "))
    if provenance:
        lines.append(f"# provenance = {json_line(_stated(provenance))}")
    record = dict(record_of(doc, sentences))
    if unreadable := _unreadable(sentences):
        record["tokens"] = {**record.get("tokens", {}), **unreadable}
    return [*lines, f"# record = {json_line(record)}"] if record else lines


def readable(text: str) -> str:
    """Return a form or lemma with the geta mark for what could not be decoded."""
    return text.replace(UNREADABLE, GETA)


def _unreadable(sentences: Sequence[Sentence]) -> dict[str, dict[str, str]]:
    """Return the exact values of tokens in which the geta mark stands for something."""
    found = {}
    for sentence in sentences:
        for token in sentence.tokens:
            if UNREADABLE in token.form or UNREADABLE in token.lemma or UNREADABLE in token.xpos:
                own = token.token
                values = {"text": own.text, "lemma": own.lemma_ or token.lemma, "xpos": own.tag_}
                changed = {key: value for key, value in values.items() if value and value != "_"}
                found[f"{sentence.number}.{token.number}"] = {**(token.exact or {}), **changed}
    return found


def _metadata_comments(document: TextDocument) -> list[str]:
    values = {COMMENT_KEYS.get(name, name): document.metadata.all(name) for name in FIELDS}
    source = document.source
    lines = [f"# {key} = {_joined(found)}" for key, found in values.items() if found]
    lines += [
        f"# source_file = {escaped_value(source.name)}",
        f"# source_sha256 = {escaped_value(source.sha256)}",
        f"# source_format = {escaped_value(f'{source.media_type}, {source.encoding}, {source.size} bytes')}",
    ]
    lines += [f"# cleaning = {escaped_value(', '.join(document.cleaning))}"] if document.cleaning else []
    lines += [f"# cleaned_by = {json_line(document.cleaned_by.to_row())}"] if document.cleaned_by else []
    lines += [f"# remark_{n} = {escaped_value(remark)}" for n, remark in enumerate(document.remarks, start=1)]
    lines += [
        f"# damage_{n} = {d.start_char}-{d.end_char} {escaped_value(d.what)}".rstrip(" ")
        for n, d in enumerate(document.damage, start=1)
    ]
    return lines


def _joined(values: Sequence[str]) -> str:
    r"""Return several values with ``; `` between them; inside a value it is ``;\s``."""
    return "; ".join(escaped_value(value).replace("; ", r";\s") for value in values)


def _word(value: str) -> str:
    return escaped(value, misc=True) if value not in ("", "_") else "_" if not value else r"\u{5f}"


def _stated(provenance: Provenance) -> dict[str, Any]:
    row = {key: value for key, value in asdict(provenance).items() if value}
    if provenance.lexicons:
        row["lexicons"] = dict(sorted(provenance.lexicons.items()))
    return {"version": provenance.version, **row}


def span_comments(spans: Sequence[NumberedSpan]) -> dict[int, list[str]]:
    """Return the comments on the spans that begin in each sentence.

    ``rel_N`` for relations, triggers and entries, ``part_N`` for stretches with a role, ``attr_N`` for all other
    attributes. Numbers run through the document, so that no key repeats.
    """
    facts = [(r.span, r.name, escaped_value(r.participant)) for r in relations(spans)]
    facts += [(s, "hasTrigger", escaped_value(s.facts.trigger)) for s in spans if s.facts.trigger is not None]
    facts += [(s, "fromEntry", escaped_value(e)) for s in spans if (e := s.annotation.evidence.entry)]
    facts += [(s, "hasVariation", escaped_value(v)) for s in spans if (v := s.annotation.evidence.variation)]
    facts += [
        (s, "hasType", escaped_value(s.annotation.type))
        for s in spans
        if plain_value(s.annotation.type) != s.annotation.type
    ]
    parts = [(s, stretch.role, _place(s, stretch)) for s in spans for stretch in s.stretches]
    values = [(s, _word(key), _value(value)) for s in spans for key, value in s.facts.values.items()]
    comments: dict[int, list[str]] = defaultdict(list)
    for kind, rows in (("rel", facts), ("part", parts), ("attr", values)):
        rows.sort(key=lambda row: row[0].tokens[0].place)
        for number, (span, name, value) in enumerate(rows, start=1):
            line = f"# {kind}_{number} = {span.eid} {name} {value}"
            if kind == "rel":
                line = f"# {kind}_{number} = {name} {span.eid} {value}"
            comments[span.parts[0].sentence.number].append(line)
    return comments


def _place(span: NumberedSpan, stretch: NumberedStretch) -> str:
    """Return the tokens of a stretch, ``3`` or ``3..5``, those of another sentence as ``s4.3``; then its characters."""
    home = span.parts[0].sentence.number
    ends = [(stretch.parts[0], 0), (stretch.parts[-1], -1)]
    names = [
        f"{part.tokens[at].number}" if (n := part.sentence.number) == home else f"s{n}.{part.tokens[at].number}"
        for part, at in ends
    ]
    place = names[0] if names[0] == names[1] else "..".join(names)
    return place if stretch.chars is None else f"{place} chars {stretch.chars[0]}-{stretch.chars[1]}"


def _value(value: Any) -> str:
    """Return a text as it is where it is no JSON, anything else as JSON."""
    if isinstance(value, str) and value:
        try:
            json.loads(value)
        except ValueError:
            return escaped_value(value)
    return json_line(value)
