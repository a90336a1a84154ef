"""How a clause opens: connectives, adverbs, prepositions, verbs, a doer; where an order without a modal begins."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from corpus_tools.annotate.form_table import form_table, length_at
from corpus_tools.annotate.modal import ASSURANCE, PREVENTION, mask_quotes
from corpus_tools.lexicon import Lexicon

#: Prepositions that open a bare order, which then has its own predicate further on.
_PREPOSITIONS = ("把", "将", "对", "为", "以", "在", "由", "与", "同", "向", "从", "用", "于", "让", "使")
#: Stretches between commas that only say by what means or under which aim: no order without a predicate of their own.
_ADVERBIAL = re.compile(
    r"^(?:越|面对|至|按照|依照|按|根据|结合|针对|围绕|通过|随着|经|依据|本着|鉴于|除|就|自|截至|当|如|若|凡|每|因)"
)
_FRAME_END = re.compile(
    r"(?:时|后|前|中|的同时|的前提下|的基础上|以来|期间|上|下|以内|之际|方面|起|为止|过程中|的话|的情况下|的态度|的举措|的督查|的作风|的精神|的姿态|的决心|为抓手|为契机|为主线|为重点|为目标|为统领|为引领|为指导|为基础|为核心|为根本|为导向|为主题|为载体|为牵引|为支撑|为突破口|为动力|为保障)$"
)
_PAST = re.compile(
    r"了(?!解|如指掌|然|断|事)|(?<![通超不经难])过(?=[的，]|$)|(?:取得|获得|赢得)(?=[^，。]{0,8}(?:成效|成绩|进展|胜利|肯定|好评))"
)
#: A state is described, nothing is ordered: a copula, or a predicate of quality at the end.
_STATE = re.compile(
    r"(?<![实求但凡只于总正还就都也不可若要别其或])是(?![否非])|关键在|在于|重在|贵在|不容(?:乐观|忽视|小觑)|只剩|(?<!公)正处|处于|正值|面临|存在|(?:形势|任务|压力|风险|问题|工作|责任|局面)[\u4e00-\u9fff]{0,6}"
    r"(?:严峻|复杂|繁重|巨大|突出|艰巨|重大|平稳|较大|明显|加大|严峻复杂)|(?:不强|不足|不够|不力|不到位|偏少|偏低|回落|契合|深厚|相近|良好|交织|叠加|任重道远)$|(?:进行|作出|作了)(?:了)?(?:再?部署|再?安排)|[0-9]+余?[台支件个人名项亿万](?:（[^）]*）)?$"
)
#: What a noun phrase behind the last 的 must hold to be a predicate.
_LIGHT_VERB = re.compile(r"进行|予以|加以|给予|实行|实施|开展|做|作|抓|管|加强|严|到位|清零|全覆盖")
#: Verbs that open a circumstance as well as an order.
_CIRCUMSTANCE = re.compile(r"^(?:围绕|聚焦|立足|着眼|瞄准|紧扣|依托|依靠|利用|对照|对标|面向|在|以|用|从|为|将|把)")
_MEANS = re.compile(r"(?:措施|举措|方式|手段|速度|力度|标准|决心|态度|作风|精神|干劲|姿态|状态|责任感|使命感|紧迫感)$")
_HEADLESS = re.compile(r"的$|期内$|季节$|时段$")
_FUTURE = re.compile(r"^将(?:进一步|会|继续|于|在|持续|不断|全面|更|一如既往|[\u4e00-\u9fff]{1,2}推)")
_RESULT = re.compile(r"^(?:使|让|促进|促使|推动|有利于|带动|助力)")
_QUOTED = re.compile(r"“[^”]*”")
_MARKS = re.compile(r"[●•■◆▪○★☆·◎\s]+|[（(]?[一二三四五六七八九十\d]+[)）、.．]\s*")
_NO_DOER = re.compile(r"^(?:作|并|报|最)|[由向对把将]|有所$")
_HUMAN = re.compile(r"^[\u4e00-\u9fff（）、“”]{2,16}$")


class PredicateReader:
    """Reads the openings of clauses by word lists, and by the tagger's verbs where the lists end."""

    def __init__(self, words: Lexicon) -> None:
        self._adverbs = form_table(words.forms("adverb"))
        self._verbs = form_table(words.forms("verb"))
        self._describing = form_table(words.forms("describe"))
        self._connectives = form_table(words.forms("connective"))
        self._doers = tuple(words.forms("doer"))
        self._lists = (
            ("adverb", self._adverbs),
            ("verb", self._verbs),
            ("describe", self._describing),
            ("connective", self._connectives),
        )

    def lead(self, text: str) -> int:
        """Return how many characters of list marks and connectives stand before the order proper."""
        at = marks_end(text)
        while True:
            length = 0 if text.startswith(("第一时间", "第一落点"), at) else length_at(text, at, self._connectives)
            rest = text[at + length :]
            if not length or (
                length == 1
                and text[at] in "一二三四五六七八并而但"
                and (length_at(text, at, self._verbs) > 1 or not self.opens_with_order(rest, 0))
            ):
                return at  # no connective; 一 of 一抓到底 is none either
            at += length

    def opens_with_order(self, text: str, at: int) -> bool:
        """Whether the words at ``at`` are adverbs and a verb of the lists (坚决筑牢 …, 推进 …)."""
        adverbs = self.adverbs_end(text, at)
        rest = at + adverbs
        if adverbs < 2 and length_at(text, at, self._adverbs) == len(text) - at >= 4:
            return True
        if rest >= len(text) or (adverbs < 2 and self._describes(text, rest)):
            return False
        if ASSURANCE.match(text, rest) or PREVENTION.match(text, rest):
            return True
        verb = length_at(text, rest, self._verbs)
        if verb == 1 and not adverbs and not _is_terse(text[rest:]):
            return False
        return bool(verb) or (adverbs >= 2 and not _ends_noun_like(text[at:rest]))

    def adverbs_end(self, text: str, start: int = 0) -> int:
        """Return how many characters of adverbs stand from ``start`` on (a following 地 included)."""
        at = start
        while True:
            length = length_at(text, at, self._adverbs)
            if not length or at + length >= len(text):
                return at - start
            if length == 1 and not (length_at(text, at + 1, self._verbs) or length_at(text, at + 1, self._adverbs)):
                return at - start
            if length_at(text, at, self._verbs) > length:
                return at - start
            at += length
            if text[at : at + 1] == "地" and text[at : at + 2] not in ("地区", "地方", "地点"):
                at += 1

    def adverbs_before(self, text: str, end: int) -> int:
        """Return how many characters of adverbs stand directly before ``end`` and belong to the predicate there."""
        for start in range(max(0, end - 4), end - 1):
            if length_at(text[:end], start, self._adverbs) == end - start:
                return end - start
        return 0

    def verb_end(self, doc: Doc, text: str, start: int) -> int:
        """Return the end (offset in the text) of the verb or preposition that begins at ``start``."""
        length = length_at(text, start, self._verbs)
        if length:
            return start + length + (text[start + length : start + length + 1] in ("好", "到", "实", "细", "牢", "住"))
        token = _token_at(doc, start)
        return token.idx + len(token.text) if token is not None else start + 1

    def facts(self, text: str, lead: int) -> set[str]:
        """Return what speaks for or against an order in a clause: describes, past, state, frame."""
        found = set()
        if self._describes(text, lead):
            found.add("describes")
        if self.is_past(text):
            found.add("past")
        if _STATE.search(mask_quotes(text)):
            found.add("state")
        if self._is_frame(text) or _ADVERBIAL.match(text[lead:]):
            found.add("frame")
        return found

    def openings(self, text: str, at: int) -> list[str]:
        """Return the word lists of which a form begins at ``at``, each with 1 or 2 for one character or more.

        At the end stands ``opens an order`` if :meth:`opens_with_order` holds there.
        """
        found = []
        first = text[at : at + 1]
        for name, forms in self._lists:
            if first in forms and (length := length_at(text, at, forms)):
                found.append(f"{name} {min(length, 2)}")
        if self.opens_with_order(text, at):
            found.append("opens an order")
        return found

    def behind_doer(self, text: str, lead: int, at: int) -> bool:
        """Whether ``text[lead:at]`` ends with somebody who can be ordered: 主要领导|靠前指挥."""
        return at - lead > 1 and text.endswith(self._doers, lead, at)

    def verb_length(self, text: str, at: int) -> int:
        """Return how many characters the verb of the lists has that begins at ``at``; 0 if none does."""
        return length_at(text, at, self._verbs)

    def is_past(self, text: str) -> bool:
        """Whether a predicate is told as done: 了 or 过 behind the verb, success won."""
        return bool(_PAST.search(_QUOTED.sub("", text) if "”" in text else text))

    def order_start(self, doc: Doc, start: int, text: str, lead: int, *, loose: bool) -> int | None:
        """Return where in ``text`` (a clause at ``start`` of the Doc) an order without a modal begins; None: it is none.

        With ``loose`` prepositions, doers and verbs that only the tagger knows may open it too.
        """
        rest = text[lead:]
        describes = self._describes(text, lead) and not rest.startswith(_PREPOSITIONS)
        if len(rest) < 2 or self.is_past(rest) or describes or _STATE.search(mask_quotes(rest)):
            return None
        if _HEADLESS.search(rest) or _FUTURE.match(rest):
            return None
        if self.opens_with_order(text, lead):
            return None if _CIRCUMSTANCE.match(rest) and self._is_frame(rest) else lead
        if not loose:
            return None
        if rest.startswith(("把", "将")):
            return lead if self._has_predicate(doc, start + lead, rest) else None
        if rest.startswith(_PREPOSITIONS):
            return lead if self._has_predicate(doc, start + lead, rest) and not self._is_frame(rest) else None
        if _ADVERBIAL.match(rest) or self._is_frame(rest):
            return None
        if _RESULT.match(rest):
            return lead
        if (behind := self._after_doer(doc, start, text, lead)) is not None:
            return behind
        token = _token_at(doc, start + lead)
        if (
            token is not None
            and token.idx == start + lead
            and token.pos_ == "VERB"
            and self._verb_opens(doc, token, start + len(text))
        ):
            return lead
        return None

    def _verb_opens(self, doc: Doc, token: Token, end: int) -> bool:
        """Whether the tagger's verb really opens a predicate: it is no modifier and no doer of what follows."""
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if following is not None and following.idx < end and following.text in ("的", "是", "，"):
            return False
        return token.dep_ not in ("nsubj", "compound", "nmod", "amod", "csubj")

    def _describes(self, text: str, at: int) -> bool:
        length = length_at(text, at, self._describing)
        return (
            bool(length) and length_at(text, at, self._verbs) <= length and length_at(text, at, self._adverbs) <= length
        )

    def _is_frame(self, text: str) -> bool:
        return bool(_FRAME_END.search(text))

    def _has_predicate(self, doc: Doc, start: int, text: str) -> bool:
        """Whether a verb follows the object of a preposition."""
        span = doc.char_span(start + 1, start + len(text), alignment_mode="contract")
        if span is None:
            return False
        if text[0] == "以" and _MEANS.search(text):
            return False
        if "的" in text and text[0] in "对以" and not _LIGHT_VERB.search(text[text.rindex("的") :]):
            tail = text[text.rindex("的") + 1 :]
            if len(tail) <= 6 or text[0] == "对":
                return any(length_at(tail, at, self._verbs) > 1 for at in range(2, len(tail) - 1)) and len(tail) > 6
        if any(length_at(text, at, self._verbs) > 1 for at in range(2, len(text))):
            return True
        return any(token.pos_ == "VERB" for token in list(span)[1:])

    def _after_doer(self, doc: Doc, start: int, text: str, lead: int) -> int | None:
        """主要领导|靠前指挥, 党员|冲锋在前: the predicate behind somebody who can be ordered (offset in the clause)."""
        """主要领导|靠前指挥, 党员|冲锋在前: the predicate behind somebody who can be ordered (offset in the clause)."""
        if length_at(text, lead, self._verbs) > 1:
            return None  # 办理企业|登记: the verb opens the clause
        for at in range(lead + 2, min(len(text) - 1, lead + 18)):
            doer = text[lead:at]
            if not (doer.endswith(self._doers) and _HUMAN.match(doer)) or _NO_DOER.search(doer):
                continue
            if text[at] in "的、和与之" or self._describes(text, at):
                continue
            if self.opens_with_order(text, at):
                return at
            token = _token_at(doc, start + at)
            terse = len(text) - at <= 6 and token is not None and token.idx == start + at
            if terse and token is not None and token.pos_ in ("VERB", "ADV"):
                return at
        return None


def marks_end(text: str) -> int:
    """Return how many characters of list marks open a clause: a bullet, or a number with its mark."""
    m = _MARKS.match(text)
    return m.end() if m else 0


def _is_terse(text: str) -> bool:
    """补短板, 强调度, 防输入、防外溢: a verb of one character with an object of one or two words."""
    return all(2 <= len(unit) <= 4 for unit in text.split("、"))


def _ends_noun_like(adverbs: str) -> bool:
    """Adverb forms that are nouns as well open no order by themselves: 安全, 重点, 绿色."""
    return adverbs in (
        "安全",
        "重点",
        "绿色",
        "系统",
        "动态",
        "现场",
        "应急",
        "综合",
        "规范",
        "科学",
        "总体",
        "普遍",
        "全程",
        "全员",
        "闭环",
        "网格化",
        "长期",
        "明显",
        "显著",
    )


def _token_at(doc: Doc, start: int) -> Token | None:
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None
