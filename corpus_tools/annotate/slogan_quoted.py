"""Slogans that quotation marks and head nouns fix: policies and numeric abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus_tools.spans import Annotation, Evidence

VERSION = "1"
_QUOTE = re.compile(r"[“‘]([^“”‘’\n。]{2,40})[”’]")
_NUM = "一二两三四五六七八九十百双多0-9０-９"
#: 四个意识, 五位一体, 四早, 五个2; 一老一小, 两站一场一码头, 三去一降一补, 35421. Not 12580热线: what three
#: digits and words name is a line, a year or a paragraph.
_NUMERIC = re.compile(
    rf"^(?![0-9０-９]{{3,}}[\u4e00-\u9fff])(?:[{_NUM}]+(?:个|大|项|种|类|位|重|条|支|张|本|级|方)?[\u4e00-\u9fff0-9A-Z]{{1,4}}|(?:[{_NUM}][\u4e00-\u9fff]{{1,3}}){{2,5}})(?:[（(][\u4e00-\u9fff][)）])?$"
)
#: Quoted numbers that name a plan, a day, a body or a thing.
_NAMES = re.compile(
    r"五四|七一|八一|十一|一二·?九|九一八|三八|五一|六一|[一二三四五六七八九十]+五(?:规划|计划|时期|期间)?$|两会|二十大|十[一-九]大|一带一路|双十一|双11|三农|第[一二三]|一号|四大名著|二维码|一码通|双一流|九三|四八|百年|千万|一等|三甲|三北|零号|一站式$|一窗式|一张网|一网|一体|一线|双减|三八|三江|五岳|两河|两院|两高|四川|三峡|一汽|七夕|[0-9]+后"
)
_HEADS = r"(?:总策略|总方针|总要求|总目标|总基调|总原则|策略|方针|原则|理念|要求|思想|精神|战略|方略|口号|主题|誓言|国策|法则|准则|标准|意识|责任感|信念|宗旨|思路|初心|目标|作风|方法论|工作法|的底线|防控策略|方法|格局|传统|法宝)"
_HEAD = re.compile(rf"^(?:的)?(?:[\u4e00-\u9fff]{{0,4}})?{_HEADS}")
_STRICT_HEAD = re.compile(rf"^(?:的)?(?:防控|工作|基本|重要|重大|指导)?{_HEADS}")
#: Somebody's words, no formula.
_SPEECH = re.compile(r"[您你咱！？!?]|我们|我要|我是|总书记|同志们")
_VERBS = re.compile(
    r"(?:坚持|做到|践行|弘扬|秉持|遵循|奉行|恪守|牢记|落实好?|贯彻|坚决落实|坚守|发扬|树立|实行|实现|确保|按照|围绕|突出|抓好|力求|避免|防止|杜绝|转运期间|发出|提出|喊出|倡导|响应|达到|走好|讲好|念好|打好|实施|增强|树牢|强化|重点方向)$"
)
_TECHNICAL = re.compile(
    r"码$|证$|系统$|平台$|中心$|模式$|机制$|网$|群$|办$|通$|法$|条例$|计划$|工程$|行动$|项目$|基地$|号$|展$|馆$|点对点|线上|线下"
)


#: 1+N, 1+M+N: one that leads and several that follow.
_CODE = re.compile(r"^[0-9一]{1,2}(?:[+＋][0-9]{0,2}[A-Z]?){1,4}$")
#: A lone 一 counts nothing (一表同填): a list has two numbers (一户一策) or a measure (一个统筹).
_LONE_ONE = re.compile(rf"^一(?!个[\u4e00-\u9fff]{{2}}$)[^{_NUM}]+$")


def quoted(text: str) -> Iterator[Annotation]:
    """Yield what stands in quotation marks and is a slogan: numeric, built of parallel parts, or fixed by a head noun."""
    for m in _QUOTE.finditer(text):
        inner = m.group(1)
        before, after = text[max(0, m.start() - 6) : m.start()], text[m.end() : m.end() + 10]
        decided = _decide(inner, before, after)
        if decided:
            kind, rule, score = decided
            yield Annotation(m.start(1), m.end(1), kind, Evidence(rule, VERSION, score))


def _decide(inner: str, before: str, after: str) -> tuple[str, str, float] | None:
    code = _CODE.match(inner) and re.search("[A-Z]", inner)
    if code or (_NUMERIC.match(inner) and not _NAMES.search(inner) and not _LONE_ONE.match(inner)):
        return "numeric", "slogan-quoted-numeric", 0.8
    if _SPEECH.search(inner) or _NAMES.fullmatch(inner):
        return None
    parts = [part for part in re.split(r"[、，,；;+＋]", inner) if part]
    headed = bool(_HEAD.match(after))
    governed = bool(_VERBS.search(before))
    if len(parts) >= 2 and "+" not in inner and (len(parts) > 2 or len(inner) >= 5):
        short = max(map(len, parts)) <= 10
        if headed or governed or (short and len({len(part) for part in parts}) == 1):
            return "policy", "slogan-quoted-parts", 0.8
        return None
    if _TECHNICAL.search(inner) or len(inner) < 3 or re.search(r"[A-Za-z0-9]{2}", inner):
        return None
    if _STRICT_HEAD.match(after):
        return "policy", "slogan-quoted-head", 0.75
    if (
        governed
        and len(inner) >= 4
        and not re.match(r"^[\u4e00-\u9fff]{1,6}(?:工作|制度|体系|作用|建设|专项|措施)", after)
    ):
        return "policy", "slogan-quoted-governed", 0.6
    return None
