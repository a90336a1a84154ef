"""A noun phrase -> whether it can speak: a body, a group of people, a document, a meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus_tools.annotate.clause_leading import TIME
from corpus_tools.annotate.word import Word

_GROUP_PRONOUN = ("他们", "她们", "我们", "你们", "我", "你", "您", "其", "自己", "这", "那", "此", "它", "该", "本")
#: How a noun phrase ends that can speak.
_AGENT = re.compile(
    r"(?:[部委局厅署院会组办团队党处社校所]|政府|中央|部门|机关|单位|集团|公司|法院|机构|中心|组织|国家|方面|[中美俄英法德日韩欧朝方双各]方|"
    r"领导|负责人|发言人|干部|群众|党员|代表|委员|专家|官兵|学生|同学|老师|青年|大家|同志|人士|人民|记者|议员|"
    r"[员长者民们人家]|网友|主席团|理事国|省委|市委|县委|区委|省|市|县|区)$"
)
_DOCUMENT = re.compile(
    r"(?:会议|全会|大会|座谈会|通知|意见|方案|文件|讲话|决定|公报|公告|通报|批示|指示|贺信|回信|文章|社论|评论|决议|报告|规划|"
    r"纲要|办法|规定|条例|倡议书|措施|声明|章程|宣言|十[一二三四五六七八九]大|二十大|》)$"
)
_TIME_INSIDE = re.compile(rf"{TIME}|近日|日前|今天|昨天|今日|连夜|联合召开|（\d")
#: What the last word of a body's name ends with.
_BODY_END = re.compile(r"(?:[局组办委署厅]|部门|委员会|指挥部|中心|协会|工作队|督导队)$")
_NOT_AN_AGENT = re.compile(r"^(?:面对面|各位|这|那|此|该|有|其|各项|如何|怎么|为什么|什么)")


def kind_of_speaker(phrase: str) -> str:
    """Return what a noun phrase is that may speak: ``text``, ``agent``, another ``phrase``; "" for one that may not.

    A document or a meeting is a ``text``, a body or a group of people an ``agent``.
    """
    if len(phrase) < 2 or _NOT_AN_AGENT.match(phrase) or phrase in _GROUP_PRONOUN or phrase.endswith("的"):
        return ""
    if _DOCUMENT.search(phrase):
        return "text"
    return "agent" if is_agent(phrase) else "phrase"


def is_agent(phrase: str) -> bool:
    """Whether a phrase ends like a body or a group of people."""
    return bool(_AGENT.search(phrase))


def is_document(stretch: str, at: int) -> bool:
    """Whether the rest of a stretch is nothing but the word for a document or a meeting: 通知, 会议."""
    return bool(_DOCUMENT.fullmatch(stretch, at))


def noun_phrase_end(stretch: str, start: int, lead: int, words: Sequence[Word]) -> int:
    """Return where the noun phrase ends that begins at ``lead``: before the first verb, adverb, preposition or time."""
    quoted = 0
    stop = lead
    cut = _TIME_INSIDE.search(stretch, lead + 2)
    limit = cut.start() if cut else len(stretch)
    for number, word in enumerate(words):
        at = word.start - start
        if at + len(word.text) <= lead:
            continue
        if at >= limit:
            break
        if word.text in "《“（(":
            quoted += 1
        elif word.text in "》”）)":
            quoted -= 1
        elif not quoted and not (_nominal(word) or _names_body(words, number)):
            break
        stop = at + len(word.text)
    return min(stop, limit)


def _names_body(words: Sequence[Word], number: int) -> bool:
    """Whether a verb is part of a body's name: 监管|总局, 发展|改革|委."""
    length = 0
    for word in words[number : number + 4]:
        if word.tag == "SFN" and length:
            return True
        if _BODY_END.search(word.text) and length:
            return True
        length += len(word.text)
        if word.pos not in ("NOUN", "VERB", "PROPN", "ADJ") or length > 8:
            return False
    return False


def _nominal(word: Word) -> bool:
    if word.text in ("、", "和", "及", "与", "的", "等", "·", "—", "大家"):
        return True
    if not word.pos:  # nobody has tagged the text: the borders of the stretch alone decide
        return True
    return word.pos in ("NOUN", "PROPN", "ADJ", "NUM", "PART", "X", "DET") and not word.tag.startswith("NT")
