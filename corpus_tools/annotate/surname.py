"""The table of family names -> whether one begins at a place, or a common word that only looks like one."""

from __future__ import annotations

import re
from functools import cache

from corpus_tools.lexicon import Lexicon, package_lexicon


@cache
def _table() -> Lexicon:
    return package_lexicon("surnames.tsv")


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    table = _table()
    return frozenset(table.forms("single")), frozenset(table.forms("compound")), frozenset(table.forms("word"))


def surname_length(text: str, start: int) -> int:
    """Return 2 or 1 where a compound or single surname begins at ``start``, else 0."""
    single, compound, _ = _surnames()
    if text[start : start + 2] in compound:
        return 2
    return 1 if text[start : start + 1] in single else 0


def is_common_word(text: str, start: int) -> bool:
    """Whether a common word that only looks like surname and given name, or a place's name, begins at ``start``."""
    words = _surnames()[2]
    return any(text[start : start + length] in words for length in (2, 3))


@cache
def _japanese() -> frozenset[str]:
    return frozenset(_table().forms("japanese"))


def japanese_surname_length(text: str, start: int) -> int:
    """Return the length of the Japanese family name that begins at ``start``, the longer first; 0 for none."""
    return next((n for n in (3, 2, 1) if text[start : start + n] in _japanese()), 0)


@cache
def _tibetan() -> re.Pattern[str]:
    forms = "|".join(sorted(_table().forms("tibetan"), key=lambda form: (-len(form), form)))
    return re.compile(f"(?:{forms}){{1,2}}")


def tibetan_name_end(text: str, start: int) -> int:
    """Return where the Tibetan name of one or two words of the table (洛桑旺堆) that begins at ``start`` ends."""
    m = _tibetan().match(text, start)
    return m.end() if m else start
