"""Half-width marks between Chinese characters -> the full-width ones that stand there in print."""

from __future__ import annotations

import re

from corpus_tools.alignment import Edit

_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
_CHINESE = r"[\u3400-\u9fff\u3001\u3002\u300a\u300b\uff00-\uff5e“”‘’《》、。）]"
#: The mark stands first in the patterns and is looked at from behind: so only marks are tried.
_MARK = re.compile(rf"[,;:?!](?:(?<={_CHINESE}.)|(?<=[0-9A-Za-z%\"')+].)(?={_CHINESE}))")
_STOP = re.compile(r"\.(?<=[\u3400-\u9fff”）\"]\.)(?=$|\n|[\u3400-\u9fff“\"])")
_TIME = re.compile(r"\d:\d|https?://\S+")


def full_width(text: str) -> list[Edit]:
    """Widen ``,;:?!.`` and brackets where the context is Chinese; numbers, times and addresses stay as they are.

    A question mark right before 日, 月, 年 is a damaged digit and stays.
    """
    edits = []
    kept = {i for m in _TIME.finditer(text) for i in range(m.start(), m.end())} if ":" in text else set()
    for pattern in (_MARK, _STOP):
        for m in pattern.finditer(text):
            damaged = m.group() == "?" and text[m.end() : m.end() + 1] in tuple("日月年")
            if m.start() not in kept and not damaged:
                edits.append(Edit(m.start(), m.end(), _FULL[m.group()], "full-width"))
    for start, end in _bracket_pairs(text):
        if re.search(r"[\u3400-\u9fff]", text[start:end]) and start not in kept and end not in kept:
            edits += [Edit(start, start + 1, "（", "full-width"), Edit(end, end + 1, "）", "full-width")]
    return edits


def _bracket_pairs(text: str) -> list[tuple[int, int]]:
    """Offsets of the half-width brackets that belong together, within a line."""
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    for m in re.finditer(r"[()\n]", text):
        if m.group() == "\n":
            opened = []
        elif m.group() == "(":
            opened.append(m.start())
        elif opened:
            pairs.append((opened.pop(), m.start()))
    return pairs


def paired_quotes(text: str) -> list[Edit]:
    """Turn straight double quotes into “ and ” where a line with Chinese in it has an even number of them."""
    edits: list[Edit] = []
    at = 0
    for line in text.split("\n") if '"' in text else ():
        places = [at + m.start() for m in re.finditer('"', line)]
        if places and len(places) % 2 == 0 and re.search(r"[\u3400-\u9fff]", line):
            edits += [Edit(p, p + 1, "“”"[i % 2], "paired-quotes") for i, p in enumerate(places)]
        at += len(line) + 1
    return edits


_DOUBLED = re.compile(r"，[，,]+|、、+|；[；;]+|：[：:]+|。。+|！！+|？？+")
#: Three or more stops are an ellipsis typed with the wrong key, two or more ！ an emphasis.
_MEANT = re.compile(r"。{3,}|！+|？+")
_COMMAS = re.compile(r"[，、][ ]?[，、]+|，(?=[。；！？])|(?<=[。；！？：])，")


def doubled_marks(text: str) -> list[Edit]:
    """Leave one of two equal marks, the heavier one of a comma and a stop; ！！ and 。。。 are meant so."""
    edits = []
    for m in _DOUBLED.finditer(text):
        if not _MEANT.fullmatch(m.group()):
            edits.append(Edit(m.start() + 1, m.end(), "", "doubled-marks"))
    taken = {place for edit in edits for place in range(edit.start - 1, edit.end)}
    for m in _COMMAS.finditer(text):
        if m.start() not in taken and m.end() - 1 not in taken:
            start = m.start() if len(m.group()) == 1 else m.start() + 1
            edits.append(Edit(start, m.end(), "", "doubled-marks"))
    return sorted(edits)


_WIDE = re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff05\uff0e]+")


def half_width(text: str) -> list[Edit]:
    """Narrow full-width digits, letters and ％; a full-width stop only between digits."""
    edits = []
    for m in _WIDE.finditer(text):
        for place in range(*m.span()):
            stop = text[place] == "\uff0e"
            digits = text[place - 1 : place], text[place + 1 : place + 2]
            if not stop or all(digit.isdigit() for digit in digits):
                edits.append(Edit(place, place + 1, chr(ord(text[place]) - 0xFEE0), "half-width"))
    return edits
