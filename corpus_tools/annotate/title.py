"""Mark official titles, collectives, forms of respect and titles of works, with the names they are given to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from corpus_tools.annotate.person import (
    Names,
    foreign_name_before,
    name_after,
    name_before,
    surname_before,
)
from corpus_tools.annotate.tables import merged, own_tables, table
from corpus_tools.annotate.title_body import BodyFinder, BodyWalk
from corpus_tools.annotate.title_found import NESTED_RULE, Found, longest
from corpus_tools.annotate.title_group import GroupFinder
from corpus_tools.annotate.title_holder import FOREIGN_POSTS, link, name_list
from corpus_tools.annotate.title_parts import parts_of, set_parts
from corpus_tools.annotate.title_post import Post, PostFinder, alternatives, ends_a_word, part_of_word
from corpus_tools.annotate.title_rank import RankTable, describe
from corpus_tools.annotate.verdicts import Loser, keep_losers
from corpus_tools.labels import TITLE
from corpus_tools.lexicon import Lexicon, package_lexicon
from corpus_tools.spans import Annotation, Evidence, set_spans

VERSION = "2"
_WORK = re.compile(r"《[^《》\n]{1,60}(?:《[^《》\n]{1,40}》[^《》\n]{0,40})*》")
#: What may stand between a role and its name in a by-line.
_BYLINE_NAME = re.compile(r"\s*[:：/]?\s*")
_BYLINE_BEFORE = re.compile(
    r"(?:本报|本网|本台|特约|见习|首席|实习|新华社|[\u4e00-\u9fff]{2,8}[报网社台])|.*[\u4e00-\u9fff]{2,4}[）)]?|.*[:：].*"
)
_AGENCY = re.compile(r"(?:新华社|中新社|[\u4e00-\u9fff]{2,6}(?:日报|晚报|通讯社|电视台|电台|融媒体中心))$")
#: Posts of a place: what stands before them is a place or an adjective, nothing else.
_PLACE_POST = re.compile(r"(?:[省市县区镇乡村州旗盟街])长$")
#: Posts whose body must end like one; the others take what the words before them name (县教育|局长, 项目|负责人).
_STRICT = (
    *("书记", "主席", "总理", "总统", "会计师", "工程师", "经济师", "经理", "董事", "监事", "总裁", "秘书"),
    *("议员", "法官", "检察官", "委员长", "首相", "国王", "司令", "司令员", "主任", "常委", "外长", "国务卿", "政委"),
)
#: Posts that name their organ themselves: 教育|工委书记.
_OWN_ORGAN = re.compile(r"[委支部组]书记$")
#: Posts that may take the post before them with its body: 总书记|特使, 秘书长|发言人.
_OF_A_POST = frozenset({"特使", "发言人", "代表", "特别代表", "助理", "顾问", "秘书", "个人代表"})
#: 沈明岚代表县委 is a verb, 法定代表人 another word; a lone 委员 is no post.
_NEVER_NAMED = frozenset({"代表", "委员", "编辑", "主管", "教授", "教师", "讲师"})
#: 美|国务卿, 俄|外长: states in one character, only before posts of states.
_OF_STATES = frozenset({"国务卿", "总统", "外长", "防长", "财长", "首相", "外交大臣", "国防部长", "外交部长"})
_STATE = re.compile(r"(?<![\d一二三四五六七八九十])[美俄英法德日韩朝印越泰伊以巴乌叙土埃澳加意西]$")
_JIANG = frozenset(f"{unit}长" for unit in "省市县区镇乡部局处厅院校")
#: A surname right before these is no name: 国家|主席 and 党|主席 are bodies.
_SHORTEST_NAMED = 2


class TitleTagger:
    """Fill ``doc.spans["titles"]``: text order, label = type, id = rule.

    The attributes hold ``holder`` or ``holders``, ``refers_to`` (the full name that a short title takes up), ``parts``,
    ``jurisdiction_code``, ``jurisdiction_level``, ``rank`` and ``deputy``, each only where it is known. The parts
    stand in ``doc.spans["title_parts"]`` too.
    """

    def __init__(
        self,
        posts: Lexicon,
        bodies: Lexicon,
        *,
        own: Sequence[Lexicon] = (),
        off: Sequence[str] = (),
        candidates: bool = False,
    ) -> None:
        organs = package_lexicon("organs.tsv")
        self.lexicons = (posts, bodies, package_lexicon("surnames.tsv"), organs, *own)
        posts = merged(posts, own)
        self._off = frozenset(off)
        self._candidates = candidates
        self._ids = {(e.form, e.subtype): e.id for e in posts.entries}
        self._posts = PostFinder(posts)
        self._bodies = BodyFinder(bodies)
        self._groups = GroupFinder(posts)
        self._honorific = re.compile(alternatives(posts.forms("honorific")))
        self._ranks = RankTable(organs)
        self._byline = re.compile(alternatives(posts.forms("byline")))

    def __call__(self, doc: Doc) -> Doc:
        """Replace the span group; a border inside a token splits the token."""
        names = Names(doc)
        text = names.text
        posts = list(self._posts.find(text))
        posts = [post for post in posts if not part_of_word(text, post.end) or _is_jiang(names, post)]
        floors = sorted({post.end for post in posts})
        found: list[Found] = []
        dropped: list[tuple[Found, str]] = []
        for _ in range(2):  # names met anywhere in the document help to read the whole of it
            walk = self._bodies.read(doc, names, floors)
            weighed = [
                *self._offices(names, walk, posts),
                *self._groups.find(text, walk),
                *self._honorifics(names),
                *self._bylines(names),
            ]
            dropped = [(f, f"rule {f.rule} is switched off") for f in weighed if f.rule in self._off]
            weighed = [f for f in weighed if f.rule not in self._off]
            found = longest(weighed)
            chosen = {id(f) for f in found}
            dropped += [(f, "stands in a longer title or crosses it") for f in weighed if id(f) not in chosen]
            link(names, found)
            dropped += [(f, "is a title only where a name goes with it") for f in found if f.held and not f.names]
            found = [f for f in found if not f.held or f.names]
            for f in found:
                for name in f.names:
                    names.add(name)
        parts = {(f.start, f.end): parts_of(text, f) for f in found}
        described = describe(text, found, parts, self._ranks)
        with_works = _with_works(text, found)
        dropped += [(f, f"rule {f.rule} is switched off") for f in with_works if f.rule in self._off]
        found = [f for f in with_works if f.rule not in self._off]
        annotations = [_annotation(f, described.get((f.start, f.end), {})) for f in found]
        doc = set_parts(set_spans(doc, TITLE, annotations), parts)
        if self._candidates:
            keep_losers(doc, TITLE, [Loser(_annotation(f, {}), reason) for f, reason in dropped])
        return doc

    def _offices(self, names: Names, walk: BodyWalk, posts: list[Post]) -> Iterator[Found]:
        text = names.text
        former: Found | None = None
        for post in posts:
            f = self._office(names, walk, post)
            if f is None:
                continue
            if former is not None and former.end == post.prefix and text[post.start : post.end] in _OF_A_POST:
                former.inner, former.rule = True, NESTED_RULE
                former.names = []
                f.start = former.start
                f.rule = "title-office-body"
            if former is not None:
                yield former
            former = f
        if former is not None:
            yield former

    def _office(self, names: Names, walk: BodyWalk, post: Post) -> Found | None:
        text = names.text
        form = text[post.start : post.end]
        start = self._body_start(text, walk, post, form)
        if text.startswith("们", post.end) and start == post.prefix:
            return None
        if (
            start < post.prefix
            and text.endswith("前", 0, start)
            and self._begins_with_country(text[start : post.prefix])
        ):
            before = text[max(0, start - 2) : start - 1]
            if not "\u4e00" <= before <= "\u9fff":
                start -= 1  # 前|国际足联副主席: a former one
        if start == post.prefix or not self._is_body(names, walk, start, post, form):
            holder_start, rule = self._name_before(names, post, form)
            if holder_start < post.prefix:
                name = text[holder_start : post.prefix]
                return _office_found(post.prefix, post, rule, 0.9, names=[name])
            if not walk.ends_organ(start, post.prefix) and not self._any_body(form, start, post, names):
                start = post.prefix
        if start == post.prefix:
            start = _state_start(names, post, form)
        if post.bracketed:
            start = start if walk.ends_organ(start, post.prefix) else post.prefix
            return _office_found(start, post, "title-office-bracket", 0.9)
        body = text[start : post.prefix]
        if _is_other_word(text, post, form, body):
            return None
        bears = post.kind != "bodied" or _bears_member(body, form)
        if not bears and form in _NEVER_NAMED and not (form == "委员" and self._begins_with_country(body)):
            return None
        rule = "title-office-body" if body else "title-office"
        return _office_found(start, post, rule, 0.9 if body else 0.8, held=post.kind == "held" or not bears)

    @staticmethod
    def _body_start(text: str, walk: BodyWalk, post: Post, form: str) -> int:
        """Return where the body begins: by the words, else across 各位 (政协|各位|委员), else by a unit (云泽镇|)."""
        start = walk.start(post.prefix)
        if start == post.prefix and form in ("委员", "代表") and text.endswith("各位", 0, post.prefix):
            return walk.start(post.prefix - 2)
        if start == post.prefix and _PLACE_POST.search(form):
            return walk.same_unit_start(post.prefix, form[-2])
        return start

    def _begins_with_country(self, body: str) -> bool:
        return any(self._bodies.is_country(body[:length]) for length in range(2, len(body) + 1))

    def _is_body(self, names: Names, walk: BodyWalk, start: int, post: Post, form: str) -> bool:
        """Whether what stands before the post is surely a body and no name."""
        if self._bodies.country_length(names.text, post.prefix):
            return True
        if form.endswith(FOREIGN_POSTS) and walk.is_no_body(names.text[start : post.prefix]):
            return False
        if names.known_to(post.prefix) < post.prefix or post.prefix in names.starts:
            return False
        return walk.ends_organ(start, post.prefix, words=False) or (
            name_before(names, post.prefix) == post.prefix and walk.ends_organ(start, post.prefix)
        )

    def _any_body(self, form: str, start: int, post: Post, names: Names) -> bool:
        """Whether a post takes a body that does not end like one."""
        if form.endswith(_STRICT) and form != "班主任" and not _OWN_ORGAN.search(form):
            return False
        if _PLACE_POST.search(form):
            before = names.text[max(0, start - 1) : start]
            fresh = not before or not ("\u4e00" <= before <= "\u9fff")
            return fresh and 2 <= post.prefix - start <= 5
        return True

    def _name_before(self, names: Names, post: Post, form: str) -> tuple[int, str]:
        """Return where the name before a post begins and the rule that says so."""
        if form in _NEVER_NAMED:
            return post.prefix, ""
        end = post.prefix
        start = name_before(names, end)
        if start == end and form.endswith(FOREIGN_POSTS):
            start = foreign_name_before(names, end)
        if start < end:
            return start, "title-office-named"
        if len(form) >= _SHORTEST_NAMED and (post.kind == "post" or form == "议员"):
            return surname_before(names, end), "title-surname-post"
        return end, ""

    def _honorifics(self, names: Names) -> Iterator[Found]:
        text = names.text
        for m in self._honorific.finditer(text):
            if part_of_word(text, m.end()) or text.startswith("们", m.end()):
                continue
            start = name_before(names, m.start())
            if start == m.start() and m.group() not in ("同志", "烈士", "院士"):
                start = surname_before(names, m.start())
            if start < m.start():
                entry = self._ids[(m.group(), "honorific")]
                holder = text[start : m.start()]
                yield Found(
                    m.start(), m.end(), "honorific", "title-honorific", entry, 0.9, names=[holder], names_end=m.end()
                )

    def _bylines(self, names: Names) -> Iterator[Found]:
        text = names.text
        for m in self._byline.finditer(text):
            line_start = text.rfind("\n", max(0, m.start() - 60), m.start()) + 1
            before = text[max(line_start, m.start() - 60) : m.start()].strip("（(【[ ")
            gap = _BYLINE_NAME.match(text, m.end())
            at = gap.end() if gap else m.end()
            if before and not _BYLINE_BEFORE.fullmatch(before):
                continue
            colon = bool(gap and (":" in gap.group() or "：" in gap.group()))
            if before and not colon and not _BYLINE_BEFORE.match(before):
                continue
            listed, _ = name_list(names, at)
            listed = listed or _column_names(names, at, colon=colon)
            if listed:
                agency = _AGENCY.search(before)
                start = m.start() - len(agency.group()) if agency and text.endswith(before, 0, m.start()) else m.start()
                yield Found(
                    start,
                    m.end(),
                    "office",
                    "title-byline",
                    self._ids[(m.group(), "byline")],
                    0.9,
                    m.start(),
                    m.start(),
                    listed,
                    at,
                )


def _column_names(names: Names, at: int, *, colon: bool) -> list[str]:
    """A by-line with a colon gives a name even where the surname is unknown: two to four characters up to a blank."""
    if not colon:
        return []
    m = re.compile(r"[\u4e00-\u9fff]{2,4}(?=[\s）)】\]]|$)").match(names.text, at)
    return [m.group()] if m else []


def _is_jiang(names: Names, post: Post) -> bool:
    """省长|江若水 is a governor and his name, 全省长江岸线 is a river; 局长|高有为, but 身长高大."""
    text = names.text
    return (
        text[post.start : post.end] in _JIANG
        and text[post.end] in "江高沙龙"
        and name_after(names, post.end) > post.end
    )


def _office_found(
    start: int, post: Post, rule: str, score: float, *, names: list[str] | None = None, held: bool = False
) -> Found:
    return Found(
        start,
        post.end,
        "office",
        rule,
        post.entry,
        score,
        post.prefix,
        post.start,
        names=names or [],
        names_end=post.end if names else 0,
        held=held,
    )


def _state_start(names: Names, post: Post, form: str) -> int:
    """Return where a state in one character before the post stands: 美|国务卿, 俄|外长."""
    text = names.text
    at = post.prefix - 1
    if form not in _OF_STATES or at < 0 or not _STATE.search(text, max(0, at - 1), post.prefix):
        return post.prefix
    return at if names.is_border(at) or not text[max(0, at - 1) : at].strip() else post.prefix


def _is_other_word(text: str, post: Post, form: str, body: str) -> bool:
    """Whether a post without body is none: a lone 常委, the end of another word (城市长…)."""
    if body:
        return False
    if form == "常委":
        return post.prefix == post.start
    return len(form) == 2 and form[1] == "长" and ends_a_word(text, post.prefix)


def _bears_member(body: str, post: str) -> bool:
    """Whether the body makes 委员, 代表, 教授 … a post: 政协委员, 人大代表, 北京大学教授."""
    if post == "代表":
        return bool(re.search(r"(?:人大|人民代表大会|党代会|驻[\u4e00-\u9fff]{1,8})$", body))
    if post == "委员":
        return bool(
            re.search(
                r"(?:政协|政治局|委员会|中央|人大|组成人员|国务|省委|市委|县委|区委|常委会|纪委|军委|政协各位|州委)$",
                body,
            )
        )
    return len(body) >= 2


def _with_works(text: str, found: list[Found]) -> list[Found]:
    """Add the titles of works; what crosses their border goes, what lies inside stays."""
    works = [Found(m.start(), m.end(), "work", "title-work", "", 0.98) for m in _WORK.finditer(text)]
    kept = []
    number = 0
    for f in found:
        while number < len(works) and works[number].end <= f.start:
            number += 1
        crossing = (
            number < len(works)
            and works[number].start < f.end
            and not (works[number].start <= f.start and f.end <= works[number].end)
        )
        if not crossing:
            kept.append(f)
    return [*kept, *works]


def _annotation(f: Found, described: dict[str, object]) -> Annotation:
    attributes: dict[str, object] = {}
    if len(f.names) > 1 or (f.names and f.type == "collective"):
        attributes["holders"] = f.names
    elif f.names:
        attributes["holder"] = f.names[0]
    attributes.update(described)
    return Annotation(f.start, f.end, f.type, Evidence(f.rule, VERSION, f.score, f.entry or None), attributes)


@Language.factory(
    "title_tagger",
    assigns=["doc.spans"],
    default_config={"posts": None, "bodies": None, "own": [], "off": [], "candidates": False},
)
def make_title_tagger(
    nlp: Language,
    name: str,
    posts: str | None,
    bodies: str | None,
    own: list[str],
    off: list[str],
    candidates: bool,
) -> TitleTagger:
    """Build the component; ``posts`` and ``bodies`` name tables (paths), null means those of the package.

    ``own`` are tables of posts beside them, ``off`` ids of rules that mark nothing. ``candidates`` true: what lost is
    kept in ``doc.spans["titles_candidates"]``.
    """
    return TitleTagger(
        table(posts, "posts.tsv"), table(bodies, "bodies.tsv"), own=own_tables(own), off=off, candidates=candidates
    )
