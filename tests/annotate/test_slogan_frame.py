"""Stretches that a frame holds together."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.annotate.clause import clauses
from corpus_tools.annotate.slogan_frame import frames


def framed(words: str) -> set[str]:
    """Wordings that are proposed; words are separated by /."""
    parts = words.split("/")
    text = "".join(parts)
    ends = set(itertools.accumulate(len(part) for part in parts))
    return {text[start:end] for start, end, _ in frames(text, list(clauses(text)), ends)}


@pytest.mark.parametrize(
    ("words", "slogan"),
    [
        ("要/多/看/一眼/水位/，/多/走/一段/河边/大堤/。", "多看一眼水位，多走一段河边大堤"),
        ("希望/你们/在/巡查/中/摸清/底数/、/在/排险/一线/中/练强/本领/。", "在巡查中摸清底数、在排险一线中练强本领"),
        ("让/上游/有/水/蓄/，/让/下游/农户/有/水/用/，/会议/结束/。", "让上游有水蓄，让下游农户有水用"),
        ("做到/会/看/水/、/会/报/险/、/会/排除/小/故障/。", "会看水、会报险、会排除小故障"),
        ("推行/当天/报/、/当场/报/、/随时/都/报/。", "当天报、当场报、随时都报"),
        ("争当/吃得/了/苦/、/吃得/了/大/亏/的/巡堤队/。", "吃得了苦、吃得了大亏"),
    ],
)
def test_parts_that_begin_or_end_alike_are_a_row_whatever_their_length(words: str, slogan: str) -> None:
    assert slogan in framed(words)


@pytest.mark.parametrize(
    ("words", "slogan"),
    [
        ("她/说/，/只有/管/得/细/才能/放/得/心/，/大家/点头/。", "只有管得细才能放得心"),
        ("没有/堤坝/的/稳/，/就没有/秋粮/的/丰/。", "没有堤坝的稳，就没有秋粮的丰"),
        ("要/把/“/风险点/”/变为/“/风景线/”/。", "把“风险点”变为“风景线”"),
        ("镇里/从/“/看/水/”/“/等/水/”/走向/“/管/水/”/“/用/水/”/。", "从“看水”“等水”走向“管水”“用水”"),
        ("雨情/就是/命令/。", "雨情就是命令"),
    ],
)
def test_a_sentence_of_two_halves_is_proposed(words: str, slogan: str) -> None:
    assert slogan in framed(words)


@pytest.mark.parametrize(
    ("words", "slogan"),
    [
        ("带领/群众/知水/懂水/护水/用水/。", "知水懂水护水用水"),
        ("着力/清/河道/固/堤坝/护/农田/，/会议/要求/。", "清河道固堤坝护农田"),
        ("新/时节/新/水情/新/打算/", "新时节新水情新打算"),
    ],
)
def test_units_without_a_mark_between_are_a_chain(words: str, slogan: str) -> None:
    assert slogan in framed(words)


@pytest.mark.parametrize(
    "words", ["渠长/顾望舒/主持/会议/，/水务局/通报/情况/。", "仓库/里/有/水泵/、/沙袋/、/木桩/。"]
)
def test_plain_prose_has_no_frame(words: str) -> None:
    assert framed(words) == set()


@given(st.text(alphabet="多用在让没有就只才能的、，。；\n “”——水堤", max_size=60))
@settings(deadline=None)
def test_what_is_proposed_lies_in_one_line_of_any_text(text: str) -> None:
    for start, end, _ in frames(text, list(clauses(text)), set(range(len(text) + 1))):
        assert 0 <= start < end <= len(text)
        assert "\n" not in text[start:end]
