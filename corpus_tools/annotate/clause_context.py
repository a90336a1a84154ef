"""Readings of the clauses of a document -> what surrounds each: kind of text, line, heading, list, who spoke last."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, groupby

from corpus_tools.annotate.clause_reading import ClauseReading

#: Words that tell what kind of text it is, looked for in its first characters.
_GENRE = ("央视网", "各位代表", "第一条", "通知", "措施", "办法", "报告", "会见", "会谈", "通电话", "调研", "座谈会")
_GENRE_MORE = ("同志们", "女士", "决议", "？")
_GENRE_WITHIN = 3000
_LAW = re.compile(r"应当|不得|可以|严禁|禁止|必须|须")
_ARTICLE = re.compile(r"#* ?第[一二三四五六七八九十百零〇\d ]+[条章]")
#: Clauses on each side that tell whether orders are given around.
_AROUND = 5
#: Verbs by which somebody is introduced who orders, hopes, says or vows.
_SAYING = re.compile(
    r"强调|指出|要求|提出|部署|号召|希望|表示|认为|建议|提醒|介绍|说|勉励|嘱咐|叮嘱|寄语|决定|明确|宣布|通报|祝愿|主张|呼吁|愿|敦促|批示|倡议|重申|鼓励|规定|期望|期待"
)
#: Words that tell what time a stretch is about.
_TIME = re.compile(
    r"去年|过去[一二三四五两\d]*年|[一五二三十\d]+年来|今年以来|近年来|以来|已经|今年|明年|下一步|下一阶段|未来|今后|当前|目前|“?[一二三四五六七八九十]+五”?(?:时期|期间|规划)|全年|昨天|日前|近日|\d{4}年"
)
#: What a list can be a list of.
_LISTED = re.compile(
    r"职责|职权|情形|行为|条件|材料|内容|事项|规定|资料|文件|措施|标准|方式|要求|任务|工作|责任|义务|权利|程序|流程|原则|方面|目标|步骤|处罚|机构"
)
#: Characters of a heading whose words are kept.
_HEADING_LENGTH = 40


def document(readings: Sequence[ClauseReading], rules: Sequence[str]) -> list[str]:
    """Features of the kind of text, by shares of its clauses; ``rules`` as in clause_features."""
    count = max(1, len(readings))
    text = "\n".join(r.text for r in readings[:400])[:_GENRE_WITHIN]
    row = [
        f"law={_share(sum(bool(_LAW.search(r.text)) for r in readings), count, 0.03, 0.08, 0.15, 0.25)}",
        f"rules={_share(sum(rule != 'none' for rule in rules), count, 0.05, 0.15, 0.3, 0.5, 0.7)}",
        f"opens={_share(sum(r.opens for r in readings), count, 0.05, 0.15, 0.3, 0.5)}",
        f"numbered={_share(sum(r.numbered for r in readings), count, 0.02, 0.08)}",
    ]
    return row + [f"has {word}" for word in (*_GENRE, *_GENRE_MORE) if word in text]


def lines(readings: Sequence[ClauseReading]) -> list[list[str]]:
    """Features of the line each clause stands in, and of its place there."""
    rows = []
    for _, group in groupby(readings, key=lambda r: r.clause.line):
        line = list(group)
        count = len(line)
        shared = [
            f"line opens={_share(sum(r.opens for r in line), count, 0.01, 0.2, 0.4, 0.6, 0.8)}",
            f"line past={_share(sum('past' in r.facts for r in line), count, 0.01, 0.15, 0.3)}",
            f"line modals={_share(sum(r.modal is not None for r in line), count, 0.01, 0.1, 0.3)}",
            f"line intro={any(r.intro for r in line)}",
        ]
        for at, reading in enumerate(line):
            clause = reading.clause
            before = (line[at - 1].clause.mark or "$") if at else "^"
            place = [f"place={step(at, 1, 2, 4, 8)}", f"mark before={before}", f"first={clause.first}"]
            place += [f"headline={clause.headline}", f"opens line={clause.opens_line}", f"numbered={reading.numbered}"]
            rows.append(shared + place)
    return rows


def behind(readings: Sequence[ClauseReading]) -> list[list[str]]:
    """What stands before each clause, however far: who was introduced last, the time spoken of, heading, paragraph."""
    rows = []
    said, said_at, said_line, time, heading = "none", -99, -1, "none", ["none"]
    lists = _lists(readings)
    opening: list[str] = []
    around = _around(readings)
    for at, reading in enumerate(readings):
        clause = reading.clause
        if clause.opens_line:
            short = len(reading.text) <= _HEADING_LENGTH and (
                clause.headline or reading.numbered or clause.mark == "。"
            )
            if short:
                heading = [word.text for word in reading.words if word.pos in ("NOUN", "VERB", "PROPN")][:6]
            opening = [f"paragraph opens={reading.opens}", f"paragraph modal={reading.modal is not None}"]
            opening += [f"paragraph w0={word.text}" for word in reading.words[:1]]
            opening += [f"paragraph t0={word.tag}" for word in reading.words[:1]]
        words = list(_SAYING.finditer(reading.text))
        inside = reading.intro is not None and reading.intro.rest < len(reading.text)
        if words and inside:
            said, said_at, said_line = words[-1].group(), at, clause.line
        near = "line" if said_line == clause.line else "text"
        if m := _last(_TIME, reading.text):
            time = re.sub(r"[一二三四五六七八九十\d]+", "n", m)
        row = [f"said={said} {near}", f"said ago={step(at - said_at, 1, 2, 4, 8, 16)} {near}", f"time={time}"]
        row += [f"heading={word}" for word in heading]
        row += lists[at]
        if not clause.opens_line:
            row += opening
        row += around[at]
        rows.append(row)
        if words and not inside:
            said, said_at, said_line = words[-1].group(), at, clause.line
    return rows


def _lists(readings: Sequence[ClauseReading]) -> list[list[str]]:
    """What the list is about in which a clause stands (应当履行下列职责：); nothing outside lists."""
    rows: list[list[str]] = []
    head: list[str] = []
    before = None
    for reading in readings:
        clause = reading.clause
        if clause.opens_line and before is not None:
            if before.clause.mark in ("：", ":"):
                kinds = _LISTED.findall(before.text)
                head = [f"list={kinds[-1] if kinds else 'none'}"]
                head.append(f"list modal={before.modal.type if before.modal else 'none'}")
            elif _ARTICLE.match(reading.text) or (not reading.numbered and before.clause.mark in "。"):
                head = []
        rows.append(head and [*head, f"{head[0]}&modal={reading.modal is not None}"])
        before = reading
    return rows


def _around(readings: Sequence[ClauseReading]) -> list[list[str]]:
    """What the clauses around each one are like."""
    opens = [0, *accumulate(r.opens for r in readings)]
    modals = [0, *accumulate(r.modal is not None for r in readings)]
    rows = []
    for at in range(len(readings)):
        first, end = max(0, at - _AROUND), min(len(readings), at + _AROUND + 1)
        count = max(1, end - first - 1)
        share = [sums[end] - sums[first] - (sums[at + 1] - sums[at]) for sums in (opens, modals)]
        rows.append(
            [
                f"around open={_share(share[0], count, 0.1, 0.3, 0.5, 0.7)}",
                f"around modal={_share(share[1], count, 0.1, 0.25, 0.5)}",
            ]
        )
    return rows


def _last(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.findall(text)
    return str(found[-1]) if found else ""


def step(value: int, *steps: int) -> int:
    """Number of steps that ``value`` reaches."""
    return bisect_right(steps, value)


def _share(part: int, whole: int, *steps: float) -> int:
    return bisect_right(steps, part / whole)
