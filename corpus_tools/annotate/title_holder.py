"""Titles found in a text -> who holds each: the name beside it, the one appointed to it, the one it is shared with."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from corpus_tools.annotate.person import Names, name_after, name_before
from corpus_tools.annotate.title_appointment import appointed, bearer_behind
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
    "国务资政",
    "会长",
)
#: A name in a list whose surname is unknown.
_ITEM = re.compile(r"、([\u4e00-\u9fff]{2,3})(?=、)")
#: Rules of posts behind a name: what is joined to such a post is another's.
_NAMED_RULES = ("title-office-named", "title-surname-post")
#: What may stand behind a signature: the end of its line, the address of the next letter, the date.
_SIGNED = re.compile(r"$|\n|尊敬的|亲爱的|[\d二]")
_SENTENCE_MARKS = "。！？；\n"


def link(names: Names, found: list[Found]) -> None:
    """Give every title its holders: the names beside it, whom it is given to, or those of the post it is joined to."""
    text = names.text
    starts = {f.start for f in found}
    for f in found:
        if f.type == "honorific" or f.names or f.inner:
            continue
        foreign = f.abroad or names.on_abroad or text[f.start : f.end].endswith(FOREIGN_POSTS)
        listed, end = name_list(names, f.end, stop=starts, foreign=foreign, sure=f.abroad)
        if f.type == "collective" and text.startswith(("会晤", "峰会", "会议"), end):
            listed, end = [], f.end  # 两国领导人|青石|会晤
        if not listed and f.type == "office":
            listed, end = _apart(names, f, starts) or (listed, end)
        if not listed and f.type == "office":
            listed = appointed(names, f) or bearer_behind(names, f)
        f.names, f.names_end = listed, end
    for f, follower in reversed(list(pairwise([f for f in found if not f.inner]))):
        between = text[f.end : follower.start]
        if not f.names and f.type == follower.type == "office" and between in _JOINS:
            f.names = list(follower.names) if follower.names_end > follower.end or between != "，" else []
    _carry_on(names, found)
    _share_with_group(text, found)
    _share_with_former(text, found)
    for f in found:
        if f.type == "collective" and not f.names and text.endswith("等", max(0, f.start - 1), f.start):
            f.names = _names_listed_before(names, f, found)


def _apart(names: Names, f: Found, starts: set[int]) -> tuple[list[str], int] | None:
    """Read names behind 是 (会长是|沈明岚) and the one behind a blank that ends its line (县长 沈明岚)."""
    text = names.text
    if text.startswith("是", f.end):
        listed, end = name_list(names, f.end + 1, stop=starts)
        return (listed, end) if listed and (end == len(text) or text[end] in "，。；、\n") else None
    before = text[max(0, f.start - 1) : f.start]
    if text.startswith("\n", f.end) and before in ("", "\n", "）", ")"):
        return _signed(names, f)
    if text[f.end : f.end + 1] not in (" ", "\u3000") or before in (" ", "\u3000"):
        return None
    end = name_after(names, f.end + 1)
    return ([text[f.end + 1 : end]], end) if end > f.end + 1 and text[end : end + 1] in ("", "\n") else None


def _signed(names: Names, f: Found) -> tuple[list[str], int] | None:
    """Read the name that fills the line below a title: the end of a letter or a speech."""
    text = names.text
    end = name_after(names, f.end + 1)
    listed = f.start > 0 and name_before(names, f.start - 1) < f.start - 1
    return ([text[f.end + 1 : end]], end) if not listed and end > f.end + 1 and _SIGNED.match(text, end) else None


def _share_with_group(text: str, found: list[Found]) -> None:
    """Treat 甲党领导人 beside one name as a post, which shares it with the one joined to it: 总理、甲党领导人|内塔."""
    for f, follower in reversed(list(pairwise([f for f in found if not f.inner]))):
        leads = follower.type == "collective" and text.endswith("领导人", 0, follower.end) and len(follower.names) == 1
        if leads and not f.names and f.type == "office" and text[f.end : follower.start] in ("、", "和", "兼", "，"):
            f.names = list(follower.names)
    for f in found:
        one = f.type == "collective" and len(f.names) == 1 and text.endswith("领导人", 0, f.end)
        if one and not text.startswith(("等", "夫妇"), f.names_end):
            f.type = "office"


def _carry_on(names: Names, found: list[Found]) -> None:
    """Give the holder of a biography's first post, or of one somebody is put into, to the posts joined to it by 、."""
    text = names.text
    given: list[str] = []
    behind = False
    end = -1
    for f in found:
        if f.type != "office" or f.inner:
            continue
        joined = text[end : f.start] in ("、", "和", "兼", "暨", "、兼")
        if given and not f.names and joined and (not behind or text.startswith("国家主席", f.start)):
            f.names = list(given)
        elif not f.names and f.end != end:
            f.names = _introduced(names, f)
        behind = f.rule in _NAMED_RULES  # 沈明岚总书记、|国家主席 is one person, 沈明岚县长、|书记 are two
        shares = not behind or text.endswith("总书记", 0, f.end)
        given = f.names if f.names and f.names_end <= f.end and shares else []
        end = f.end


def _introduced(names: Names, f: Found) -> list[str]:
    """Read the name that opens the line of a short biography: 沈明岚，云溪大学教授、…."""
    text = names.text
    if text[max(0, f.start - 1) : f.start] not in ("，", "："):
        return []
    line = text.rfind("\n", 0, f.start) + 1
    name = text[line : f.start - 1].lstrip("*# ")
    at = f.start - 1 - len(name)
    return [name] if 2 <= len(name) <= 4 and name_before(names, f.start - 1) == at else []


def name_list(
    names: Names, start: int, *, stop: set[int] | None = None, foreign: bool = False, sure: bool = False
) -> tuple[list[str], int]:
    """Read names joined by 、 or 和 from ``start`` on; return them and where the last one ends.

    ``foreign`` and ``sure`` as in :func:`corpus_tools.annotate.person.name_after`; ``sure`` holds for the first.
    """
    text = names.text
    listed: list[str] = []
    at = last = start
    while (end := name_after(names, at, foreign=foreign, sure=sure and at == start)) > at:
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
    return not text.startswith(("先生", "阁下", "陛下", "殿下"), f.end) and not text.endswith(
        ("该", "位", "名", "个", "各"), 0, f.start
    )


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
