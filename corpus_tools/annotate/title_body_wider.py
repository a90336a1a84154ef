"""The name of a body as the words before a post show it -> where it really begins."""

from __future__ import annotations

import re
from typing import Protocol

from corpus_tools.annotate.title_body_edges import CUT, ORGAN_END, UNITS
from corpus_tools.annotate.title_jurisdiction import place_at_end

#: Two fields of work under one roof, opened by a mark or line start: 文书及档案局, 育林和治沙委员会.
_TWO_FIELDS = re.compile(
    r"(?:^|[，。；：！？\s“”（）(,]|国家|[省市县区州])([\u4e00-\u9fff]{2,6})(和|及|与|暨)([\u4e00-\u9fff]{2,6})"
    r"(?:部|局|厅|署|司|处|委|办|委员会|办公室|中心|学院|公司|协会|学会)?\Z"
)
#: 县 （市） |政府.
_SEVERAL = re.compile(r"[省市县乡镇] ?[（(][\u4e00-\u9fff、]{1,7}[）)] ?\Z")
_TAKES = ("得到", "受到", "收到", "赢得")
#: The same behind a post and 、: 外交部长、|贸易和旅游部.
_TWO_LISTED = re.compile(_TWO_FIELDS.pattern.replace("(?:^|[", "(?:^|[、", 1))
#: 全国政协|十五届一次|会议.
_SESSION = re.compile(r"第?[一二三四五六七八九十]+届[一二三四五六七八九十]+[次会]\Z")
#: The year of a class: 2025 级|本科班.
_TRAIN = re.compile(r"[A-Z]?\d{1,5}次\Z")
_TERM = re.compile(r"(?:第[一二三四五六七八九十百\d]+|(?<!新)[一二三四五六七八九十]+)届\Z")
_COHORT = re.compile(r"(?:19|20)\d\d ?级\Z")
#: 本|单位, 本|所研究员: the speaker's own body.
_OUR = ("单位", "部门", "机关", "院", "校", "企业", "所", "局", "处", "公司", "中心")


class Walk(Protocol):
    """What is asked of the document."""

    text: str
    stop_forms: frozenset[str]

    def country_length(self, end: int) -> int:
        """Length of the name of a state or world body that ends at ``end``."""
        ...

    def is_country(self, text: str) -> bool:
        """Whether this is the name of a state or world body."""
        ...

    def person_to(self, end: int) -> int:
        """Return the start of the person's name that ends at ``end``, or ``end``."""
        ...

    def holds_person(self, start: int, end: int) -> bool:
        """Whether a person's name is in the stretch."""
        ...


def widened(walk: Walk, start: int, end: int, floor: int) -> int:
    """Take in what belongs to a body's name though the walk stops at it: 本|单位, 2025 级|本科班, 甲国乙|甲国党."""
    before = walk.text[max(floor, start - 12) : start]
    if before.endswith("本") and walk.text.startswith(_OUR, start):
        return start - 1
    if walk.text.startswith(("会议", "次会议"), start) and (session := _SESSION.search(before + walk.text[start])):
        at = start + 1 - len(session.group()) if session else start
        return at - (walk.country_length(at) or place_at_end(walk.text, at))
    if walk.text.startswith("政府", start) and (several := _SEVERAL.search(before)):
        return start - len(several.group())
    if before[-2:] == "直辖" and walk.text.startswith("市", start):
        return start - 2
    if before[-1:] in UNITS and walk.text.startswith(("团委", "党委", "工会", "学生会"), start):
        return start - 1  # 校|团委
    if start < end and (term := _TERM.search(before)):
        at = start - len(term.group())
        return at - place_at_end(walk.text, at)
    if walk.text.startswith("列车", end) and (train := _TRAIN.search(before)):
        return start - len(train.group())
    if walk.text[start] in "村镇乡" and (named := walk.person_to(start)) >= max(floor, start - 3):
        return named  # 张陆湾|村党支部: a place, though the model takes it for a person
    if start < end and (cohort := _COHORT.search(before)):
        return start - len(cohort.group())
    if walk.text[start:end].endswith("党"):
        for adjective in range(5):
            if country := walk.country_length(start - adjective):
                return start - adjective - country
    return start


def two_fields_start(walk: Walk, end: int, floor: int) -> int:
    """Return where 甲和乙 begins if the two are fields of one organ; ``end`` if they are not."""
    m = _TWO_FIELDS.search(walk.text, max(0, end - 20), end)
    m = m or (
        _TWO_LISTED.match(walk.text, walk.text.find("、", max(0, floor - 1)), end)
        if "、" in walk.text[max(0, floor - 1) : floor + 1]
        else None
    )
    if not m or m.start(1) < floor or walk.holds_person(m.start(1), end):
        return end
    left, right = m.group(1), m.group(3)
    if (right.startswith("会") and m.group(2) == "与") or left.startswith(_TAKES):
        return end  # 得到|与会各方
    if ORGAN_END.search(left) or CUT.search(left) or CUT.search(right) or left in walk.stop_forms:
        return end
    if any(walk.is_country(part) for part in (left, right)):
        return end
    start = m.start(1)
    return start - 2 if walk.text.startswith("国家", start - 2) else start
