"""A clause -> the verbs of speech in it that give somebody the word: 许问渠|强调, 会议|要求."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus_tools.annotate.agent_phrase import is_document
from corpus_tools.annotate.clause_reading import ClauseReading
from corpus_tools.annotate.modal import mask_quotes

#: Verbs by which orders are given; any noun phrase before them is a speaker.
_ORDER = r"强调|指出|要求|提出|号召|倡议|嘱咐|叮嘱|嘱托|勉励|寄语|提醒|呼吁|重申|敦促|教导"
#: Verbs by which people, bodies, meetings and documents give orders or take the word.
_SAY = r"部署|希望|明确|安排|决定|确定|建议|鼓励|规定|表示|认为|谈到|介绍说|说|称|倡导"
SPEECH = re.compile(rf"{_ORDER}|{_SAY}")
_FIRM = re.compile(_ORDER)
#: Without a subject of their own these change nothing: an order opens with them too.
OPENS_ORDER = frozenset(("鼓励", "明确", "安排", "确定", "规定", "倡导", "建议", "部署", "提出", "提醒", "说", "称"))
_NOUN_BEHIND = re.compile(
    r"[的、和及与。]|精神|申请|异议|诉讼|上诉|复议|书面|议案|质询|事项|任务|书|量|性|人(?!大|民)|方面|等|是|了?(?:具体|明确|工作|相关)?(?:要求|意见|任务)$|"
    r"了[^，]{0,24}(?:意见|建议|问题|观点|看法|思想|论断|要求|任务|目标|命题|理念|举措|主张)(?:和建议|和意见)?$"
)
#: Before a verb of speech these make it a noun or put it under another verb.
_NOUN_BEFORE = re.compile(
    r"(?:按照|按|根据|落实|贯彻|传达|学习|执行|遵循|符合|达到|响应|对照|作出|做出|作|的|重要|具体|有关|这一|各项|工作|下达|提出|"
    r"围绕|不|可|没有|必须|应当|务必|要|如|所|可以|需|了|为|给予|满足|完善|加强|据|俗话|就是|来|小|或|被|美其名|堪|简|统|自|"
    r"号|职|名|总体?|相关|更?高|新|严格?|目标|有|进行|决策|标准|纪律|战略|人事|周密|精心|统一)$"
)
_ADVERBIAL = re.compile(
    r"(?:还|并|也|又|再|都|均|曾|就|则|再次|多次|反复|一再|特别|着重|进一步|同时|明确|分别|殷切|纷纷|一致|谆谆|郑重|严正|"
    r"联合|共同|近几年来|尖锐|专门|亲自|日前|近日|今天|昨天|此前|随后|最后|先后|热情|亲切|充分|深刻|全面|并且|而且|随即|"
    r"研究|安排|动员|（[^）]*）|\([^)]*\)|\d{1,2}日(?:上午|下午|晚)?|"
    r"[在于][^，。]{1,20}(?:时|后|中|上|里|间|下|之际)|会上|[向对就给][^，。]{1,20})$"
)

#: Verbs that say nothing where nothing follows them in their clause.
_TAKES_MORE = frozenset(("安排", "部署", "明确", "确定", "规定", "决定", "倡导"))


class SpeechVerb(NamedTuple):
    """A verb of speech at ``start`` to ``end`` of its clause (characters).

    ``begin`` is where what it says of its subject begins, ``core`` that stretch without the adverbials before the verb.
    """

    start: int
    end: int
    word: str
    begin: int
    core: str

    @property
    def firm(self) -> bool:
        """Whether any noun phrase before the verb is a speaker."""
        return bool(_FIRM.fullmatch(self.word))


def speech_verbs(reading: ClauseReading) -> Iterator[SpeechVerb]:
    """Yield the verbs of speech of a clause that govern what follows; nouns and parts of an order are left out."""
    if not SPEECH.search(reading.text):
        return
    masked = mask_quotes(reading.text)
    offset = masked.rstrip().rfind(" ") + 1
    for verb in SPEECH.finditer(masked, offset):
        before, behind = masked[offset : verb.start()], masked[verb.end() :]
        core = _strip_adverbials(before)
        if not (_is_noun(before, behind, verb.group()) or _inside_order(reading, verb.start(), offset, core)):
            yield SpeechVerb(verb.start(), verb.end(), verb.group(), offset, core)


def _is_noun(before: str, behind: str, verb: str) -> bool:
    if verb in _TAKES_MORE and not behind:
        return True  # 周密组织安排
    if verb in ("说", "称"):
        return bool(
            re.search(r"(?:[小据来如俗传学假解再名职号简统]|应当|可以)$", before)
            or re.match(r"[明法服教道理谎号为]", behind)
        )
    if verb == "希望" and (before.endswith("有") or not behind):
        return True
    return bool(_NOUN_BEFORE.search(before)) or bool(_NOUN_BEHIND.match(behind))


def _inside_order(reading: ClauseReading, at: int, offset: int, core: str) -> bool:
    """Whether the verb of speech belongs to an order itself: 要落实要求, 认真落实部署."""
    if offset > 0 or is_document(core.strip(), 0):  # 通知|要求: the noun, not the verb that opens an order
        return False
    if reading.modal is not None and reading.modal.start < at:
        return True
    return opens_order(reading) and bool(core.strip()) and len(core) > reading.lead


def opens_order(reading: ClauseReading) -> bool:
    """Whether the words that open the clause order; they don't where they are part of a body's name (联合|国)."""
    begin = reading.clause.start + reading.lead
    first = next((word for word in reading.words if word.start >= begin), None)
    return reading.opens and (first is None or first.entity != "ORG")


def _strip_adverbials(before: str) -> str:
    while m := _ADVERBIAL.search(before):
        before = before[: m.start()]
    return before
