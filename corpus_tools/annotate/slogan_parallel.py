"""Clauses and phrases of the same build that exhort or state a maxim."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus_tools.annotate.clause import Clause, clauses
from corpus_tools.spans import Annotation, Evidence

VERSION = "1"
#: Repeated characters that make a frame: 人民至上、生命至上; 卡而不严、查而不细; 组织有序、管理有效.
_FRAME = frozenset("以而就是有于敢不凡必应尽至上来起零既又再早快防无到随在亲自从为早要可最更共同能")
#: First words that make a frame when every unit begins with them, and last ones that make one at the end.
_OPENERS = re.compile(
    r"(?:敢于|勇于|善于|乐于|甘于|精于|勤于|亲自|坚持|不忘|不负|为|没有|更加|共同|人人|事事|处处|时时|件件|相信|依靠|跨|敢|少|多|勤|常|促|保|稳|抓|严|实|快|早|再|防|零|不|无|凡|既|又|应|最)"
)
_CLOSERS = re.compile(
    r"(?:至上|起来|到位|第一|优先|为先|为本|为要|到底|先行|并重|并举|群众|为王|为重|担当|尽责|有责|之路|人民|结合|“[^“”]+”)$"
)
#: Nouns that lists repeat without being slogans: 重点方向、重点地区; 主体责任、属地责任.
_LIST_NOUN = re.compile(
    r"(?:责任|重点|工作|地区|人员|部门|建设|管理|机制|体系|能力|水平|服务|安全|发展|单位|企业|学校|问题|制度|方案|措施|项目|行业|领域|产业|技术|市场|资源|工程|中心|系统|平台|社会|经济|文化|教育|医院|车站|国家|主义|政策|方向|场所|"
    r"风险|检查|检测|机构|组织|干部|群众|党员|代表|委员|书记|主任|局长|市长|省长|主席|会议|活动|地方|城市|农村|省|市|县|区|乡|镇|村|国|年|月|日|人|家|部|委|局|厅|院|校|站|场|路|桥|河|江|湖|山|岛|性|化|者|员|品|物|率|量|费|金|款|税|法|权|案|器|机|车|船|房|店|厂|田|地|林|水|电|气|网|线|点|面|类|种|项|条|名|级|届|次)$"
)
#: Verbs that open units of three characters: 查隐患, 补短板.
VERB_FIRST = frozenset(
    "查补强抓促保稳防控守治建扩优提降减增转调化通畅破立引育创争抢攻拓挖盯管清改推带帮扶助聚兴安固筑严"
    "抗学知记存进解勤多少常戴不敢爱敬讲比谋干想护"
)
_QUALITY = frozenset("清明准实细严快好强优美净绿活富安稳足齐全新精高畅通顺")
#: Nouns made of a verb's repetition (进行再部署、再安排) tell, they don't exhort.
_NOMINAL = re.compile(r"(?:进行|作出|作了|做出)(?:了)?$")
_DIGITS = re.compile(r"[0-9〇○]|第[一二三四五六七八九十]|[A-Za-z《》（）()％%]")
_MAX_UNIT = 12


def parallels(text: str) -> Iterator[Annotation]:
    """Yield runs of two or more units of one build, joined by 、 inside a clause or by commas across clauses."""
    row = list(clauses(text))
    for clause in row:
        yield from _in_clause(text, clause.start, clause.end)
    yield from _across_clauses(text, row)


def _in_clause(text: str, start: int, end: int) -> Iterator[Annotation]:
    stretch = text[start:end]
    if "、" not in stretch:
        yield from _unmarked(text, start, end)
        return
    pieces, at = [], start
    for piece in stretch.split("、"):
        pieces.append((at, at + len(piece)))
        at += len(piece) + 1
    number = 0
    while number < len(pieces) - 1:
        run = _longest_run(text, pieces, number)
        if run is None:
            number += 1
            continue
        first, last, count = run
        if not _NOMINAL.search(text[max(0, first - 4) : first]):
            yield _annotation(first, last, count)
        number += count


def _longest_run(text: str, pieces: list[tuple[int, int]], number: int) -> tuple[int, int, int] | None:
    """The run of units of one build that opens in piece ``number``: (start, end, units)."""
    best: tuple[int, int, int] | None = None
    following = pieces[number + 1]
    lengths = {following[1] - following[0]} if number + 2 < len(pieces) else set(range(3, _MAX_UNIT + 1))
    for length in sorted(lengths | {following[1] - following[0]}, reverse=True):
        if not 2 <= length <= _MAX_UNIT + 4 or pieces[number][1] - pieces[number][0] < length:
            continue
        units = [text[pieces[number][1] - length : pieces[number][1]]]
        ends = [pieces[number][1]]
        for at in range(number + 1, len(pieces)):
            piece_start, piece_end = pieces[at]
            unit = text[piece_start : min(piece_end, piece_start + length)]
            whole = piece_end - piece_start == length
            if len(unit) < length or (not whole and at + 1 < len(pieces)):
                break
            units.append(unit)
            ends.append(piece_start + length)
            if not whole:
                break
        for count in range(len(units), 1, -1):
            if _one_build(units[:count]) and _clean_end(text, ends[count - 1]):
                found = (pieces[number][1] - length, ends[count - 1], count)
                if best is None or (found[2], found[1] - found[0]) > (best[2], best[1] - best[0]):
                    best = found
                break
    return best


def _clean_end(text: str, end: int) -> bool:
    """Whether a unit may end here: at a mark, at 的 or 等, or before a noun of quality."""
    return bool(
        re.match(
            r"$|[\s，。；：！？、”）,;:!?)]|的|等|之|地|来|上|同|协|攻|(?:现象|作用|理念|要求|原则|精神|格局|机制|局面|态势|目标|方针|行为|责任|方法|问题|作风|思想)",
            text[end : end + 2],
        )
    )


def _one_build(units: list[str]) -> bool:
    if any(unit.count("“") != unit.count("”") for unit in units):
        return False
    if any(_DIGITS.search(unit) for unit in units) or len(set(units)) < len(units):
        return False
    length = len(units[0])
    same = [i for i in range(length) if len({unit[i] for unit in units}) == 1]
    if length == 3 and len(units) >= 3 and all(unit[0] in VERB_FIRST for unit in units):
        return True
    if same == [0] and length == 3 and len(units) >= 3:
        return True
    if length == 3 and len(units) >= 3 and all(unit[-1] in _QUALITY for unit in units):
        return True
    if length == 3 and len(units) == 2 and all(unit[0] in "早快严细实准多少勤常" for unit in units):
        return True
    if length >= 6 and len(units) == 2 and len(same) < 3 and not _has_frame(units, same):
        return False
    if not same:
        return (length >= 4 and len(units) >= 3 and _mostly_framed(units)) or _mirrored(units)
    shared = "".join(units[0][i] for i in same)
    if any(unit[0] == "“" and unit[-1] == "”" for unit in units):
        return False
    if same == list(range(len(same))):  # one beginning
        return bool(_OPENERS.match(shared)) and (length <= 6 or len(same) >= 2) and (length > 2 or len(units) > 2)
    if same == list(range(length - len(same), length)):  # one ending
        quality = len(units) > 2 and length >= 3 and shared in _QUALITY
        return bool(_CLOSERS.search(shared)) or quality or (shared in "无零上来" and length >= 3)
    return any(ch in _FRAME for ch in shared) or (
        len(same) >= 2 and (same[-1] - same[0] >= len(same) or not _LIST_NOUN.search(shared))
    )


def _has_frame(units: list[str], same: list[int]) -> bool:
    return any(i < len(units[0]) - 1 and units[0][i] in "以而就是有于敢不凡必应尽至无既" for i in same)


def _mostly_framed(units: list[str]) -> bool:
    """三 of four units with the same frame character in one place: 组织有序、管理有效、保障有力、落实到位."""
    for i in range(len(units[0])):
        column = [unit[i] for unit in units]
        commonest = max(set(column), key=column.count)
        if commonest in "有不无以而至尽必" and column.count(commonest) >= 2:
            return True
    return False


def _mirrored(units: list[str]) -> bool:
    """A character that returns inside every unit: 以快制快、以变应变; 封而不封; 干净干事."""
    return len(units[0]) >= 4 and all(len(set(unit)) < len(unit) for unit in units)


def _across_clauses(text: str, row: list[Clause]) -> Iterator[Annotation]:
    """Neighbouring clauses of equal length with a frame: 与时间赛跑，同病毒较量 has none and is left to the lexicon."""
    number = 0
    while number < len(row) - 1:
        group = [row[number]]
        while (
            number + len(group) < len(row)
            and group[-1].mark in "，,；;"
            and row[number + len(group)].line == group[0].line
            and row[number + len(group)].end - row[number + len(group)].start == group[0].end - group[0].start
        ):
            group.append(row[number + len(group)])
        units = [text[c.start : c.end] for c in group]
        length = len(units[0])
        if len(group) >= 2 and 3 <= length <= 10 and not any("、" in unit for unit in units) and _strict_build(units):
            yield _annotation(group[0].start, group[-1].end, len(group))
        number += len(group)


def _strict_build(units: list[str]) -> bool:
    """Across commas more must agree: two characters in place, one of them a frame, or a repeated first word."""
    if any(re.match("[一二三四五六七八九十]是|[一二三四五六七八九十]要", unit) for unit in units):
        return False
    if any(_DIGITS.search(unit) for unit in units):
        return False
    same = [i for i in range(len(units[0])) if len({unit[i] for unit in units}) == 1]
    if len(set(units)) < len(units):
        return False
    if len(units[0]) == 4 and any(units[0][i] in "在于而有无不则" for i in same):
        return True
    return len(same) >= 2 and any(units[0][i] in _FRAME for i in same)


_UNMARKED = re.compile(
    r"(?<![相反适供响])(早|快|再|敢|能)([\u4e00-\u9fff]{2})\1(?!\2)([\u4e00-\u9fff]{2})(?:\1([\u4e00-\u9fff]{2}))?"
)


#: 保就业保民生保市场主体
_CHAIN = re.compile(
    r"(?P<first>保|稳|促)[\u4e00-\u9fff]{2,4}?(?:(?P=first)[\u4e00-\u9fff]{2,4}?){1,}(?P=first)[\u4e00-\u9fff]{2,4}(?=$|[，。；、”\s])"
)


def _unmarked(text: str, start: int, end: int) -> Iterator[Annotation]:
    """早发现早处置: units without a mark between them."""
    if m := _CHAIN.search(text, start, end):
        yield Annotation(m.start(), m.end(), "parallel", Evidence("slogan-parallel-unmarked", VERSION, 0.6))
    for m in _UNMARKED.finditer(text, start, end):
        if not _NOMINAL.search(text[max(0, m.start() - 4) : m.start()]):
            yield Annotation(m.start(), m.end(), "parallel", Evidence("slogan-parallel-unmarked", VERSION, 0.6))


def _annotation(start: int, end: int, count: int) -> Annotation:
    score = 0.75 if count > 2 else 0.65
    return Annotation(start, end, "parallel", Evidence("slogan-parallel", VERSION, score))
