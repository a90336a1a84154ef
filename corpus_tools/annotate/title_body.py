"""The place where a post stands -> where the name of the body before it begins."""

from __future__ import annotations

import re
from bisect import bisect_right

from spacy.tokens import Doc

from corpus_tools.annotate.person import Names, is_likely_name, is_transliteration, name_after
from corpus_tools.annotate.title_jurisdiction import place_at_end
from corpus_tools.lexicon import Lexicon

LONGEST_BODY = 40
_STOP_UPOS = frozenset({"ADP", "AUX", "CCONJ", "SCONJ", "PRON", "DET", "ADV", "INTJ", "PUNCT"})
#: Tags of suffixes and prefixes, which go on with a body's name whatever their UPOS.
_AFFIXES = frozenset({"SFN", "PFA", "FW"})
_QUOTED = re.compile(r"“[^“”\n]{1,12}”$")
_BRACKETED = re.compile(r"[\u4e00-\u9fff][（(][\u4e00-\u9fff、]{1,8}[）)]$")
#: What a bracket holds that is no part of a name.
_REMARK = re.compile(r"[附见注称]|以下|名单|不含|包括")
#: A body named from its jurisdiction on, at the beginning of a clause or behind 、: 青浦泽市, 县林业和草原局.
_FROM_JURISDICTION = re.compile(
    r"(?:^|[，。、；：！？\s“”（）,])((?:[\u4e00-\u9fff]{2,5}[省市县区州镇乡旗]|[省市县区州镇乡旗])[\u4e00-\u9fff]{0,14})$"
)
#: Two fields of work under one roof, opened by a mark or line start: 文书及档案局, 育林和治沙委员会.
_TWO_FIELDS = re.compile(
    r"(?:^|[，。；：！？\s“”（）(,]|国家|[省市县区州])([\u4e00-\u9fff]{2,6})(和|及|与|暨)([\u4e00-\u9fff]{2,6})"
    r"(?:部|局|厅|署|司|处|委|办|委员会|办公室|中心|学院|公司|协会|学会)?$"
)
#: The year of a class: 2025 级|本科班.
_TRAIN = re.compile(r"[A-Z]?\d{1,5}次$")
_TERM = re.compile(r"第[一二三四五六七八九十百\d]+届$")
_COHORT = re.compile(r"(?:19|20)\d\d ?级$")
#: A verb right before one of these is part of the unit's name: 纪念|馆, 救助|站.
_UNIT_ENDS = frozenset("馆所站院局部处室队组委会办署厅厂行社")
#: A single unit that begins a body's name even where the tagger sees something else: 市委, 县政府.
_UNITS = frozenset("省市县区州镇乡村旗盟党军院校厂部局厅国")
#: Ends of bodies, organs and places: what may stand right before a post that is no body's head itself.
_ORGAN_END = re.compile(
    r"(?:[委部厅局署院会办处室科股组所站馆台社校厂场队团党协联行司府园区省市县州旗盟镇乡村街军系班级线段店港矿庭庙寺舰艇营连排旅师舱馆”）)]|"
    r"公司|集团|中心|大学|机关|单位|部门|企业|机构|政协|人大|军委|中央|公署|银行|组织|基地|联盟|法院|检察院|剧院|协会|学会|工会|妇联|残联|文联|侨联|工商联|科协|总工会|政法|宣传|统战|支部|总支|"
    r"党组|党委|纪委|纪检|街道|社区|小区|项目|工程|平台|课题|栏目|频道|报|杂志|网|通讯社|国际|代表团|使团|司令部|指挥部|战区|军区|教研室|实验室|研究院|学部|学院|学校|小学|中学|幼儿园|"
    r"董事|理事|监事|执行|秘书|项|总部|分部|全国|地方|企|事务|高级|首席|人事|会计|财会|业务|政风|警政|财务|审计|行政|技术|安全)$"
)
#: Verbs and function words that end what stands before a body's name, whatever the words of the model are. Single
#: characters count only where they are in no common compound (理由, 经济, 处置).
_CUT = re.compile(
    r"须经|应经|应由|应当由|需经|并由|余由|统由|概由|均由|(?<![理自缘事情])由(?![来此于])|"
    r"(?<![可所予得加足难用何])以(?![色来上下内外及前后])|并承|承办(?=单位)|襄助|协助|辅助|报请|层报|转报|呈报|签报|(?<![日晚早周月学海时画喜年情通申党快汇])报(?=[单本上省市县中国该])|"
    r"(?<![处安配装设布购位闲])置|不同意|同意|征求|征得|提请|授权|批准|保障(?=总|各|其)|应由|应与|会同|商请|转请|函请|陈请|随同|陪同|转交|转达|递交|致函|致电|"
    r"健全|完善|优化|强化|压实|压紧|发挥|设立|建立|明确|会见|拜会|接见|看望|慰问|采访|祝贺|欢迎|感谢|邀请|访华的|任命|免去|决定|选举|推选|当选|连任|担任|出任|就任|兼任|接任|继任|历任|调任|升任|改任|原任|时任|新任|现任|前往|来到|赴|率领|"
    r"(?<![服任事认因成行作人称])为(?![民人])|(?<![反相针面])对(?![外口台华])|(?<![方志导走])向|(?<![共协合不相一])同(?![济仁志盟学乡业心步])|(?<![参授])与|把|被|(?<![申邀提聘])请|让|"
    r"(?<![存现潜内实自所])在(?![野])|(?<![大人])将(?![军领])|从(?![化业])|(?<![自对关用由基属])于|[的了着过是并]|"
    r"除(?!害)|(?<![财神东])经(?![济贸营理纪信开费办])|本报讯|日电|[0-9]日(?!报|本|喀)|讯(?=[国中省市])|凡|及其|以及|或者|或|设(?=[省市县总主委副])|"
    r"要求|强调|指出|认为|执行(?=[毛习])|按照|遵照|根据|依据|依照|关于|针对|跟随|听从|拥护|代表(?=[^团队处会大性])(?=[国中省市县])|通过|有关|相关|各级|我们|他们|你们|它们|(?<![耳与尤极])其(?![他它次余])|"
    r"(?:这|那|几|多|每|某|两|三|四|五|六|七|八|九|十)[位名个]|第[一二三四五六七八九十]+[条款项]|[0-9]+[位名]|负责人|尊敬的|敬爱的"
)
#: What looks like such a word and is part of bodies' names.
_SHIELD = re.compile(
    r"特别行政区|同仁|同心|委托代理|第一书记|在野党|为民|对外|对口|维护|并购|合并|并轨|大同市|同江|协同|承德|向阳|辛集|从化|于都|将乐|以色列|赴日|过渡|改过|转移支付|是非|其他|批准书|执行委员会|执行局|执行署|授权代表|决定委员会|选举委员会|选举事务|经选|大会|通过率"
)


class BodyFinder:
    """Walks leftwards from a post over the words that name its body."""

    def __init__(self, bodies: Lexicon) -> None:
        self._inside = frozenset(bodies.forms("inside"))
        self._stop = frozenset(bodies.forms("stop"))
        self._countries = frozenset(bodies.forms("country"))
        self._longest_country = max(map(len, self._countries), default=0)
        joined = sorted(bodies.forms("joined"), key=len, reverse=True)
        self._joined = re.compile("|".join(map(re.escape, joined)) or r"(?!)")

    def read(self, doc: Doc, names: Names, floors: list[int]) -> BodyWalk:
        """Prepare one document; ``floors`` are the ends of posts and groups, which no body's name reaches across."""
        return BodyWalk(self, doc, names, floors)

    def country_length(self, text: str, end: int) -> int:
        """Length of the name of a state or world body that ends at ``end``; a body's name begins there."""
        for length in range(min(self._longest_country, end), 1, -1):
            if text[end - length : end] in self._countries:
                return length
        return 0

    def is_country(self, text: str) -> bool:
        """Whether this is the name of a state or world body."""
        return text in self._countries


class BodyWalk:
    """The bodies of one document."""

    def __init__(self, finder: BodyFinder, doc: Doc, names: Names, floors: list[int]) -> None:
        self._finder = finder
        self._text = names.text
        self._names = names
        self._floors = floors
        self._behind: dict[int, int] = {}
        self._tokens = [(token.idx, token.pos_, token.tag_, token.is_space) for token in doc]
        self._starts = [start for start, *_ in self._tokens]
        self._joined = [m.span() for m in finder._joined.finditer(self._text)]
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
        if not lists:
            whole = min(whole, self._two_fields_start(end, floor))
        start = self._cut(max(floor, min(at, whole)), end, lists=lists)
        start = self._widened(_trimmed(self._text, start, end), end, floor)
        return end if end - start == 1 and self._text[start] not in _UNITS else start

    def _widened(self, start: int, end: int, floor: int) -> int:
        """Take in what belongs to a body's name though the walk stops at it: 本|单位, 2025 级|本科班, 甲国乙|甲国党."""
        before = self._text[max(floor, start - 12) : start]
        if before.endswith("本") and self._text.startswith(("单位", "部门", "机关", "院", "校", "企业"), start):
            return start - 1
        if start < end and (term := _TERM.search(before)):
            at = start - len(term.group())
            return at - place_at_end(self._text, at)
        if self._text.startswith("列车", end) and (train := _TRAIN.search(before)):
            return start - len(train.group())
        if start < end and (cohort := _COHORT.search(before)):
            return start - len(cohort.group())
        if self._text[start:end].endswith("党"):
            for adjective in range(5):
                if country := self._finder.country_length(before, len(before) - adjective):
                    return start - adjective - country
        return start

    def ends_organ(self, start: int, end: int, *, words: bool = True) -> bool:
        """Whether the stretch ends like a body, an organ, a place or a quoted name.

        With ``words`` a proper noun of the model's will do.
        """
        body = self._text[start:end]
        return bool(
            _ORGAN_END.search(body)
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
        stopped = stopped or _CUT.match(body) is not None
        return end if stopped or self._holds_person(start, end) or start < self._floor(end) else start

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
        return (
            not self._finder.is_country(text) and is_likely_name(text) and (len(text) == 3 or is_transliteration(text))
        )

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

    def _holds_person(self, start: int, end: int) -> bool:
        number = bisect_right(self._person_starts, end - 1) - 1
        return number >= 0 and self._persons[number][1] > start

    def _two_fields_start(self, end: int, floor: int) -> int:
        """Return where 甲和乙 begins if the two are fields of one organ; ``end`` if they are not."""
        m = _TWO_FIELDS.search(self._text, max(0, end - 20), end)
        if not m or m.start(1) < floor or self._holds_person(m.start(1), end):
            return end
        left, right = m.group(1), m.group(3)
        if _ORGAN_END.search(left) or _CUT.search(left) or _CUT.search(right) or left in self._finder._stop:
            return end
        if any(self._finder.is_country(part) for part in (left, right)):
            return end
        start = m.start(1)
        return start - 2 if self._text.startswith("国家", start - 2) else start

    def _cut(self, start: int, end: int, *, lists: bool) -> int:
        """Leave out what stands before the name: verbs, prepositions, pronouns, and a province's name begins anew."""
        body = self._text[start:end]
        shielded = [m.span() for m in _SHIELD.finditer(body)]
        shielded += [(a - start, b - start) for a, b in self._joined_in(start, end)]
        after = start
        for m in _CUT.finditer(body):
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
        if lists and last is False and text[at - 1] in "、和及":
            return at - 1
        number = bisect_right(self._starts, at - 1) - 1
        if number < 0:
            return at
        start, pos, tag, space = self._tokens[number]
        if space or text[start:at].isspace() or self._holds_person(start, at):
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
        if piece in self._finder._inside or piece in _UNITS or tag in _AFFIXES:
            return True
        if piece.isdigit() or pos == "NUM":
            return pos == "NUM" and piece[0] in "第一二三四五六七八九十" and len(piece) > 1
        if pos == "VERB":
            return len(piece) > 1 and (piece[-1] in "委部局署厅院会组党团办县市省区" or following in _UNIT_ENDS)
        return pos not in _STOP_UPOS or (pos == "DET" and piece[0] in "全国")


def _trimmed(text: str, start: int, end: int) -> int:
    """Leave out what can't begin a body's name: quantifiers, lone classifiers, list marks."""
    body = text[start:end]
    m = re.match(
        r"^(?:[、和及]|各级|各位|各(?!自|界|国)|全体|有关(?=[\u4e00-\u9fff]{0,3}$)|我(?!国)|本(?!单位|部门|机关|市|县|省|级|院|校|区|科|行政)|该|名|位|个|届|等|级)+",
        body,
    )
    return start + (len(m.group()) if m else 0)
