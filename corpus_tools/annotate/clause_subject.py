"""A stretch of a clause -> who acts in it: a person, a pronoun's person, a post, a body, a document or a group."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc

from corpus_tools.annotate.agent_phrase import is_agent, is_document, kind_of_speaker, noun_phrase_end
from corpus_tools.annotate.clause_leading import leading
from corpus_tools.annotate.known_names import KnownNames, is_name, is_plain, settled
from corpus_tools.annotate.person import Names, is_transliteration, name_after, surname_length
from corpus_tools.annotate.word import Word

#: A circumstance before the subject: 在调研中, 考察时.
_CIRCUMSTANCE = re.compile(r"(?:时|后|中|上|里|间|下|之际|以来|过程|之前|之后)$")
#: A name behind one of these is not who acts.
_GOVERNS = tuple("同与向对和给由为以请受及、在把将于据被")
#: A name before one of these only belongs to what follows.
_OWNED = re.compile(
    r"(?:同志|总书记|主席|总理|先生|女士)*(?:的|重要|关于|指示|讲话|批示|精神|思想|主义|列宁|嘱托|要求|倡议|贺信|回信|签署|所|等.{0,10}[领同]|"
    r"主持下|陪同|(?:为|为代表|为首)的|出席|等)"
)
_ACTING = re.compile(r"(?:同志|总书记|主席|总理|先生|女士)*的?(?:讲话|致辞|发言|回信|贺信)$")
_PRONOUN = re.compile(r"(?<![其吉])[他她](?![们国人乡处山日杀])")
#: Posts that one person holds and that stand for the name.
_POST = re.compile(r"(?:总书记|主席|总理|委员长|书记|省长|市长|县长|区长|部长|局长|厅长|主任|校长|院长|会长|组长)$")
#: What a person does right behind the name.
_ACTS = re.compile(
    r"老师|教授|同志|先生|女士|从|围绕|结合|强调|指出|要求|主持|表示|认为|对|就|在|进行|还|说|谈|介绍|充分|代表|向|同|近日|日前|今天|"
    r"来到|前往|当天|当日|当晚|也|率|带|深入|先后|首先|随后|一行|应邀|会见|出席|提出|作|为|号召|鼓励|希望|\d"
)
_NO_NAME_ENDING = re.compile(
    r"[省市县区业校会部院局厅家方村镇乡组员者党国军民人生长线点面法规案厂性化度力品费权]$|"
    r"[的是了要将与和等不]"
)
_ADDRESSED = re.compile(r"先生|女士|阁下")
_VERB_LIKE = re.compile(r"[是了要将把来到参]|召开|举行|进行|会见|传达|学习|贯彻|落实|按照|根据|代表|听取|陪同|率|邀")


@dataclass
class Mentions:
    """Who was named so far: the last acting person and the last holder of each post."""

    person: str | None = None
    posts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Subject:
    """Who acts, and where the mention ends (characters of the stretch).

    ``kind``: a ``person``, a ``text`` (a document or a meeting), an ``agent`` (a body, a group of people), or any
    other noun ``phrase``.
    """

    name: str
    end: int
    kind: str

    @property
    def person(self) -> bool:
        """Whether the subject is one person."""
        return self.kind == "person"


class SubjectFinder:
    """Finds the subject of a clause by the names of its document and by how noun phrases end."""

    def __init__(self, doc: Doc, text: str, known: KnownNames) -> None:
        self._doc = doc
        self._text = text
        self._counts: dict[str, int] = {}
        #: Names by their first two characters, longest first.
        self._persons: dict[str, list[str]] = {}
        for name in settled([name for name in known.persons if is_name(name)], text):
            self._persons.setdefault(name[:2], []).append(name)
        self._holders = frozenset(known.holders)
        self._titles_by_end = {end: (start, holder) for start, end, holder in known.titles}
        self._titles_by_start = {start: (end, holder) for start, end, holder in known.titles}
        self._title_starts = sorted(self._titles_by_start)
        self.mentions = Mentions()

    @cached_property
    def _names(self) -> Names:
        return Names(self._doc)

    def find(self, start: int, end: int, words: Sequence[Word], *, whole: bool, bodies: bool = True) -> Subject | None:
        """Return the subject of ``text[start:end]``.

        With ``whole`` the stretch is what stands before a verb of speech and may be nothing but the subject; else the
        subject must be a person, or a noun phrase at the beginning that can act (none of these without ``bodies``).
        """
        stretch = self._text[start:end]
        lead = leading(stretch)
        return (
            self._person(start, stretch, lead, words, whole=whole)
            or self._pronoun(stretch, lead)
            or self._post(start, stretch, lead, whole=whole)
            or (self._body(start, stretch, lead, words, whole=whole) if bodies else None)
        )

    def note(self, subject: Subject) -> None:
        """Remember a person as the one whom 他 means next."""
        if subject.person:
            self.mentions.person = subject.name

    def note_posts(self, start: int, end: int) -> None:
        """Remember the posts in ``text[start:end]`` with their holders."""
        at = bisect_left(self._title_starts, start)
        for first in self._title_starts[at : bisect_left(self._title_starts, end, at)]:
            stop, holder = self._titles_by_start[first]
            post = _POST.search(self._text[first:stop])
            if holder and post:
                self.mentions.posts[post.group()] = holder

    def _person(self, start: int, stretch: str, lead: int, words: Sequence[Word], *, whole: bool) -> Subject | None:
        """The first person who is not governed by a preposition or a verb, and owns nothing."""
        for at, name in self._places(stretch, lead):
            behind = at + len(name)
            if _OWNED.match(stretch, behind) and not _ACTING.match(stretch, behind):
                continue
            begin = self._title_start(start, start + at) - start
            if name not in self._holders and begin == at and self._doubtful(name, stretch, behind, whole=whole):
                continue
            if whole and len(stretch) - behind == 1 and len(name) == 2 and surname_length(name, 0) == 1:
                behind = len(stretch)  # the model's name is a character short
            if self._free(stretch[lead:begin]):
                return Subject(stretch[at:behind], behind, "person")
        return self._new_person(start, stretch, lead, words, whole=whole)

    def _places(self, stretch: str, lead: int) -> list[tuple[int, str]]:
        """Return where names stand from ``lead`` on, in text order, the longer one first."""
        return [
            (at, name)
            for at in range(lead, len(stretch) - 1)
            for name in self._persons.get(stretch[at : at + 2], ())
            if stretch.startswith(name, at)
        ]

    def _new_person(self, start: int, stretch: str, lead: int, words: Sequence[Word], *, whole: bool) -> Subject | None:
        """A name at the beginning that nobody has told us, by its surname and by what follows."""
        at = self._behind_modifier(start, stretch, lead)
        titled = at > lead and stretch[at - 1] != "的"
        surname = surname_length(stretch, at)
        length = len(stretch) - at
        untold = whole and all(t.entity in ("", "PER") for t in words if t.start < start + len(stretch))
        foreign = untold and length > 2 and is_transliteration(stretch[at:])
        fits = whole and surname > 0 and length - surname in (1, 2)
        if foreign or (fits and self._may_be_name(stretch[at:], start + at, words)):
            stop = len(stretch)
        elif titled:
            stop = min(name_after(self._names, start + at, foreign=True) - start, len(stretch))
        elif surname:
            stop = next((end for end in (at + surname + 2, at + surname + 1) if _ACTS.match(stretch, end)), at)
            if stop > at and not self._may_be_name(stretch[at:stop], start + at, words):
                stop = at
        else:
            stop = at
        if stop - at < 2 or is_agent(stretch[at:stop]):
            return None
        self._persons.setdefault(stretch[at : at + 2], []).append(stretch[at:stop])
        return Subject(stretch[at:stop], stop, "person")

    def _count(self, name: str) -> int:
        """How often a name stands in the text, counted once."""
        if name not in self._counts:
            self._counts[name] = self._text.count(name)
        return self._counts[name]

    def _doubtful(self, name: str, stretch: str, behind: int, *, whole: bool) -> bool:
        """Whether the model's person may be none: named once, and not before an act."""
        if (whole and behind == len(stretch)) or "·" in name or len(name) > 3 or self._count(name) > 1:
            return False
        return not _ACTS.match(stretch, behind)

    @staticmethod
    def _may_be_name(name: str, start: int, words: Sequence[Word]) -> bool:
        """Whether the tagger leaves room for a name: no place, no verb, no ending of a common noun."""
        inside = [t for t in words if start <= t.start < start + len(name)]
        if not is_plain(name) or _NO_NAME_ENDING.search(name) or (inside and inside[0].start != start):
            return False
        return all(t.entity in ("", "PER") for t in inside) and bool(inside) and inside[0].pos in ("NOUN", "PROPN", "")

    def _behind_modifier(self, start: int, stretch: str, lead: int) -> int:
        """第一组的|某某: behind 的, or behind the posts at the beginning."""
        at = start + lead
        while at in self._titles_by_start:
            at = self._titles_by_start[at][0]
            if self._text[at : at + 1] in "、，":
                at += 1
        if start + lead < at < start + len(stretch):
            return at - start
        modifier = re.match(r"[\u4e00-\u9fff]{2,6}的", stretch[lead:])
        return lead + modifier.end() if modifier else lead

    def _title_start(self, start: int, at: int) -> int:
        """Go back over the posts that stand before a name, joined by 、 or 和."""
        while True:
            if at in self._titles_by_end and self._titles_by_end[at][0] >= start:
                at = self._titles_by_end[at][0]
            elif at > start + 1 and self._text[at - 1] in "、和兼" and at - 1 in self._titles_by_end:
                at -= 1
            else:
                return at

    @staticmethod
    def _free(before: str) -> bool:
        """Whether a subject may stand behind ``before``: nothing, a circumstance, a modifier."""
        if not before:
            return True
        _, of, before = before.rpartition("的")
        if of and not before:
            return True
        if before.endswith(_GOVERNS):
            return False
        if _CIRCUMSTANCE.search(before) or before.endswith(("，", "：", "”")):
            return True
        return not _VERB_LIKE.search(before) and len(before) <= 12

    def _pronoun(self, stretch: str, lead: int) -> Subject | None:
        m = _PRONOUN.search(stretch, lead)
        if m is None or not self.mentions.person:
            return None
        before = stretch[lead : m.start()]
        if before and (before.endswith(_GOVERNS) or not (_CIRCUMSTANCE.search(before) or len(before) <= 2)):
            return None
        return None if stretch[m.end() :].startswith("的") else Subject(self.mentions.person, m.end(), "person")

    def _post(self, start: int, stretch: str, lead: int, *, whole: bool) -> Subject | None:
        """习主席 stays as it stands; a bare 总书记 is its last holder; a post that nobody holds speaks itself."""
        for m in re.finditer(r"总书记|主席|总理|委员长", stretch):
            named = any(at + len(name) == m.start() for at, name in self._places(stretch[: m.start()], 0))
            if named or _ADDRESSED.match(stretch, m.end()):
                continue
            surname = surname_length(stretch, m.start() - 1) if m.start() > lead else 0
            at = m.start() - bool(surname)
            if not self._free(stretch[lead:at]) or _OWNED.match(stretch, m.end()):
                continue
            if surname:
                return Subject(stretch[at : m.end()], m.end(), "person")
            if at == lead or _CIRCUMSTANCE.search(stretch[lead:at]):
                holder = self.mentions.posts.get(m.group())
                return Subject(holder or m.group(), m.end(), "person" if holder else "agent")
        if start + lead in self._titles_by_start:
            stop, holder = self._titles_by_start[start + lead]
            title = self._text[start + lead : stop]
            post = _POST.search(title)
            if whole and not holder and stop != start + len(stretch):
                return None  # the post is part of a longer phrase
            if stop <= start + len(stretch) and not stretch[stop - start :].startswith(("的", "、")):
                known = self.mentions.posts.get(post.group()) if post and post.group() == title else None
                return Subject(holder or known or title, stop - start, "person" if holder or known else "agent")
        return None

    def _body(self, start: int, stretch: str, lead: int, words: Sequence[Word], *, whole: bool) -> Subject | None:
        stop = noun_phrase_end(stretch, start, lead, words)
        if whole and is_document(stretch, lead):
            stop = len(stretch)  # 通知|要求: alone before a verb of speech it is a noun, whatever the tagger says
        phrase = stretch[lead:stop]
        kind = kind_of_speaker(phrase)
        if not kind or stretch[stop:].startswith("的"):
            return None
        if kind != "phrase":
            return Subject(phrase, stop, kind)
        return Subject(phrase, stop, kind) if whole and stop == len(stretch) and len(phrase) <= 24 else None
