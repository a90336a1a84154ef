"""Mark official titles, collectives, forms of respect and titles of works, with the names they are given to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from corpus_tools.annotate.person import is_likely_name, name_after, name_before
from corpus_tools.annotate.tables import table
from corpus_tools.annotate.title_body import BodyFinder
from corpus_tools.labels import TITLE
from corpus_tools.lexicon import Lexicon, package_lexicon
from corpus_tools.spans import Annotation, Evidence, resolve, set_spans

VERSION = "1"
_WORK = re.compile(r"《[^《》\n]{1,60}(?:《[^《》\n]{1,40}》[^《》\n]{0,40})*》")
#: What, right behind, makes a post part of another word: 书记处, 市长期, 常委会.
_NOT_BEFORE = {
    "长": "级治制期远久江效足达征城春沙途短三假大高廊龙跑势",
    "委": "会员",
    "员": "会长制工额",
    "记": "处院",
    "席": "台国令团会位",
    "任": "务职免",
    "表": "团会大处性作着们了示队",
    "理": "府事论由解念",
    "统": "府选一战",
    "导": "下小干机机班权力作思层能人",
    "志": "们愿",
    "书": "记处写",
    "授": "权予课勋",
    "使": "馆团用命得",
    "辑": "部",
}
#: Lists behind a group's name, and posts that share one holder, are joined by these.
_JOINS = "、和兼及"
#: Posts whose holders may have transliterated names.
_FOREIGN_POSTS = (
    "总统",
    "首相",
    "国务卿",
    "议长",
    "外长",
    "防长",
    "财长",
    "国王",
    "女王",
    "总理",
    "大使",
    "总干事",
    "发言人",
    "特使",
)
#: Posts that stand behind the name of who holds them.
_AFTER_NAMES = frozenset({"总统", "主席", "总理", "首相", "总书记", "书记", "外长", "议长", "国王", "大使"})
_APPOINTED = re.compile(r"(?:任|担任|出任|兼任|当选为?|就任|接任)$")
#: What may stand between a role and its name in a by-line.
_BYLINE_NAME = re.compile(r"\s*[:：]?\s*")


@dataclass
class _Found:
    """A title on its way: where it stands, what it is, who holds it."""

    start: int
    end: int
    type: str
    rule: str
    entry: str
    score: float
    names: list[str] = field(default_factory=list)
    names_end: int = 0


class TitleTagger:
    """Fill ``doc.spans["titles"]``: text order, label = type, id = rule; holders stand in the attributes."""

    def __init__(self, posts: Lexicon, bodies: Lexicon) -> None:
        self.lexicons = (posts, bodies, package_lexicon("surnames.tsv"))
        self._ids = {(e.form, e.subtype): e.id for e in posts.entries}
        self._bodies = BodyFinder(bodies)
        prefix = _alternatives(posts.forms("prefix"))
        self._office = re.compile(f"(?P<prefix>(?:{prefix})*)(?P<post>{_alternatives(posts.forms('post', 'bodied'))})")
        self._group = re.compile(_alternatives(posts.forms("group")))
        self._level_group = re.compile(
            r"(?:[省市县区州厅局处科部乡镇村师团旅]|副[省市县厅局处部])(?:部|局|处|科)?级(?:主要|分管)?(?:领导干部|领导|负责同志|负责人)|[省市县区州镇乡旗校院厂局](?:委|政府)?(?:主要|分管)?领导"
        )
        self._honorific = re.compile(_alternatives(posts.forms("honorific")))
        self._byline = re.compile(f"(?:{_alternatives(posts.forms('byline'))})")

    def __call__(self, doc: Doc) -> Doc:
        """Replace the span group; a border inside a token splits the token."""
        text = doc.text
        names = {e.start_char: e.end_char for e in doc.ents if e.label_ == "PER" and is_likely_name(e.text)}
        known: set[str] = set()
        for _ in range(2):  # names met anywhere in the document help to read the whole of it
            found = sorted(
                [
                    *self._offices(doc, text, names, known),
                    *self._groups(doc, text, names),
                    *self._honorifics(text, names, known),
                ],
                key=lambda f: (f.start, -f.end),
            )
            found = _longest(found)
            self._link(text, found, names, known)
            known.update(name for f in found for name in f.names)
        found += [*self._bylines(text), *_works(text)]
        return set_spans(doc, TITLE, resolve([_annotation(f) for f in found], nesting=True))

    def _offices(self, doc: Doc, text: str, names: dict[int, int], known: set[str]) -> Iterator[_Found]:
        for m in self._office.finditer(text):
            start, post = m.start(), m.group("post")
            if _part_of_word(text, m.end()) and not _is_jiang(text, m.start(), m.end(), known):
                continue
            if not _follows_name(text, start, names, known):
                start = self._bodies.start(doc, text, start, names)
            if post in _AFTER_NAMES and self._bodies.is_no_body(text[start : m.start()]):
                start = m.start()  # 朴槿惠总统, 西哈莫尼国王
            body = text[start : m.start()]
            entry = self._ids.get((post, "post")) or self._ids[(post, "bodied")]
            bodied = (post, "post") not in self._ids
            if bodied and not _bears_member(body, post):
                continue
            if post == "常委" and not body and not m.group("prefix"):
                continue
            if len(post) == 2 and post[1] == "长" and not body and _covers(text, m.start()):
                continue
            yield _Found(
                start, m.end(), "office", "title-office-body" if body else "title-office", entry, 0.9 if body else 0.8
            )

    def _groups(self, doc: Doc, text: str, names: dict[int, int]) -> Iterator[_Found]:
        for pattern in (self._level_group, self._group):
            for m in pattern.finditer(text):
                if _part_of_word(text, m.end()):
                    continue
                level = pattern is self._level_group
                entry = self._ids.get((m.group(), "group"), "")
                start = m.start()
                if (not level or "级" in m.group()) and not text.endswith("等", 0, start):
                    start = self._bodies.start(
                        doc, text, start, names, lists=m.group().endswith(("负责同志", "负责人"))
                    )
                elif not text.endswith("等", 0, start):
                    start = self._bodies.jurisdiction_start(text, start, names)
                yield _Found(start, m.end(), "collective", "title-group-level" if level else "title-group", entry, 0.85)

    def _honorifics(self, text: str, names: dict[int, int], known: set[str]) -> Iterator[_Found]:
        for m in self._honorific.finditer(text):
            start = name_before(text, m.start(), names=names, known=known)
            if start < m.start() and not _part_of_word(text, m.end()):
                entry = self._ids[(m.group(), "honorific")]
                holder = text[start : m.start()]
                yield _Found(m.start(), m.end(), "honorific", "title-honorific", entry, 0.9, [holder], m.end())

    def _bylines(self, text: str) -> Iterator[_Found]:
        for m in self._byline.finditer(text):
            line_start = text.rfind("\n", 0, m.start()) + 1
            before = text[line_start : m.start()].strip("（(【[ ")
            if before and not re.fullmatch(
                r"(?:本报|本网|本台|特约|见习|首席|新华社|[\u4e00-\u9fff]{2,8}[报网社台])", before
            ):
                continue
            gap = _BYLINE_NAME.match(text, m.end())
            at = gap.end() if gap else m.end()
            names = _name_list(text, at, {}, set())
            if names:
                yield _Found(
                    m.start(), m.end(), "office", "title-byline", self._ids[(m.group(), "byline")], 0.9, names[0]
                )

    def _link(self, text: str, found: list[_Found], names: dict[int, int], known: set[str]) -> None:
        """Give every title its holders: the names behind it, else before it, else those of the post it is joined to."""
        starts = {f.start for f in found}
        for f in found:
            if f.type == "honorific":
                continue
            foreign = text[f.start : f.end].endswith(_FOREIGN_POSTS)
            listed, end = _name_list(text, f.end, names, known, stop=starts, foreign=foreign) or ([], f.end)
            if not listed and f.type == "office":
                listed = _holder_before(text, f, names, known)
            f.names, f.names_end = listed, end
        for f, follower in reversed(list(pairwise(found))):
            between = text[f.end : follower.start]
            if not f.names and f.type == follower.type == "office" and (between in _JOINS or between == "，"):
                f.names = list(follower.names) if follower.names_end > follower.end or between != "，" else []
        for f in found:
            if f.type == "collective" and not f.names and text[: f.start].endswith("等"):
                f.names = _names_listed_before(text, f.start - 1, found)


def _is_jiang(text: str, start: int, end: int, known: set[str]) -> bool:
    """省长|江若水 is a governor and his name, 全省长江岸线 is a river."""
    unit = text[start:end] in (
        "省长",
        "市长",
        "县长",
        "区长",
        "镇长",
        "乡长",
        "部长",
        "局长",
        "处长",
        "厅长",
        "院长",
        "校长",
    )
    return unit and text[end] == "江" and name_after(text, end, names={}, known=known) > end


def _follows_name(text: str, end: int, names: dict[int, int], known: set[str]) -> bool:
    """Whether a name that is known or found by the model stands right before ``end``: 习近平|总书记."""
    return any(stop == end for stop in names.values()) or any(text.endswith(name, 0, end) for name in known)


def _alternatives(forms: list[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))


def _part_of_word(text: str, end: int) -> bool:
    following = text[end : end + 1]
    return bool(following) and following in _NOT_BEFORE.get(text[end - 1], "")


def _bears_member(body: str, post: str) -> bool:
    """Whether the body makes 委员, 代表, 教授 … a post: 政协委员, 人大代表, 北京大学教授."""
    if post == "代表":
        return body.endswith(("人大", "人民代表大会", "党代会"))
    if post == "委员":
        return bool(re.search(r"(?:政协|政治局|委员会|中央|人大|组成人员|国务|省委|市委|县委|区委|常委会|纪委)$", body))
    return len(body) >= 2


def _covers(text: str, start: int) -> bool:
    """Whether a bare 市长, 部长 … is really the end of another word (城市长…) or a lone unit before 长."""
    return start > 0 and text[start - 1] in "城都门全各本外内"


def _longest(found: list[_Found]) -> list[_Found]:
    kept: list[_Found] = []
    for f in found:
        if kept and f.start < kept[-1].end:
            if f.end - f.start > kept[-1].end - kept[-1].start:
                kept[-1] = f
            continue
        kept.append(f)
    return kept


def _name_list(
    text: str,
    start: int,
    names: dict[int, int],
    known: set[str],
    *,
    stop: set[int] | None = None,
    foreign: bool = False,
) -> tuple[list[str], int] | None:
    """Read names joined by 、 or 和 from ``start`` on; None if there is none."""
    listed: list[str] = []
    at = start
    while True:
        end = name_after(text, at, names=names, known=known, foreign=foreign)
        if end == at:
            break
        listed.append(text[at:end])
        if text[end : end + 1] not in ("、", "和") or end + 1 in (stop or ()):
            at = end
            break
        at = end + 1
    if not listed:
        return None
    return listed, start + sum(map(len, listed)) + len(listed) - 1


def _holder_before(text: str, f: _Found, names: dict[int, int], known: set[str]) -> list[str]:
    appointed = _APPOINTED.search(text[max(0, f.start - 3) : f.start])
    end = f.start - (len(appointed.group()) if appointed else 0)
    start = name_before(text, end, names=names, known=known)
    return [text[start:end]] if start < end else []


def _names_listed_before(text: str, end: int, found: list[_Found]) -> list[str]:
    """Collect the holders of the posts in the enumeration that ends at ``end`` (…秦亮，…刘飞，…李兴平等县领导)."""
    sentence = max(text.rfind(mark, 0, end) for mark in "。！？；\n") + 1
    names: list[str] = []
    for f in found:
        if sentence <= f.start and f.end <= end and f.type == "office":
            names += [name for name in f.names if name not in names]
    return names


def _works(text: str) -> Iterator[_Found]:
    for m in _WORK.finditer(text):
        yield _Found(m.start(), m.end(), "work", "title-work", "", 0.98)


def _annotation(f: _Found) -> Annotation:
    attributes: dict[str, object] = {}
    if len(f.names) > 1 or (f.names and f.type == "collective"):
        attributes["holders"] = f.names
    elif f.names:
        attributes["holder"] = f.names[0]
    return Annotation(f.start, f.end, f.type, Evidence(f.rule, VERSION, f.score, f.entry or None), attributes)


@Language.factory("title_tagger", assigns=["doc.spans"], default_config={"posts": None, "bodies": None})
def make_title_tagger(nlp: Language, name: str, posts: str | None, bodies: str | None) -> TitleTagger:
    """Build the component; ``posts`` and ``bodies`` name tables (paths), null means those of the package."""
    return TitleTagger(table(posts, "posts.tsv"), table(bodies, "bodies.tsv"))
