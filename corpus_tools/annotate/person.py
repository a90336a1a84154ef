"""Find personal names beside a place in the text: by the model's names, by surname and by what follows."""

from __future__ import annotations

import re
from functools import cache

from corpus_tools.lexicon import package_lexicon

#: What may stand right behind a name. Single characters that also end given names are left out on purpose.
_AFTER = re.compile(
    r"(?:$|[\s，。、；：！？（）()“”‘’《》,;:!?\n]|在|主持|出席|强调|指出|要求|表示|认为|说|称|宣读|宣布|传达|参加|会见|会谈|介绍|作(?!为)|分赴|走访|调度|率队|批示|签|同(?!志)|与|和(?!平)|等|"
    r"率|到|对|就|向|及|的|以及|深入|赴|讲话|提出|致辞|致信|致电|汇报|通报|分别|代表|陪同|带队|一行|随即|随后|一同|先后|为|将|于|举行|访问|亲切|交谈|讲解|解读|回答|回应|发言|发布|列席|参与|组织|来到|走进|负责|一道|今天|昨天|今日|近日|日前|近年|频频|鼓励|遭|启动|证实|当天|迎|走上|前往|主席|总理|总统|书记|同志|先生|女士|院士|烈士|"
    r"[省市县区州局部厅院校]长|部署|安排|调研|检查|督导|督查|看望|慰问|接受|应邀|当选|担任|任|受|围绕|结合|从|是|已|也|还|又|则|并|及其|最后|首先|同日|当天|上午|下午|[0-9]|签署|出任|领|参观|考察|听取|回信|发表|贺信|给|把|由|以|来|抵|等人|夫妇|共同|全程|主[讲任]|要|宣|点评|授|检阅|走进|来到|实地|牵头|特别|继续|进行|会后|会上|会前|现场|通过|随队|撰|摄|报道)"
)
_FOREIGN = re.compile(r"[\u4e00-\u9fffA-Z]{1,8}(?:[·•][\u4e00-\u9fff]{1,8})+")
#: What no given name has, and words that a surname opens by chance.
_NOT_A_NAME = re.compile(
    r"[了着过的是不等]$|[了的是不]|^(?:应当|应该|应于|包[乡村保片联抓干]|强调|来到|向着|全面|全力|相关|支持|居民|国家|公开|信息|计划|平安|经济|明确|和平|时任|常委|高度|党委)"
)
#: Characters that transliterations are made of; a run of them behind a foreign post is a name.
_SOUNDS = re.compile(
    r"[阿埃艾安奥巴拜邦包鲍贝本比彼别宾波伯勃博卜布查达戴丹道德邓迪蒂丁顿多厄恩尔法菲费芬丰佛弗福夫盖冈高戈哥格根古瓜哈海汉豪赫亨胡华霍基吉加贾杰金卡凯坎康考科克肯库夸拉莱赖兰朗劳勒雷里利莉连廉列林留龙卢鲁路伦罗洛吕马玛迈麦曼芒梅门蒙孟米密明莫默姆穆拿纳娜奈南内尼宁纽努诺欧帕派潘庞佩彭皮匹平泼普齐奇恰钱强乔切琴庆丘琼热日荣茹儒瑞若撒萨塞赛桑瑟森沙山尚绍舍申什圣施史舒朔斯丝松苏索塔泰坦汤唐陶特藤提图土托脱瓦万旺威韦维温文沃乌武希锡喜夏香肖谢辛欣休许雪亚延扬耶伊依英雍尤于约泽扎詹张哲珍芝知中朱兹宗佐]{2,8}"
)


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    table = package_lexicon("surnames.tsv")
    return frozenset(table.forms("single")), frozenset(table.forms("compound"))


def surname_length(text: str, start: int) -> int:
    """Return 2 or 1 where a compound or single surname begins at ``start``, else 0."""
    single, compound = _surnames()
    if text[start : start + 2] in compound:
        return 2
    return 1 if text[start : start + 1] in single else 0


def name_after(text: str, start: int, *, names: dict[int, int], known: set[str], foreign: bool = False) -> int:
    """Return the end of the personal name that begins at ``start``, or ``start`` if none does.

    ``names`` holds the model's names (start -> end), ``known`` the names already met in the document. A name already
    met wins, then a foreign one with a point, then surname and one or two characters with a fit continuation (three
    characters before two), then the model's. With ``foreign`` a run of transliterating characters counts too.
    """
    for length in (4, 3, 2):
        if text[start : start + length] in known:
            return start + length
    if m := _FOREIGN.match(text, start):
        point = max(m.group().rfind("·"), m.group().rfind("•")) + start
        ends = [end for end in range(point + 2, m.end() + 1) if _AFTER.match(text, end)]
        sounds = _SOUNDS.match(text, point + 1)
        return ends[0] if ends else (sounds.end() if sounds else min(m.end(), point + 4))
    if surname := surname_length(text, start):
        fits = [(fit, end) for end in (start + surname + 2, start + surname + 1) if (fit := _fit(text, start, end))]
        if fits:
            return max(fits)[1]
    if foreign and (m := _SOUNDS.match(text, start)):
        ends = [end for end in range(start + 2, m.end() + 1) if _AFTER.match(text, end)]
        return ends[-1] if ends else start
    end = names.get(start, start)
    return end if end - start <= 12 and _is_name_like(text[start:end]) else start


def _fit(text: str, start: int, end: int) -> int:
    """How well what follows fits a name that ends at ``end``: 2 for a word, 1 for a mark or single character, else 0."""
    name = text[start:end]
    if not _is_han(name) or _NOT_A_NAME.search(name):
        return 0
    after = _AFTER.match(text, end)
    return 0 if after is None else min(2, max(1, len(after.group())))


def name_before(text: str, end: int, *, names: dict[int, int], known: set[str]) -> int:
    """Return the start of the personal name that ends at ``end``, or ``end`` if none does."""
    for length in (4, 3, 2):
        if end >= length and text[end - length : end] in known:
            return end - length
    for start, stop in names.items():
        if stop == end and 2 <= end - start <= 12 and _is_name_like(text[start:end]):
            return start
    if m := re.search(r"[\u4e00-\u9fff]{1,8}(?:[·•][\u4e00-\u9fff]{1,8})+$", text[max(0, end - 24) : end]):
        return end - len(m.group())
    for length in (3, 2, 4):
        start = end - length
        if start < 0 or not _is_han(text[start:end]):
            continue
        surname = surname_length(text, start)
        if text[start] in "向和于同与" and surname_length(text, start + 1):
            continue  # ，向李华同志: a preposition, though a surname too
        if surname and length - surname in (1, 2) and _fresh_start(text, start):
            return start
    return end


def is_transliteration(text: str) -> bool:
    """Whether a text is made of the characters that foreign names are written with."""
    return bool(_SOUNDS.fullmatch(text))


def is_likely_name(text: str) -> bool:
    """Whether what the model takes for a person may be one: a surname, a point or a transliteration; no place's ending."""
    fit = surname_length(text, 0) or "·" in text or _SOUNDS.fullmatch(text)
    return bool(fit) and _is_name_like(text)


def _fresh_start(text: str, start: int) -> bool:
    """Whether a name may begin here: at the start, behind a mark, or behind a word that governs names."""
    before = text[max(0, start - 2) : start]
    return not before or not _is_han(before[-1]) or before.endswith(tuple("和与同由向对给请以是为等及的即"))


def _is_han(text: str) -> bool:
    return bool(text) and all("\u4e00" <= ch <= "\u9fff" for ch in text)


def _is_name_like(text: str) -> bool:
    return bool(re.fullmatch(r"[\u4e00-\u9fff·•]{2,12}", text)) and not re.search(
        r"[省市县区州镇乡村国部局委府院校厅会党处科组]$", text
    )
