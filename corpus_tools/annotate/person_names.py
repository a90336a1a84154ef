"""The personal names of a document: those of the model, those met so far, and what tells a name from a word."""

from __future__ import annotations

import re

from spacy.attrs import IDX, LENGTH, POS
from spacy.parts_of_speech import NAMES
from spacy.tokens import Doc

from corpus_tools.annotate.person_foreign import is_transliteration
from corpus_tools.annotate.surname import is_common_word, surname_length
from corpus_tools.annotate.title_jurisdiction import is_place_name

_ABROAD = re.compile(r"美国|俄罗斯|英国|法国|德国|欧盟|联合国|白宫")
#: What the model calls a part of speech, by its number in an array.
_POS_NAMES: dict[int, str] = dict(NAMES)


class Names:
    """The personal names of a document: those of the model, those met so far, and what tells a name from a word.

    All look-ups cost the same, however long the document is.
    """

    def __init__(self, doc: Doc) -> None:
        self.text = doc.text
        likely = [ent for ent in doc.ents if ent.label_ == "PER" and is_likely_name(ent.text)]
        #: Whether names in transliteration and Japanese family names are to be expected.
        self.on_abroad = _ABROAD.search(self.text) is not None
        self.on_japan = "日本" in self.text
        #: Names of the model, by where they begin and by where they end.
        self.ends = {ent.start_char: ent.end_char for ent in likely}
        self.starts = {ent.end_char: ent.start_char for ent in likely}
        rows: list[tuple[int, int, int]] = (
            doc.to_array([IDX, LENGTH, POS]).tolist() if len(doc) else []
        )  # one call, not one a token
        self._words = {start: (start + length, _POS_NAMES[pos]) for start, length, pos in rows}
        self._ends = dict(self._words.values())
        self.known: set[str] = set()
        self._lengths: list[int] = []

    def add(self, name: str) -> None:
        """Remember a name that the text gives to somebody."""
        if len(name) > 1 and name not in self.known:
            self.known.add(name)
            self._lengths = sorted({len(known) for known in self.known}, reverse=True)

    def known_from(self, start: int) -> int:
        """Return the end of the known name that begins at ``start``, or ``start``."""
        return next((start + n for n in self._lengths if self.text[start : start + n] in self.known), start)

    def known_to(self, end: int) -> int:
        """Return the start of the known name that ends at ``end``, or ``end``."""
        return next((end - n for n in self._lengths if end >= n and self.text[end - n : end] in self.known), end)

    def is_word(self, start: int, end: int) -> bool:
        """Whether the model reads the stretch as one word that is no name: 成功, 宣布."""
        stop, pos = self._words.get(start, (0, ""))
        return bool(stop == end) and pos in ("VERB", "ADV", "ADP", "AUX", "CCONJ", "SCONJ") and start not in self.ends

    def is_border(self, at: int) -> bool:
        """Whether the model's words leave a border at ``at``."""
        return at in self._words or at in self._ends

    def word_to(self, end: int) -> str:
        """Return the tag of the word that ends at ``end``, "" if none does."""
        return self._ends.get(end, "")

    def word_from(self, start: int) -> tuple[int, str]:
        """Return the end and the tag of the word that begins at ``start``; (start, "") if none does."""
        return self._words.get(start, (start, ""))


def is_likely_name(text: str) -> bool:
    """Whether what the model takes for a person may be one: by surname, point or characters; no word, no place."""
    fit = surname_length(text, 0) or "·" in text or is_transliteration(text)
    return bool(fit) and is_name_like(text) and not is_common_word(text, 0) and not is_place_name(text)


def is_name_like(text: str) -> bool:
    """Whether a text has the characters and the length of a name and no ending of a place or an organ."""
    return bool(re.fullmatch(r"[\u4e00-\u9fff·•]{2,12}", text)) and not re.search(
        r"[省市县区部局委府院厅党处组镇乡州旗]$", text
    )
