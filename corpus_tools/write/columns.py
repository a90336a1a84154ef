"""Tags, features and lemmas as the columns of CoNLL-U can hold them."""

from __future__ import annotations

import re
import unicodedata

from corpus_tools.formats.xml_characters import ILLEGAL, legal

__all__ = ["ILLEGAL", "UPOS", "features", "field", "legal"]

_OPEN = {"ADJ", "ADV", "INTJ", "NOUN", "PROPN", "VERB"}
_CLOSED = {"ADP", "AUX", "CCONJ", "DET", "NUM", "PART", "PRON", "SCONJ"}
UPOS = frozenset(_OPEN | _CLOSED | {"PUNCT", "SYM", "X"})

_FEATURE = re.compile(r"[A-Z][A-Za-z0-9]*(\[[a-z0-9]+\])?=[A-Z0-9][A-Za-z0-9]*(,[A-Z0-9][A-Za-z0-9]*)*")


def field(value: str) -> str:
    """Return a value in NFC with ``_`` for white space; empty if there is nothing else."""
    return "_".join(unicodedata.normalize("NFC", legal(value)).split())


def features(morph: str) -> str:
    """Return features sorted as UD wants them (case aside), without what is no feature; empty for none."""
    good = {f.partition("=")[0]: f for f in morph.split("|") if _FEATURE.fullmatch(f)}
    return "|".join(good[name] for name in sorted(good, key=str.lower))
