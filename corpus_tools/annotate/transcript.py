"""A clause -> the label of a turn in a transcript that it is (林某某议员：…)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus_tools.annotate.clause_reading import ClauseReading
from corpus_tools.annotate.speech_verb import SPEECH

_LABEL = re.compile(r"[\u4e00-\u9fff·•]{2,16}")
_LABEL_POST = re.compile(
    r"(?:议员|主席|局长|司长|署长|处长|部长|委员|主任|市长|省长|书记|院长|校长|所长|记者|主持人|发言人|先生|女士|博士|教授|代表|秘书长|专员)$"
)
#: Forms of address that are no part of a speaker's name.
_ADDRESS = re.compile(r"(?:议员|先生|女士|博士|教授)$")


def label_of(reading: ClauseReading, persons: Sequence[str]) -> str | None:
    """Return who takes the word by a label at the beginning of a line; None if the clause is no label."""
    clause = reading.clause
    if not (clause.opens_line and clause.mark in ("：", ":") and _LABEL.fullmatch(reading.text)):
        return None
    if SPEECH.search(reading.text):
        return None
    if reading.text in persons:
        return reading.text
    return (_ADDRESS.sub("", reading.text) or None) if _LABEL_POST.search(reading.text) else None
