"""Lists of the posts of an office (置局长一人，技监二人) -> each post, also where no table has it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus_tools.annotate.title_found import Found

RULE = "title-office-staff"
#: How names of posts end; what is counted and ends otherwise (股东二人) is none.
_POST = (
    r"(?:员|师|士|司|长|任|监|官|佐|[技]正|技士|编审|编纂|参事|顾问|秘书|书记|干事|领事|主管|襄理|理事|监事|视察|稽核|督学|教授|副教授|"
    r"助教|讲师|医事|药剂|推事|执事|会计|出纳|译电)"
)
#: People that are counted and hold no post.
_NO_POST = re.compile(
    r"人|(?:^|[^门察长任查裁])委员$|代表$|会员$|学员$|成员$|职员$|雇员$|队员$|船员$|议员$|党员$|社员$|学长$|家长$|发言|议长$|不|应|得|由"
)
_NUMBER = r"[一二三四五六七八九十百千〇零○两]{1,7}"
#: 局长一人, 秘书三人至五人: the post stands before a number of persons.
_COUNTED = re.compile(rf"(?P<post>[\u4e00-\u9fff]{{2,9}}?)\s?各?{_NUMBER}\s?人(?![以之民员次才数])")
_LEADING = re.compile(r".*?(?:置|设(?!计)|得|用|其中|并)|.*[至或及与由各之的余除]")
#: 置主任秘书、组长、专员。: a list without numbers.
_LISTED = re.compile(
    r"(?<![处配安装设布购位闲])置(?P<list>[^，。；：\n一二三四五六七八九十]{2,}(?:\n[^，。；：\n一二三四五六七八九十]+)?)(?=[，。；])"
)
#: 置下列人员：一、…。二、…。: lists on lines of their own.
_SET_OUT = re.compile(
    r"(?<![处配安装设布])置下列[\u4e00-\u9fff（）]{0,12}(?:，[\u4e00-\u9fff]{2,12})?[：:﹕]\n(?P<list>(?:[一二三四五六七八九十]+、[^。：:]{2,600}。\n?)+)"
)
_NUMBERED = re.compile(r"(?m)^[一二三四五六七八九十]+、")
_ITEM = re.compile(r"[^、及或与\s]+")
_NAMED = re.compile(r"[^、。及或与\s]+")
#: A row of a table of posts: │秘书 │荐任.
_ROW = re.compile(r"[│|]\s*(?P<post>[\u4e00-\u9fff]{2,9})\s*[│|]\s*(?:简任|荐任|委任|聘任|派任)")
_ENDS = re.compile(rf"[\u4e00-\u9fff]{{0,7}}{_POST}$")
#: Only texts that establish offices are read.
_ESTABLISHES = re.compile(r"(?<![处配安装设布购位闲])置[\u4e00-\u9fff]|编制表|员额")


def staff(text: str) -> Iterator[Found]:
    """Yield the posts of such lists by kind of list, and the other mentions of those of four characters and more."""
    if not _ESTABLISHES.search(text):
        return
    met: set[str] = set()
    for start, end in _places(text):
        met.add(text[start:end])
        yield _found(start, end)
    for post in sorted(post for post in met if len(post) > 3):
        for m in re.finditer(re.escape(post), text):
            yield _found(m.start(), m.end())


def _places(text: str) -> Iterator[tuple[int, int]]:
    for m in _COUNTED.finditer(text):
        start, end = m.span("post")
        if lead := _LEADING.match(m.group("post")):
            start += lead.end()
        if _is_post(text[start:end]):
            yield start, end
    for m in _LISTED.finditer(text):
        items = [
            (m.start("list") + item.start(), m.start("list") + item.end()) for item in _ITEM.finditer(m.group("list"))
        ]
        yield from (item for item in items if _is_post(text[item[0] : item[1]]))
    for m in _SET_OUT.finditer(text):
        plain = _NUMBERED.sub(lambda number: "、" * len(number.group()), m.group("list"))
        items = [(m.start("list") + item.start(), m.start("list") + item.end()) for item in _NAMED.finditer(plain)]
        yield from (item for item in items if _is_post(text[item[0] : item[1]]) and not _is_torn(text, item[0]))
    for m in _ROW.finditer(text):
        if _is_post(m.group("post")):
            yield m.span("post")


def _is_torn(text: str, start: int) -> bool:
    """Whether a line break cuts the word whose rest begins here: 护|理师."""
    return text[max(0, start - 1) : start] == "\n" and text[max(0, start - 2) : start - 1] not in "、，。：:"


def _is_post(text: str) -> bool:
    return len(text) > 1 and bool(_ENDS.fullmatch(text)) and not _NO_POST.search(text)


def _found(start: int, end: int) -> Found:
    return Found(start, end, "office", RULE, "", start, start)
