"""Text -> where posts stand in it: the words of the table, brackets and lists (县（市）长), words that only look so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus_tools.lexicon import Lexicon

#: What, right behind, makes a post part of another word: 书记处, 市长期, 董事会, 司令部.
_NOT_BEFORE = {
    "长": "级治制期远久江效足达征城春沙途短假大高廊龙跑势篇官",
    "委": "会员",
    "记": "处院载录述叙入过",
    "席": "台国令团会位席府级",
    "任": "务职免期级",
    "表": "团会大处性作着了示队人机",
    "理": "府事论由解念局站厅部处级",
    "统": "府选委",
    "导": "下小干机班权力作思层能人全本我体成责集",
    "志": "们愿",
    "书": "记处写",
    "授": "权予课勋的了给",
    "使": "馆团用命得",
    "辑": "部",
    "令": "部员官状牌",
    "事": "会处局项件务业实迹大馆级",
    "员": "会制工额长级",
    "人": "员民才大力口选",
    "官": "兵方网署员邸意考",
    "监": "会局管察",
    "问": "组团委",
    "师": "团",
    "王": "子室位储朝宫冠府",
    "储": "宫",
    "相": "府",
    "督": "府",
    "帅": "府",
    "卿": "级",
    "挥": "部",
    "政": "府策治",
    "管": "部机单人当审会全本工责职理制",
}
#: Words behind a post that make it a name of a meeting, a system or a seat: 省长办公会议, 市长热线.
_NO_POST_BEFORE = re.compile(
    r"办公会|办公厅|办公室(?!主任|副主任)|热线|信箱|公署|官邸|座机|联席会|接待日|纪念[馆堂园碑]|国(?!家|务)"
)
#: A meeting, a prize or a system named after posts is no post: 州长论坛, 财长会议, 领导人第九次峰会. So is 总|统一.
_EVENT = re.compile(
    r"(?:非正式|第[一二三四五六七八九十百\d]+[次届]|特别|线上|视频|电话|圆桌|部长级|高级别)*(?:会议|论坛|峰会|会晤机制|年会|研讨会|对话会|理事会|培训班|学院|信箱)"
    r"|(?:第[一二三四五六七八九十百\d]+次|非正式)会晤|(?!主持|出席|参加|列席|缺席|召集|召开|举[行办]|倡议|提议|宣布|抵达|赴|在|将|已|等|和|与|及)[\u4e00-\u9fff]{2,4}峰会"
    r"|(?:(?<=总统)|(?<=首相)|(?<=总理)|(?<=议长))(?:大选|(?![就对在称谈])[\u4e00-\u9fff]{0,2}选举|候选人|竞选|初选|特使团|就职日)"
    r"|(?<=[表官师员])法(?=[》〉、，。和]|$)|系列会议|(?<=部长)会(?=签|召|在|于|通过|达成)|(?:任期|岗位|目标){0,2}(?:负责制|责任制)|聘任制|任期制|轮值制"
    r"|[（(][^（）()\n]{1,8}[）)](?:负责制|责任制)|[）)](?:负责制|责任制)|(?<=成员)(?:国|单位|组织|企业|方|院?校)|(?<=总统)一(?![致直行起再道同方贯定向家])"
)
#: 总干事|会谈, 贸易代表|会见: the verb, not 干事会.
_MEETS = re.compile(r"会[谈晤](?![及到判])|会见(?!证)")
#: 静安区|长宁路: what seems a post is a place and a street.
_STREET = re.compile(
    r"(?<=[市县区镇乡]长)[乐安宁寿兴青清春沙征风岭江](?:[东西南北中]?路|[东西南北中]?大?街|大道|新?村|[邨里坊巷弄桥])"
)
#: 总（司令）|部: the bracket holds a part of an organ's name.
_ORGAN_BEHIND_BRACKET = re.compile(r" ?[）)] ?[部处署厅局]")
_UNITS = "省市县区州盟旗乡镇村里街"
#: 县（市）长, 乡 （镇、市、区） 长, 村、里长, 市、县长: one post for several kinds of unit.
_BRACKETED = re.compile(
    rf"(?P<prefix>副?)(?P<post>[{_UNITS}] ?[（(][{_UNITS}、]{{1,9}}[）)] ?长|(?:[{_UNITS}]、)+[{_UNITS}]长)"
)
#: 领导 with an object is a verb: 党中央领导|推进, 赣江县领导|工农运动.
_LEADS = re.compile(
    r"推进|推动|开展|发动|组织(?!部)|创建|创立|建立|建设|发起|实施|实现|打赢|抗[日战]|武装|起义|革命|红军|各族|我们|我国|全[党国军]|中国|工农|工人|农民|军民|社会|改革"
)
#: 正、副总经理: one span for both.
_BOTH_RANKS = r"正、"
_WORD_ENDS = frozenset("城都门全各本外内专增延拉加擅成生")


@dataclass(frozen=True)
class Post:
    """A post in a text: where its prefixes begin, where it begins and ends, its row of the table."""

    prefix: int
    start: int
    end: int
    entry: str
    kind: str
    bracketed: bool = False


def alternatives(forms: Iterable[str]) -> str:
    """Return a pattern that matches the forms, the longer ones first."""
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))


def part_of_word(text: str, end: int) -> bool:
    """Whether what follows makes the post that ends at ``end`` part of another word."""
    following = text[end : end + 1]
    if not following:
        return False
    if _MEETS.match(text, end) and text[end - 1] in "事表员":
        return False
    if _STREET.match(text, end):
        return True
    if following in _NOT_BEFORE.get(text[end - 1], "") or _EVENT.match(text, end):
        return True
    if text.startswith("三角", end) and text[end - 1] == "长":  # the delta, but 处长|三人
        return True
    if text.endswith("主任", 0, end) and text.startswith("\n委员", end):
        return True  # torn by a line break
    if _ORGAN_BEHIND_BRACKET.match(text, end):
        return True
    if text.endswith("领导", 0, end) and _LEADS.match(text, end):
        return True
    return _NO_POST_BEFORE.match(text, end) is not None


class PostFinder:
    """Finds the posts of a table."""

    def __init__(self, posts: Lexicon) -> None:
        self._kinds: dict[str, tuple[str, str]] = {}
        for kind in ("held", "bodied", "post"):
            self._kinds.update({e.form: (e.id, kind) for e in posts.entries if e.subtype == kind})
        prefix = alternatives(posts.forms("prefix"))
        self._office = re.compile(f"(?P<prefix>(?:{_BOTH_RANKS})?(?:{prefix})*?)(?P<post>{alternatives(self._kinds)})")

    def find(self, text: str) -> Iterator[Post]:
        """Yield the posts in text order; one that is part of another word is left out."""
        bracketed = [m for m in _BRACKETED.finditer(text) if not part_of_word(text, m.end())]
        places = {place for m in bracketed for place in range(m.start(), m.end())}
        found = [Post(m.start(), m.start("post"), m.end(), "", "post", bracketed=True) for m in bracketed]
        at = 0
        while m := self._office.search(text, at):
            # what is part of another word may hide a post that begins inside it: 法|院长|官, 法院|长官
            at = m.start() + 1 if part_of_word(text, m.end()) else m.end()
            if m.start() not in places and m.end() - 1 not in places:
                entry, kind = self._kinds[m.group("post")]
                found.append(Post(m.start(), m.start("post"), m.end(), entry, kind))
        yield from sorted(found, key=lambda post: post.prefix)


def apart(posts: Iterable[Post]) -> list[Post]:
    """Drop the posts that begin inside the one before; ``posts`` are in text order."""
    kept: list[Post] = []
    for post in posts:
        if not kept or post.prefix >= kept[-1].end:
            kept.append(post)
    return kept


def ends_a_word(text: str, start: int) -> bool:
    """Whether a bare 市长, 部长 … is really the end of another word (城市长…) or a lone unit before 长."""
    return start > 0 and text[start - 1] in _WORD_ENDS
