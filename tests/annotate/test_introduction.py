from __future__ import annotations

import pytest

from corpus_tools.annotate.introduction import introduction

NAMES = ["王明", "李华"]


@pytest.mark.parametrize(
    ("clause", "speaker", "rest"),
    [
        ("市委书记王明强调", "王明", ""),
        ("王明在会上强调", "王明", ""),
        ("王明还指出", "王明", ""),
        ("他要求", "赵敏", ""),
        ("会议强调", "会议", ""),
        ("全市防汛工作会议指出", "会议", ""),
        ("市委要求", "市委", ""),
        ("通知要求", "通知", ""),
        ("王明强调要守住底线", "王明", "要守住底线"),
        ("李华要求各级各部门切实负责", "李华", "各级各部门切实负责"),
        ("王明提出明确要求", "王明", ""),
        ("强调", None, ""),
    ],
)
def test_an_introduction_names_its_speaker_and_what_follows(clause: str, speaker: str | None, rest: str) -> None:
    intro = introduction(clause, NAMES, "赵敏")
    assert intro is not None
    assert (intro.speaker, clause[intro.rest :]) == (speaker, rest)


@pytest.mark.parametrize(
    "clause",
    [
        "贯彻落实省委部署",
        "按照会议要求",
        "传达王明指示要求",
        "他的强调",
        "王明主持会议",
        "工作要求",
        "各项部署",
        "按照要求",
        "认真研究部署",
    ],
)
def test_a_clause_about_orders_introduces_none(clause: str) -> None:
    assert introduction(clause, NAMES, None) is None


@pytest.mark.parametrize(
    ("clause", "strong"), [("王明强调", True), ("王明要求", True), ("王明指出", False), ("王明表示", False)]
)
def test_only_firm_verbs_make_bare_predicates_orders(clause: str, strong: bool) -> None:
    intro = introduction(clause, NAMES, None)
    assert intro is not None
    assert intro.strong is strong
