"""Numbered spans -> the bracket notation of CorefUD, one string a token."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corpus_tools.write.numbered_spans import NumberedSpan, certainty
from corpus_tools.write.sentences import SentenceToken
from corpus_tools.write.unique_keys import unique_keys

#: The fields of an opening bracket, as ``# global.Span`` states them.
SPAN_FIELDS = "eid-etype-head-rule-cert"
#: The same as CorefUD has them: its types of entities are few, ours stands behind.
ENTITY_FIELDS = "eid-etype-head-layer-type-rule-cert"
_ENTITY_TYPES = {"title": "person"}

_RESERVED = re.compile(r"[^\w.+:]+")


@dataclass
class _Place:
    """What stands at one token."""

    closing: list[str] = field(default_factory=list)
    opening: list[str] = field(default_factory=list)
    single: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Inner spans close first; a closing bracket never follows an opening one, which would swallow its eid."""
        if self.opening:
            return "".join([*self.closing, *self.opening, *self.single])
        return "".join([*self.single, *self.closing])


def span_brackets(spans: Sequence[NumberedSpan], *, entity: bool = False) -> dict[str, str]:
    """Return token id -> brackets: ``(t1-office-2-title_lexicon-0.93`` … ``t1)``.

    ``head`` is the place of the span's highest token, from 1, ``_`` without a parse. A span over a sentence border is
    written in parts, ``(d1[1/2]-…`` ``d1[1/2])`` and ``(d1[2/2]-…`` ``d1[2/2])``. In values ``_`` stands for ``-``,
    ``|``, brackets, commas and blanks; :func:`rule_keys` has the rules in full.
    ``entity``: with the fields that CorefUD asks for.
    """
    keys = rule_keys(spans)
    places: dict[str, _Place] = defaultdict(_Place)
    parts = [(span, number) for span in spans for number in range(len(span.parts))]
    parts.sort(key=lambda pair: _order(*pair))
    for span, number in parts:
        eid = span.eid if len(span.parts) == 1 else f"{span.eid}[{number + 1}/{len(span.parts)}]"
        tokens = span.parts[number].tokens
        opening = f"({eid}-{_fields(span, keys, entity=entity)}"
        if len(tokens) == 1:
            places[tokens[0].id].single.append(f"{opening})")
        else:
            places[tokens[0].id].opening.append(opening)
            places[tokens[-1].id].closing.insert(0, f"{eid})")
    return {token_id: str(place) for token_id, place in places.items()}


def _order(span: NumberedSpan, number: int) -> tuple[int, int]:
    tokens = span.parts[number].tokens
    return tokens[0].place, -tokens[-1].place


def rule_keys(spans: Iterable[NumberedSpan]) -> dict[tuple[str, str], str]:
    """Return rule and version -> what stands for them in a bracket, in the order of the rules."""
    found = {(s.annotation.evidence.rule, s.annotation.evidence.version) for s in spans}
    return unique_keys(sorted(found), lambda pair: plain_value(pair[0]))


def plain_value(value: str) -> str:
    """Return a value as a field of a bracket can hold it; never empty."""
    return _RESERVED.sub("_", unicodedata.normalize("NFC", value)) or "_"


def _fields(span: NumberedSpan, keys: dict[tuple[str, str], str], *, entity: bool) -> str:
    evidence = span.annotation.evidence
    head = head_number(span.tokens)
    rule = keys[evidence.rule, evidence.version]
    place, kind = "_" if head is None else str(head), plain_value(span.annotation.type)
    if entity:
        layer = span.layer.name
        kind, place = _ENTITY_TYPES.get(layer, "other"), f"{place}-{layer}-{kind}"
    return f"{kind}-{place}-{rule}-{certainty(evidence.score)}"


def head_number(tokens: Sequence[SentenceToken]) -> int | None:
    """Return the place (from 1) of the first token whose head lies outside ``tokens``; None without a parse."""
    sentence_of = [token.id.rpartition(".")[0] for token in tokens]
    inside = set(zip(sentence_of, (token.number for token in tokens), strict=True))
    for number, (token, sentence) in enumerate(zip(tokens, sentence_of, strict=True), start=1):
        if token.head is not None and (sentence, token.head) not in inside:
            return number
    return None
