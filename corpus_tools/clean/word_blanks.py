"""Blanks that stand inside words: letter-spaced headings, words torn apart by conversion."""

from __future__ import annotations

import re

from corpus_tools.alignment import Edit
from corpus_tools.clean.line import lines_of

_HAN = r"[\u3400-\u9fff]"
#: 政 府 工 作 报 告: three or more characters, each for itself.
_SPACED = re.compile(rf"(?<!\S){_HAN}(?: {_HAN}){{2,}}(?!\S)")
#: 目 录 alone on its line.
_PAIR = re.compile(rf"{_HAN} {_HAN}")
_INSIDE = re.compile(rf"(?<={_HAN}) (?={_HAN})")
#: Where a blank parts names or a dateline from what follows: it stays.
_PARTS = re.compile(
    r"(?:电|讯|訊|消息|记者|通讯员|作者|编辑|摄影|撰稿|整理|主持人|第[一二三四五六七八九十百千零\d]{1,8}[条條款项章节編编篇])$"
)
_BRACKETS = re.compile(r"[（(【\[《][^（）()【】\[\]《》]{0,60}[）)】\]》]|“[^“”]{0,60}”")
#: Pieces between blanks are shorter than this on average where blanks stand inside sentences …
_MEAN_PIECE = 20
#: … and a lone blank is inside a word if so few characters lie between it and a mark.
_NEAR_MARK = 3
_MARKS = re.compile(r"[，。；：！？、“”‘’（）《》,;:!?()]")


def word_blanks(text: str) -> list[Edit]:
    """Remove blanks inside letter-spaced words, and blanks between Chinese characters of running text.

    Running text has a full stop. There a blank goes if blanks are so many that they can't part anything, or if it
    stands within three characters of a mark; blanks in brackets and behind 记者 or a dateline stay.
    """
    if " " not in text:
        return []
    edits: list[Edit] = []
    for line in lines_of(text):
        if " " not in line.text:
            continue
        at, content = line.start, line.text
        spaced = [m.span() for m in _SPACED.finditer(content)] or ([(0, 3)] if _PAIR.fullmatch(content) else [])
        places = {i for start, end in spaced for i in range(start, end) if content[i] == " "}
        if "。" in content:
            places |= _in_running_text(content)
        edits += [Edit(at + place, at + place + 1, "", "word-blanks") for place in sorted(places)]
    return edits


def without_word_blanks(text: str) -> tuple[str, list[int]]:
    """Return a line as ``word_blanks`` leaves it, and where each of its characters, and its end, stands in ``text``."""
    gone = {edit.start for edit in word_blanks(text)}
    places = [place for place in range(len(text)) if place not in gone]
    return "".join(text[place] for place in places), [*places, len(text)]


def _in_running_text(content: str) -> set[int]:
    bracketed = {i for m in _BRACKETS.finditer(content) for i in range(*m.span())}
    places = [
        m.start()
        for m in _INSIDE.finditer(content)
        if m.start() not in bracketed and not _PARTS.search(content[max(0, m.start() - 10) : m.start()])
    ]
    if len(places) >= 2 and len(content) / (len(places) + 1) < _MEAN_PIECE:
        return set(places)
    return {place for place in places if _near_mark(content, place)}


def _near_mark(content: str, place: int) -> bool:
    left = content[max(0, place - _NEAR_MARK - 1) : place]
    right = content[place + 1 : place + 2 + _NEAR_MARK]
    return place > _NEAR_MARK and bool(_MARKS.search(left) or _MARKS.search(right))
