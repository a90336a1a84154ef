"""A stretch of a clause -> who acts in it: a person, a pronoun's person, a post, a body, a document or a group."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from corpus_tools.annotate.person import (
    Names,
    is_likely_name,
    is_transliteration,
    name_after,
    surname_length,
)

#: What may stand before a subject without taking part in it.
_TIME = (
    r"(?:当地时间|北京时间)?(?:[\d一二三四五六七八九十○〇]{2,4}年)?(?:\d{1,2}月)?(?:\d{1,2}[日号])(?:至\d{1,2}[日号])?"
    r"(?:上午|下午|晚上?|凌晨|中午|早上)?(?:\d{1,2}[时点]许?)?|[\d一二三四五六七八九十○〇]{4}年(?:\d{1,2}月)?"
)
_WHEN = (
    rf"(?:{_TIME}|\d{{1,2}}月|近日|日前|近期|今天|昨天|今日|今晚|当天|当日|当晚|上午|下午|随后|会后|会前|会上|期间|"
    r"近年来|近几年来|几年来|此前|目前|当前|最后|首先|其次|其中|同时|此外|另外|因此|但是?|而且?|并且?|不过|然而|于是|"
    r"[\u4e00-\u9fff]{2,8}(?:期间|以来|之际))"
)
_LEADING = re.compile(
    rf"(?:[●•■◆▪○★☆·◎\s#*]+|[（(]?[一二三四五六七八九十\d]+[)）、.．]\s*|{_WHEN}|（[^）]{{1,12}}）|\([^)]{{1,12}}\))"
)
#: A circumstance before the subject: 在调研中, 考察时.
_CIRCUMSTANCE = re.compile(r"(?:时|后|中|上|里|间|下|之际|以来|过程|之前|之后)$")
_OPENS_CIRCUMSTANCE = re.compile(r"(?:在|就|对|针对|围绕|面对|关于|当|随着|为|从|于)")
#: A name behind one of these is not who acts.
_GOVERNS = tuple("同与向对和给由为以请受及、在把将于据被")
#: A name before one of these only belongs to what follows.
_OWNED = re.compile(
    r"(?:同志|总书记|主席|总理|先生|女士)*(?:的|重要|关于|指示|讲话|批示|精神|思想|主义|列宁|嘱托|要求|倡议|贺信|回信|签署|所|等.{0,10}[领同]|"
    r"主持下|陪同|(?:为|为代表|为首)的|出席|等)"
)
_ACTING = re.compile(r"(?:同志|总书记|主席|总理|先生|女士)*的?(?:讲话|致辞|发言|回信|贺信)$")
_PRONOUN = re.compile(r"(?<![其吉])[他她](?![们国人乡处山日杀])")
_GROUP_PRONOUN = ("他们", "她们", "我们", "你们", "我", "你", "您", "其", "自己", "这", "那", "此", "它", "该", "本")
#: Posts that one person holds and that stand for the name.
_POST = re.compile(r"(?:总书记|主席|总理|委员长|书记|省长|市长|县长|区长|部长|局长|厅长|主任|校长|院长|会长|组长)$")
#: What a person does right behind the name.
_ACTS = re.compile(
    r"老师|教授|同志|先生|女士|从|围绕|结合|强调|指出|要求|主持|表示|认为|对|就|在|进行|还|说|谈|介绍|充分|代表|向|同|近日|日前|今天|"
    r"来到|前往|当天|当日|当晚|也|率|带|深入|先后|首先|随后|一行|应邀|会见|出席|提出|作|为|号召|鼓励|希望|\d"
)
_COMMON_ENDING = re.compile(r"[厂能业性化度漏好策场]$")
_NO_NAME_ENDING = re.compile(
    r"[省市县区业校会部院局厅家方村镇乡组员者党国军民人生长线点面法规案厂性化度力品费权]$|"
    r"[的是了要将与和等不]"
)
_ADDRESSED = re.compile(r"先生|女士|阁下")
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
_TIME_INSIDE = re.compile(rf"{_TIME}|近日|日前|今天|昨天|今日|连夜|联合召开|（\d")
#: What the last word of a body's name ends with.
_BODY_END = re.compile(r"(?:[局组办委署厅]|部门|委员会|指挥部|中心|协会|工作队|督导队)$")
_NOT_AN_AGENT = re.compile(r"^(?:各位|这|那|此|该|有|其|各项|如何|怎么|为什么|什么)")


@dataclass(frozen=True)
class KnownNames:
    """The names of a document.

    ``holders`` are who holds a title, ``persons`` these and the model's persons, longest first. ``titles`` are the
    posts and groups as start and end (characters of the text) and the holder's full name, empty if none is given.
    """

    holders: tuple[str, ...]
    persons: tuple[str, ...]
    titles: tuple[tuple[int, int, str], ...]


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

    def __init__(self, names: Names, known: KnownNames) -> None:
        self._text = text = names.text
        self._names = names
        self._counts: dict[str, int] = {}
        #: Names by their first two characters, longest first.
        self._persons: dict[str, list[str]] = {}
        for name in _settled([name for name in known.persons if is_name(name)], text):
            self._persons.setdefault(name[:2], []).append(name)
        self._holders = frozenset(known.holders)
        self._titles_by_end = {end: (start, holder) for start, end, holder in known.titles}
        self._titles_by_start = {start: (end, holder) for start, end, holder in known.titles}
        self.mentions = Mentions()

    def find(self, start: int, end: int, tokens: Sequence[Token], *, whole: bool) -> Subject | None:
        """Return the subject of ``text[start:end]``.

        With ``whole`` the stretch is what stands before a verb of speech and may be nothing but the subject; else the
        subject must be a person, or a noun phrase at the beginning that can act.
        """
        stretch = self._text[start:end]
        lead = leading(stretch)
        return (
            self._person(start, stretch, lead, tokens, whole=whole)
            or self._pronoun(stretch, lead)
            or self._post(start, stretch, lead, whole=whole)
            or self._body(start, stretch, lead, tokens, whole=whole)
        )

    def note(self, subject: Subject) -> None:
        """Remember a person as the one whom 他 means next."""
        if subject.person:
            self.mentions.person = subject.name

    def note_posts(self, start: int, end: int) -> None:
        """Remember the posts in ``text[start:end]`` with their holders."""
        for first in range(start, end):
            if first in self._titles_by_start:
                stop, holder = self._titles_by_start[first]
                post = _POST.search(self._text[first:stop])
                if holder and post:
                    self.mentions.posts[post.group()] = holder

    def _person(self, start: int, stretch: str, lead: int, tokens: Sequence[Token], *, whole: bool) -> Subject | None:
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
        return self._new_person(start, stretch, lead, tokens, whole=whole)

    def _places(self, stretch: str, lead: int) -> list[tuple[int, str]]:
        """Return where names stand from ``lead`` on, in text order, the longer one first."""
        return [
            (at, name)
            for at in range(lead, len(stretch) - 1)
            for name in self._persons.get(stretch[at : at + 2], ())
            if stretch.startswith(name, at)
        ]

    def _new_person(
        self, start: int, stretch: str, lead: int, tokens: Sequence[Token], *, whole: bool
    ) -> Subject | None:
        """A name at the beginning that nobody has told us, by its surname and by what follows."""
        at = self._behind_modifier(start, stretch, lead)
        titled = at > lead and stretch[at - 1] != "的"
        surname = surname_length(stretch, at)
        length = len(stretch) - at
        untold = whole and all(t.ent_type_ in ("", "PER") for t in tokens if t.idx < start + len(stretch))
        foreign = untold and length > 2 and is_transliteration(stretch[at:])
        fits = whole and surname > 0 and length - surname in (1, 2)
        if foreign or (fits and self._may_be_name(stretch[at:], start + at, tokens)):
            stop = len(stretch)
        elif titled:
            stop = min(name_after(self._names, start + at, foreign=True) - start, len(stretch))
        elif surname:
            stop = next((end for end in (at + surname + 2, at + surname + 1) if _ACTS.match(stretch, end)), at)
            if stop > at and not self._may_be_name(stretch[at:stop], start + at, tokens):
                stop = at
        else:
            stop = at
        if stop - at < 2 or _AGENT.search(stretch[at:stop]):
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
    def _may_be_name(name: str, start: int, tokens: Sequence[Token]) -> bool:
        """Whether the tagger leaves room for a name: no place, no verb, no ending of a common noun."""
        inside = [t for t in tokens if start <= t.idx < start + len(name)]
        if not _plain(name) or _NO_NAME_ENDING.search(name) or (inside and inside[0].idx != start):
            return False
        return (
            all(t.ent_type_ in ("", "PER") for t in inside) and bool(inside) and inside[0].pos_ in ("NOUN", "PROPN", "")
        )

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

    def _body(self, start: int, stretch: str, lead: int, tokens: Sequence[Token], *, whole: bool) -> Subject | None:
        stop = _noun_phrase_end(stretch, start, lead, tokens)
        if whole and _DOCUMENT.fullmatch(stretch, lead):
            stop = len(stretch)  # 通知|要求: alone before a verb of speech it is a noun, whatever the tagger says
        phrase = stretch[lead:stop]
        if len(phrase) < 2 or _NOT_AN_AGENT.match(phrase) or phrase in _GROUP_PRONOUN:
            return None
        if phrase.endswith("的") or stretch[stop:].startswith("的"):
            return None
        if _DOCUMENT.search(phrase):
            return Subject(phrase, stop, "text")
        if _AGENT.search(phrase):
            return Subject(phrase, stop, "agent")
        return Subject(phrase, stop, "phrase") if whole and stop == len(stretch) and len(phrase) <= 24 else None


_VERB_LIKE = re.compile(r"[是了要将把来到参]|召开|举行|进行|会见|传达|学习|贯彻|落实|按照|根据|代表|听取|陪同|率|邀")


def is_name(text: str) -> bool:
    """Whether what the model took for a person may be one."""
    likely = is_likely_name(text) or "·" in text or (len(text) > 3 and _plain(text) and not _AGENT.search(text))
    return len(text) >= 2 and likely and not _COMMON_ENDING.search(text)


def leading(stretch: str) -> int:
    """Return how many characters of marks, times and connectives stand before what may be a subject."""
    at = 0
    while m := _LEADING.match(stretch, at):
        if m.end() >= len(stretch):
            return at
        at = m.end()
    return at


def _settled(names: Sequence[str], text: str) -> list[str]:
    """Drop a name that is a more frequent one with a character of what follows (李某 and 李某还)."""
    counts = {name: text.count(name) for name in names}
    kept = [
        name
        for name in counts
        if not any(counts.get(name[:length], 0) > counts[name] for length in range(2, len(name)))
    ]
    return sorted(kept, key=lambda name: (-len(name), name))


def _plain(text: str) -> bool:
    return all("\u4e00" <= ch <= "\u9fff" for ch in text)


def _noun_phrase_end(stretch: str, start: int, lead: int, tokens: Sequence[Token]) -> int:
    """Return where the noun phrase ends that begins at ``lead``: before the first verb, adverb, preposition or time."""
    quoted = 0
    stop = lead
    cut = _TIME_INSIDE.search(stretch, lead + 2)
    limit = cut.start() if cut else len(stretch)
    for number, token in enumerate(tokens):
        at = token.idx - start
        if at + len(token.text) <= lead:
            continue
        if at >= limit:
            break
        if token.text in "《“（(":
            quoted += 1
        elif token.text in "》”）)":
            quoted -= 1
        elif not quoted and not (_nominal(token) or _names_body(tokens, number)):
            break
        stop = at + len(token.text)
    return min(stop, limit)


def _names_body(tokens: Sequence[Token], number: int) -> bool:
    """Whether a verb is part of a body's name: 监管|总局, 发展|改革|委."""
    length = 0
    for token in tokens[number : number + 4]:
        if token.tag_ == "SFN" and length:
            return True
        if _BODY_END.search(token.text) and length:
            return True
        length += len(token.text)
        if token.pos_ not in ("NOUN", "VERB", "PROPN", "ADJ") or length > 8:
            return False
    return False


def _nominal(token: Token) -> bool:
    if token.text in ("、", "和", "及", "与", "的", "等", "·", "—", "大家"):
        return True
    if not token.pos_:  # nobody has tagged the text: the borders of the stretch alone decide
        return True
    return token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "PART", "X", "DET") and not token.tag_.startswith("NT")
