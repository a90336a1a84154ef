"""An order -> its parts: how strong it is, whether it forbids, who is told, and the action with its object.

All offsets count characters of the document's text. One order costs no more than its clause is long.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from corpus_tools.annotate.clause_reading import ClauseReading
from corpus_tools.annotate.directive_action import Action, Stretch, read_action
from corpus_tools.annotate.directive_addressee import addressee
from corpus_tools.annotate.modal import PREVENTION, find_modal
from corpus_tools.annotate.predicate import PredicateReader


class Strength(StrEnum):
    """How binding a modal is, on the scale 必须 > 要 > 应 > 可; what has no modal has no strength."""

    MUST = "must"
    HAVE_TO = "have to"
    SHOULD = "should"
    MAY = "may"


class Polarity(StrEnum):
    """Whether something is to be done or not to be done."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


@dataclass(frozen=True)
class DirectiveParts:
    """The parts of an order; None for what is not given or what the tree does not show."""

    strength: Strength | None
    polarity: Polarity
    addressee: Stretch | None
    action: Action | None


#: The first that is found decides, so the stronger stands first.
_STRENGTHS = (
    (
        Strength.MUST,
        re.compile(r"必须|务必|务须|必需|一律|[决绝]不|万万不|切[忌勿不]|勿|严禁|禁止|不[得准许予]|不允许|(?<!无)须"),
    ),
    (Strength.SHOULD, re.compile(r"应|不宜")),
    (Strength.HAVE_TO, re.compile(r"要|需|不能|不可|得")),
    (Strength.MAY, re.compile(r"可|允许|准许|有权")),
)


def directive_parts(
    reading: ClauseReading, begin: int, reader: PredicateReader, before: ClauseReading | None = None
) -> DirectiveParts:
    """Return the parts of the order that begins at ``begin`` (characters of the clause).

    ``before`` is the clause before, None where there is none.
    """
    body = reading.text[begin:]
    modal = find_modal(body)
    adverbs = reader.adverbs_end(body)
    head = modal.end if modal is not None and modal.start <= adverbs else 0
    head += reader.adverbs_end(body[head:])
    forbids = (modal is not None and modal.type == "prohibition") or bool(PREVENTION.match(body, head))
    return DirectiveParts(
        _strength(body[modal.start : modal.end]) if modal is not None else None,
        Polarity.NEGATIVE if forbids else Polarity.POSITIVE,
        addressee(reading, begin, before),
        read_action(reading, begin + head, reader),
    )


def parts_as_attributes(parts: DirectiveParts, text: str) -> dict[str, Any]:
    """Return the parts as attributes of an annotation: strength, polarity, addressee, action (with offsets)."""
    row: dict[str, Any] = {"polarity": parts.polarity.value}
    if parts.strength is not None:
        row["strength"] = parts.strength.value
    if parts.addressee is not None:
        row["addressee"] = _stretch(parts.addressee, text)
    if parts.action is not None:
        action: dict[str, Any] = {"verbs": [_stretch(verb, text) for verb in parts.action.verbs]}
        if parts.action.object is not None:
            action["object"] = _stretch(parts.action.object, text)
        if parts.action.phrase is not None:
            action["phrase"] = _stretch(parts.action.phrase, text)
        row["action"] = action
    return row


def _stretch(place: Stretch, text: str) -> dict[str, Any]:
    return {"start": place[0], "end": place[1], "text": text[place[0] : place[1]]}


def _strength(modal: str) -> Strength | None:
    return next((strength for strength, words in _STRENGTHS if words.search(modal)), None)
