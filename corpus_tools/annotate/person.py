"""Find personal names beside a place in the text: by the model's names, by surname and by what follows."""

from __future__ import annotations

import re
from functools import cache

from spacy.attrs import IDX, LENGTH, POS
from spacy.parts_of_speech import NAMES
from spacy.tokens import Doc

from corpus_tools.annotate.title_jurisdiction import is_place_name
from corpus_tools.lexicon import package_lexicon

#: What may stand right behind a name. Single characters that also end given names are left out on purpose.
_AFTER = re.compile(
    r"(?:$|[\s，。、；：！？（）()“”‘’《》,;:!?/\n]|在|主持|出席|强调|指出|要求|表示|认为|说|称|宣读|宣布|传达|参加|会见|会谈|介绍|作(?!为)|分赴|走访|调度|率队|批示|签|同(?!志)|与|和(?!平)|等|"
    r"率|到|对|就|向|及|的|以及|深入|赴|讲话|提出|致辞|致信|致电|汇报|通报|分别|代表|陪同|带队|一行|随即|随后|一同|先后|为|将|于|举行|访问|亲切|交谈|讲解|解读|回答|回应|发言|发布|列席|参与|组织|来到|走进|负责|一道|今天|昨天|今日|近日|日前|近年|频频|鼓励|遭|启动|证实|当天|迎|走上|前往|主席|总理|总统|书记|同志|先生|女士|小姐|老师|夫人|教授|博士|议员|院士|烈士|"
    r"[省市县区州局部厅院校]长|副|部署|安排|调研|检查|督导|督查|看望|慰问|接受|应邀|当选|担任|任|受|围绕|结合|从|是|已|也|还|又|则|并|及其|最后|首先|同日|当天|上午|下午|[0-9]|签署|出任|领|参观|考察|听取|回信|发表|贺信|给|把|由|以|来|抵|等人|夫妇|共同|全程|主[讲任]|要|宣|点评|授|检阅|走进|来到|实地|牵头|特别|继续|进行|会后|会上|会前|现场|通过|随队|撰|摄|报道|"
    r"看中|看[望到了]|颁发|颁布|通电话|通话|会晤|会面|互致|祝贺|感谢|转达|转交|递交|请|派|送|获|均|都|曾|正|仍|再次|再度|多次|一再|高度|热烈|衷心|积极|认真|坚持|坚定|带领|率领|领导|指挥|开展|推动|支持|回忆|写|讲授|讲述|讲|谈|告诉|告知|告诫|被|让|使|去世|逝世|病逝|家|一家|带|见|没有|没|不|未|刚才|刚刚|现任|原任|时任|兼|接|打|走|站|坐|拿|亲自|致|成为|声明|警告|驳斥|透露|评论|谴责|呼吁|承诺|同意|决定|批准|任命|免|办公|笑|动情|坦言|感慨|补充|解释|建议|希望|相信|当晚|当日|早些|星期|周[一二三四五六日]|日|本人|自己|所|之|委托|一致|战略)"
)
_FOREIGN = re.compile(r"[\u4e00-\u9fffA-Z]{1,8}(?:[·•][\u4e00-\u9fff]{1,8})+")
_FOREIGN_BEFORE = re.compile(r"[\u4e00-\u9fff]{1,8}(?:[·•][\u4e00-\u9fff]{1,8})+$")
#: What no given name has, and words that a surname opens by chance.
_NOT_A_NAME = re.compile(
    r"[了着过的是不等说称谈讲在]$|[了的是不]|^(?:包[乡村保片联抓干]|向着|应[^\u4e00-\u9fff])|^.{1,2}[省市县区局委府院厅党处部]$|^由[各其该本][\u4e00-\u9fff]$"
)
#: Characters that transliterations are made of; a run of them behind a foreign post is a name.
_SOUND_CHARS = (
    "阿埃艾安奥巴拜邦包鲍贝本比彼别宾波伯勃博卜布查达戴丹道德邓迪蒂丁顿多厄恩尔法菲费芬丰佛弗福夫盖冈高戈哥格根古瓜哈海汉豪赫亨胡华霍基吉加贾杰金京卡凯坎康考科克肯库夸拉莱赖兰朗劳勒雷里利莉连廉列林留龙卢鲁路伦罗洛吕马玛迈麦曼芒梅门蒙孟米密明莫默姆穆拿纳娜奈南内尼涅宁纽努诺欧帕派潘庞佩彭皮匹平泼普齐奇恰钱强乔切琴庆丘琼热日荣茹儒瑞若撒萨塞赛桑瑟森沙山尚绍舍申什圣施史舒朔斯丝松苏索塔泰坦汤唐陶特藤提图土托脱瓦万旺威韦维温文沃乌武希锡喜夏香肖谢辛欣休许雪亚延扬耶伊依英雍尤于约泽扎詹张哲珍芝知中朱兹宗佐"
    "济冲昂敏季素钦登盛温奎吞颂猜披蓬他信英拉川顺育占塞嘎噶达拔旦姬姗娅妮莎黛茜蕾薇芙琳黎厘理律略伟纬渥翁沁善闪什滕廷挺铁通菌默涛桂贡巩葛耿顾关圭卢贲迭杜恰尕佳焦捷津坚久考可孔寇宽匡昆阔腊朗乐勉缪墨牟耐农帕派培普恰泉让仁森丕贝宋孙腾吐魏邬悟西吾歇辛修逊雅彦尧尹因印永约云赞曾扎仲卓祖尊"
)
_SOUNDS = re.compile(f"[{_SOUND_CHARS}]{{2,8}}")
_SOUNDS_BEFORE = re.compile(f"[{_SOUND_CHARS}]{{2,8}}$")
#: Surnames that are function words or parts of common words more often than names.
_DOUBTFUL = frozenset(
    "党国全市时任由应和向于从对原新总双左单安明位但公关成方支常干平年强会计通管相商家师来都完充包令连令利利权施查解就费位元能况可多高阳阴花水连金谈易路满门车班田楼段席石党纪练区封项展居边农厉房文武古母官宣宗容富占东白"
)
#: Tags that no name has.
_FUNCTION_POS = frozenset({"VERB", "ADV", "ADP", "AUX", "CCONJ", "SCONJ", "PRON", "DET", "NUM"})
#: Surnames that behind a title are nearly always function words: only the model's word makes them names there.
_CONJUNCTIONS = frozenset("和于由应同向任时并令则")
#: What may stand between a mark or function word and a name.
_OPENERS = tuple("和与同由向对给请以是为等及的即跟让被使随经")


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    table = package_lexicon("surnames.tsv")
    return frozenset(table.forms("single")), frozenset(table.forms("compound")), frozenset(table.forms("word"))


def surname_length(text: str, start: int) -> int:
    """Return 2 or 1 where a compound or single surname begins at ``start``, else 0."""
    single, compound, _ = _surnames()
    if text[start : start + 2] in compound:
        return 2
    return 1 if text[start : start + 1] in single else 0


def is_common_word(text: str, start: int) -> bool:
    """Whether a common word that only looks like surname and given name, or a place's name, begins at ``start``."""
    words = _surnames()[2]
    return any(text[start : start + length] in words for length in (2, 3))


#: What the model calls a part of speech, by its number in an array.
_POS_NAMES: dict[int, str] = dict(NAMES)


class Names:
    """The personal names of a document: those of the model, those met so far, and what tells a name from a word.

    All look-ups cost the same, however long the document is.
    """

    def __init__(self, doc: Doc) -> None:
        self.text = doc.text
        likely = [ent for ent in doc.ents if ent.label_ == "PER" and is_likely_name(ent.text)]
        #: Names of the model, by where they begin and by where they end.
        self.ends = {ent.start_char: ent.end_char for ent in likely}
        self.starts = {ent.end_char: ent.start_char for ent in likely}
        rows: list[tuple[int, int, int]] = (
            doc.to_array([IDX, LENGTH, POS]).tolist() if len(doc) else []
        )  # one call, not one a token
        self._words = {start: (start + length, _POS_NAMES[pos]) for start, length, pos in rows}
        self._ends = dict(self._words.values())
        self.known: set[str] = set()
        self._lengths: list[int] = []

    def add(self, name: str) -> None:
        """Remember a name that the text gives to somebody."""
        if len(name) > 1 and name not in self.known:
            self.known.add(name)
            self._lengths = sorted({len(known) for known in self.known}, reverse=True)

    def known_from(self, start: int) -> int:
        """Return the end of the known name that begins at ``start``, or ``start``."""
        return next((start + n for n in self._lengths if self.text[start : start + n] in self.known), start)

    def known_to(self, end: int) -> int:
        """Return the start of the known name that ends at ``end``, or ``end``."""
        return next((end - n for n in self._lengths if end >= n and self.text[end - n : end] in self.known), end)

    def is_word(self, start: int, end: int) -> bool:
        """Whether the model reads the stretch as one word that is no name: 成功, 宣布."""
        stop, pos = self._words.get(start, (0, ""))
        return bool(stop == end) and pos in ("VERB", "ADV", "ADP", "AUX", "CCONJ", "SCONJ") and start not in self.ends

    def is_border(self, at: int) -> bool:
        """Whether the model's words leave a border at ``at``."""
        return at in self._words or at in self._ends

    def word_to(self, end: int) -> str:
        """Return the tag of the word that ends at ``end``, "" if none does."""
        return self._ends.get(end, "")

    def word_from(self, start: int) -> tuple[int, str]:
        """Return the end and the tag of the word that begins at ``start``; (start, "") if none does."""
        return self._words.get(start, (start, ""))


def name_after(names: Names, start: int, *, foreign: bool = False) -> int:
    """Return the end of the personal name that begins at ``start``, or ``start`` if none does.

    A name already met wins, then a foreign one with a point, then surname and given name with a fit continuation
    (three characters before two), then a run of transliterating characters if ``foreign``, then the model's.
    """
    text = names.text
    if (end := names.known_from(start)) > start and not _longer_name(names, start, end):
        return end
    if m := _FOREIGN.match(text, start, start + 40):
        point = max(m.group().rfind("·"), m.group().rfind("•")) + start
        ends = [end for end in range(point + 2, m.end() + 1) if _AFTER.match(text, end)]
        sounds = _SOUNDS.match(text, point + 1)
        return ends[0] if ends else (sounds.end() if sounds else min(m.end(), point + 4))
    sounds_end = _foreign_end(names, start) if foreign else start
    if surname := surname_length(text, start):
        fits = [(fit, end) for end in _ends_of_names(text, start, surname) if (fit := _fit(names, start, end))]
        if fits and max(fits)[1] >= sounds_end:
            return max(fits)[1]
    if sounds_end > start:
        return sounds_end
    end = names.ends.get(start, start)
    return end if end - start <= 12 and _is_name_like(text[start:end]) and not is_common_word(text, start) else start


def _longer_name(names: Names, start: int, end: int) -> bool:
    """Whether the model sees a longer name here than the one already met: 李明 in 李明远."""
    stop = names.ends.get(start, end)
    return end < stop <= start + 4 and _AFTER.match(names.text, stop) is not None


def _ends_of_names(text: str, start: int, surname: int) -> list[int]:
    ends = [start + surname + 2, start + surname + 1]
    if surname == 1 and surname_length(text, start + 1):  # 林郑宝玲: the husband's surname before one's own
        ends.append(start + 4)
    return ends


def _foreign_end(names: Names, start: int) -> int:
    m = _SOUNDS.match(names.text, start)
    if not m:
        return start
    ends = [end for end in range(start + 2, m.end() + 1) if _AFTER.match(names.text, end)]
    ends += [stop for stop in [names.ends.get(start, start)] if start + 1 < stop <= m.end()]
    word, pos = names.word_from(start)
    if is_common_word(names.text, start):
        return start
    if pos in _FUNCTION_POS and word == start + 2:
        after = _AFTER.match(names.text, word)
        ends = [end for end in ends if end != word or (after and len(after.group()) > 1)]
    ends.sort()
    return ends[-1] if ends else (m.end() if names.is_border(m.end()) and m.end() - start > 2 else start)


def _fit(names: Names, start: int, end: int) -> float:
    """How well a stretch fits as a name: by what follows (2 for a word, 1 for a mark), by the model; 0 for not."""
    text = names.text
    name = text[start:end]
    if not _is_han(name) or _NOT_A_NAME.search(name) or is_place_name(name):
        return 0
    of_model = names.ends.get(start) == end
    if end - start == 2 and names.is_word(start, end) and not _strongly_followed(text, end):
        return 0
    if is_common_word(text, start) and not (of_model and end - start == 3):
        return 0
    if text[start] in _CONJUNCTIONS and not of_model:
        return 0
    if end - start == 4 and surname_length(text, start) == 1 and not text.startswith(("女士", "议员", "小姐"), end):
        return 0
    after = _AFTER.match(text, end)
    if after is None:
        return 0.5 if of_model else 0
    return min(2, max(1, len(after.group()))) + (1 if of_model else 0) + (2 if end - start == 4 else 0)


def _strongly_followed(text: str, end: int) -> bool:
    after = _AFTER.match(text, end)
    return after is not None and len(after.group()) > 1


def name_before(names: Names, end: int) -> int:
    """Return the start of the personal name that ends at ``end``, or ``end`` if none does."""
    text = names.text
    if (start := names.known_to(end)) < end:
        return start
    start = names.starts.get(end, end)
    if 2 <= end - start <= 12 and _is_name_like(text[start:end]) and not is_common_word(text, start):
        return start
    if m := _FOREIGN_BEFORE.search(text, max(0, end - 24), end):
        return m.start()
    for length in (3, 2, 4):
        start = end - length
        if start < 0 or not _is_han(text[start:end]) or is_common_word(text, start) or is_place_name(text[start:end]):
            continue
        if text[end - 1] in "镇乡" and length == 3:
            continue  # 石泽镇|党委书记: a place; behind a post it may be a name
        if _NOT_A_NAME.search(text[start:end]) or (length == 2 and names.is_word(start, end)):
            continue
        surname = surname_length(text, start)
        if text[start] in _DOUBTFUL and length == 3 and _is_organ_like(text[start:end]):
            continue
        if length > 2 and text[start] in "向和于同与以由对" and surname_length(text, start + 1):
            continue  # ，向李华同志: a preposition, though a surname too
        double = length == 4 and surname == 1 and surname_length(text, start + 1) == 1
        if surname and (length - surname in (1, 2) or double) and _fresh_start(names, start):
            return start
    return end


def foreign_name_before(names: Names, end: int) -> int:
    """Return the start of the run of transliterating characters that ends at ``end``; ``end`` if it is no name.

    The run begins at a border of the model's words: 感谢|普京.
    """
    text = names.text
    m = _SOUNDS_BEFORE.search(text, max(0, end - 8), end)
    if not m:
        return end
    for start in range(m.start(), end - 1):
        name = text[start:end]
        if names.is_border(start) and not is_place_name(name) and not is_common_word(text, start):
            pos = names.word_from(start)[1]
            if pos not in ("VERB", "ADP", "ADV", "AUX", "CCONJ", "PRON") or names.word_from(start)[0] == end:
                return start
    if m.start() and text[m.start() - 1] in _OPENERS and not is_common_word(text, m.start()):
        return m.start()
    return end


def surname_before(names: Names, end: int) -> int:
    """Return the start of a lone surname that ends at ``end`` (习|主席); ``end`` if there is none.

    A surname that is also a word needs a name of the document that begins with it.
    """
    text = names.text
    for length in (2, 1):
        start = end - length
        if start < 0 or surname_length(text, start) != length:
            continue
        if text[start] in _DOUBTFUL and not any(known.startswith(text[start:end]) for known in names.known):
            continue
        if not names.is_border(start) or names.word_from(start)[0] > end:
            before = text[max(0, start - 1) : start]
            if before and _is_han(before) and not before.endswith(_OPENERS):
                continue
        if _fresh_start(names, start) or names.word_from(start)[0] == end:
            return start
    return end


def is_transliteration(text: str) -> bool:
    """Whether a text is made of the characters that foreign names are written with."""
    return bool(_SOUNDS.fullmatch(text))


def is_likely_name(text: str) -> bool:
    """Whether what the model takes for a person may be one: a surname, a point or a transliteration; no word, no place."""
    fit = surname_length(text, 0) or "·" in text or _SOUNDS.fullmatch(text)
    return bool(fit) and _is_name_like(text) and not is_common_word(text, 0) and not is_place_name(text)


def _fresh_start(names: Names, start: int) -> bool:
    """Whether a name may begin here: at the start, behind a mark, or behind a word that governs names."""
    before = names.text[max(0, start - 2) : start]
    if not before or not _is_han(before[-1]) or before.endswith(_OPENERS):
        return True
    return names.is_border(start) and names.word_to(start) in ("VERB", "ADP", "AUX", "SCONJ", "CCONJ", "PRON")


def _is_organ_like(text: str) -> bool:
    return bool(
        re.search(r"(?:党|总支|支部|[委部局会团校院])$|^(?:总|位|家|全[国省市]|国家|党[内外总支委组政]|市[委政])", text)
    )


def _is_han(text: str) -> bool:
    return bool(text) and all("\u4e00" <= ch <= "\u9fff" for ch in text)


def _is_name_like(text: str) -> bool:
    return bool(re.fullmatch(r"[\u4e00-\u9fff·•]{2,12}", text)) and not re.search(
        r"[省市县区部局委府院厅党处组镇乡州旗]$", text
    )
