"""Text -> office-holders named as a group: 县领导, 有关单位负责人, 处级领导干部."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus_tools.annotate.title_body import BodyWalk
from corpus_tools.annotate.title_body_clause import clause_start
from corpus_tools.annotate.title_found import Found
from corpus_tools.annotate.title_post import alternatives, part_of_word
from corpus_tools.annotate.title_state import STATES
from corpus_tools.lexicon import Lexicon

#: A level and who is on it (处级领导干部), or a unit and its leaders (市委主要领导).
_LEVEL = re.compile(
    r"(?:[省市县区州厅局处科部乡镇村师团旅]|副[省市县厅局处部])(?:部|局|处|科)?级(?:主要|分管)?(?:领导干部|领导|负责同志|负责人)"
    r"|[省市县区州镇乡旗校院厂局](?:委|政府)?(?:主要|分管)?领导(?!人|班|干|小|机|权|力|体|职责)"
)
#: 各级领导, 机关首长, 警政及政风主管: the head of the group alone is a common word, what goes before makes it a title.
_AFTER_ALL = re.compile(
    r"(?<=各级)领导(?![下小干机班权力作思层能人全本我体])|(?<=各级)(?:行政)?首长|[省市县区乡镇村]{3,5}(?:[三四五]级)?书记(?![处员])|(?<!第)[三四五]级书记(?![处员])"
)
_HEADS = re.compile(
    r"[\u4e00-\u9fff]{2}(?:机关|单位|部门|机构)首长|(?:机关|单位|部门|机构|公司|学院|学校|企业|集团|医院)(?:主要|分管)?领导(?![下小干机班权力作思层能人全本我体的])"
    r"|(?:人事|会计|主计|警政|政风|业务|单位|部门|机构|机关)主管(?=[，。、；：）\s]|$|[和或及等应须由对向])"
)
#: Levels of places; the body is not theirs: 重大项目|省级领导, but 车站处级领导.
_PLACE_LEVELS = ("省级", "市级", "县级", "区级", "州级", "镇级", "乡级", "村级", "省部级")
_LONGEST_PLACE = 3
#: Characters that may stand before 领导人 where nothing but the clause shows the body.
_SHORT = 8
_PAIR = re.compile(r"(?:中[\u4e00-\u9fff]|[\u4e00-\u9fff]中)\Z")
#: 中阿、中海、|中沙领导人.
_PAIRS = re.compile(r"(?:中[\u4e00-\u9fff][、和])+中[\u4e00-\u9fff]\Z")
#: 首次|领导人会晤, 金砖国家|领导人会晤: the name of a meeting.
_NAMED_MEETING = re.compile(
    r"(?:(?:首|[此这本历每]|第[一二三四五六七八九十\d]+)次[\u4e00-\u9fff]{0,8}|金砖国家|集团|亚太经合组织|上合组织)\Z"
)
_PARTIES = re.compile(r"(?:[两三多][党国军]){1,2}(?:老一辈|最高|主要|前)?\Z")
#: 各|村组、各单位的负责人: the list is one phrase, its first 各 outside.
_EVERY = re.compile(r"各([\u4e00-\u9fff]{2,4}(?:[、和]各[\u4e00-\u9fff]{2,4})+的)\Z")
_CARRIES_LISTS = ("负责同志", "负责人", "负责人员", "主管", "领导同志", "高管", "董事会成员", "监事会成员")
#: Behind the number of an item: （三）负责人和主要业务人员的姓名.
_ITEM = re.compile(r"(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十\d]+[、.．])\s*\Z")
#: The common words of the table that are a group only with a body or an adjective.
_BARE = frozenset({"负责人", "负责人员"})
#: A group only where a body goes before it: 联合国|官员.
_WITH_BODY = frozenset({"官员", "高官", "高管", "高层", "主管人员"})
#: 中墨|元首: states in one character.
_STATES = re.compile(rf"[中{STATES}]{{2,3}}\Z")
#: 水务局|有关|负责人: a quantifier behind the body is inside the title.
_SOME = ("有关", "相关", "各位")
#: 学校|师以上|领导干部, 处级以上|领导干部: a rank and all above it.
_FROM_RANK = re.compile(r"(?:[正副]?(?:[省厅处科部局司]级|[军师旅团营连县处科厅局]级?))(?:及其?)?以上(?:党员)?\Z")
#: 高层|建筑, 高层|交往.
_HIGH = re.compile(r"建筑|住宅|楼|会[晤谈议]|交往|往来|互访|沟通|对话|论坛|人才|次|级|设计|管理(?!人)")
_PAPERS = re.compile(
    r"的?(?:身份证|姓名|签名|签字|签章|资格|住所|基本情况|简历"
    r"|更名|更换|变更|、[\u4e00-\u9fff]{2,3}人?及联系)"
)
_NEW_AND_OLD = re.compile(r"[新中青]\Z")
#: 财|政要|过紧日子, 时|政要|闻: no 政要.
_OTHER_POLITICS = re.compile(r"(?<=[财行时执施民邮勤参从议专暴仁德朝])政要|政要(?=[闻员务害])")


class GroupFinder:
    """Finds the groups of a table and those that a level or a unit makes."""

    def __init__(self, posts: Lexicon) -> None:
        self._ids = {e.form: e.id for e in posts.entries if e.subtype == "group"}
        self._group = re.compile(alternatives(self._ids))

    def find(self, text: str, bodies: BodyWalk) -> Iterator[Found]:
        """Yield the groups; those that are part of another word are left out, 部门负责人以上高级管理人员 is one."""
        last: Found | None = None
        for f in self._single(text, bodies):
            if last is not None and text[last.end : f.start] == "以上":
                f.start = last.start
            last = f
            yield f

    def _single(self, text: str, bodies: BodyWalk) -> Iterator[Found]:
        for m in self._matches(text):
            if not _no_group(text, m) and (listed := self._quoted(text, bodies, m) or self._listed(text, bodies, m)):
                yield listed
        for m in _LEVEL.finditer(text):
            if not part_of_word(text, m.end()):
                start = m.start()
                if not text.endswith("等", max(0, start - 1), start):
                    start = _level_start(bodies, m)
                yield _found(min(start, m.start()), m, "title-group-level", "")
        for m in _AFTER_ALL.finditer(text):
            yield _found(m.start(), m, "title-group-all", "")
        for m in _HEADS.finditer(text):
            if not part_of_word(text, m.end()):
                head = next(n for n in (2, 4) if m.group()[-n:] in ("首长", "领导", "主管", "主要领导", "分管领导"))
                start = bodies.start(m.end() - head, lists=m.group().endswith("主管"))
                start -= 2 if text.endswith("中央", 0, min(start, m.start())) else 0
                yield _found(min(start, m.start()), m, "title-group-head", "")

    def _matches(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the forms of the table; part of a word may hide another: 中央|领导成员, not 中央领导|成员."""
        at = 0
        while m := self._group.search(text, at):
            at = m.start() + 1 if part_of_word(text, m.end()) else m.end()
            if at == m.end():
                yield m

    def ends(self, text: str) -> list[int]:
        """Return where groups of the table end; no body's name reaches across them."""
        return [m.end() for m in self._group.finditer(text)]

    def _listed(self, text: str, bodies: BodyWalk, m: re.Match[str]) -> Found | None:
        """Read a form of the table with its body; None where it is a common word without one."""
        if m.group() == "元首":
            pair = _STATES.search(text, max(0, m.start() - 3), m.start())
            return _found(pair.start(), m, "title-group", self._ids[m.group()]) if pair else None
        start = self._start(text, bodies, m.start(), m.group())
        if m.group() != "政要" and (parties := _PARTIES.search(text, max(0, start - 8), m.start())):
            start = min(start, parties.start())  # 两党两国|老一辈领导人
        start -= bodies.country_length(start) if start < m.start() else 0  # 拉美|多国领导人
        start -= 2 if start < m.start() and m.group() == "领导人" and text.endswith("与会", 0, start) else 0
        body = text[start : m.start()]
        if m.group() in _WITH_BODY and not (body and bodies.ends_organ(start, m.start(), words=False)):
            return None
        if m.group() == "高层" and (_HIGH.match(text, m.end()) or body.endswith(("党", "国", "方"))):
            return None
        if m.group() in _BARE and not body and _of_papers(text, m):
            return None
        return _found(start, m, "title-group", self._ids[m.group()])

    def _quoted(self, text: str, bodies: BodyWalk, m: re.Match[str]) -> Found | None:
        """Read a form in quotation marks with a body before it: 部门和单位|“一把手”."""
        if text[max(0, m.start() - 1) : m.start()] != "“" or not text.startswith("”", m.end()):
            return None
        start = bodies.start(m.start() - 1, lists=True)
        if start == m.start() - 1:
            return None
        return Found(
            start, m.end() + 1, "collective", "title-group", self._ids[m.group()], m.start() - 1, m.start() - 1
        )

    def _start(self, text: str, bodies: BodyWalk, at: int, form: str) -> int:
        if text.endswith("等", 0, at):
            return at
        if form.startswith(("两国", "三国")) and (pair := _PAIR.search(text[max(0, at - 2) : at])):
            return at - len(pair.group())
        if form.startswith(("两国", "三国", "各国")) or (form == "政要" and text.endswith(("多国", "各国"), 0, at)):
            return at
        if form == "领导人" and (pairs := _PAIRS.search(text, max(0, at - 24), at)):
            return pairs.start()
        if form == "领导人" and text.endswith("前", 0, at):
            return bodies.start(at - 1)
        if every := _EVERY.search(text, max(0, at - 40), at):
            return every.start(1)
        if form == "监事会成员" and text.endswith(("董事会和", "董事会、", "董事会及"), 0, at):
            return bodies.start(at - 4)
        opened = clause_start(bodies, at, organ=False) if form == "领导人" else at
        if at - opened <= _SHORT and (not opened or text[opened - 1] in "。！？\n"):
            return min(opened, bodies.start(at))
        if form.startswith(_PLACE_LEVELS):
            return bodies.jurisdiction_start(at)
        if form == "领导干部" and (rank := _FROM_RANK.search(text, max(0, at - 9), at)):
            return bodies.start(rank.start())
        lists = form.endswith(_CARRIES_LISTS)
        start = bodies.start(at, lists=lists)
        if start == at and text.endswith(_SOME, 0, at):
            start = bodies.start(at - 2, lists=lists)
            return start if start < at - 2 and bodies.ends_organ(start, at - 2, words=False) else at
        return start


def _level_start(bodies: BodyWalk, m: re.Match[str]) -> int:
    """Return where the body begins: a place before a unit (云溪|县领导) is at most three characters long."""
    start = m.start()
    if m.group().startswith(_PLACE_LEVELS):
        return bodies.jurisdiction_start(start)
    if "级" in m.group():
        return bodies.start(start)
    if m.group()[0] in "院校厂局":
        return bodies.start(start + 1)
    place = min(bodies.jurisdiction_start(start + 1), bodies.start(start + 1))
    return place if start - place <= _LONGEST_PLACE else start


def _no_group(text: str, m: re.Match[str]) -> bool:
    """新|老干部 is a pair, 直接负责的|主管人员 of penal law whoever is to blame, 财|政要 two words."""
    if m.group() == "政要" and _OTHER_POLITICS.match(text, m.start()):
        return True
    if text.startswith("会晤", m.end()) and _NAMED_MEETING.search(text, max(0, m.start() - 14), m.start()):
        return True
    pair = m.group().startswith("老") and bool(_NEW_AND_OLD.search(text[max(0, m.start() - 1) : m.start()]))
    return pair or (m.group() == "主管人员" and text.endswith("直接负责的", 0, m.start()))


def _of_papers(text: str, m: re.Match[str]) -> bool:
    """负责人 in a list of papers to be filed: （三）负责人…, 负责人身份证."""
    return bool(_ITEM.search(text[max(0, m.start() - 8) : m.start()]) or _PAPERS.match(text, m.end()))


def _found(start: int, m: re.Match[str], rule: str, entry: str) -> Found:
    return Found(start, m.end(), "collective", rule, entry, m.start(), m.start())
