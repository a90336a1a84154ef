"""Stretches of a text that may be slogans, each with what proposed it; most of them are none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from spacy.attrs import IDX, LENGTH
from spacy.tokens import Doc

from corpus_tools.annotate.clause import Clause, clauses
from corpus_tools.annotate.lexicon_match import FormFinder
from corpus_tools.annotate.slogan_frame import frames
from corpus_tools.annotate.slogan_mobilization import ADVERBS, mobilizations
from corpus_tools.annotate.slogan_parallel import parallels
from corpus_tools.annotate.slogan_quoted import quoted
from corpus_tools.lexicon import LexiconEntry
from corpus_tools.spans import Annotation

_LONGEST = 120
_LONGEST_HALF = 5
#: Marks that a broken line or a blank keeps from the words they enclose count too.
_QUOTE = re.compile(r"[“‘][\n ]?([^“”‘’\n。]{1,40}?)[\n ]?[”’]")
#: “厂”“库”同查, 五个“不放过”: what marks inside a wording set off.
_HALF_QUOTED = re.compile(
    r"(?P<marked>(?:“[^“”\n]{1,2}”、?){1,4})[\u4e00-\u9fff]{2}|[一二三四五六七八九十](?:个|大|种|项)“[^“”\n]{1,8}”"
)
_PIECE = re.compile(r"[^，。；：！？,;:!?\n（）()《》【】—•|/]+")
#: Behind these the last part of a row goes on with what the row describes.
_GOES_ON = frozenset("的等之是地")
DIGITS = "一二两三四五六七八九十百双多"
#: 四个意识, 三篇消费文章, 两新: where the number and its measure stand; the noun follows.
_NUMBER = re.compile(
    rf"(?<![第零〇点{DIGITS}\d年月])[{DIGITS}](?:个|大|项|种|位|重|条|张|篇|面|本|座|支)?(?=[\u4e00-\u9fff])"
)
#: Characters of the noun behind a number.
_LONGEST_NOUN = 5
#: What a policy's wording stands before.
HEAD_NOUN = re.compile(
    r"(?:的)?(?:根本|基本|发展|战略|指导|新|教育|总体|科学|社会主义|外交|办学){0,2}"
    r"(?P<noun>总策略|总方针|总要求|总目标|总基调|总原则|总思路|总路线|[一二三四五六七八九十]项原则|策略|方针|原则|理念|要求|思想|精神|战略|方略|口号|主题|国策|准则|思路|方向|道路|目标|布局|主线|宗旨|政策|传统|任务)"
)
_GOVERNS = re.compile(
    r"坚持|遵循|按照|本着|贯彻|实行|奉行|践行|坚守|秉持|秉承|围绕|明确|落实|弘扬|发扬|传承|继承|树立|实施|执行|信守|恪守|遵守|"
    r"以|把握|确立|提出|强化|体现了?|牢记|背离|倡导|支持|符合|社会主义"
)
_CALL_VERB = (
    "打赢|打好|打胜|打响|夺取|赢得|争取|取得|守好|守牢|守住|坚守|筑牢|筑起|构筑|织密|织牢|扎牢|扎紧|捍卫|兜牢|兜住|兜准|严守|绷紧|守护好?|"
    "保护好?|维护好?|保卫|遏制|扭转|刹住|阻断|斩断|切断|当好|巩固|纠正|抑制|战胜|破除|铲除|清除|整治|防范|防止|杜绝|消除|化解|打击|惩治|反对|"
    "抵制|抗击|吹响|永葆|扛起|扛牢|粉碎|挫败|堵住|决胜|决战|制止|打倒|打败|守卫|攻克|共抗|共战|齐抗|合力抗"
)
CALL_OPENING = re.compile(rf"(?P<adverbs>(?:(?:{ADVERBS})地?){{0,3}})(?P<verb>{_CALL_VERB})")
#: Nouns of what is fought, held or stopped.
CALL_NOUN = re.compile(
    r"(?:战|仗|胜利|阵地|防线|屏障|底线|红线|生命线|防护网|安全网|保障网|长城|大门|防火墙|安全阀|势头|歪风|风气|之风|黑手|安全|稳定|健康|利益|山|蓝天|净土|“非粮化”|“非农化”|疫情|和平|行为|思想|风险|号|主权|攻坚|小康社会|小康|事故|困难|挑战|危机|正义|成果|斗争|债务|浪费)$"
)
_LONGEST_CALL = 34
#: Characters from a clause's begin to the head noun in it.
_LONGEST_HEADED = 50
#: What a call runs to; a quotation inside it is jumped over.
_CALL_STRETCH = re.compile(r"(?:“[^“”\n]*”|[^，。；：！？,;:!?\n”—])*")
_WORK = re.compile(r"《[^《》\n]{1,60}》")


@dataclass
class Proposal:
    """A stretch ``text[start:end]`` that may be a slogan; ``sources`` name what proposed it.

    ``rules`` are annotations of rules with exactly these borders, ``entry`` the lexicon's row, from whose form the
    wording differs by ``variation``.
    """

    start: int
    end: int
    sources: set[str] = field(default_factory=set)
    rules: list[Annotation] = field(default_factory=list)
    entry: LexiconEntry | None = None
    variation: str | None = None


def proposals(text: str, doc: Doc, finders: Sequence[FormFinder], names: frozenset[str]) -> list[Proposal]:
    """Return all proposals of a document, in text order.

    ``finders`` find the forms of tables, each for itself: where two have the same form the later one's row counts.
    ``names`` are quoted wordings that are known to be no slogans.
    """
    table = _Table(text)
    for annotation in (*quoted(text), *mobilizations(text), *parallels(text)):
        if found := table.add(annotation.start_char, annotation.end_char, f"rule {annotation.evidence.rule}"):
            found.rules.append(annotation)
    for match in (match for finder in finders for match in finder.matches(text)):
        if is_half(match.entry) and not _set_off(text, match.start, match.end):
            continue
        if found := table.add(match.start, match.end, f"lexicon {match.entry.subtype}"):
            found.entry, found.variation = match.entry, match.variation
    for m in _QUOTE.finditer(text):
        table.add(*m.span(1), "name" if m.group(1) in names else "quoted")
    for m in _HALF_QUOTED.finditer(text):
        table.add(m.start(), m.end(), "half quoted")
        if m.group("marked") and m.group("marked").count("“") > 1:
            table.add(*m.span("marked"), "half quoted")
    ends = set(doc.to_array([IDX, LENGTH]).sum(axis=1).tolist()) if len(doc) else set()
    for start, end, source in (*_numbers(text, ends), *_rows(text, ends), *_headed(text), *_calls(text, ends)):
        table.add(start, end, source)
    row = [_to_the_dash(text, clause) for clause in clauses(text)]
    for start, end, source in (*_clause_rows(text, row), *frames(text, row, ends)):
        table.add(start, end, source)
    return table.in_order()


class _Table:
    """Proposals by their borders; what crosses a line or a sentence or stands in a work's title is none."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._works = [m.span() for m in _WORK.finditer(text)]
        self._found: dict[tuple[int, int], Proposal] = {}

    def add(self, start: int, end: int, source: str) -> Proposal | None:
        """Add a source to the proposal with these borders; None if there can be none."""
        place = (start, end)
        if place not in self._found:
            wording = self._text[start:end]
            if not 2 <= end - start <= _LONGEST or "\n" in wording or "。" in wording or wording != wording.strip():
                return None
            if any(first < start and end < last for first, last in self._works):
                return None
            self._found[place] = Proposal(start, end)
        self._found[place].sources.add(source)
        return self._found[place]

    def in_order(self) -> list[Proposal]:
        return [self._found[place] for place in sorted(self._found)]


def is_half(entry: LexiconEntry) -> bool:
    """Half of a formula, a short variant without a mark: prose may hold it by chance (外防输入压力巨大)."""
    return bool(entry.variant_of) and len(entry.form) <= _LONGEST_HALF and not re.search(r"[、，；]", entry.form)


def _set_off(text: str, start: int, end: int) -> bool:
    """Whether marks stand on both sides, or quotation marks around."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (not before or before in "“‘、，；：\n") and (not after or after in "”’、，；。！\n")


def _numbers(text: str, ends: set[int]) -> Iterator[tuple[int, int, str]]:
    """Yield numbers with a noun: with 个 or 大 between, or set off by what follows (两新：, 三资）)."""
    for m in _NUMBER.finditer(text):
        measured = m.end() - m.start() > 1 and text[m.end() - 1] in "个大"
        for end in range(m.end() + 1, min(len(text), m.end() + _LONGEST_NOUN) + 1):
            if not "\u4e00" <= text[end - 1] <= "\u9fff":
                break
            set_off = end == len(text) or not "\u4e00" <= text[end] <= "\u9fff"
            if end in ends and (measured or set_off):
                yield m.start(), end, "number"


def _rows(text: str, ends: set[int]) -> Iterator[tuple[int, int, str]]:
    """Yield runs of pieces of equal length joined by 、 or a blank; the last one may be the beginning of its piece."""
    for m in _PIECE.finditer(text):
        pieces = re.split("[、 ]", m.group())
        if len(pieces) < 2:
            continue
        starts, at = [], m.start()
        for piece in pieces:
            starts.append(at)
            at += len(piece) + 1
        for number in range(len(pieces) - 1):
            following = len(pieces[number + 1])
            lengths: Iterable[int] = [following] if number + 2 < len(pieces) else range(2, min(14, following) + 1)
            for length in lengths:
                yield from _run(pieces, starts, number, length, ends)


def _run(
    pieces: list[str], starts: list[int], number: int, length: int, ends: set[int]
) -> Iterator[tuple[int, int, str]]:
    """The run that opens with the last ``length`` characters of piece ``number``."""
    if not 2 <= length <= 14 or len(pieces[number]) < length:
        return
    if number > 0 and len(pieces[number]) == length == len(pieces[number + 1]) and len(pieces[number - 1]) >= length:
        return  # the run began before
    last = number + 1
    while last < len(pieces) and len(pieces[last]) == length:
        last += 1
    start = starts[number] + len(pieces[number]) - length
    if last < len(pieces) and len(pieces[last]) > length and starts[last] + length in ends:
        units = [pieces[number][-length:], *(piece[:length] for piece in pieces[number + 1 : last + 1])]
        rest = pieces[last][length:]
        if (
            any(len({unit[at] for unit in units}) == 1 for at in range(length))
            or rest[0] in _GOES_ON
            or HEAD_NOUN.match(rest)
        ):
            yield start, starts[last] + length, "row to a word"
    if last > number + 1:
        yield start, starts[last - 1] + length, "row"


def _headed(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield what stands between a verb that takes up a policy and a head noun, with and without its attribute."""
    for m in HEAD_NOUN.finditer(text):
        start = max(text.rfind(mark, 0, m.start()) for mark in "，。；：！？,;:!?\n“”") + 1
        if not 2 <= m.start("noun") - start <= _LONGEST_HEADED:
            continue
        for end in {m.start(), m.start("noun")}:
            for verb in _GOVERNS.finditer(text, start, end):
                if end - verb.end() >= 3:
                    yield verb.end(), end, "headed"


def _calls(text: str, ends: set[int]) -> Iterator[tuple[int, int, str]]:
    for m in CALL_OPENING.finditer(text):
        stretch = _CALL_STRETCH.match(text, m.end())
        end = stretch.end() if stretch else m.end()
        if end - m.start() > _LONGEST_CALL:
            continue
        yield m.start(), end, "call"
        for at in range(m.end() + 2, end):
            if at in ends and CALL_NOUN.search(text[m.start() : at]):
                yield m.start(), at, "call to a noun"


def _to_the_dash(text: str, clause: Clause) -> Clause:
    """A clause as far as a dash in it: what stands behind explains."""
    dash = text.find("——", clause.start, clause.end)
    return clause._replace(end=dash, mark="—") if dash > clause.start else clause


def _clause_rows(text: str, row: Sequence[Clause]) -> Iterator[tuple[int, int, str]]:
    """Yield rows of two to five clauses that look alike, also from the place where the first begins to be like them."""
    for number, first in enumerate(row):
        for count in (2, 3, 4, 5):
            run = row[number : number + count]
            if (
                len(run) < count
                or any(c.line != first.line for c in run)
                or any(c.mark not in "，；,;" for c in run[:-1])
            ):
                break
            wordings = [text[c.start : c.end] for c in run]
            a, b = wordings[0], wordings[1]
            equal = len({len(w) for w in wordings}) == 1 and 3 <= len(a) <= 16
            alike = len(set(a) & set(b)) >= 2 and abs(len(a) - len(b)) <= 3 and len(a) <= 20
            if equal and _goes_on(text, row, number, number + count):
                continue
            if equal or alike:
                yield first.start, run[-1].end, "clauses"
            elif len(a) > len(b) >= 3 and any(x == y for x, y in zip(a[-len(b) :], b, strict=True)):
                yield first.end - len(b), run[-1].end, "clauses from a word"


def _goes_on(text: str, row: Sequence[Clause], start: int, end: int) -> bool:
    """Whether the clause before or behind clauses of one length has it too and begins with the same character."""
    first = row[start]
    outside = ([row[start - 1]] if start else []) + (
        [row[end]] if end < len(row) and row[end - 1].mark in "，；,;" else []
    )
    return any(
        c.line == first.line
        and c.end - c.start == first.end - first.start
        and text[c.start] == text[first.start] == text[row[end - 1].start]
        and (c.start > first.start or c.mark in "，；,;")
        for c in outside
    )
