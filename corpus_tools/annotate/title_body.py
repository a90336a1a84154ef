"""The place where a post stands -> where the name of the body before it begins."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from spacy.tokens import Doc

from corpus_tools.annotate.person import Names, is_likely_name, is_transliteration, name_after
from corpus_tools.annotate.title_body_edges import CUT, MODEL, ORGAN_END, SHIELD, UNITS, trimmed
from corpus_tools.annotate.title_body_wider import two_fields_start, widened
from corpus_tools.annotate.title_jurisdiction import place_at_end
from corpus_tools.lexicon import Lexicon

LONGEST_BODY = 40
#: Names of the table of states and world bodies that are China's own.
_CHINESE = ("中", "国务院", "全国", "党", "国家", "最高", "人民解放军", "人力资源")
_STOP_UPOS = frozenset({"ADP", "AUX", "CCONJ", "SCONJ", "PRON", "DET", "ADV", "INTJ", "PUNCT"})
#: Tags of suffixes and prefixes, which go on with a body's name whatever their UPOS.
_AFFIXES = frozenset({"SFN", "PFA", "FW"})
#: A quoted name, that of a ship with 号 behind it.
_QUOTED = re.compile(r"“[^“”\n]{1,12}”号?\Z")
_BRACKETED = re.compile(r"[\u4e00-\u9fff][（(][\u4e00-\u9fff、]{1,8}[）)]\Z")
#: What a bracket holds that is no part of a name.
_REMARK = re.compile(r"[附见注称]|以下|名单|不含|包括")
#: A body named from its jurisdiction on, at the beginning of a clause or behind 、: 青浦泽市, 县林业和草原局.
_FROM_JURISDICTION = re.compile(
    r"(?:^|[，。、；：！？\s“”（）,])((?:[\u4e00-\u9fff]{2,5}[省市县区州镇乡旗]|[省市县区州镇乡旗])[\u4e00-\u9fff]{0,14})\Z"
)
#: A verb right before one of these is part of the unit's name: 纪念|馆, 救助|站.
_UNIT_ENDS = frozenset("馆所站院局部处室队组委会办署厅厂行社器机")


#: The full name of a state: 德意志|联邦共和国, 哈萨克斯坦|共和国.
_REALM = re.compile(
    r"(?:伊斯兰|社会主义|人民|民主|联邦|阿拉伯|多民族|玻利瓦尔|合作|独立|东岸){0,3}(?:共和国|王国|合众国|大公国|公国|酋长国|独立国|苏丹国|联合王国|联邦)\Z"
)


class BodyFinder:
    """Walks leftwards from a post over the words that name its body."""

    def __init__(self, bodies: Lexicon, organs: Iterable[str] = ()) -> None:
        self._inside = frozenset(bodies.forms("inside"))
        self._stop = frozenset(bodies.forms("stop"))
        long = sorted((form for form in self._stop if len(form) > 1 and form != "特别"), key=len, reverse=True)
        self.stop_pattern = re.compile("|".join(map(re.escape, long)) or r"(?!)")
        self._countries = frozenset(bodies.forms("country"))
        self._longest_country = max(map(len, self._countries), default=0)
        joined = sorted(
            {*bodies.forms("joined"), *(form for form in organs if len(form) > 2 and form[0] not in "自省市县区州")},
            key=lambda f: (-len(f), f),
        )
        self._joined = re.compile("|".join(map(re.escape, joined)) or r"(?!)")

    def read(self, doc: Doc, names: Names, floors: list[int]) -> BodyWalk:
        """Prepare one document; ``floors`` are the ends of posts and groups, which no body's name reaches across."""
        return BodyWalk(self, doc, names, floors)

    def country_length(self, text: str, end: int) -> int:
        """Length of the name of a state or world body that ends at ``end``; a body's name begins there."""
        realm = _REALM.search(text, max(0, end - 14), end) if text[end - 1 : end] in ("国", "邦") else None
        for at in (end, realm.start()) if realm else (end,):
            for length in range(min(self._longest_country, at), 1, -1):
                if text[at - length : at] in self._countries:
                    return end - at + length
        return 0

    def is_abroad(self, body: str) -> bool:
        """Whether a body's name begins with a state other than China or with a world body."""
        name = next(
            (body[:n] for n in range(min(self._longest_country, len(body)), 1, -1) if self.is_country(body[:n])), ""
        )
        return bool(name) and not name.startswith(_CHINESE)

    def is_country(self, text: str) -> bool:
        """Whether this is the name of a state or world body."""
        return text in self._countries

    def is_body(self, text: str) -> bool:
        """Whether this is a name of the tables: a state, a world body, a body named as one word."""
        return text in self._countries or self._joined.fullmatch(text) is not None


class BodyWalk:
    """The bodies of one document."""

    def __init__(self, finder: BodyFinder, doc: Doc, names: Names, floors: list[int]) -> None:
        self._finder = finder
        self._text = self.text = names.text
        self._names = names
        self._behind: dict[int, int] = {}
        self._tokens = [(token.idx, token.pos_, token.tag_, token.is_space) for token in doc]
        self._starts = [start for start, *_ in self._tokens]
        self._joined = [m.span() for m in finder._joined.finditer(self._text)]
        self.stop_forms = finder._stop
        self._floors = [at for at in floors if not any(a < at < b for a, b in self._joined)]
        self._joined_starts = [start for start, _ in self._joined]
        self._persons = sorted(names.ends.items())
        self._person_starts = [start for start, _ in self._persons]

    def start(self, end: int, *, lists: bool = False) -> int:
        """Return the offset where the body's name that ends at ``end`` begins; ``end`` if there is none.

        With ``lists`` bodies joined by 、 or 和 are one (财政部、水利部和有关企业负责同志).
        """
        floor = self._floor(end)
        at = end
        while at > max(floor, end - LONGEST_BODY * (2 if lists else 1)):
            if (country := self._finder.country_length(self._text, at)) and not lists:
                at -= country
                if self._text.endswith("驻", 0, at):
                    at -= 1
                    continue
                break
            before = self._step(at, lists=lists and at < end, last=at == end)
            if before >= at or before < floor:
                break
            at = before
        body = self._text[at:end]
        foreign = any(self._finder.is_country(body[:n]) for n in range(2, min(len(body), 12) + 1))
        whole = at if foreign else self.jurisdiction_start(end)
        fields = end if lists else two_fields_start(self, end, floor)
        start = max(floor, min(at, whole, fields))
        start = start if start == fields < end else self._cut(start, end, lists=lists)  # 渔业与港口部
        start = widened(self, trimmed(self._text, start, end), end, floor)
        if "”" in self._text[start:end] and "“" not in self._text[start:end]:
            start = max(self._text.rfind("“", max(floor, start - 12), start), floor)
        return end if end - start == 1 and self._text[start] not in UNITS else start

    def ends_organ(self, start: int, end: int, *, words: bool = True) -> bool:
        """Whether the stretch ends like a body, an organ, a place or a quoted name.

        With ``words`` a proper noun of the model's will do.
        """
        body = self._text[start:end]
        return bool(
            ORGAN_END.search(body)
            or self._finder.country_length(self._text, end)
            or place_at_end(self._text, end)
            or (words and self._names.word_from(start) == (end, "PROPN"))
        )

    def jurisdiction_start(self, end: int) -> int:
        """Return the start of the stretch since the last mark if a jurisdiction opens it and no stop word is in it."""
        m = _FROM_JURISDICTION.search(self._text[max(0, end - 24) : end])
        if not m:
            return end
        body = m.group(1)
        start = end - len(body)
        stopped = any(word in body for word in self._finder._stop if len(word) > 1 and word != "特别") or any(
            ch in "在由对向将把被给让请从于的了着过为是就使置" for ch in body
        )
        stopped = stopped or CUT.match(body) is not None
        return end if stopped or self.holds_person(start, end) or start < self._floor(end) else start

    def same_unit_start(self, end: int, unit: str) -> int:
        """Return where 云泽镇 in 云泽镇|镇长 begins though no word shows it; ``end`` if it isn't there."""
        if not self._text.endswith(unit, max(0, end - 1), end) or unit in "省":
            return end
        for length in (2, 3, 1, 4):
            start = end - 1 - length
            if start < 0 or not re.fullmatch(r"[\u4e00-\u9fff]+", self._text[start:end]):
                continue
            if self._names.is_border(start) and self._names.word_to(start) in (
                "VERB",
                "ADP",
                "PUNCT",
                "SCONJ",
                "AUX",
                "",
            ):
                return max(start, self._cut(start, end, lists=False))
        return end

    def is_no_body(self, text: str) -> bool:
        """Whether what stands before a post is rather its holder's name: three characters, or a transliteration."""
        return not self._finder.is_body(text) and is_likely_name(text) and (len(text) == 3 or is_transliteration(text))

    def first(self, end: int, longest: int) -> int:
        """Return the first offset that a body's name before ``end`` may take, at most ``longest`` characters back."""
        return max(self._floor(end), end - longest, 0)

    def country_length(self, end: int) -> int:
        """Length of the name of a state or world body that ends at ``end``."""
        return self._finder.country_length(self._text, end)

    def person_to(self, end: int) -> int:
        """Return the start of the model's name of a person that ends at ``end``, or ``end``."""
        return self._names.starts.get(end, end)

    def is_country(self, text: str) -> bool:
        """Whether this is the name of a state or world body."""
        return self._finder.is_country(text)

    def stop_words(self, body: str) -> list[tuple[int, int]]:
        """Return where words of two or more characters stand that are never part of a body's name."""
        return [m.span() for m in self._finder.stop_pattern.finditer(body)]

    def word_from(self, start: int) -> tuple[int, str]:
        """Return the end and the tag of the model's word that begins at ``start``; (start, "") if none does."""
        return self._names.word_from(start)

    def function_words(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return where, counted from ``start``, words of two or more characters stand that no name of a body has."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        found = []
        for at, pos, _, _ in self._tokens[first:last]:
            stop = self._names.word_from(at)[0]
            verb = pos == "VERB" and self._text[at:stop] not in self._finder._inside and end - stop > 2
            if stop - at > 1 and stop < end and (verb or pos in _STOP_UPOS) and self._text[stop] not in _UNIT_ENDS:
                found.append((at - start, stop - start))
        return found

    def is_joined(self, start: int, end: int) -> bool:
        """Whether the stretch is inside a name of the table that has such a word in it (卫生和计划生育)."""
        return any(a < end and start < b for a, b in self._joined_in(start - 12, end))

    def _floor(self, end: int) -> int:
        number = bisect_right(self._floors, end) - 1
        if number < 0:
            return 0
        floor = self._floors[number]
        if end - floor > 3 * LONGEST_BODY:
            return floor
        if floor not in self._behind:
            at = name_after(self._names, floor, foreign=True)
            self._behind[floor] = at + 1 if at > floor and self._text[at : at + 1] in ("和", "、") else at
        return self._behind[floor] if self._behind[floor] < end else floor

    def holds_person(self, start: int, end: int) -> bool:
        """Whether a name of the model's begins in the stretch or reaches into it."""
        number = bisect_right(self._person_starts, end - 1) - 1
        return number >= 0 and self._persons[number][1] > start

    def _cut(self, start: int, end: int, *, lists: bool) -> int:
        """Leave out what stands before the name: verbs, prepositions, pronouns, and a province's name begins anew."""
        body = self._text[start:end]
        shielded = [m.span() for m in SHIELD.finditer(body)]
        shielded += [(a - start, b - start) for a, b in self._joined_in(start, end)]
        after = start
        for m in CUT.finditer(body):
            if lists and m.group() in ("有关", "相关", "及其", "以及"):
                continue
            if m.group() in ("有关", "相关") and len(body) - m.end() > 2 and "、" in body:
                continue
            if not any(a < m.end() and m.start() < b for a, b in shielded):
                after = max(after, start + m.end())
        return after

    def _joined_in(self, start: int, end: int) -> list[tuple[int, int]]:
        first = bisect_right(self._joined_starts, start - 1)
        found = []
        while first < len(self._joined) and self._joined[first][0] < end:
            found.append(self._joined[first])
            first += 1
        return found

    def _step(self, at: int, *, lists: bool, last: bool) -> int:
        text = self._text
        if quoted := _QUOTED.search(text[max(0, at - 16) : at]):
            return at - len(quoted.group())
        if (bracketed := _BRACKETED.search(text[max(0, at - 12) : at])) and not _REMARK.search(bracketed.group()):
            return at - len(bracketed.group()) + 1
        number = bisect_right(self._joined_starts, at - 1) - 1
        if number >= 0 and self._joined[number][0] < at <= self._joined[number][1]:
            return self._joined[number][0]
        if place := place_at_end(text, at):
            return at - place
        if model := MODEL.search(text, max(0, at - 12), at):
            return model.start()
        if lists and last is False and text[at - 1] in "、和及":
            return at - 1
        number = bisect_right(self._starts, at - 1) - 1
        if number < 0:
            return at
        start, pos, tag, space = self._tokens[number]
        if space or text[start:at].isspace() or self.holds_person(start, at):
            return at
        piece = text[start:at].strip()
        if len(piece) != at - start:
            return at
        if not self._goes_on(pos, tag, piece, text[at : at + 1]) and not (lists and piece in ("有关", "相关", "各")):
            return at
        return start

    def _goes_on(self, pos: str, tag: str, piece: str, following: str) -> bool:
        if piece in self._finder._stop or not re.fullmatch(r"[\u3400-\u9fffA-Za-z0-9·]+", piece):
            return False
        if piece in self._finder._inside or piece in UNITS or tag in _AFFIXES:
            return True
        if piece.isdigit() or pos == "NUM":
            return pos == "NUM" and piece[0] in "第一二三四五六七八九十" and len(piece) > 1
        if pos == "VERB":
            return len(piece) > 1 and (piece[-1] in "委部局署厅院会组党团办县市省区" or following in _UNIT_ENDS)
        return pos not in _STOP_UPOS or (pos == "DET" and piece[0] in "全国")
