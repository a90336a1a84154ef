"""Readings of clauses -> which of them order by rule: type, where the order begins, and why not where it is none.

The reader walks through the text with a state, the directive scope: what opens it (强调, a modal, a heading that calls
for action), what carries it on, what closes it (narration, pledges).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from spacy.tokens import Doc

from corpus_tools.annotate.clause import Clause
from corpus_tools.annotate.clause_reading import ClauseReading
from corpus_tools.annotate.introduction import introduction
from corpus_tools.annotate.modal import ASSURANCE, PREVENTION, Modal, find_modal, mask_quotes
from corpus_tools.annotate.predicate import PredicateReader
from corpus_tools.annotate.request import Request
from corpus_tools.annotate.surroundings import Surroundings

#: A text in which this share of the clauses has a modal of law (应当, 不得, 可以 …) is itself an order.
_LAW_SHARE = 0.12
_LAW_LEAST = 3
_LAW = re.compile(r"应当|不得|可以|严禁|禁止|必须|须")
#: What closes the scope: narration of who came, met, heard.
_NARRATION = re.compile(
    r"(?:出席|参加)(?:了?(?:会议|活动|座谈会|上述活动|开幕式|仪式|调研|有关活动)|。|$)|主持(?:了)?(?:会议|召开|仪式)|(?:会议|仪式|活动)(?:以|由|在|采[用取])[^，。]*(?:召开|举行|进行)|设分会场|作(?:了)?(?:汇报|报告|发言|说明|交流)|汇报(?:了)?|据(?:介绍|了解|悉|统计)|今年以来|近年来|近日|日前|截至|数据显示|[0-9一二三四五六七八九十]日[，上下晚电]|昨天|今天|记者|日电$|讯$|同比|(?:已|已经|曾|刚刚)[\u4e00-\u9fff]|"
    r"会上|会前，|会后|听取了|传达(?:学习|了|贯彻)|审议(?:通过)?|签署|会见|会谈|抵达|来到|考察|调研时"
)
#: A duty that is described: 应具备的条件, 应出席代表2268名.
_DESCRIBED_DUTY = re.compile(r"[\u4e00-\u9fff]{1,4}的[\u4e00-\u9fff]{1,4}$|[^，。]{2,8}\d+[名人]$")
#: What somebody vows: 表示一定牢记嘱托.
_VOW = re.compile(r"(?:一定(?!要)|将|愿|决心|誓)")
#: Characters; 通知 alone is a heading, no order.
_SHORTEST = 4
_ATTENDED = re.compile(r"(?:主持|出席(?:并讲话)?|参加|陪同|致辞|宣读)$")
_SPEAKING = re.compile(r"(?:强调|要求|指出|寄语)[:：]?$")
#: Characters; a longer opening sentence is no heading.
_HEADING = 16
#: Pledges and the wishes of diplomacy: 愿同…, 我们将…; what follows them carries on a pledge, no order.
_PLEDGE = re.compile(
    r"(?:方|国|塞|我|们|会|愿)?愿(?:意)?(?:同|与|和|为|在|以|继续|进一步|深化|加强|不断)|(?:我们|我方|中方|双方|各方|将继续|公司|政府)(?:一定|也|都)?将(?!所|其|此)|表示一定|将(?:进一步|会|继续|于|持续|不断|一如既往)"
)


#: Verbs of request that open no order themselves.
_ASKS_ONLY = frozenset(("呼吁", "勉励", "期望", "期待", "希望", "号召", "倡议", "敦促", "叮嘱", "嘱咐", "寄语", "嘱托"))


class Order(NamedTuple):
    """A clause that orders by rule; ``begin`` is the offset of the order in the clause (characters)."""

    begin: int
    rule: str
    score: float


class Verdict(NamedTuple):
    """What the rules say of a clause: an order, or the first condition that it fails; ``told`` feeds the model."""

    order: Order | None
    refusal: str
    told: frozenset[str]


@dataclass
class _Scope:
    """The state of the reader: whether orders are being given, and when the last one was.

    ``strong``: something was said that makes bare predicates orders (X强调, a modal). ``hot``: an order stands in
    this sentence or the one before, so that even a predicate outside the word lists carries it on.
    """

    open: bool = False
    strong: bool = False
    last_person: str | None = None
    line: int = -1
    sentence: int = 0
    ordered: int = -9
    headline_orders: bool = False
    law: bool = False
    told: set[str] = field(default_factory=set)

    @property
    def hot(self) -> bool:
        return self.sentence - self.ordered <= 1

    def begin(self, clause: Clause) -> None:
        """Take notice of a new line or sentence; orders are not carried over a line end, the speaker is."""
        self.told = set()
        if clause.line != self.line:
            self.line = clause.line
            self.strong = False
            self.ordered = self.sentence - 1
        self.sentence += clause.first

    def close(self) -> None:
        """Go back to narration."""
        self.strong = False
        self.ordered = self.sentence - 9


class DirectiveRules:
    """Reads the clauses of a document one after the other."""

    def __init__(self, reader: PredicateReader) -> None:
        self._reader = reader

    def verdicts(self, doc: Doc, readings: Sequence[ClauseReading], around: Surroundings) -> list[Verdict]:
        """Return what the rules say of every clause, in order."""
        hits = sum(bool(_LAW.search(reading.text)) for reading in readings)
        scope = _Scope(law=hits >= _LAW_LEAST and hits > _LAW_SHARE * len(readings))
        rows = []
        for reading in readings:
            scope.begin(reading.clause)
            order, refusal = self._read(doc, reading, scope, around)
            rows.append(Verdict(order, refusal, frozenset(scope.told | _noticed(reading, around))))
        return rows

    def _read(self, doc: Doc, reading: ClauseReading, scope: _Scope, around: Surroundings) -> tuple[Order | None, str]:
        clause, text, begin = reading.clause, reading.text, 0
        if clause.headline:
            return self._headline(reading, scope)
        intro = reading.intro and introduction(text, around.names.persons, scope.last_person)
        if intro is not None and (intro.speaker or intro.unknown or scope.open):
            scope.open, scope.strong = True, intro.strong
            if intro.speaker in around.names.persons:
                scope.last_person = intro.speaker
            if intro.firm:
                scope.ordered = scope.sentence
            begin, text = intro.rest, text[intro.rest :]
            if _VOW.match(text):
                scope.close()
                return None, "a vow (一定, 将, 愿)"
            if not text:
                return None, "only introduces what is ordered"
        else:
            scope.last_person = _last_name(text, around.names.holders) or scope.last_person
            if reading.modal is None and (why := _narrates(text, around, first=clause.first)):
                scope.close()
                return None, why
        order, refusal = self._decide(doc, begin, text, reading, scope, around)
        if order is not None:
            scope.ordered, scope.strong = scope.sentence, True
        if scope.strong:
            scope.told.add("scope strong")
        if scope.hot:
            scope.told.add("scope hot")
        return order, refusal

    def _decide(
        self, doc: Doc, begin: int, text: str, reading: ClauseReading, scope: _Scope, around: Surroundings
    ) -> tuple[Order | None, str]:
        start = reading.clause.start + begin
        modal = find_modal(around.shown(start, text))
        refusal = "no modal, and nothing opens directive scope here"
        if modal is not None:
            refusal = self._no_order(text, modal, scope)
            if not refusal:
                return _modal_order(begin + modal.start - self._reader.adverbs_before(text, modal.start), modal), ""
        request = reading.request
        if request is not None and request.begin >= begin and self._is_asked(reading, request, scope):
            return _bare_order(request.begin, reading.text[request.begin :], self._reader, "directive-bare"), ""
        scope.strong |= reading.clause.opens_line and self._is_heading(text, reading, is_open=scope.open)
        if not scope.strong:
            return None, refusal
        if _ATTENDED.search(text):
            return None, "tells who came (出席, 主持 …)"
        if any(0 <= text.find(name) <= 3 for name in around.names.holders):
            return None, "has a person as its subject"
        lead = self._reader.lead(text)
        lead = max(lead, around.titles.get(start + lead, 0) - start)
        place = self._reader.order_start(doc, start, text, lead, loose=scope.hot)
        if place is None:
            return None, "opens with none of the adverbs and verbs that order, or describes a state or the past"
        return _bare_order(begin + place, text[place:], self._reader, "directive-bare"), ""

    def _is_asked(self, reading: ClauseReading, request: Request, scope: _Scope) -> bool:
        """Whether the clause tells of somebody who is asked (呼吁大家节约用水), not itself an order (鼓励企业节水)."""
        if scope.law or reading.text.endswith("的") or self._reader.is_past(reading.text[request.begin :]):
            return False
        ordered = request.begin - len(request.verb) <= reading.lead and (scope.strong or reading.clause.opens_line)
        return request.told and (request.verb in _ASKS_ONLY or not ordered)

    def _is_heading(self, text: str, reading: ClauseReading, *, is_open: bool) -> bool:
        """Whether a paragraph opens with a heading that calls for action: numbered, or a short sentence of its own."""
        short = is_open and reading.clause.mark == "。" and len(text) <= _HEADING
        return (reading.numbered or short) and self._reader.opens_with_order(text, self._reader.lead(text))

    def _no_order(self, text: str, modal: Modal, scope: _Scope) -> str:
        """Return why a modal does not make the clause an order; empty if it does."""
        if text.endswith("的") or (modal.end >= len(text) and modal.type == "obligation"):
            return "the modal has no predicate of its own behind it"
        if text[modal.start : modal.end].endswith("需") and not (scope.law or scope.strong):
            return "需 outside directive scope describes what something takes"
        if modal.type == "permission" and not (scope.law or (scope.strong and scope.hot)):
            return "可 outside directive scope allows nothing"
        if text.endswith("应", 0, modal.end) and _DESCRIBED_DUTY.match(text[modal.end :]):
            return "应 describes a duty (应…的…)"
        return "tells the past (了, 过)" if self._reader.is_past(text[modal.end :]) else ""

    def _headline(self, reading: ClauseReading, scope: _Scope) -> tuple[Order | None, str]:
        """Read a headline, pull line or bullet: it orders if it opens with an adverb, a verb or a modal.

        Where its first part tells (陕西加强疫情防控 …), the parts behind it tell as well.
        """
        text = reading.text
        if not reading.clause.opens_line and not scope.headline_orders:
            return None, "the headline's first part tells"
        if _SPEAKING.search(text):  # X强调 深入… 扎实…
            scope.headline_orders = True
            return None, "only introduces what is ordered"
        order, refusal = None, "a headline that opens with no modal, adverb or verb that orders"
        if reading.modal is not None and reading.modal.type != "permission":
            order = _modal_order(reading.modal_begin, reading.modal)
        elif self._reader.is_past(text):
            refusal = "tells the past (了, 过)"
        elif len(text) - reading.lead >= _SHORTEST and reading.opens:
            order = _bare_order(reading.lead, text[reading.lead :], self._reader, "directive-headline")
        scope.headline_orders = order is not None or not reading.clause.opens_line
        return order, "" if order else refusal


def _modal_order(begin: int, modal: Modal) -> Order:
    rules = {"obligation": "directive-duty", "prohibition": "directive-ban", "permission": "directive-permission"}
    return Order(begin, rules[modal.type], 0.85)


def _bare_order(begin: int, body: str, reader: PredicateReader, rule: str) -> Order:
    """An order without a modal; a verb of prevention or of result at its head is a rule of its own."""
    adverbs = reader.adverbs_end(body)
    if PREVENTION.match(body, adverbs):
        return Order(begin, f"{rule}-prevention", 0.8)
    if ASSURANCE.match(body, adverbs):
        return Order(begin, f"{rule}-assurance", 0.8)
    return Order(begin, rule, 0.7)


@lru_cache(maxsize=1024)  # one clause is asked about twice
def _narration(masked: str) -> bool:
    return bool(_NARRATION.search(masked))


@lru_cache(maxsize=1024)
def _pledge(masked: str) -> bool:
    return bool(_PLEDGE.search(masked))


def _narrates(text: str, around: Surroundings, *, first: bool) -> str:
    masked = mask_quotes(text)
    if _pledge(masked):
        return "a pledge, or a wish of diplomacy (愿, 将)"
    if any(text.startswith(name) for name in around.names.holders):
        return "has a person as its subject"
    return "narrates (who came, met, heard; a date; so far)" if first and _narration(masked) else ""


def _noticed(reading: ClauseReading, around: Surroundings) -> set[str]:
    masked = mask_quotes(reading.text)
    found = set()
    if _narration(masked):
        found.add("narrates")
    if _pledge(masked):
        found.add("pledge")
    if any(name in reading.text for name in around.names.holders):
        found.add("holder")
    return found


#: Behind these stands who was heard, not who speaks next.
_HEARD = re.compile(r"听取|会议|汇报|介绍|陪同|听了")


def _last_name(text: str, names: Sequence[str]) -> str | None:
    """The first person named in a clause: whom 他 in the next one means."""
    found = [(text.find(name), name) for name in names if name in text]
    return min(found)[1] if found and not _HEARD.search(text[: min(found)[0]]) else None
