"""Independent texts -> what stands in quotation marks: candidates for quoted formulas."""

from __future__ import annotations

import re

import numpy as np

from corpus_tools.study.formula_counts import QUOTED, Occurrences, occurrences
from corpus_tools.study.independent_texts import IndependentTexts
from corpus_tools.study.listed_forms import bare

#: A quotation without a sentence end in it; longer ones are somebody's words.
_QUOTATION = re.compile(r"(?:“([^“”\n。！？]{2,30})”|‘([^‘’\n。！？]{2,30})’|「([^「」\n。！？]{2,30})」)")
_TITLE = re.compile(r"[《》]")
_HAN = re.compile(r"[\u3400-\u9fff]")


def quoted_strings(texts: IndependentTexts) -> Occurrences:
    """Return all strings of 2 to 30 characters in quotation marks with their places, without the marks around them.

    Strings that differ in inner marks only are one candidate. Strings without a Chinese character or with a work title
    in them are left out.
    """
    places = [
        match.span(match.lastindex or 0)
        for match in _QUOTATION.finditer(texts.text)
        if _HAN.search(match.group()) and not _TITLE.search(match.group())
    ]
    keys = np.array([hash(bare(texts.text[start:end])) for start, end in places], dtype=np.int64)
    spans = np.array(places, dtype=np.int64).reshape(-1, 2)
    return occurrences(QUOTED, keys, spans[:, 0], spans[:, 1])
