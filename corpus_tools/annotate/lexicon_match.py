"""Where the forms of a lexicon stand in a text, whatever marks and widths the text writes them with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from corpus_tools.lexicon import GAP, QUOTED, Lexicon, LexiconEntry

#: Marks that a form's variants differ in: they are left out of the comparison.
_IGNORED = frozenset(" 、，,；;：:·")
_FOLD = str.maketrans({"（": "(", "）": ")", "！": "!", "？": "?"})
_KEY = 1
#: A form of more characters than this stands nowhere by chance, whatever marks are in it.
_LONG = 5


class FormFinder:
    """Finds the longest form at every place; forms are compared without their inner marks."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._by_key: dict[str, list[tuple[list[str], LexiconEntry]]] = defaultdict(list)
        for entry in lexicon.entries:
            parts = [_folded(part)[0] for part in entry.form.split(GAP)]
            self._by_key[parts[0][:_KEY]].append((parts, entry))
        for forms in self._by_key.values():
            forms.sort(key=lambda form: -len(form[1].form))

    def find(self, text: str) -> Iterator[tuple[int, int, LexiconEntry]]:
        """Yield (start, end, entry), offsets in characters of ``text``; inner quotation marks count as characters."""
        folded, at = _folded(text)
        place = 0
        while place < len(folded) - 1:
            for parts, entry in self._by_key.get(folded[place : place + _KEY], ()):
                end = _match(folded, place, parts, entry)
                if end:
                    start_char, end_char = at[place], at[end - 1] + 1
                    if (
                        _marked_alike(entry.form, text[start_char:end_char])
                        and "\n" not in text[start_char:end_char]
                        and "。" not in text[start_char:end_char]
                        and (entry.context != QUOTED or in_quotation_marks(text, start_char, end_char))
                    ):
                        yield start_char, end_char, entry
                        place = end - 1
                        break
            place += 1


def in_quotation_marks(text: str, start: int, end: int) -> bool:
    """Whether a quotation mark stands right before or right behind a stretch."""
    return text[max(0, start - 1) : start] in ("“", "‘") or text[end : end + 1] in ("”", "’")


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
