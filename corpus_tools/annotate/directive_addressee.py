"""An order -> who is told: named before its trigger, or alone in the clause before."""

from __future__ import annotations

import re
from functools import cache

from corpus_tools.annotate.clause_leading import leading
from corpus_tools.annotate.clause_reading import ClauseReading
from corpus_tools.annotate.modal import mask_quotes
from corpus_tools.lexicon import package_lexicon

#: Verbs whose object is told what to do.
_TELLS = re.compile(
    r"(?<!申)请(?![求示假教])|要求|希望|号召|勉励|叮嘱|嘱咐|鼓励|提醒|建议|敦促|呼吁|倡议|寄语|督促|责成|部署|强调|指出|提出|表示|认为|规定|明确"
)
#: Who can be told, beside the doers of the table of directives.
_TOLD = re.compile(
    r"(?:[部委局厅署院会组办团队党处社校所站省市县区州镇乡村国方]|地区?|政府|中央|部门|机关|单位|集团|公司|机构|中心|组织|国家|方面|领导|"
    r"负责人|干部|群众|党员|代表|委员|专家|官兵|学生|同学|老师|青年|大家|同志|人士|人民|记者|[员长者民们人家户商]|企业|主体|双方|各界|"
    r"全党|全军|全社会|各级|各地|上下|师生|子女)$"
)
#: A phrase that the verb behind it is about, not one that is told.
_NOT_TOLD = re.compile(
    r"^(?:对|把|将|为|以|在|从|就|按|由|与|同|向|于|用|通过|根据|针对|围绕|关于|凡|如|若|当|其|这|那|此|每|是|有(?!关)|使|让)|"
    r"[，；：。]|(?:机会|社会|大会|议会|国会|任务|服务|义务|业务|基地|阵地|用地|土地|场地|工作方|地方法|好处|用处|原因)$"
)
_PREPOSITION = re.compile(
    r"(?:在|对(?![外内口])|从|按照|按|根据|通过|围绕|针对|结合|以(?![外上下内及来])|把|将|为|向|就|与|同|于)"
)


def addressee(reading: ClauseReading, begin: int, before: ClauseReading | None) -> tuple[int, int] | None:
    """Return who is told, start and end in the document's text (characters); None where nobody is named.

    ``begin`` is where the order begins (characters of the clause), ``before`` the clause before.
    """
    if found := _told(reading, begin):
        return found
    if before is None or reading.text[reading.lead : begin].strip() or not _continues(before, reading):
        return None
    if before.modal is not None:  # it orders something itself
        return None
    return _told(before, len(before.text), alone=True)


def _continues(before: ClauseReading, reading: ClauseReading) -> bool:
    """Whether a clause carries on the one before: same line, and a comma between."""
    return before.clause.line == reading.clause.line and before.clause.mark in ("，", ",")


def _told(reading: ClauseReading, end: int, *, alone: bool = False) -> tuple[int, int] | None:
    """Return who is told in ``text[:end]`` of a clause: behind the last verb of telling, or at the beginning.

    With ``alone`` nothing else may stand there, save what introduces it.
    """
    text = mask_quotes(reading.text)
    first = 0
    for verb in _TELLS.finditer(text, 0, end):
        first = verb.end()
    stretch = text[first:end]
    lead = leading(stretch) if stretch.strip() else 0
    lead += len(stretch[lead:]) - len(stretch[lead:].lstrip(" *“，：□"))
    phrase = stretch[lead:].rstrip(" *")
    if not alone and (m := _PREPOSITION.search(phrase, 2)) and _is_told(phrase[: m.start()]):
        phrase = phrase[: m.start()]
    begin = reading.clause.start + first + lead
    if not _is_told(phrase) or _begins_with_verb(reading, begin, begin + len(phrase)):
        return None
    return begin, begin + len(phrase)


def _begins_with_verb(reading: ClauseReading, begin: int, end: int) -> bool:
    """进入场所, 办好大会: a verb and its object, not a noun phrase (参会|人员 is one, though a verb opens it)."""
    inside = [word for word in reading.words if begin <= word.start < end]
    if len(inside) < 2 or inside[0].pos != "VERB" or inside[0].entity == "ORG":
        return False
    return inside[0].relation not in ("compound", "amod", "acl", "acl:relcl", "nmod") and inside[1].tag != "SFN"


def _is_told(phrase: str) -> bool:
    if len(phrase) < 2 or _NOT_TOLD.search(phrase):
        return False
    return bool(_TOLD.search(phrase)) or phrase.endswith(_doers())


@cache
def _doers() -> tuple[str, ...]:
    return tuple(form for form in package_lexicon("directives.tsv").forms("doer") if len(form) > 1)
