"""Find personal names beside a place in the text: by the model's names, by surname and by what follows."""

from __future__ import annotations

import re

from corpus_tools.annotate.person_context import (
    AFTER,
    CONJUNCTIONS,
    DOUBTFUL,
    FUNCTION_POS,
    LIST_ITEM,
    NOT_A_NAME,
    OPENERS,
    TORN,
)
from corpus_tools.annotate.person_foreign import (
    is_transliteration,
    joined_name,
    joined_name_before,
    ordinal_end,
    ordinal_start,
    sounds_end,
    sounds_start,
)
from corpus_tools.annotate.person_names import Names, is_likely_name, is_name_like
from corpus_tools.annotate.surname import (
    is_common_word,
    japanese_surname_length,
    surname_length,
    tibetan_name_end,
)
from corpus_tools.annotate.title_jurisdiction import is_place_name

__all__ = [
    "Names",
    "foreign_name_before",
    "given_name_before",
    "is_likely_name",
    "is_transliteration",
    "name_after",
    "name_before",
    "surname_before",
    "surname_length",
]


#: 沈明正|带领着: 正 and 着 go together, so that 正 is no part of the name.
_GOING_ON = re.compile(r"[\u4e00-\u9fff]{1,2}着")
#: Behind the names of ladies who put their husband's surname before their own: 林郑宝玲|女士.
_WITH_TWO = ("女士", "议员", "小姐", "太太", "行政长官", "特首", "局长", "司长")


def name_after(names: Names, start: int, *, foreign: bool = False, sure: bool = False) -> int:
    """Return the end of the personal name that begins at ``start``, or ``start`` if none does.

    A name already met wins, then a foreign one with a point, then surname and given name with a fit continuation
    (three characters before two), then a run of transliterating characters if ``foreign``, then the model's. ``sure``:
    the title before names a foreign body, so that such a run needs no other evidence.
    """
    text = names.text
    if (end := names.known_from(start)) > start and not _longer_name(names, start, end):
        return end
    if joined := joined_name(text, start):
        last, sounds, most = joined
        ends = [end for end in range(last + 1, most + 1) if AFTER.match(text, end)]
        heard = [end for end in ends if end >= sounds]
        return heard[0] if heard else (ends[0] if ends else (sounds if sounds > last else min(most, last + 3)))
    if (end := _japanese_end(names, start)) > start:
        return end
    if (end := tibetan_name_end(text, start)) > start + 2 or (end > start and AFTER.match(text, end)):
        return end
    if foreign and text.startswith("夫妇", start + 1) and _is_han(text[start]) and text[start] not in "和及与等的之":
        return start + 1  # 外长|敦|夫妇
    run = _foreign_end(names, start, sure=sure) if foreign or sure else start
    if surname := surname_length(text, start):
        fits = [(fit, end) for end in _ends_of_names(text, start, surname) if (fit := _fit(names, start, end))]
        if fits and max(fits)[1] >= run and not (sure and max(fits)[1] > run > start and AFTER.match(text, run)):
            return max(fits)[1]
    if run > start:
        return ordinal_end(text, run)
    if sure and (item := LIST_ITEM.match(text, start)) and names.word_from(start)[1] not in FUNCTION_POS:
        return item.end()
    end = names.ends.get(start, start)
    return end if end - start <= 12 and is_name_like(text[start:end]) and not is_common_word(text, start) else start


def _japanese_end(names: Names, start: int) -> int:
    """Return the end of a Japanese family name with one to three characters behind it; only in texts on Japan."""
    text = names.text
    surname = japanese_surname_length(text, start) if names.on_japan else 0
    if not surname:
        return start
    for given in (2, 1, 3, 0):
        end = start + surname + given
        if AFTER.match(text, end) or _word_follows(names, end):
            return end
    return start


def _word_follows(names: Names, end: int) -> bool:
    """Whether the model begins a verb or an adverb of two or more characters here: 默茨|达成."""
    stop, pos = names.word_from(end)
    return stop - end > 1 and pos in ("VERB", "ADV")


def _longer_name(names: Names, start: int, end: int) -> bool:
    """Whether the model sees a longer name here than the one already met: 李明 in 李明远."""
    stop = names.ends.get(start, end)
    return end < stop <= start + 4 and AFTER.match(names.text, stop) is not None


def _ends_of_names(text: str, start: int, surname: int) -> list[int]:
    ends = [start + surname + 2, start + surname + 1]
    if surname == 1 and surname_length(text, start + 1):  # 林郑宝玲: the husband's surname before one's own
        ends.append(start + 4)
    return ends


def _foreign_end(names: Names, start: int, *, sure: bool) -> int:
    text = names.text
    most = sounds_end(text, start)
    if most == start or (is_place_name(text[start:most]) and not sure):
        return start
    word, pos = names.word_from(start)
    if is_common_word(text, start) and (not sure or most - start == 2 or (word == start + 2 and pos != "PROPN")):
        return start
    ends = [end for end in range(start + 2, most + 1) if AFTER.match(text, end) or _word_follows(names, end)]
    if sure:
        return ends[-1] if ends else most
    ends += [stop for stop in [names.ends.get(start, start)] if start + 1 < stop <= most]
    if pos in FUNCTION_POS and word == start + 2:
        after = AFTER.match(text, word)
        ends = [end for end in ends if end != word or (after and len(after.group()) > 1)]
    ends.sort()
    return ends[-1] if ends else (most if names.is_border(most) and most - start > 2 else start)


def _fit(names: Names, start: int, end: int) -> float:
    """How well a stretch fits as a name: by what follows (2 for a word, 1 for a mark), by the model; 0 for not."""
    text = names.text
    name = text[start:end]
    if not _is_han(name) or NOT_A_NAME.search(name) or is_place_name(name):
        return 0
    if name.endswith("正") and _GOING_ON.match(text, end):
        return 0
    of_model = names.ends.get(start) == end
    if end - start == 2 and names.is_word(start, end) and not _strongly_followed(text, end):
        return 0
    if is_common_word(text, start) and not (of_model and end - start == 3):
        return 0
    if text[start] in CONJUNCTIONS and surname_length(text, start) == 1 and not of_model:
        return 0
    if end - start == 4 and surname_length(text, start) == 1 and not text.startswith(_WITH_TWO, end):
        return 0
    after = AFTER.match(text, end)
    if after is None:
        of_model = of_model or (_word_follows(names, end) and names.word_from(start) != (end, "NOUN"))
        return 0.5 if of_model else 0
    return min(2, max(1, len(after.group()))) + (1 if of_model else 0) + (2 if end - start == 4 else 0)


def _strongly_followed(text: str, end: int) -> bool:
    after = AFTER.match(text, end)
    return after is not None and len(after.group()) > 1


def name_before(names: Names, end: int) -> int:
    """Return the start of the personal name that ends at ``end``, or ``end`` if none does."""
    text = names.text
    if (start := names.known_to(end)) < end:
        return start
    start = names.starts.get(end, end)
    torn = start > 0 and text[start - 1 : start + 1] in TORN
    if not torn and 2 <= end - start <= 12 and is_name_like(text[start:end]) and not is_common_word(text, start):
        return start
    if (start := joined_name_before(text, end)) < end:
        return start
    for length in (3, 2, 4):
        start = end - length
        if start > 0 and (text[start - 1 : start + 1] in TORN or text[start - 1].isdigit()):
            continue
        if start < 0 or not _is_han(text[start:end]) or is_common_word(text, start) or is_place_name(text[start:end]):
            continue
        if text[end - 1] in "镇乡村" and length == 3:
            continue  # 石泽镇|党委书记: a place; behind a post it may be a name
        if length == 3 and start and surname_length(text, start - 1) == 2:
            continue  # 鲜|于望舒: the surname has two characters
        if NOT_A_NAME.search(text[start:end]) or (length == 2 and names.is_word(start, end)):
            continue
        surname = surname_length(text, start)
        if text[start] in DOUBTFUL and length == 3 and _is_organ_like(text[start:end]):
            continue
        if length > 2 and _is_preposition(names, start, end):
            continue
        double = (
            length == 4 and surname == 1 and surname_length(text, start + 1) == 1 and text.startswith(_WITH_TWO, end)
        )
        if surname and (length - surname in (1, 2) or double) and _fresh_start(names, start):
            return start
    return end


def foreign_name_before(names: Names, end: int) -> int:
    """Return the start of the run of transliterating characters that ends at ``end``; ``end`` if it is no name.

    The run begins at a border of the model's words: 感谢|普京.
    """
    text = names.text
    if (number := ordinal_start(text, end)) < end:
        start = foreign_name_before(names, number)
        return start if start < number else end
    first = sounds_start(text, end)
    if first == end:
        return end
    for start in range(first, end - 1):
        name = text[start:end]
        if names.is_border(start) and not is_place_name(name) and not is_common_word(text, start):
            pos = names.word_from(start)[1]
            if pos not in ("VERB", "ADP", "ADV", "AUX", "CCONJ", "PRON") or names.word_from(start)[0] == end:
                return start
    if first and text[first - 1] in OPENERS and not is_common_word(text, first):
        return first
    return end


def surname_before(names: Names, end: int) -> int:
    """Return the start of a lone surname that ends at ``end`` (习|主席); ``end`` if there is none.

    A surname that is also a word needs a name of the document that begins with it.
    """
    text = names.text
    for length in (2, 1):
        start = end - length
        if start < 0 or surname_length(text, start) != length:
            continue
        if text[start] in DOUBTFUL and not any(known.startswith(text[start:end]) for known in names.known):
            continue
        if not names.is_border(start) or names.word_from(start)[0] > end:
            before = text[max(0, start - 1) : start]
            met = any(known.startswith(text[start:end]) for known in names.known)
            if before and _is_han(before) and not before.endswith(OPENERS) and not met:
                continue
        if _fresh_start(names, start) or names.word_from(start)[0] == end:
            return start
    return end


def given_name_before(names: Names, end: int) -> int:
    """Return the start of a given name of two characters whose full name is in the text (中山|先生), or ``end``."""
    text = names.text
    given = text[max(0, end - 2) : end]
    full = (*names.known, *(text[a:b] for a, b in names.ends.items()))
    known = len(given) == 2 and any(len(name) == 3 and name.endswith(given) for name in full)
    return end - 2 if known and _fresh_start(names, end - 2) else end


def _fresh_start(names: Names, start: int) -> bool:
    """Whether a name may begin here: at the start, behind a mark, or behind a word that governs names."""
    before = names.text[max(0, start - 2) : start]
    if not before or not _is_han(before[-1]) or before.endswith(OPENERS):
        return True
    return names.is_border(start) and names.word_to(start) in ("VERB", "ADP", "AUX", "SCONJ", "CCONJ", "PRON")


def _is_preposition(names: Names, start: int, end: int) -> bool:
    """Whether the surname is one that governs what follows: ，向|李华同志, 向|革命|烈士."""
    governs = names.word_from(start) == (start + 1, "ADP") and names.word_from(start + 1)[0] == end
    return governs or (names.text[start] in "向和于同与以由对" and surname_length(names.text, start + 1) > 0)


def _is_organ_like(text: str) -> bool:
    return bool(
        re.search(r"(?:党|总支|支部|[委部局会团校院])$|^(?:总|位|家|全[国省市]|国家|党[内外总支委组政]|市[委政])", text)
    )


def _is_han(text: str) -> bool:
    return bool(text) and all("\u4e00" <= ch <= "\u9fff" for ch in text)
