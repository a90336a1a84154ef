"""Lexicons -> what is listed already, whatever marks it is written with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from corpus_tools.lexicon import GAP, Lexicon
from corpus_tools.study.independent_texts import Ints

#: All that is neither letter nor digit: forms that differ in marks, quotation marks and blanks only are one.
_MARKS = re.compile(r"[^\w]+")
#: A listed form and up to so many more characters (坚持 before a listed form) are nothing new.
_MORE = 2


def bare(form: str) -> str:
    """Return a form without its marks and blanks: what variants in punctuation have in common."""
    return _MARKS.sub("", form)


class ListedForms:
    """The forms of some lexicons; forms with a gap are known too."""

    def __init__(self, lexicons: Iterable[Lexicon]) -> None:
        forms = [entry.form for lexicon in lexicons for entry in lexicon.entries]
        entries = [entry for lexicon in lexicons for entry in lexicon.entries if GAP in entry.form]
        self._forms = {bare(form) for form in forms if GAP not in form} - {""}
        gaps = (
            f".{{0,{entry.max_gap}}}".join(re.escape(bare(part)) for part in entry.form.split(GAP)) for entry in entries
        )
        self._gapped = re.compile("|".join(gaps)) if entries else None

    def knows(self, form: str) -> bool:
        """Whether a form is listed, in any punctuation, or is a listed one with at most two characters more."""
        naked = bare(form)
        if self._gapped is not None and self._gapped.fullmatch(naked):
            return True
        stretches = (
            naked[start:end]
            for start in range(_MORE + 1)
            for end in range(len(naked) - _MORE + start, len(naked) + 1)
            if end - start >= max(2, len(naked) // 2)
        )
        return any(stretch in self._forms for stretch in stretches)

    def reach(self, text: str) -> Ints:
        """Return for each place of a text how far the listed forms that begin at it or before it reach at most.

        ``text[start:end]`` stands inside a listed form if ``reach[start] >= end``.
        """
        codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
        places = np.array([m.start() for m in re.finditer(r"\w", text)], dtype=np.int64)
        naked = "".join(_MARKS.split(text))
        by_pair: dict[int, list[str]] = defaultdict(list)
        for form in self._forms:
            if len(form) >= 2:
                by_pair[ord(form[0]) << 32 | ord(form[1])].append(form)
        letters = codes[places]
        pairs = letters[:-1] << 32 | letters[1:]
        ends = np.zeros(len(text), dtype=np.int64)
        for at in np.flatnonzero(np.isin(pairs, np.array(sorted(by_pair), dtype=np.int64))).tolist():
            length = max((len(form) for form in by_pair[int(pairs[at])] if naked.startswith(form, at)), default=0)
            if length and "\n" not in text[places[at] : places[at + length - 1]]:
                ends[places[at]] = places[at + length - 1] + 1
        return np.maximum.accumulate(ends)
