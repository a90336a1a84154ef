"""Where the forms of a lexicon stand in a text, whatever marks, widths, script and order the text writes them in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from corpus_tools.annotate.form_order import Row, RowFinder
from corpus_tools.annotate.form_script import SIMPLIFIED
from corpus_tools.lexicon import GAP, QUOTED, Lexicon, LexiconEntry

#: Marks that a form's variants differ in: they are left out of the comparison.
_IGNORED = frozenset(" 、，,；;：:·")
#: Brackets, marks, digits and letters of full width, traditional characters and their quotation marks are compared as
#: what they stand for.
_FOLD = SIMPLIFIED | {ch: chr(ch - 0xFEE0) for ch in range(0xFF01, 0xFF5F)} | str.maketrans("「」『』\u3000", "“”‘’ ")
#: Forms are looked up by their first two characters; those with one before their gap, by it.
_KEY = 2
#: A form of more characters than this stands nowhere by chance, whatever marks are in it.
_LONG = 5
#: How a text may differ from the row's form; nothing for a text that has the form as the table writes it.
ORDER, GAP_FILLED, HALF, VARIANT, MARKS, SCRIPT = "order", "gap", "half", "variant", "marks", "script"


#: A form, taken apart at its gaps, and its row.
_Form = tuple[list[str], LexiconEntry]


@dataclass(frozen=True)
class FormMatch:
    """A form at ``text[start:end]`` (characters); ``variation`` says how it differs from the main form, if it does.

    ``order``: its parts stand in another order; ``gap``: words stand in its gap; ``half``: it is a part of the main
    form; ``variant``: it is another variant that has a row; ``marks``: other marks or none; ``script``: traditional
    characters or other widths.
    """

    start: int
    end: int
    entry: LexiconEntry
    variation: str | None = None


class FormFinder:
    """Finds the longest form at every place; forms are compared without their inner marks."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._by_key: dict[str, list[_Form]] = defaultdict(list)
        for entry in lexicon.entries:
            parts = [_folded(part)[0] for part in entry.form.split(GAP)]
            self._by_key[parts[0][:_KEY]].append((parts, entry))
        for forms in self._by_key.values():
            forms.sort(key=lambda form: -len(form[1].form))
        self._short = {key: forms for key, forms in self._by_key.items() if len(key) < _KEY}
        self._rows = RowFinder(lexicon.entries, lambda part: _folded(part)[0])
        self._main = {entry.id: entry for entry in lexicon.entries}

    def find(self, text: str) -> Iterator[tuple[int, int, LexiconEntry]]:
        """Yield (start, end, entry), offsets in characters of ``text``; inner quotation marks count as characters."""
        for match in self.matches(text):
            yield match.start, match.end, match.entry

    def matches(self, text: str) -> Iterator[FormMatch]:
        """Yield the forms in text order, with how they differ from the table's."""
        folded, at = _folded(text)
        place = 0
        while place < len(folded) - 1:
            key = folded[place : place + _KEY]
            known = key in self._by_key or key in self._rows or key[0] in self._short
            if known and (match := self._longest(text, folded, at, place)):
                end, found = match
                yield found
                place = end - 1
            place += 1

    def _longest(self, text: str, folded: str, at: list[int], place: int) -> tuple[int, FormMatch] | None:
        """The longest form that begins at ``place`` of the folded text, and where it ends there."""
        best: tuple[int, FormMatch] | None = None
        for parts, entry in self._forms(folded[place : place + _KEY]):
            end = _match(folded, place, parts, entry)
            if end:
                start_char, end_char = at[place], at[end - 1] + 1
                found = text[start_char:end_char]
                if _marked_alike(entry.form, found) and _allowed(text, start_char, end_char, entry):
                    best = end, FormMatch(start_char, end_char, entry, self._variation(entry, found))
                    break
        for row, end in self._rows.at(text, folded, at, place):
            if best is not None and end <= best[0]:
                continue
            start_char, end_char = at[place], at[end - 1] + 1
            if _allowed(text, start_char, end_char, row.entry) and _whole_row(text, start_char, end_char):
                best = end, FormMatch(start_char, end_char, row.entry, ORDER)
        return best

    def _forms(self, key: str) -> list[_Form]:
        """The forms that may begin with the two characters, the longest first."""
        forms, short = self._by_key.get(key, []), self._short.get(key[0])
        return sorted([*forms, *short], key=lambda form: -len(form[1].form)) if short else forms

    def _variation(self, entry: LexiconEntry, found: str) -> str | None:
        if main := self._main.get(entry.variant_of):
            form, whole = _folded(entry.form)[0], _folded(main.form)[0]
            if Row.of(entry, str).same_parts(Row.of(main, str)):
                return ORDER if form != whole else MARKS
            return HALF if form in whole and len(form) < len(whole) else MARKS if form == whole else VARIANT
        if GAP in entry.form:
            return GAP_FILLED if _folded(found)[0] != _folded(entry.form.replace(GAP, ""))[0] else None
        if found == entry.form:
            return None
        return MARKS if _bare(found) == _bare(entry.form) else SCRIPT


def _bare(text: str) -> str:
    return "".join(ch for ch in text if ch not in _IGNORED)


def in_quotation_marks(text: str, start: int, end: int) -> bool:
    """Whether a quotation mark stands right before or right behind a stretch."""
    return text[max(0, start - 1) : start] in ("“", "‘", "「", "『") or text[end : end + 1] in ("”", "’", "」", "』")


def _allowed(text: str, start: int, end: int, entry: LexiconEntry) -> bool:
    found = text[start:end]
    if "\n" in found or "。" in found:
        return False
    return entry.context != QUOTED or in_quotation_marks(text, start, end)


def _whole_row(text: str, start: int, end: int) -> bool:
    """Whether no further part stands before or behind: a longer row in another order is another formula."""
    return text[max(0, start - 1) : start] != "、" and text[end : end + 1] != "、"


def _marked_alike(form: str, found: str) -> bool:
    """A short form without marks is found without marks only: 第四，早早 is not 四早."""
    return len(form) > _LONG or any(ch in _IGNORED for ch in form) or not any(ch in _IGNORED for ch in found)


def _folded(text: str) -> tuple[str, list[int]]:
    """The characters that count, and for each its offset in ``text``."""
    kept = [(ch, i) for i, ch in enumerate(text.translate(_FOLD)) if ch not in _IGNORED]
    return "".join(ch for ch, _ in kept), [i for _, i in kept]


def _match(folded: str, place: int, parts: list[str], entry: LexiconEntry) -> int:
    """The end of the form at ``place`` in the folded text, 0 if it does not stand there."""
    if not folded.startswith(parts[0], place):
        return 0
    end = place + len(parts[0])
    for part in parts[1:]:
        found = folded.find(part, end, end + int(entry.max_gap or 0) + len(part))
        if found < 0:
            return 0
        end = found + len(part)
    return end
