"""Whether a clause introduces what somebody orders, and where that begins: 吴某强调, 会议指出, 他要求."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus_tools.annotate.person import surname_length

#: Verbs that open directive scope; those that only may (表示, 说) open it where an order follows.
_ORDER = r"(?:强调|指出|要求|提出|部署|号召|希望|倡议|嘱咐|叮嘱|勉励|寄语|指示|批示|提醒|呼吁|重申|明确|安排|决定|确定)"
#: After these even a predicate without a modal is an order.
_FIRM = r"(?:强调|要求|提出|部署|号召|希望|倡议|嘱咐|叮嘱|勉励|寄语|呼吁|决定|确定)"
_SAY = r"(?:表示|说|认为|介绍说?|谈到)"
_BODIES = r"(?:[\u4e00-\u9fff]{0,10}?(?:会议|通知|意见|方案|文件|讲话|决定|公报|公告|通报|指示|批示|贺信|回信|文章|社论|评论|决议|报告|纲要|办法|规定|条例|倡议书|全会|党中央|国务院|中央|省委|市委|县委|区委|政府|指挥部|领导小组|办公室))"
_ADVERB = r"(?:还|并|进一步|再次|反复|特别|着重|同时|最后|首先|又|也|分别|明确|一再|多次|在会上|在讲话中|会上|向[^，。]{1,12}|对[^，。]{1,12})"
_INTRO = re.compile(
    rf"(?P<subject>[^，。；：！？]{{0,40}}?)(?P<adverb>{_ADVERB}{{0,2}})(?P<verb>{_ORDER}|{_SAY})(?P<rest>[^，。；：！？]*)$"
)
_SAID = re.compile(rf"{_ORDER}|{_SAY}")
_PRONOUN = re.compile(r"[他她]$")
_BODY = re.compile(rf"(?P<body>{_BODIES})$")
#: Somebody whose name is not known; it is no speaker that went before.
_SOMEBODY = re.compile(
    r"(?!.*(?:要|应|须|得|按|照|对|把|将|由|为))[\u4e00-\u9fff·]{1,9}[省市县区部局厅委院组办方人长员家者记席理]"
)
#: A clause about somebody's orders, not one that gives them: 贯彻落实省委部署, 按照会议要求.
_ABOUT = re.compile(
    r"贯彻|落实|按照|根据|传达|学习|执行|遵循|围绕|进行|严格|认真|听取|符合|达到|响应|对照|研究|作出|做出|明确了|下达|必须|应当|务必|不得"
)
#: What goes behind 要求, 提出 … where they are nouns or only report that something was said.
_NOUN_USE = re.compile(
    r"^(?:[，。、]|精神|部署|的|和|及|事项|任务|书|量|了?(?:具体|明确|工作|相关)?(?:要求|意见|建议|任务|希望|部署))"
)


class Intro(NamedTuple):
    """What a clause introduces: ``speaker`` (None: the one before goes on), how firmly, and where the rest begins."""

    speaker: str | None
    strong: bool
    rest: int
    firm: bool = False
    unknown: bool = False


def introduction(clause: str, names: Sequence[str], last_person: str | None) -> Intro | None:
    """Read a clause as the introduction of what somebody orders; None if it is none.

    ``names`` are the persons known in the document, ``last_person`` whom 他 means. ``rest`` is the offset in the
    clause where what is introduced begins (the clause's length if it follows in the next one), ``firm`` says that a
    predicate of any kind is an order then, ``unknown`` that somebody speaks whose name can't be read.
    """
    if not _SAID.search(clause) or (m := _INTRO.match(clause)) is None:
        return None
    rest = m.group("rest")
    strong = bool(re.fullmatch(_FIRM, m.group("verb")))
    subject = m.group("subject").strip()
    if _ABOUT.search(subject[-14:] if any(name in subject for name in names) else subject) and not m.group(
        "rest"
    ).startswith("，"):
        return None
    if subject.endswith(("的", "其", "各项", "具体", "有关", "工作", "这一", "重要", "指示", "讲话")):
        return None
    speaker = _speaker(subject, names, last_person)
    if speaker is None and subject and strong and not rest and _SOMEBODY.fullmatch(subject):
        return Intro(None, strong, len(clause), unknown=True)
    if speaker is None and (subject or not re.fullmatch(r"强调|指出|要求", m.group("verb"))):
        return None
    if rest and _NOUN_USE.match(rest):
        noun = rest.startswith(("的", "精神", "部署", "和", "及", "、"))
        return None if noun else Intro(speaker, strong, len(clause))
    return Intro(speaker, strong, m.start("rest"), firm=m.group("verb") in ("要求", "号召", "希望", "勉励", "嘱咐"))


def _speaker(subject: str, names: Sequence[str], last_person: str | None) -> str | None:
    if not subject:
        return None
    if _PRONOUN.search(subject):
        return last_person
    if (length := surname_length(subject, 0)) and len(subject) - length in (1, 2):
        return subject  # a name that no title and no model has told us
    found = [(subject.rfind(name), name) for name in names if name in subject]
    ending = [name for at, name in found if at + len(name) >= len(subject) - 10]
    if ending:
        return max((subject.rfind(name), name) for name in ending)[1]
    if body := _BODY.search(subject):
        return _short(body.group("body"))
    return None


def _short(body: str) -> str:
    """全市防汛会议 is the speaker 会议, 市委 is 市委: the noun alone where it names a text or a meeting."""
    m = re.search(
        r"(?:会议|通知|意见|方案|文件|讲话|决定|公报|公告|通报|批示|指示|贺信|回信|文章|社论|评论|决议|报告|倡议书|全会)$",
        body,
    )
    return m.group() if m else body
