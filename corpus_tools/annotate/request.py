"""A clause -> what somebody is asked to do in it, and where that begins: 呼吁大家|节约用水, 决定|加固大堤."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus_tools.annotate.modal import mask_quotes
from corpus_tools.annotate.word import Word

#: Verbs whose object is asked to do something.
_ASKS = r"呼吁|勉励|鼓励|期望|期待|希望|号召|倡议|敦促|要求|叮嘱|嘱咐|寄语|提醒|嘱托"
#: Verbs that only take what is to be done.
_DECIDES = r"部署|决定|确定|研究"
_REQUEST = re.compile(rf"(?P<asks>{_ASKS})|(?:{_DECIDES})")
#: How those end who can be asked.
_ASKED = re.compile(
    r"(?:[部委局厅署院会组办团队党社校所站省市县区州镇乡村国方]|各地|政府|部门|机关|单位|集团|公司|机构|组织|国家|方面|"
    r"负责人|干部|群众|党员|代表|委员|专家|官兵|学生|同学|老师|青年|大家|同志|人士|人民|记者|党派|政党|学子|[员长者民们人家商]|企业|"
    r"各界|全党|全军|全社会|各级|上下|师生|子女|她|他)$"
)
_PREDICATE_POS = frozenset(("VERB", "ADV", "ADP", "AUX"))
#: Behind these a verb of request is a noun or is itself ordered, denied or told as done.
_NO_REQUEST = re.compile(
    r"(?:的|按|按照|根据|落实|贯彻|符合|达到|有|无|不|没有|提出|作出|做出|统一|重要|具体|工作|各项|总|新|更高|要|应|应当|必须|务必|"
    r"法律|法规|所|已|已经|经)$"
)


class Request(NamedTuple):
    """What is asked begins at ``begin`` (characters of the clause); ``verb`` asks, ``told`` says that it names whom."""

    begin: int
    verb: str
    told: bool


def find_request(text: str, start: int, words: Sequence[Word]) -> Request | None:
    """Read a clause that begins at ``start`` of the document's text; None if nobody is asked for anything in it."""
    if not _REQUEST.search(text):
        return None
    masked = mask_quotes(text)
    for verb in _REQUEST.finditer(masked):
        if _NO_REQUEST.search(masked, 0, verb.start()):
            continue
        for word in words:
            at = word.start - start
            if at < verb.end() or word.pos not in _PREDICATE_POS or word.text in ("是", "有", "的", "为"):
                continue
            told = masked[verb.end() : at]
            if not told or (verb["asks"] and _ASKED.search(told) and "的" not in told):
                return Request(at, verb.group(), bool(told))
            if not verb["asks"]:
                break
    return None
