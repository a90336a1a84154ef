"""A post -> where its body begins by what opens it: a state or world body, or the clause."""

from __future__ import annotations

import re

from corpus_tools.annotate.title_body import BodyWalk
from corpus_tools.annotate.title_body_edges import ORGAN_END, cuts, trimmed

_LONGEST = 30
#: What ends the stretch that may be a body's name.
_STRETCH = re.compile(r"[\u3400-\u9fffA-Za-z0-9·（）“”]*\Z")
_TWO_FIELDS = re.compile(r"[\u4e00-\u9fff]{2,6}[与和及][\u4e00-\u9fff]{2,6}")
_ABROAD = re.compile(r"常?驻\Z")
#: 委员会|负责能源的|委员.
_IN_CHARGE = re.compile(r"负责[\u4e00-\u9fff]{2,8}的\Z")
_MARKS = "，。、；：！？—\n"
_AND = re.compile(r"[和及暨与]")
#: Tags that no body's name begins with.
_NO_BEGINNING = frozenset({"VERB", "ADV", "ADP", "AUX", "PRON", "SCONJ", "CCONJ", "NUM", "DET"})


def country_start(walk: BodyWalk, end: int, *, named: bool) -> int:
    """Return where a body begins that a state or world body opens (伊朗原子能组织|); ``end`` if there is none.

    The nearest such name counts, across 驻 the one before it (法国常驻联合国|代表). What lies between must have no
    word that ends a body's name, and end like a body unless a name follows the post (``named``).
    """
    text = walk.text
    first = max(walk.first(end, _LONGEST), *(text.rfind(mark, 0, end) + 1 for mark in _MARKS))
    at, abroad = end, end
    while at > first:
        length = walk.country_length(at)
        if not length or at - length < first:
            at -= 1
            continue
        start = at - length
        between = text[at:end] if abroad == end else ""
        if between and not _may_stand_between(walk, between, at, named=named):
            return end
        m = _ABROAD.search(text, max(first, start - 2), start)
        if not m:
            return start - walk.country_length(start)  # 美国|白宫
        abroad = at = m.start()
    return abroad if text[abroad:end].find("驻") >= 0 else end


def _may_stand_between(walk: BodyWalk, between: str, start: int, *, named: bool) -> bool:
    if _IN_CHARGE.search(between):
        return named
    if _TWO_FIELDS.fullmatch(between) and walk.text.startswith(("部长", "大臣"), start + len(between)):
        return True  # 南非|国际关系与合作|部长
    marks = [*cuts(between), *walk.stop_words(between)]
    if any(not walk.is_joined(start + a, start + b) for a, b in marks) or walk.holds_person(
        start, start + len(between)
    ):
        return False
    return named or ORGAN_END.search(between) is not None


def clause_start(walk: BodyWalk, end: int, *, organ: bool = True) -> int:
    """Return where a body begins that fills its clause up to a post with a name behind it; ``end`` if none does.

    The stretch since the last mark, conjunction or word that ends a body's name must end like a body, hold no person
    and not begin with a verb. ``organ`` false: it need not end like a body.
    """
    text = walk.text
    first = walk.first(end, _LONGEST)
    m = _STRETCH.search(text, first, end)
    start = m.start() if m else end
    stretch = text[start:end]
    marks = [*cuts(stretch), *(m.span() for m in _AND.finditer(stretch)), *walk.stop_words(stretch)]
    marks += walk.function_words(start, end)
    after = max((b for a, b in marks if not walk.is_joined(start + a, start + b)), default=0)
    start = trimmed(text, start + after, end)
    begins, pos = walk.word_from(start)
    if end - start < 2 or walk.holds_person(start, end) or (organ and not ORGAN_END.search(text[start:end])):
        return end
    if pos in _NO_BEGINNING and begins - start > 1 and begins < end and text[begins] not in "党院局部厅":
        return end
    return start
