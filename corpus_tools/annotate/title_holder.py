"""Titles found in a text -> who holds each: the name beside it, the one appointed to it, the one it is shared with."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from corpus_tools.annotate.person import Names, foreign_name_before, name_after, name_before
from corpus_tools.annotate.title_found import Found

#: Lists behind a group's name, and posts that share one holder, are joined by these.
_JOINS = frozenset({"、", "和", "兼", "及", "，", "暨", " "})
#: Posts whose holders may have transliterated names.
FOREIGN_POSTS = (
    "总统",
    "首相",
    "国务卿",
    "议长",
    "外长",
    "防长",
    "财长",
    "国王",
    "女王",
    "总理",
    "大使",
    "总干事",
    "发言人",
    "特使",
    "主席",
    "总书记",
    "书记",
    "大臣",
    "部长",
    "亲王",
    "王储",
    "州长",
    "总督",
    "秘书长",
    "代表",
    "专员",
    "领导人",
    "市长",
    "省长",
    "教练",
    "行长",
    "总裁",
    "司令",
    "参谋长",
    "首席执行官",
    "董事长",
    "顾问",
    "会长",
)
#: 当选 P, 任命 X 为 P: what stands between the name and the post.
_APPOINTED = re.compile(
    r"(?P<who>.{0,12}?)(?:再次|再度|连续|全票|正式|开始|已|已经|还|又|先后|曾|首次|成功|继续|今年|当年|同年|时)*"
    r"(?:任命为|当选连任|连任|当选为|当选|担任|出任|兼任|就任|接任|继任|改任|升任|转任|任|为|成为|获任)$"
)
_APPOINT = re.compile(r"(?:任命|选举|推选|推举|聘任|聘请|提名|委任|选为|免去|罢免|撤销|以|由)$")
#: 免去 X 的 P 职务.
_REMOVED = re.compile(r"(?:免去|罢免|撤销|辞去|接受|解除|任命)(?P<who>[^，。；：、\s]{2,12})的$")
#: A clause that only goes on about the one named before the comma: 甲同志，以全票|当选….
_ADVERBIAL = re.compile(r"(?:以(?:[全高多]票)?|并|随后|后|最终|又|[\d年月日]+)*")
_PUT_INTO = re.compile(r"(?:任命|选举|推选|推举|聘任|聘请|委任|提名)(?P<who>[^，。；：、\s的]{2,12})(?:担任|为|任)$")
#: A name in a list whose surname is unknown.
_ITEM = re.compile(r"、([\u4e00-\u9fff]{2,3})(?=、)")
_HONORIFIC_TAIL = re.compile(r"(?:同志|先生|女士|主席|总统|总理|总书记|书记)$")
_SENTENCE_MARKS = "。！？；\n"


def link(names: Names, found: list[Found]) -> None:
    """Give every title its holders: the names beside it, whom it is given to, or those of the post it is joined to."""
    text = names.text
    starts = {f.start for f in found}
    for f in found:
        if f.type == "honorific" or f.names or f.inner:
            continue
        foreign = text[f.start : f.end].endswith(FOREIGN_POSTS)
        listed, end = name_list(names, f.end, stop=starts, foreign=foreign)
        if not listed and f.type == "office":
            listed = _appointed(names, f)
        f.names, f.names_end = listed, end
    for f, follower in reversed(list(pairwise([f for f in found if not f.inner]))):
        between = text[f.end : follower.start]
        if not f.names and f.type == follower.type == "office" and between in _JOINS:
            f.names = list(follower.names) if follower.names_end > follower.end or between != "，" else []
    _share_with_former(text, found)
    for f in found:
        if f.type == "collective" and not f.names and text.endswith("等", max(0, f.start - 1), f.start):
            f.names = _names_listed_before(names, f, found)


def name_list(
    names: Names, start: int, *, stop: set[int] | None = None, foreign: bool = False
) -> tuple[list[str], int]:
    """Read names joined by 、 or 和 from ``start`` on; return them and where the last one ends."""
    text = names.text
    listed: list[str] = []
    at = last = start
    while (end := name_after(names, at, foreign=foreign)) > at:
        listed.append(text[at:end])
        last = end
        end = _unknown_items(text, end, listed) if text.startswith("、", end) else end
        last = end
        if text[end : end + 1] not in ("、", "和") or end + 1 in (stop or ()):
            break
        at = end + 1
    return listed, last


def _unknown_items(text: str, end: int, listed: list[str]) -> int:
    """Take in items between two 、 that look like names (two or three characters) though no surname tells it."""
    while m := _ITEM.match(text, end):
        listed.append(m.group(1))
        end = m.end()
    return end


def _appointed(names: Names, f: Found) -> list[str]:
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
    if m := _PUT_INTO.search(before):
        start, end = offset + m.start("who"), offset + m.end("who")
        return [text[start:end]] if end - start <= 4 or "·" in m.group("who") else []
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
        if only_being and text[verb_start] == "为" and not _APPOINT.search(text[max(0, start - 3) : start]):
            return []
        return [text[start:end]]
    for at in range(max(offset, end - 8), end):
        if _APPOINT.search(text[max(0, at - 3) : at]) and text[at - 1 : at] not in "由" and 2 <= end - at <= 4:
            return [text[at:end]] if not only_being or _after_name(names, at, end) else []
    return []


def _after_name(names: Names, start: int, end: int) -> bool:
    return name_after(names, start) == end


def _share_with_former(text: str, found: list[Found]) -> None:
    """A bare post repeated in a sentence has the holder it had before: 习近平总书记指出，…总书记强调."""
    sentence: dict[str, list[str]] = {}
    comrade: list[str] = []
    last = 0
    for f in found:
        if any(mark in text[last : f.start] for mark in _SENTENCE_MARKS):
            sentence, comrade = {}, []
        last = max(last, f.start)
        comrade = f.names if f.type == "honorific" else comrade
        if f.type != "office":
            continue
        post = text[f.start : f.end]
        if f.names and f.rule in ("title-office-named", "title-surname-post"):
            sentence[post] = f.names
        elif not f.names and f.rule == "title-office" and post in sentence and _takes_up(text, f):
            f.names = list(sentence[post])
        elif not f.names and f.rule == "title-office" and post == "总书记":
            f.names = list(comrade)


def _takes_up(text: str, f: Found) -> bool:
    """Whether a bare post is the same person again: not behind 该, 这位, not in 总统|先生."""
    return not text.startswith("先生", f.end) and not text.endswith(("该", "位", "名", "个", "各"), 0, f.start)


def _names_listed_before(names: Names, f: Found, found: list[Found]) -> list[str]:
    """Collect the holders of the enumeration that ends before 等: 书记秦亮，县长刘飞等县领导; 张丽、李平等领导同志."""
    text = names.text
    end = f.start - 1
    sentence = max(text.rfind(mark, max(0, end - 400), end) for mark in _SENTENCE_MARKS) + 1
    collected: list[str] = []
    edge = end
    for other in reversed(_window(found, sentence, end)):
        if other.type != "office" or len(text[max(other.end, other.names_end) : edge].strip("、，,和及 兼")) > 0:
            break
        collected = [*[name for name in other.names if name not in collected], *collected]
        edge = other.start
    direct: list[str] = []
    while (start := name_before(names, end)) < end and start >= sentence:
        direct.insert(0, text[start:end])
        if text[start - 1 : start] not in ("、", "和"):
            break
        end = start - 1
    if direct and collected and direct[-1] in collected:
        return collected
    return direct or collected


def _window(found: list[Found], start: int, end: int) -> list[Found]:
    """Titles that lie between two places; ``found`` is in text order."""
    first = bisect_left(found, start, key=lambda f: f.start)
    window = []
    for f in found[first:]:
        if f.start >= end:
            break
        if f.end <= end:
            window.append(f)
    return window
