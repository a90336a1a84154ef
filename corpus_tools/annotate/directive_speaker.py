"""Readings of clauses -> who issues an order that stands in each of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from corpus_tools.annotate.clause_reading import ClauseReading
from corpus_tools.annotate.clause_subject import KnownNames, Subject, SubjectFinder
from corpus_tools.annotate.modal import mask_quotes
from corpus_tools.annotate.person import Names
from corpus_tools.labels import TITLE
from corpus_tools.spans import annotations_of

__all__ = ["KnownNames", "known_names", "speakers"]

#: Verbs by which orders are given; any noun phrase before them is a speaker.
_ORDER = r"强调|指出|要求|提出|号召|倡议|嘱咐|叮嘱|嘱托|勉励|寄语|提醒|呼吁|重申|敦促|教导"
#: Verbs by which people, bodies, meetings and documents give orders or take the word.
_SAY = r"部署|希望|明确|安排|决定|确定|建议|鼓励|规定|表示|认为|谈到|介绍说|说|称|倡导"
_SPEECH = re.compile(rf"{_ORDER}|{_SAY}")
_FIRM = re.compile(_ORDER)
#: Without a subject of their own these change nothing: an order opens with them too.
_OPENS_ORDER = frozenset(("鼓励", "明确", "安排", "确定", "规定", "倡导", "建议", "部署", "提出", "提醒", "说", "称"))
_NOUN_BEHIND = re.compile(
    r"[的、和及与。]|精神|申请|异议|诉讼|上诉|复议|书面|议案|质询|事项|任务|书|量|性|人(?!大|民)|方面|等|是|了?(?:具体|明确|工作|相关)?(?:要求|意见|任务)$|"
    r"了[^，]{0,16}(?:意见|建议|问题|观点|看法)(?:和建议|和意见)?$"
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
#: A document that is issued and then speaks: 并发出通知，要求….
_ISSUED = re.compile(r"(?:发出|发布|下发|印发)了?(?:关于[^，。]{1,30}的)?(通知|通告|公告|意见|倡议书|公开信)$")
#: The label of a turn in a transcript: 林某某议员：…
_LABEL = re.compile(r"[\u4e00-\u9fff·•]{2,16}")
_LABEL_POST = re.compile(
    r"(?:议员|主席|局长|司长|署长|处长|部长|委员|主任|市长|省长|书记|院长|校长|所长|记者|主持人|发言人|先生|女士|博士|教授|代表|秘书长|专员)$"
)
#: Forms of address that are no part of a speaker's name.
_ADDRESS = re.compile(r"(?:议员|先生|女士|博士|教授)$")
_ARTICLE = re.compile(r"#* ?第[一二三四五六七八九十百零〇\d ]+[条章]")
#: A text with as many articles, and as large a share of lines that open one, is a law, in which nobody speaks.
_ARTICLES = 2
_ARTICLE_SHARE = 0.05
#: Orders before anybody speaks; a text with as many has a voice of its own, and who is quoted in it speaks briefly.
_OWN_ORDERS = 3
#: A speech opens with its speaker and a form of address.
#: Clauses in which the speaker and the form of address stand.
_OPENING = 6
_SALUTATION = re.compile(r"尊敬的|同志们|女士们|各位|亲爱的|朋友们|老师们|同学们|乡亲们")
#: A document's name whose marks a page has torn off, and its length in characters, marks included.
_TORN_TITLE = re.compile(r"《\n([^\n《》]{2,40})\n$")
_LONGEST_TITLE = 44
#: Characters of a foreign name with its point.
_LONGEST_NAME = 12
#: Characters; a longer quotation is taken for an unclosed mark.
_LONGEST_QUOTATION = 600
#: Who is addressed where the text itself speaks: a report, a speech.
_AUDIENCE = re.compile(r"各位代表|同志们|各位委员|女士们")
_NEXT_POINT = re.compile(
    r"第[一二三四五六七八九十]+[，、]|[一二三四五六七八九十]+、|"
    r"（[一二三四五六七八九十]+）|我们|我国|同志们|这"
)


@dataclass
class _Turn:
    """Who has the word.

    ``speaker`` goes on, ``home`` is whom the text itself belongs to. ``actor`` is who acts in the narration,
    ``acted`` and ``spoke`` the sentences in which somebody acted and took the word last. ``passed`` are the clauses of
    the sentence before the present one. ``quoted_until`` is where the quotation ends that is all somebody says
    (characters of the text), -1 if nothing is quoted.
    """

    speaker: Subject | None = None
    home: Subject | None = None
    own_voice: bool = False
    actor: Subject | None = None
    acted: int = -1
    acted_line: int = -1
    spoke: int = -1
    sentence: int = 0
    line: int = -1
    quoted_until: int = -1
    back_to: Subject | None = None
    nested: bool = False
    passed: list[ClauseReading] = field(default_factory=list)


def known_names(doc: Doc) -> KnownNames:
    """Collect the persons of a document, longest name first, and its posts and groups with their holders.

    What the model takes for a person here and for a place or body there is a person where most mentions are.
    """
    titles = [a for a in annotations_of(doc, TITLE) if a.type in ("office", "collective")]
    holders = {name for a in titles for name in [a.attributes.get("holder"), *a.attributes.get("holders", [])] if name}
    labels: dict[str, Counter[str]] = {}
    for entity in doc.ents:
        labels.setdefault(entity.text, Counter())[entity.label_] += 1
    people = {name for name, found in labels.items() if 2 * found["PER"] > found.total()}
    persons = holders | {name for name in people if 2 <= len(name) <= _LONGEST_NAME}
    return KnownNames(
        _by_length(holders),
        _by_length(persons),
        tuple((a.start_char, a.end_char, str(a.attributes.get("holder", ""))) for a in titles),
    )


def _by_length(names: set[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def speakers(doc: Doc, readings: Sequence[ClauseReading], known: KnownNames) -> list[str | None]:
    """Return for every clause the speaker of an order that stands in it behind its introduction; None: unknown.

    A speaker is the subject of the nearest governing verb of speech and goes on until another takes over; in a text
    with a voice of its own (a speech, a report), until the sentence or the paragraph ends. Clauses of headlines have
    no speaker, nor have those of laws.
    """
    lines = [bool(_ARTICLE.match(r.text)) for r in readings if r.clause.opens_line]
    if sum(lines) >= max(_ARTICLES, _ARTICLE_SHARE * len(lines)):
        return [None] * len(readings)
    names = Names(doc)
    listener = _Listener(names, known, readings, own_voice=False)
    found = [listener.hear(reading) for reading in readings]
    addressed = any(r.clause.opens_line and _AUDIENCE.match(r.text) for r in readings)
    if _own_orders(readings, found) < _OWN_ORDERS and listener.home is None and not addressed:
        return found
    listener = _Listener(names, known, readings, own_voice=True)
    return [listener.hear(reading) for reading in readings]


def _own_orders(readings: Sequence[ClauseReading], found: Sequence[str | None]) -> int:
    """Return how many modals of running text stand before anybody speaks."""
    orders = 0
    for reading, speaker in zip(readings, found, strict=True):
        if speaker is not None:
            return orders
        orders += reading.modal is not None and not reading.clause.headline
    return orders


class _Listener:
    """Walks through the clauses and knows who has the word."""

    def __init__(self, names: Names, known: KnownNames, readings: Sequence[ClauseReading], *, own_voice: bool) -> None:
        self._text = names.text
        self._finder = SubjectFinder(names, known)
        self._persons = frozenset(known.persons)
        self._labels = [self._label(r) for r in readings]
        self._transcript = len({label for label in self._labels if label}) >= 2
        self._turn = _Turn(own_voice=own_voice)
        self._number = -1
        self.home = self._author(readings)
        if own_voice:
            self._turn.home = self._turn.speaker = self.home

    def hear(self, reading: ClauseReading) -> str | None:
        """Take in the next clause and return who would issue an order in it."""
        self._number += 1
        turn, clause = self._turn, reading.clause
        label = self._labels[self._number]
        if self._transcript and label:
            turn.speaker = turn.home = turn.actor = Subject(label, 0, "person")
            return label
        if clause.headline and not self._transcript and not self._quotes(reading):
            return None
        self._begin(reading)
        if not self._transcript:
            self._listen(reading)
        turn.passed.append(reading)
        return turn.speaker.name if turn.speaker else None

    def _quotes(self, reading: ClauseReading) -> bool:
        """Whether a short line is no headline but a quotation that the page has torn off, or what introduces it."""
        clause = reading.clause
        opens = clause.mark in ("：", ":") and self._text[clause.end + 1 : clause.end + 2] == "“"
        return opens or self._turn.quoted_until > clause.start

    def _begin(self, reading: ClauseReading) -> None:
        """Take notice of a new sentence or line, at which some speakers end."""
        turn, clause = self._turn, reading.clause
        if not clause.first:
            return
        turn.sentence += 1
        turn.passed.clear()
        if turn.nested:
            turn.speaker, turn.nested = turn.back_to, False
        new_line = clause.line != turn.line
        turn.line = clause.line
        if new_line and turn.speaker is not None and turn.speaker.kind in ("agent", "phrase"):
            turn.speaker = turn.home
        if turn.quoted_until > clause.start:
            return
        if turn.quoted_until >= 0:
            turn.speaker, turn.quoted_until = turn.home, -1
        if turn.speaker is None or not turn.own_voice:
            return
        if turn.speaker.kind != "text" or new_line or _NEXT_POINT.match(reading.text):
            turn.speaker = turn.home

    def _listen(self, reading: ClauseReading) -> None:
        turn, clause = self._turn, reading.clause
        masked = mask_quotes(reading.text)
        offset = masked.rstrip().rfind(" ") + 1
        for verb in _SPEECH.finditer(masked, offset):
            before, behind = masked[offset : verb.start()], masked[verb.end() :]
            core = _strip_adverbials(before)
            if _is_noun(before, behind, verb.group()) or _inside_order(reading, verb.start(), offset, core):
                continue
            if not core.strip(" *#"):
                subject = self._subject_before(reading, verb.group())
                if subject is not None:
                    self._give_word(subject, reading, verb.end(), explicit=False)
                break
            begin = clause.start + offset
            if torn := self._torn_title(clause.start, core):
                self._give_word(torn, reading, verb.end(), explicit=True)
                break
            subject = self._finder.find(begin, begin + len(core), reading.tokens, whole=True)
            if subject is None or (subject.kind == "phrase" and not _FIRM.fullmatch(verb.group())):
                continue
            if turn.spoke == turn.sentence and not subject.person and subject.kind != "text":
                break  # what is said about others goes on
            self._give_word(subject, reading, verb.end(), explicit=True)
            break
        else:
            self._watch(reading)
        self._finder.note_posts(clause.start, clause.end)

    def _give_word(self, subject: Subject, reading: ClauseReading, verb_end: int, *, explicit: bool) -> None:
        turn = self._turn
        if explicit and turn.spoke == turn.sentence and turn.passed and turn.passed[-1].clause.mark in "，,":
            other = turn.speaker is not None and turn.speaker.name != subject.name
            if other and _SPEECH.search(turn.passed[-1].text):
                turn.back_to, turn.nested = turn.speaker, True
        turn.speaker = subject
        if explicit:
            turn.actor, turn.acted, turn.acted_line = subject, turn.sentence, turn.line
            self._finder.note(subject)
        turn.spoke = turn.sentence
        turn.quoted_until = self._quotation(reading, verb_end)

    def _torn_title(self, start: int, core: str) -> Subject | None:
        """The document whose marks stand on the lines before and behind its name."""
        if core.strip() != "》":
            return None
        m = _TORN_TITLE.search(self._text, max(0, start - _LONGEST_TITLE), start)
        return Subject(m.group(1), 0, "text") if m else None

    def _quotation(self, reading: ClauseReading, verb_end: int) -> int:
        """Return where a quotation ends that opens right behind the verb and is closed with its sentence, else -1."""
        at = reading.clause.start + verb_end
        opening = re.compile(r"[：:]?\s*“").match(self._text, at)
        close = self._text.find("”", opening.end(), opening.end() + _LONGEST_QUOTATION) if opening else -1
        if close < 0:
            return -1
        whole = self._text[close - 1] in "。！？\n" or self._text[close + 1 : close + 2] in ("。", "\n", "！", "")
        return close if whole else -1

    def _watch(self, reading: ClauseReading) -> None:
        """Notice who acts in a clause of narration."""
        turn, clause = self._turn, reading.clause
        part = bool(turn.passed) and turn.passed[-1].clause.mark in ("；", ";")
        if (turn.spoke == turn.sentence and not part) or reading.modal is not None:
            return
        subject = self._finder.find(clause.start, clause.end, reading.tokens, whole=False)
        if subject is None or (_opens_order(reading) and not subject.person):
            return
        if turn.spoke == turn.sentence:
            if not subject.person or (turn.speaker is not None and subject.name == turn.speaker.name):
                return
            turn.spoke = turn.sentence - 1
            turn.passed.clear()
        if subject.person:
            self._finder.note(subject)
        if subject.person or clause.opens_line:
            turn.actor, turn.acted, turn.acted_line = subject, turn.sentence, turn.line
        if subject.kind == "agent" and (m := _ISSUED.search(reading.text)) and not turn.own_voice:
            turn.speaker, turn.spoke = Subject(m.group(1), 0, "text"), turn.sentence - 1

    def _subject_before(self, reading: ClauseReading, verb: str) -> Subject | None:
        """The subject of a verb that has none in its clause; None where the speaker stays."""
        turn = self._turn
        if turn.spoke == turn.sentence:
            return None
        for passed in reversed(turn.passed):
            if passed.modal is not None:
                continue
            subject = self._finder.find(passed.clause.start, passed.clause.end, passed.tokens, whole=False)
            issued = _ISSUED.search(passed.text)
            if issued and (subject is None or subject.kind == "text"):
                return Subject(issued.group(1), 0, "text")
            if subject is not None and not (_opens_order(passed) and not subject.person):
                return subject
        if verb in _OPENS_ORDER or turn.actor is None or turn.acted <= turn.spoke:
            return None
        return turn.actor if turn.actor.person or turn.acted_line == turn.line else None

    def _label(self, reading: ClauseReading) -> str | None:
        clause = reading.clause
        if not (clause.opens_line and clause.mark in ("：", ":") and _LABEL.fullmatch(reading.text)):
            return None
        if _SPEECH.search(reading.text):
            return None
        if reading.text in self._persons:
            return reading.text
        return (_ADDRESS.sub("", reading.text) or None) if _LABEL_POST.search(reading.text) else None

    def _author(self, readings: Sequence[ClauseReading]) -> Subject | None:
        """The person whose speech the text is: named before the first form of address (某某尊敬的各位同事：)."""
        end = readings[min(len(readings), _OPENING) - 1].clause.end if readings else 0
        opening = self._text[:end]
        for name in self._persons:
            at = opening.find(name)
            if at >= 0 and _SALUTATION.match(opening[at + len(name) :].lstrip()):
                return Subject(name, 0, "person")
        return None


def _is_noun(before: str, behind: str, verb: str) -> bool:
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
    if offset > 0:
        return False
    if reading.modal is not None and reading.modal.start < at:
        return True
    return _opens_order(reading) and bool(core.strip()) and len(core) > reading.lead


def _opens_order(reading: ClauseReading) -> bool:
    """Whether the words that open the clause order; they don't where they are part of a body's name (联合|国)."""
    begin = reading.clause.start + reading.lead
    first = next((token for token in reading.tokens if token.idx >= begin), None)
    return reading.opens and (first is None or first.ent_type_ != "ORG")


def _strip_adverbials(before: str) -> str:
    while m := _ADVERBIAL.search(before):
        before = before[: m.start()]
    return before
