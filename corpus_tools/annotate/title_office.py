"""Posts of a text -> offices: each post with the body before it, and the name before it where one stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus_tools.annotate.person import Names, foreign_name_before, name_after, name_before, surname_before
from corpus_tools.annotate.title_body import BodyFinder, BodyWalk
from corpus_tools.annotate.title_body_clause import clause_start, country_start
from corpus_tools.annotate.title_calling import is_calling
from corpus_tools.annotate.title_found import NESTED_RULE, Found
from corpus_tools.annotate.title_holder import FOREIGN_POSTS
from corpus_tools.annotate.title_post import Post, ends_a_word
from corpus_tools.annotate.title_state import state_start

#: Posts of a place: what stands before them is a place or an adjective, nothing else.
_PLACE_POST = re.compile(r"(?:[省市县区镇乡村州旗盟街])长\Z")
#: Posts whose body must end like one; the others take what the words before them name (县教育|局长, 项目|负责人).
_STRICT = (
    *("书记", "主席", "总理", "总统", "会计师", "工程师", "经济师", "经理", "董事", "监事", "总裁", "秘书"),
    *("议员", "法官", "检察官", "委员长", "首相", "国王", "司令", "司令员", "主任", "常委", "外长", "国务卿", "政委"),
)
#: Posts that name their organ themselves: 教育|工委书记.
_OWN_ORGAN = re.compile(r"[委支部组]书记\Z")
#: Posts that may take the post before them with its body: 总书记|特使, 秘书长|发言人.
_OF_A_POST = frozenset(
    {"特使", "发言人", "代表", "特别代表", "助理", "顾问", "秘书", "个人代表", "新闻秘书", "新闻发言人", "私人秘书"}
)
#: Posts that stand for one person: 国家主席许问渠|特别代表 is a title around another and its holder.
_FOR_A_PERSON = frozenset({"特使", "特别代表", "个人代表", "私人代表", "全权代表"})
#: What the one inside serves for: 秘书长|也门问题|特使.
_MATTER = re.compile(r"(?:[\u4e00-\u9fff]{2,8}(?:问题|事务))?\Z")
#: 沈明岚代表县委 is a verb, 法定代表人 another word; a lone 委员 is no post.
_NEVER_NAMED = frozenset({"代表", "委员", "编辑", "主管", "教授", "教师", "讲师", "院士", "领袖"})
_JIANG = frozenset(f"{unit}长" for unit in "省市县区镇乡部局处厅院校所")
_FIELD_OF_PLACE = re.compile(r"[\u4e00-\u9fff]{2,8}?[省市县区州镇乡村][\u4e00-\u9fff]{2,6}")
_COUNTED = re.compile(r"[一二三四五六七八九十百\d]+[人名]以上")
#: 市县乡村|书记, 五级|书记: those of all levels.
_ALL_LEVELS = re.compile(r"(?<!第)[三四五]级\Z|[省市县区乡镇村]{3,5}\Z")
#: Between a body and its post: 商会|新任|会长; without a body before it it is outside.
_ABBREVIATED = re.compile(r"(?:(?!任)[\u4e00-\u9fff]){2,6}")
_TERMS = ("新任", "现任", "时任")
_COURT = re.compile(r"[院庭署处]\Z")
_LAW = re.compile(r"第 ?[\d一二三四五六七八九十百]+ ?条")
#: 处于长|江上游.
_RIVER = re.compile(
    r"江(?:[上中下]游|流域|经济|以[南北]|沿[岸线]|三|口|干流|大[桥堤]|两岸|[水岸]|[东西南北中]?[路街]|大道)"
)
#: A surname right before these is no name: 国家|主席 and 党|主席 are bodies.
_SHORTEST_NAMED = 2


class OfficeFinder:
    """Reads the posts of a document one by one."""

    def __init__(self, bodies: BodyFinder) -> None:
        self._bodies = bodies

    def find(self, names: Names, walk: BodyWalk, posts: list[Post]) -> Iterator[Found]:
        """Yield the offices in text order; a post inside another's title is marked as inner."""
        text = names.text
        former: Found | None = None
        for post in posts:
            f = self._office(names, walk, post)
            if former is not None and text[former.end : post.prefix] in ("、", "和", "及"):
                f = _listed(text, post, f)
            if f is None:
                continue
            if former is not None and self._serves(text, former, f, post):
                former.inner, former.rule = True, NESTED_RULE
                former.names = []
                f.start, f.abroad = former.start, former.abroad
                f.rule = "title-office-body"
            elif former is not None and self._acts_for(text, former, f, post):
                former.inner, former.rule = True, NESTED_RULE
                former.names, former.names_end = f.names, post.prefix
                f.start, f.abroad, f.names, f.names_end = former.start, former.abroad, [], 0
                f.rule = "title-office-body"
            if former is not None:
                yield former
            former = f
        if former is not None:
            yield former

    @staticmethod
    def _serves(text: str, former: Found, f: Found, post: Post) -> bool:
        """Whether the post is one beside the holder of the post before: 秘书长|发言人, 秘书长|也门问题特使."""
        if text[post.start : post.end] not in _OF_A_POST:
            return False
        between = text[former.end : post.prefix]
        return not between or (len(between) > 3 and f.start >= former.end and bool(_MATTER.match(between)))

    @staticmethod
    def _acts_for(text: str, former: Found, f: Found, post: Post) -> bool:
        """Whether the post is one that acts for the holder of the post before: 国家主席许问渠|特别代表."""
        held = bool(f.names) and text[former.end : post.prefix] == f.names[0]
        return held and text[post.start : post.end] in _FOR_A_PERSON

    def _office(self, names: Names, walk: BodyWalk, post: Post) -> Found | None:
        text = names.text
        form = text[post.start : post.end]
        start = self._body_start(text, walk, post, form)
        if text.startswith("们", post.end) and start == post.prefix:
            return None
        if form == "书记" and _ALL_LEVELS.search(text, max(0, post.start - 5), post.start):
            return None  # a group
        wider = self._opened_start(names, walk, post, start)
        if wider < start:
            start = wider
        elif start == post.prefix or not self._is_body(names, walk, start, post, form):
            holder_start, rule = self._name_before(names, post, form)
            if holder_start < post.prefix:
                name = text[holder_start : post.prefix]
                return _office_found(post.prefix, post, rule, names=[name])
            ends = walk.ends_organ(start, post.prefix) or self._any_body(form, start, post, names)
            if not ends and not _is_of_a_place(names, start, post):
                start = post.prefix
        if start == post.prefix:
            start = state_start(names, post, form)
        if start < post.prefix and _is_former(text, start):
            start -= 1
        if post.bracketed:
            start = start if walk.ends_organ(start, post.prefix) else post.prefix
            return _office_found(start, post, "title-office-bracket")
        body = text[start : post.prefix]
        if _is_other_word(text, post, form, body) or (
            _is_class(text, post, form, body) and name_after(names, post.end) == post.end
        ):
            return None
        bears = post.kind != "bodied" or _bears_member(body, form)
        if post.kind == "held" and text.endswith("》", 0, start) and start == post.prefix:
            start = max(text.rfind("《", max(0, start - 30), start), 0)  # 《…》|主持人
        bears = bears or (form == "议员" and text.endswith("各位", 0, start))
        if not bears and form in _NEVER_NAMED and not (form == "委员" and self._begins_with_country(body)):
            return None
        rule = "title-office-body" if body else "title-office"
        f = _office_found(start, post, rule, held=post.kind == "held" or not bears)
        f.abroad = self._bodies.is_abroad(body.removeprefix("前"))
        return f

    def _opened_start(self, names: Names, walk: BodyWalk, post: Post, start: int) -> int:
        """Return where the body begins by what opens it, a state or the clause; else ``start``."""
        end = post.prefix
        if end in names.starts or name_before(names, end) < end:
            return start
        abroad = self._bodies.is_abroad(names.text[start:end]) or not start < end
        named = name_after(names, post.end, foreign=abroad) > post.end
        country = country_start(walk, end, named=named)
        return min(start, clause_start(walk, end) if named and country == end else country)

    @staticmethod
    def _body_start(text: str, walk: BodyWalk, post: Post, form: str) -> int:
        """Return where the body begins: by the words, across 各位 (政协|各位|委员) or 新任, by a unit (云泽镇|)."""
        start = walk.start(post.prefix)
        if start == post.prefix and form in ("委员", "代表") and text.endswith("各位", 0, post.prefix):
            return walk.start(post.prefix - 2)
        if start == post.prefix and text.endswith(_TERMS, 0, post.prefix):
            wider = walk.start(post.prefix - 2)
            clause = clause_start(walk, post.prefix - 2)
            wider = min(wider, clause) if _ABBREVIATED.fullmatch(text, clause, post.prefix - 2) else wider
            if wider < post.prefix - 2 and walk.ends_organ(wider, post.prefix - 2, words=False):
                return wider
        if start == post.prefix and _PLACE_POST.search(form):
            return walk.same_unit_start(post.prefix, form[-2])
        return start

    def _begins_with_country(self, body: str) -> bool:
        return any(self._bodies.is_country(body[:length]) for length in range(2, len(body) + 1))

    def _is_body(self, names: Names, walk: BodyWalk, start: int, post: Post, form: str) -> bool:
        """Whether what stands before the post is surely a body and no name."""
        if self._bodies.country_length(names.text, post.prefix) or "驻" in names.text[start : post.prefix]:
            return True
        if names.text.endswith(_TERMS, start, post.prefix):
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


def is_jiang(names: Names, post: Post) -> bool:
    """省长|江若水 is a governor and his name, 全省长江岸线 is a river; 局长|高有为, but 身长高大."""
    text = names.text
    return (
        text[post.start : post.end] in _JIANG
        and text[post.end] in "江高沙龙"
        and not _RIVER.match(text, post.end)
        and name_after(names, post.end) > post.end
    )


def _office_found(start: int, post: Post, rule: str, *, names: list[str] | None = None, held: bool = False) -> Found:
    return Found(
        start,
        post.end,
        "office",
        rule,
        post.entry,
        post.prefix,
        post.start,
        names=names or [],
        names_end=post.end if names else 0,
        held=held,
    )


def _listed(text: str, post: Post, f: Found | None) -> Found | None:
    """Read a post that needs a body as one where it goes on a list of posts: 研究员、|副研究员."""
    bare = f is None or (f.held and f.start == post.prefix)
    if f is None and text[post.start : post.end] == "常委":
        return _office_found(post.prefix, post, "title-office")  # 省委书记、|常委
    if not bare or post.kind != "bodied" or text[post.start : post.end] in ("代表", "主管", "编辑", "委员"):
        return f
    return _office_found(post.prefix, post, "title-office")


def _is_of_a_place(names: Names, start: int, post: Post) -> bool:
    """Whether a place and a field of work stand before a post that has a holder: 云溪县古城保护|主任|沈明岚."""
    place = _FIELD_OF_PLACE.fullmatch(names.text, start, post.prefix)
    return place is not None and name_after(names, post.end) > post.end


def _is_former(text: str, start: int) -> bool:
    """Whether 前 or 原 for a former office stands before the body: 前|国际足联副主席, 原|云溪县县长."""
    before = text[max(0, start - 2) : start - 1]
    return text.endswith(("前", "原"), 0, start) and not "\u4e00" <= before <= "\u9fff"


def _is_other_word(text: str, post: Post, form: str, body: str) -> bool:
    """Whether a post without body is none: a lone 常委, the end of another word (城市长…)."""
    if body:
        return False
    if form == "处长" and text.endswith("地", 0, post.prefix):
        return True  # 地处|长江
    if form == "常委":
        return post.prefix == post.start
    return len(form) == 2 and form[1] == "长" and ends_a_word(text, post.prefix)


def _is_class(text: str, post: Post, form: str, body: str) -> bool:
    """Whether the post means all who have it: 教授二人以上, 就业|指导员, 法官 without a court outside of laws."""
    if is_calling(text, post.prefix, form) or (post.kind == "bodied" and _COUNTED.match(text, post.end)):
        return True
    return form in ("法官", "检察官") and not _COURT.search(body) and not _LAW.search(text)


def _bears_member(body: str, post: str) -> bool:
    """Whether the body makes 委员, 代表, 教授 … a post: 政协委员, 人大代表, 北京大学教授."""
    if post == "代表":
        return bool(
            re.search(r"(?:人大|代表大会|代表会议|[党职团妇]代会|驻(?:(?![和与])[\u4e00-\u9fff]){1,12})\Z", body)
        )
    if post == "领袖":
        return body.endswith("党")
    if post == "委员":
        return bool(
            re.search(
                r"(?:政协|政治局|[委筹]会|员会|负责[\u4e00-\u9fff]{2,8}的|中央|人大|组成人员|国务|省委|市委|县委|区委|常委会|纪委|军委|政协各位|州委)\Z",
                body,
            )
        )
    return body.endswith("院") if post == "院士" else len(body) >= 2
