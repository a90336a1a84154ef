"""Small corpora of our own invention."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus_tools.lexicon import Lexicon, LexiconEntry
from corpus_tools.study.formula_shape import FormulaShape
from corpus_tools.study.independent_texts import IndependentTexts


@pytest.fixture
def texts_of() -> Callable[..., IndependentTexts]:
    """Make a corpus of texts, one document each, dated by their order from 2001."""

    def build(*texts: str) -> IndependentTexts:
        return IndependentTexts((f"d{n}", f"{2000 + n}-01-01", text) for n, text in enumerate(texts, start=1))

    return build


@pytest.fixture
def lexicon_of() -> Callable[..., Lexicon]:
    """Make a lexicon of forms; ``subtypes`` holds (form, subtype) pairs."""

    def build(*forms: str, subtype: str = "", max_gap: str = "") -> Lexicon:
        rows = (LexiconEntry(f"t-{n}", form, subtype=subtype, max_gap=max_gap) for n, form in enumerate(forms))
        return Lexicon("t.tsv", "0" * 64, tuple(rows))

    return build


@pytest.fixture
def shape(lexicon_of: Callable[..., Lexicon]) -> FormulaShape:
    return FormulaShape(
        lexicon_of("深化", "坚持", "推动", "守好", subtype="verb"),
        lexicon_of("局长", "站长", subtype="post"),
        lexicon_of("顾", "沈", "钟", subtype="single"),
    )
