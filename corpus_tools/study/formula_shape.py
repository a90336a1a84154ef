"""A candidate's wording -> how far it is shaped like a formula rather than like the news around it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus_tools.lexicon import Lexicon

#: Characters with which no formula begins or ends: the string was cut in the middle of something.
_NO_BEGIN = frozenset("的了着和及并等日月年个是也都将被这该其所者们性之亿万元岁")
_NO_END = frozenset("的了着和及在等将于并以把被这该其第各个不要使让且或至")
_CUT_END = re.compile(r"(?:不断|进一步|全面|控制|达到|成为|作为|主要|重要|[一二两三四五六七八九十]+)$")
#: How news and reports speak of speaking, meeting, measuring and dating.
_FRAME = re.compile(
    r"消息|联播|快讯|快评|央视|评论员|新华社|记者|报道|新闻|媒体|本台|今天|今日|昨天|上午|下午|晚上|凌晨|当地时间|北京时间|截至"
    r"|日前|近日|目前|期间|过去|以来|会议|会见|会谈|会晤|出席|陪同|在座|应邀|邀请|访问|仪式|通话|致电|发言|发布|公布|宣布|通知|文章|声明"
    r"|公报|数据|获悉|透露|播出|节目|各位|代表|审议|我们|我代表|部署|结束|报告"
    r"|同比|环比|百分|[百千万]亿|万人|万元|亿元|平均|总额|总值|指数|均值|起数|产值|增加值|涨幅|病例|确诊|死亡|感染|轨道|卫星|预警|气象|失业率"
    r"|人民政府|委员会|办公厅|国务院|外交部|政治局|常委|中央纪委|[一二三四五六七八九十]中全会|[一二三四五六七八九十]届|周年|[〇一二三四五六七八九十]+年|全国政协|新闻办"
)
_SAYING = re.compile(
    r"(?:表示|指出|强调|认为|说|称|介绍|要求|提出|决定|确定|印发|通过|听取|讨论|增长|下降|以上|左右|同意|来看|时期|之年|之际)$"
)
#: Whom the text is about: bodies and groups.
_DOERS = re.compile(
    r"(?:部门|单位|机构|企业|公司|集团|银行|组织|大学|医院|法院|检察院|人士|人员|干部|官兵|代表团|公安|干警|地区|国家|政府|领导人|[部委局厅署省市县员们者党团会])$"
)
_PLACES = re.compile(
    r"北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海"
    r"|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|长三角|珠三角|京津冀|自治区|直辖市|美国|俄罗斯|日本|英国|法国|德国|欧盟|乌克兰|以色列"
)
#: Endings that make a plain name of what stands before them.
_NAMING = re.compile(
    r"(?:计划|工程|项目|行动|示范区|基地|平台|系统|产业|技术|行业|市场|领域|设施|网络|产品|装备|材料|汽车)$"
)
_PART = re.compile(r"[、，,；;：:\s]+")

#: Endings that make maxims of parts, though the parts share them.
_MAXIM = re.compile(
    r"(?:至上|优先|第一|为本|为先|为要|到位|到底|并举|并重|结合|人民|有责|尽责|起来|好|住|先|实|严|民)$"
)
_NUMBERED = re.compile(r"[一二两三四五六七八九十双]+(?:个|大|项|种|类|位|重|条|支|张|本|级|方)?[\u4e00-\u9fff]{1,4}")
#: Verbs that say nothing by themselves, beside those of the table.
_PLAIN_VERBS = (
    "实施",
    "开展",
    "进行",
    "发挥",
    "加强",
    "完善",
    "改进",
    "提高",
    "提升",
    "增强",
    "扩大",
    "推进",
    "推动",
    "做好",
    "落实",
    "贯彻",
)
#: Verbs of one character that open units of three (调结构、促改革).
_VERBS = frozenset("查补强抓促保稳防控守治建扩优提降减增转调化畅破立引育创争抢攻拓清改推帮扶聚兴固筑学知谋干")
_LATIN = re.compile(r"[0-9A-Za-z]")

#: The weight of what is news: such strings are not reported.
NEWS = 0.1
_SLIGHT, _NOMINAL, _STRONG = 0.3, 0.6, 1.5


class FormulaShape:
    """Weighs candidates by the words they begin and end with and those they hold.

    Tables: ``directives`` (its adverbs and verbs open calls), ``posts`` and ``surnames`` (strings with posts and lists
    of persons are news).
    """

    def __init__(self, directives: Lexicon, posts: Lexicon, surnames: Lexicon) -> None:
        calls = [form for form in directives.forms("adverb", "verb") if len(form) >= 2]
        self._call = re.compile(_any_of([*calls, "以", "把", "敢", "勇", "善", "为", "让", "不", "从"]))
        self._calls_only = re.compile(f"(?:{_any_of([*calls, *_PLAIN_VERBS])})+")
        self._post = re.compile(_any_of(form for form in posts.forms("post", "bodied", "prefix") if len(form) >= 2))
        self._person = re.compile(rf"(?:{_any_of(surnames.forms())})[\u4e00-\u9fff]{{1,2}}")

    def weight(self, form: str) -> float:
        """Return the factor for a candidate's score; 0 for a string that is cut off at an end.

        1.5: it opens like a call (深化…, 坚持…) and goes on, all its parts are built alike, or it is a number with what
        it counts (两个…). 1: a shorter call. 0.6: other four-character phrases, other runs of such parts. 0.3: it ends
        as the names of doers, programmes and things do, is nothing but verbs and adverbs, or has no verb of a call.
        ``NEWS``: it holds words of reporting, dating or measuring, posts or places, or lists persons or things.
        """
        parts = [part for part in _PART.split(form) if part]
        if not parts or form[0] in _NO_BEGIN or form[-1] in _NO_END or _CUT_END.search(form):
            return 0.0
        if self._is_news(form, parts):
            return NEWS
        if len(parts) > 1:
            return self._weight_of_parts(parts)
        if _NUMBERED.fullmatch(form):
            return _STRONG
        calls = bool(self._call.match(form))
        if _NAMING.search(form) or (not calls and _DOERS.search(form)) or self._calls_only.fullmatch(form):
            return _SLIGHT
        if calls:
            return _STRONG if len(form) > 4 else 1.0
        return _NOMINAL if len(form) == 4 else _SLIGHT

    def _is_news(self, form: str, parts: list[str]) -> bool:
        if (
            _LATIN.search(form)
            or _FRAME.search(form)
            or any(_SAYING.search(part) for part in parts)
            or self._post.search(form)
        ):
            return True
        return bool(_PLACES.search(form)) or (len(parts) > 1 and all(self._person.fullmatch(part) for part in parts))

    def _weight_of_parts(self, parts: list[str]) -> float:
        """Parts that all call, or that share a character in one place, are built alike; lists of things are news."""
        if any(_DOERS.search(part) or _NAMING.search(part) or part[0] in _NO_BEGIN for part in parts):
            return NEWS
        if any("和" in part[1:-1] for part in parts):
            return NEWS  # the end of a list of unequal members: 甲、乙和丙
        length = min(map(len, parts))
        if length >= 4 and all(self._call.match(part) for part in parts):
            return _STRONG
        columns = [len(set(column)) == 1 for column in zip(*parts, strict=False)]
        if not any(columns):
            if length >= 3 and all(part[0] in _VERBS for part in parts):
                return 1.0
            return _NOMINAL if length >= 4 or len(parts) > 3 else NEWS
        if columns[-1] and not _MAXIM.search(parts[0]):
            return NEWS
        return _STRONG if length >= 4 else 1.0


def _any_of(forms: Iterable[str]) -> str:
    """A pattern for any of some forms, the longest first; one that never matches for none."""
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    return "|".join(map(re.escape, ordered)) or r"(?!)"
