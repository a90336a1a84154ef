"""Mark directive formulas: the clauses that tell somebody what to do, with their type, trigger and speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from corpus_tools.annotate.clause import Clause, clauses
from corpus_tools.annotate.modal import ASSURANCE, PREVENTION, Modal, find_modal, mask_quotes
from corpus_tools.annotate.predicate import PredicateReader
from corpus_tools.annotate.speaker import introduction
from corpus_tools.annotate.tables import table
from corpus_tools.labels import DIRECTIVE, SLOGAN, TITLE
from corpus_tools.lexicon import Lexicon
from corpus_tools.spans import Annotation, Evidence, annotations_of, resolve, set_spans

VERSION = "1"
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
_NUMBERED = re.compile(r"[●•■◆]|[（(]?[一二三四五六七八九十\d]+[)）、.．]|[一二三四五六七八九十]是")
#: Characters; a longer opening sentence is no heading.
_HEADING = 16
#: Pledges and the wishes of diplomacy: 愿同…, 我们将…; what follows them carries on a pledge, no order.
_PLEDGE = re.compile(
    r"(?:方|国|塞|我|们|会|愿)?愿(?:意)?(?:同|与|和|为|在|以|继续|进一步|深化|加强|不断)|(?:我们|我方|中方|双方|各方|将继续|公司|政府)(?:一定|也|都)?将(?!所|其|此)|表示一定|将(?:进一步|会|继续|于|持续|不断|一如既往)"
)


@dataclass
class _Scope:
    """The state of the reader: who speaks, whether orders are being given, and when the last one was.

    ``strong``: something was said that makes bare predicates orders (X强调, a modal). ``hot``: an order stands in
    this sentence or the one before, so that even a predicate outside the word lists carries it on.
    """

    open: bool = False
    strong: bool = False
    speaker: str | None = None
    last_person: str | None = None
    line: int = -1
    sentence: int = 0
    ordered: int = -9
    headline_orders: bool = False

    @property
    def hot(self) -> bool:
        return self.sentence - self.ordered <= 1

    def begin(self, clause: Clause) -> None:
        """Take notice of a new line or sentence; orders are not carried over a line end, the speaker is."""
        if clause.line != self.line:
            self.line = clause.line
            self.strong = False
            self.ordered = self.sentence - 1
        self.sentence += clause.first

    def close(self) -> None:
        """Go back to narration."""
        self.strong = False
        self.ordered = self.sentence - 9


@dataclass(frozen=True)
class _Names:
    """Persons that hold a title, all persons (the model's too), and the extents of posts and groups."""

    holders: list[str]
    persons: list[str]
    titles: list[tuple[int, int]]


@dataclass(frozen=True)
class _Page:
    """What the tagger reads: the Doc, its text (spaCy joins it anew at each call), its names, whether it is law."""

    doc: Doc
    text: str
    names: _Names
    law: bool
    allusions: list[tuple[int, int]]

    def shown(self, start: int, text: str) -> str:
        """Return a stretch with borrowed lines blanked out: 要 in 绝知此事要躬行 orders nothing."""
        for begin, end in self.allusions:
            if start <= begin and end <= start + len(text):
                text = text[: begin - start] + "□" * (end - begin) + text[end - start :]
        return text


class DirectiveTagger:
    """Fill ``doc.spans["directives"]``: text order, label = type, id = rule; trigger and speaker are attributes.

    Speakers are the holders of the titles in ``doc.spans["titles"]`` and the names of the model, so the title tagger
    should run before.
    """

    def __init__(self, words: Lexicon) -> None:
        self.lexicons = (words,)
        self._reader = PredicateReader(words)

    def __call__(self, doc: Doc) -> Doc:
        """Replace the span group; a border inside a token splits the token."""
        text = doc.text
        row = list(clauses(text))
        hits = sum(bool(_LAW.search(text[c.start : c.end])) for c in row)
        law = hits >= _LAW_LEAST and hits > _LAW_SHARE * len(row)
        allusions = [(a.start_char, a.end_char) for a in annotations_of(doc, SLOGAN) if a.type == "allusion"]
        page = _Page(doc, text, _names(doc), law, allusions)
        scope = _Scope()
        found = [a for clause in row if (a := self._read(page, clause, scope)) is not None]
        return set_spans(doc, DIRECTIVE, resolve(found, nesting=False))

    def _read(self, page: _Page, clause: Clause, scope: _Scope) -> Annotation | None:
        text, start, names = page.text[clause.start : clause.end], clause.start, page.names
        scope.begin(clause)
        if clause.headline:
            return self._headline(page, clause, scope)
        intro = introduction(text, names.persons, scope.last_person)
        if intro is not None and (intro.speaker or intro.unknown or scope.open):
            scope.speaker = None if intro.unknown else intro.speaker or scope.speaker
            scope.open, scope.strong = True, intro.strong
            if intro.speaker in names.persons:
                scope.last_person = intro.speaker
            if intro.firm:
                scope.ordered = scope.sentence
            start, text = start + intro.rest, text[intro.rest :]
            if _VOW.match(text):
                scope.close()
            if not text or _VOW.match(text):
                return None
        else:
            scope.last_person = _last_name(text, names.holders) or scope.last_person
            if find_modal(text) is None and self._narrates(text, names, first=clause.first):
                scope.close()
                scope.speaker = None if clause.first else scope.speaker
                return None
        found = self._decide(page, start, text, clause, scope)
        if found is not None:
            scope.ordered, scope.strong = scope.sentence, True
        return found

    @staticmethod
    def _narrates(text: str, names: _Names, *, first: bool) -> bool:
        masked = mask_quotes(text)
        if _PLEDGE.search(masked):
            return True
        return any(text.startswith(name) for name in names.holders) or (first and bool(_NARRATION.search(masked)))

    def _decide(self, page: _Page, start: int, text: str, clause: Clause, scope: _Scope) -> Annotation | None:
        modal = find_modal(page.shown(start, text))
        if modal is not None and self._is_order(text, modal, scope, law=page.law):
            return self._modal_annotation(start, text, modal, scope)
        scope.strong |= clause.opens_line and self._is_heading(text, clause, is_open=scope.open)
        if not scope.strong or _ATTENDED.search(text) or any(0 <= text.find(name) <= 3 for name in page.names.holders):
            return None
        lead = self._reader.lead(text)
        lead = max([lead, *(end - start for begin, end in page.names.titles if begin == start + lead)])
        begin = self._reader.order_start(page.doc, start, text, lead, loose=scope.hot)
        if begin is None:
            return None
        return self._bare(page, start + begin, start + len(text), "directive-bare", scope)

    def _is_heading(self, text: str, clause: Clause, *, is_open: bool) -> bool:
        """Whether a paragraph opens with a heading that calls for action: numbered, or a short sentence of its own."""
        numbered = bool(_NUMBERED.match(text))
        return (
            numbered or (is_open and clause.mark == "。" and len(text) <= _HEADING)
        ) and self._reader.opens_with_order(text, self._reader.lead(text))

    def _bare(self, page: _Page, start: int, end: int, rule: str, scope: _Scope) -> Annotation:
        """An order without a modal; a verb of prevention or of result at its head gives it that type."""
        body = page.text[start:end]
        adverbs = self._reader.adverbs_end(body)
        kind, score = "bare", 0.7
        if m := PREVENTION.match(body, adverbs):
            kind, rule, score, adverbs = "prohibition", f"{rule}-prevention", 0.8, m.end()
        elif m := ASSURANCE.match(body, adverbs):
            kind, rule, score, adverbs = "assurance", f"{rule}-assurance", 0.8, m.end()
        elif adverbs == 0:
            adverbs = self._reader.verb_end(page.doc, page.text, start) - start
        return _annotation(start, end, kind, rule, score, body[:adverbs], scope)

    def _is_order(self, text: str, modal: Modal, scope: _Scope, *, law: bool) -> bool:
        if text.endswith("的") or (modal.end >= len(text) and modal.type == "obligation"):
            return False
        bare_need = text[modal.start : modal.end].endswith("需")  # 需 alone also describes what something takes
        if bare_need and not (law or scope.strong):
            return False
        if modal.type == "permission" and not (law or (scope.strong and scope.hot)):
            return False
        if text.endswith("应", 0, modal.end) and _DESCRIBED_DUTY.match(text[modal.end :]):
            return False
        return not self._reader.is_past(text[modal.end :])

    def _modal_annotation(self, start: int, text: str, modal: Modal, scope: _Scope) -> Annotation:
        begin = modal.start
        begin -= self._reader.adverbs_before(text, begin)
        adverbs = modal.end + self._reader.adverbs_end(text[modal.end :])
        kind = modal.type
        if kind == "obligation" and (m := PREVENTION.match(text, adverbs)):
            kind, adverbs = "prohibition", m.end()
        rule = {"obligation": "directive-duty", "prohibition": "directive-ban", "permission": "directive-permission"}[
            kind
        ]
        trigger = text[begin:adverbs]
        return _annotation(start + begin, start + len(text), kind, rule, 0.85, trigger, scope)

    def _headline(self, page: _Page, clause: Clause, scope: _Scope) -> Annotation | None:
        """Read a headline, pull line or bullet: it orders if it opens with an adverb, a verb or a modal.

        Where its first part tells (陕西加强疫情防控 …), the parts behind it tell as well.
        """
        text = page.text[clause.start : clause.end]
        if not clause.opens_line and not scope.headline_orders:
            return None
        if _SPEAKING.search(text):  # X强调 深入… 扎实…
            scope.headline_orders = True
            return None
        silent = _Scope(open=True)
        modal = find_modal(text)
        found = None
        if modal is not None and modal.type != "permission":
            found = self._modal_annotation(clause.start, text, modal, silent)
        elif not self._reader.is_past(text):
            lead = self._reader.lead(text)
            if len(text) - lead >= _SHORTEST and self._reader.opens_with_order(text, lead):
                found = self._bare(page, clause.start + lead, clause.end, "directive-headline", silent)
        scope.headline_orders = found is not None or not clause.opens_line
        return found


def _annotation(start: int, end: int, kind: str, rule: str, score: float, trigger: str, scope: _Scope) -> Annotation:
    attributes = {"trigger": trigger} | ({"speaker": scope.speaker} if scope.speaker else {})
    return Annotation(start, end, kind, Evidence(rule, VERSION, score), attributes)


def _names(doc: Doc) -> _Names:
    """Collect the persons of a document, longest name first, and where its posts and groups stand."""
    titles = [a for a in annotations_of(doc, TITLE) if a.type in ("office", "collective")]
    holders = {name for a in titles for name in [a.attributes.get("holder"), *a.attributes.get("holders", [])] if name}
    persons = holders | {e.text for e in doc.ents if e.label_ == "PER" and 2 <= len(e.text) <= 8}
    return _Names(_by_length(holders), _by_length(persons), [(a.start_char, a.end_char) for a in titles])


def _by_length(names: set[str]) -> list[str]:
    return sorted(names, key=lambda name: (-len(name), name))


#: Behind these stands who was heard, not who speaks next.
_HEARD = re.compile(r"听取|会议|汇报|介绍|陪同|听了")


def _last_name(text: str, names: list[str]) -> str | None:
    """The first person named in a clause: whom 他 in the next one means."""
    places = [(text.find(name), name) for name in names if name in text]
    return min(places)[1] if places and not _HEARD.search(text[: min(places)[0]]) else None


@Language.factory("directive_tagger", assigns=["doc.spans"], default_config={"words": None})
def make_directive_tagger(nlp: Language, name: str, words: str | None) -> DirectiveTagger:
    """Build the component; ``words`` names a table (path), null means that of the package."""
    return DirectiveTagger(table(words, "directives.tsv"))
