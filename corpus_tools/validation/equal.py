"""Two files of one document -> where they say different things: tokens, trees, names, spans, source, metadata."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from corpus_tools.stored.offsets import Place, text_and_places
from corpus_tools.stored.text import StoredSpan, StoredText, StoredToken
from corpus_tools.validation.fault import Fault

_OF_TOKENS = ("text", "lemma", "upos", "xpos", "feats", "head", "deprel", "space", "name")
_OF_DOCUMENTS = ("doc_id", "source", "damage", "remarks", "cleaning", "before")
_OF_SPANS = (
    "type",
    "first",
    "last",
    "score",
    "rule",
    "version",
    "entry",
    "variation",
    "trigger",
    "stretches",
    "values",
)
_PLACES = 4


def differences(one: StoredText, other: StoredText, *, file: str, beside: str) -> Iterator[Fault]:
    """Yield what ``file`` (read as ``one``) says otherwise than ``beside`` (read as ``other``)."""

    def fault(reason: str, *, line: int = 0, sentence: str = "", span: str = "") -> Fault:
        return Fault(file, line, "equal", f"{reason}; write both anew", one.doc_id, sentence, span)

    for name in _OF_DOCUMENTS:
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine != theirs:
            yield fault(f"{name} is {_short(mine)}, in {beside} {_short(theirs)}")
    if _metadata(one) != _metadata(other):
        names = [n for n, _ in set(_metadata(one)) ^ set(_metadata(other))]
        yield fault(f"metadata are others than in {beside}: {', '.join(sorted(set(names)))}")
    if len(one.sentences) != len(other.sentences):
        yield fault(f"{len(one.sentences)} sentences, {len(other.sentences)} in {beside}")
    for number, (mine_s, theirs_s) in enumerate(zip(one.sentences, other.sentences, strict=False), start=1):
        reason = _tokens(mine_s.tokens, theirs_s.tokens, beside)
        if not reason and (mine_s.kind, mine_s.level) != (theirs_s.kind, theirs_s.level):
            reason = f"a line of kind {mine_s.kind}, in {beside} {theirs_s.kind}"
        if reason:
            yield fault(reason, line=mine_s.line, sentence=f"s{number}")
    mine_spans, their_spans = ({(s.layer, s.number): s for s in each.spans} for each in (one, other))
    for key in sorted(mine_spans.keys() | their_spans.keys()):
        if reason := _span(mine_spans.get(key), their_spans.get(key), beside):
            yield fault(reason, span=f"{key[0][0]}{key[1]}")


def _metadata(stored: StoredText) -> list[tuple[str, str]]:
    return [(name, evidence.value) for name, evidence in sorted(stored.metadata, key=lambda pair: pair[0])]


def _tokens(mine: Sequence[StoredToken], theirs: Sequence[StoredToken], beside: str) -> str:
    if len(mine) != len(theirs):
        return f"{len(mine)} tokens, {len(theirs)} in {beside}"
    for number, (one, other) in enumerate(zip(mine, theirs, strict=True), start=1):
        for name in _OF_TOKENS:
            a, b = getattr(one, name), getattr(other, name)
            if a != b:
                return f"token {number}: {name} is {_short(a)}, in {beside} {_short(b)}"
    return ""


def _span(mine: StoredSpan | None, theirs: StoredSpan | None, beside: str) -> str:
    if mine is None:
        return f"missing; {beside} has it"
    if theirs is None:
        return f"missing in {beside}"
    for name in _OF_SPANS:
        a, b = getattr(mine, name), getattr(theirs, name)
        if a != b and _plain(a) != _plain(b):
            return f"{name} is {_short(a)}, in {beside} {_short(b)}"
    if sorted(mine.relations) != sorted(theirs.relations):
        return f"relations are {_short(sorted(mine.relations))}, in {beside} {_short(sorted(theirs.relations))}"
    return ""


def _plain(value: Any) -> Any:
    """Lists of stretches count as equal in any order, and nothing as empty."""
    return sorted(map(repr, value)) if isinstance(value, list) else value or None


def row_differences(
    stored: StoredText, row: Mapping[str, Any], *, file: str, line: int, beside: str
) -> Iterator[Fault]:
    """Yield what a line of ``spans.jsonl`` says otherwise than the file ``beside`` it."""

    def fault(reason: str) -> Fault:
        return Fault(file, line, "equal", f"{reason}; write both anew", stored.doc_id)

    text, places = text_and_places(stored)
    if row.get("text") != text:
        yield fault(f"the text is not that of {beside}")
        return
    wanted = {_key(s, places) for s in stored.spans}
    found = {
        (s.get("start"), s.get("end"), s.get("layer"), s.get("type"), s.get("rule"), s.get("entry"), s.get("score"))
        for s in row.get("spans", ())
    }
    for start, end, layer, kind, *_ in sorted(found - wanted, key=repr)[:_PLACES]:
        yield fault(f"span {layer} {kind} at {start}-{end} is not in {beside}, or otherwise there")
    for start, end, layer, kind, *_ in sorted(wanted - found, key=repr)[:_PLACES]:
        yield fault(f"span {layer} {kind} at {start}-{end} of {beside} is missing, or otherwise here")


def _key(span: StoredSpan, places: Sequence[Place]) -> tuple[Any, ...]:
    start, end = places[span.first][0], places[span.last][1]
    return start, end, span.layer, span.type, span.rule, span.entry or None, round(span.score, _PLACES)


def _short(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "…"
