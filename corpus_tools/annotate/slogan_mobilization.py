"""Calls to a fight, a defence or a victory."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus_tools.spans import Annotation, Evidence

VERSION = "1"
ADVERBS = (
    "坚决|坚定|坚定不移|毫不松懈|毫不动摇|全力|全力以赴|奋力|努力|牢牢|切实|进一步|齐心协力|同心协力|众志成城|万众一心|团结一心|持续|继续|"
    "全面|共同|合力|一鼓作气|乘势而上|尽锐出战|尽快|务必|誓死|誓要|勇于|勇敢|积极|主动|着力|加快|深入|始终|再|携手|并肩|不断|奋勇|同舟共济|严密|全方位|扎实|真正|果断"
)
_ADVERBIAL = rf"(?:(?:{ADVERBS})地?){{0,3}}"
_INNER = r"[^，。；：！？\s,;]"
_FIGHT = (
    rf"(?:打赢|打好|打胜|打响|夺取|赢得|取得(?=[^，。]{{0,16}}双胜利)){_INNER}{{0,24}}?"
    r"(?:攻坚战|阻击战|歼灭战|总体战|保卫战|持久战|遭遇战|主动仗|翻身仗|硬仗|胜仗|攻坚仗|持久仗|人民战争|战役|大决战|决战|全面胜利|全胜|双胜利|决定性胜利|最终胜利|新胜利|更大胜利|伟大胜利|胜利|战“疫”|战)(?:的?(?:全面|最终|决定性|更大|新|新的)?胜利)?(?![斗略场友役术士线胜])(?:、[^，。、；\\s]{1,10}(?:攻坚战|阻击战|总体战|保卫战))*(?:和[^，。；\\s]{2,20}双胜利)?"
)
_DEFENCE = (
    rf"(?:守好守牢|守牢守好|守住守好|守住守牢|守好|守牢|守住|坚守|坚决守|筑牢织密|筑牢|筑起|筑严|构筑起?|织密织牢|织牢织密|织密扎牢|扎密扎牢|扎紧织密|织密|织牢|扎牢|捍卫|兜牢|兜住|兜准兜牢|严守|绷紧|守护好)(?:了|好|起)?{_INNER}{{0,22}}?"
    r"(?:阵地|防线|屏障|底线|红线|生命线|防护网|安全网|保障网|铜墙铁壁|钢铁长城|坚固长城|安全堤|“护城河”|护城河|南大门|北大门|西大门|东大门|大门|防火墙|安全阀)"
)
_LIFE = rf"(?:守护好?|保护好?|维护好?|捍卫){_INNER}{{0,10}}?(?:生命财产安全|生命安全和身体健康|身体健康和生命安全|生命安全|身体健康|生命健康|生命和财产安全|[上里下]的安全)"
_HALT = rf"(?:遏制|扭转|刹住|阻断|斩断|切断){_INNER}{{0,14}}?(?:势头|歪风|黑手|蔓延势头|链条)"
_HOLD = rf"(?:当好|巩固好?){_INNER}{{0,12}}?(?:“护城河”|护城河|防控成果|胜利成果|“压舱石”|压舱石)"
_PATTERNS = (
    ("slogan-fight", re.compile(_ADVERBIAL + _FIGHT), 0.85),
    ("slogan-defence", re.compile(_ADVERBIAL + _DEFENCE), 0.8),
    ("slogan-life", re.compile(rf"(?:(?:{ADVERBS})地?){{1,3}}" + _LIFE + r"|守护好" + _INNER + r"{2,12}?安全"), 0.75),
    ("slogan-halt", re.compile(r"(?:坚决|全力|有效|切实|严厉)?(?:坚决|全力)" + _HALT.replace("|链条", "")), 0.7),
    ("slogan-hold", re.compile(rf"(?:(?:{ADVERBS})地?){{1,3}}" + _HOLD), 0.7),
)
#: Narration, not a call: 打赢了, 已筑牢.
_TOLD = re.compile(r"^(?:打赢|打好|夺取|赢得|筑牢|守住|守牢|守好)了")


def mobilizations(text: str) -> Iterator[Annotation]:
    """Yield the calls, from the adverb that opens them to the noun of the fight or the defence."""
    for rule, pattern, score in _PATTERNS:
        for m in pattern.finditer(text):
            if not _TOLD.match(m.group()):
                yield Annotation(m.start(), m.end(), "mobilization", Evidence(rule, VERSION, score))
