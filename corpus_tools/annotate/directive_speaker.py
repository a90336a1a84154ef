"""Readings of clauses -> who issues an order that stands in each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from corpus_tools.annotate.clause_reading import ClauseReading
from corpus_tools.annotate.clause_subject import Subject, SubjectFinder
from corpus_tools.annotate.known_names import KnownNames
from corpus_tools.annotate.speech_verb import OPENS_ORDER, SPEECH, opens_order, speech_verbs
from corpus_tools.annotate.transcript import label_of

#: A document that is issued and then speaks: 并发出通知，要求….
_ISSUED = re.compile(r"(?:发出|发布|下发|印发)了?(?:关于[^，。]{1,30}的)?(通知|通告|公告|意见|倡议书|公开信)$")
#: A side of talks, named by one who speaks for it or to it.
_SIDE = re.compile(r"[中我双两各]方|两国|双边")
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
    ``acted`` and ``spoke`` the sentences in which somebody acted and took the word last, with their lines. ``passed``
    are the clauses of the sentence before the present one. ``quoted_until`` is where the quotation ends that is all
    somebody says (characters of the text), -1 if nothing is quoted.
    """

    speaker: Subject | None = None
    home: Subject | None = None
    own_voice: bool = False
    actor: Subject | None = None
    acted: int = -1
    acted_line: int = -1
    spoke: int = -1
    spoke_line: int = -1
    sentence: int = 0
    line: int = -1
    quoted_until: int = -1
    back_to: Subject | None = None
    nested: bool = False
    passed: list[ClauseReading] = field(default_factory=list)


def speakers(
    doc: Doc,
    readings: Sequence[ClauseReading],
    known: KnownNames,
    text: str | None = None,
    wanted: Sequence[bool] | None = None,
) -> list[str | None]:
    """Return for every clause the speaker of an order that stands in it behind its introduction; None: unknown.

    A speaker is the subject of the nearest governing verb of speech and goes on until another takes over; in a text
    with a voice of its own (a speech, a report), until the sentence or the paragraph ends. Clauses of headlines have
    no speaker, nor have those of laws. ``text`` is the Doc's text, which spaCy would join anew. ``wanted`` tells of
    which clauses the speaker is asked; behind the last of them it is always None.
    """
    nobody: list[str | None] = [None] * len(readings)
    lines = [bool(_ARTICLE.match(r.text)) for r in readings if r.clause.opens_line]
    if sum(lines) >= max(_ARTICLES, _ARTICLE_SHARE * len(lines)):
        return nobody
    text = text or doc.text
    heard = readings[: _behind_last(wanted)] if wanted is not None else readings
    found = None
    if not any(r.clause.opens_line and _AUDIENCE.match(r.text) for r in readings):
        found = _heard_from_outside(_Listener(doc, text, known, readings, own_voice=False), heard)
    if found is None:
        listener = _Listener(doc, text, known, readings, own_voice=True)
        found = [listener.hear(reading) for reading in heard]
    return found + nobody[len(heard) :]


def _behind_last(wanted: Sequence[bool]) -> int:
    return max((number for number, asked in enumerate(wanted, 1) if asked), default=0)


def _heard_from_outside(listener: _Listener, readings: Sequence[ClauseReading]) -> list[str | None] | None:
    """The speakers of a text without a voice of its own; None if it has one: an author, or orders before a speaker."""
    if listener.home is not None:
        return None
    found: list[str | None] = []
    orders, silent = 0, True
    for reading in readings:
        found.append(listener.hear(reading))
        silent = silent and found[-1] is None
        orders += silent and reading.modal is not None and not reading.clause.headline
        if orders >= _OWN_ORDERS:
            return None
    return found


class _Listener:
    """Walks through the clauses and knows who has the word."""

    def __init__(
        self, doc: Doc, text: str, known: KnownNames, readings: Sequence[ClauseReading], *, own_voice: bool
    ) -> None:
        self._text = text
        self._finder = SubjectFinder(doc, text, known)
        self._persons = known.persons
        self._labels = [label_of(r, known.persons) for r in readings]
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
        clause = reading.clause
        for verb in speech_verbs(reading):
            if not verb.core.strip(" *#"):
                subject = self._subject_before(reading, verb.word)
                if subject is not None:
                    self._give_word(subject, reading, verb.end, explicit=False)
                break
            begin = clause.start + verb.begin
            if torn := self._torn_title(clause.start, verb.core):
                self._give_word(torn, reading, verb.end, explicit=True)
                break
            subject = self._finder.find(begin, begin + len(verb.core), reading.words, whole=True)
            if subject is None or (subject.kind == "phrase" and not verb.firm):
                continue
            if self._is_told_of(subject):
                break  # what is said about others goes on
            self._give_word(subject, reading, verb.end, explicit=True)
            break
        else:
            self._watch(reading)
        self._finder.note_posts(clause.start, clause.end)

    def _is_told_of(self, subject: Subject) -> bool:
        """Whether a body that takes the word is only told of by who has it: 许问渠说，…，我方表示赞赏."""
        turn = self._turn
        if subject.person or subject.kind == "text":
            return False
        side = turn.speaker is not None and turn.speaker.person and turn.line == turn.spoke_line
        return turn.spoke == turn.sentence or (side and bool(_SIDE.fullmatch(subject.name)))

    def _give_word(self, subject: Subject, reading: ClauseReading, verb_end: int, *, explicit: bool) -> None:
        turn = self._turn
        if explicit and turn.spoke == turn.sentence and turn.passed and turn.passed[-1].clause.mark in "，,":
            other = turn.speaker is not None and turn.speaker.name != subject.name
            if other and SPEECH.search(turn.passed[-1].text):
                turn.back_to, turn.nested = turn.speaker, True
        turn.speaker = subject
        if explicit:
            turn.actor, turn.acted, turn.acted_line = subject, turn.sentence, turn.line
            self._finder.note(subject)
        turn.spoke, turn.spoke_line = turn.sentence, turn.line
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
        issued = None if turn.own_voice else _ISSUED.search(reading.text)
        subject = self._finder.find(
            clause.start, clause.end, reading.words, whole=False, bodies=clause.opens_line or issued is not None
        )
        if subject is None or (opens_order(reading) and not subject.person):
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
        if subject.kind == "agent" and issued is not None:
            turn.speaker, turn.spoke = Subject(issued.group(1), 0, "text"), turn.sentence - 1

    def _subject_before(self, reading: ClauseReading, verb: str) -> Subject | None:
        """The subject of a verb that has none in its clause; None where the speaker stays."""
        turn = self._turn
        if turn.spoke == turn.sentence:
            return None
        for passed in reversed(turn.passed):
            if passed.modal is not None:
                continue
            subject = self._finder.find(passed.clause.start, passed.clause.end, passed.words, whole=False)
            issued = _ISSUED.search(passed.text)
            if issued and (subject is None or subject.kind == "text"):
                return Subject(issued.group(1), 0, "text")
            if subject is not None and not (opens_order(passed) and not subject.person):
                return subject
        if verb in OPENS_ORDER or turn.actor is None or turn.acted <= turn.spoke:
            return None
        return turn.actor if turn.actor.person or turn.acted_line == turn.line else None

    def _author(self, readings: Sequence[ClauseReading]) -> Subject | None:
        """The person whose speech the text is: named before the first form of address (某某尊敬的各位同事：)."""
        end = readings[min(len(readings), _OPENING) - 1].clause.end if readings else 0
        opening = self._text[:end]
        for name in self._persons:
            at = opening.find(name)
            if at >= 0 and _SALUTATION.match(opening[at + len(name) :].lstrip()):
                return Subject(name, 0, "person")
        return None
