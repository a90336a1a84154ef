"""A title -> the name of whom the text puts into the post, removes from it or says to bear it."""

from __future__ import annotations

import re

from corpus_tools.annotate.person import Names, foreign_name_before, name_after, name_before, surname_length
from corpus_tools.annotate.surname import tibetan_name_end
from corpus_tools.annotate.title_found import Found

#: 当选 P, 任命 X 为 P: what stands between the name and the post.
_APPOINTED = re.compile(
    r"(?P<who>.{0,12}?)(?:再次|再度|连续|全票|正式|开始|已|已经|还|又|先后|曾|首次|成功|继续|今年|当年|同年|时|不再|于?[\d年月日]+)*"
    r"(?:任命为|当选连任|连任|现任|曾任|历任|时任|当选为|当选|担任|出任|兼任|就任|接任|继任|改任|升任|转任|任|为|成为|获任)\Z"
)
_APPOINT = re.compile(r"(?:任命|选举|推选|推举|聘任|聘请|提名|委任|选为|免去|罢免|撤销|以|由)\Z")
_LIST = r"(?P<names>[\u4e00-\u9fff·、]{2,60}?)(?:等\d*人|[一二三四五六七八九十]+名?同志)?"
_NAMED_BEFORE = (
    re.compile(rf"(?:撤销|免去|罢免|终止|任命|增补|增选|推选|选举|聘任|补选){_LIST}(?:(?:同志)?(?:为|担任))?\Z"),
    re.compile(rf"(?:^|[，；：。\s]){_LIST}(?:同志)?(?:为|担任|不再担任|兼任|不再兼任)\Z"),
)
#: 任|县委副书记|的沈明岚: the bearer goes behind.
_BEARING = re.compile(r"(?:任|担任|身为|作为)\Z")
_DECIDED = re.compile(r"决定|确定|任命|增补|宣布|选举|推举|免去")
_DECREES = ("决定，", "确定，", "宣布，", "同意，", "明确，")
#: 免去 X 的 P 职务.
_REMOVED = re.compile(r"(?:免去|罢免|撤销|辞去|接受|解除|任命)(?P<who>[^，。；：、\s]{2,12})的\Z")
#: A clause that only goes on about the one named before the comma: 甲同志，以全票|当选….
_ADVERBIAL = re.compile(r"(?:以(?:[全高多]票)?|并|随后|后|最终|又|[\d年月日]+)*")
_PUT_INTO = re.compile(r"(?:任命|选举|推选|推举|聘任|聘请|委任|提名)(?P<who>[^，。；：、\s的]{2,12})(?:担任|为|任)\Z")
_HONORIFIC_TAIL = re.compile(r"(?:同志|先生|女士|主席|总统|总理|总书记|书记)\Z")


def appointed(names: Names, f: Found) -> list[str]:
    """Read the name of whom the text puts into the post or removes from it: 任命甲为…, 免去甲的…职务, 甲当选…."""
    text = names.text
    window = max((text.rfind(mark, max(0, f.start - 30), f.start) for mark in "，。；：！？\n"), default=-1) + 1
    before = text[max(window, f.start - 30, 0) : f.start]
    offset = f.start - len(before)
    if m := _REMOVED.search(before):
        start = offset + m.start("who")
        end = name_after(names, start)
        whole = offset + m.end("who")
        return [text[start : end if end > start else whole]] if whole - start <= 4 or end > start else []
    if listed := _named_before(text, f.start):
        return listed
    if m := _PUT_INTO.search(before):
        start, end = offset + m.start("who"), offset + m.end("who")
        named = text[start] not in "我你他她" and (end - start <= 4 or "·" in m.group("who"))
        return [text[start:end]] if named else []
    if not (m := _APPOINTED.search(before)):
        return []
    verb_start = offset + m.end("who")
    only_being = text[verb_start : f.start] in ("为", "任")
    end = verb_start
    if tail := _HONORIFIC_TAIL.search(text[max(0, end - 3) : end]):
        end -= len(tail.group())
    start = name_before(names, end)
    if start == end:
        start = foreign_name_before(names, end)
    goes_on = window == offset and text[max(0, window - 1) : window] == "，" and _ADVERBIAL.fullmatch(m.group("who"))
    if start == end and goes_on:
        end = window - 1
        end -= 2 if text.endswith(("同志", "先生"), 0, end) else 0
        start = name_before(names, end)
    if start < end:
        if only_being and text[verb_start] == "为" and not _is_appointment(text, start):
            return []
        return [text[start:end]]
    if start == end and before.endswith(("为", "是")) is False and "我" in m.group("who"):
        return []
    return _plain(names, text, offset, end, only_being=only_being)


def _plain(names: Names, text: str, offset: int, end: int, *, only_being: bool) -> list[str]:
    """Read what stands between a verb of appointing and the verb of being, though no surname shows a name."""
    for at in range(max(offset, end - 8), end):
        if _APPOINT.search(text[max(0, at - 3) : at]) and text[at - 1 : at] not in "由" and 2 <= end - at <= 4:
            return [text[at:end]] if not only_being or _after_name(names, at, end) else []
    return []


def _named_before(text: str, end: int) -> list[str]:
    """Read the names between a verb of appointing or removing and the title: 撤销甲、乙|委员…, 增补甲、乙为|委员."""
    for pattern in _NAMED_BEFORE:
        if m := pattern.search(text, max(0, end - 80), end):
            names = [name.removesuffix("同志") for name in re.split("[、和]", m.group("names"))]
            if all(_is_listed(name) for name in names):
                return names
    return []


def _is_listed(name: str) -> bool:
    """Whether an item of a list of names is one: by its surname, its point or the words of a Tibetan name."""
    plain = surname_length(name, 0) and 2 <= len(name) <= 4
    return bool(plain) or "·" in name or (len(name) > 2 and tibetan_name_end(name, 0) == len(name))


def _is_appointment(text: str, start: int) -> bool:
    """Whether what stands before a name appoints its bearer: 任命|…为, 会议决定，|…为."""
    if _APPOINT.search(text[max(0, start - 3) : start]):
        return True
    clause = max(text.rfind(mark, max(0, start - 40), start) for mark in "，。；！？\n") + 1
    if clause and text.endswith(_DECREES, 0, clause):
        return True  # 会议决定，县政协委员|沈明岚为…
    sentence = max(text.rfind(mark, max(0, start - 400), start) for mark in "。！？\n") + 1
    return text[max(0, start - 1) : start] in ("，", "：", "；") and bool(_DECIDED.search(text[sentence:start]))


def _after_name(names: Names, start: int, end: int) -> bool:
    return name_after(names, start) == end


def bearer_behind(names: Names, f: Found) -> list[str]:
    """Read the name in 任县委副书记的|沈明岚."""
    text = names.text
    if not text.startswith("的", f.end) or not _BEARING.search(text, max(0, f.start - 2), f.start):
        return []
    end = name_after(names, f.end + 1)
    return [text[f.end + 1 : end]] if end > f.end + 1 else []
