from __future__ import annotations

from corpus_tools.alignment import AlignedText, Edit
from corpus_tools.clean.paragraphs import doubled_body, lost_breaks

SENTENCE = "各级各部门要切实负起责任，抓好各项工作的落实，确保汛期安全。"
FIRST = (
    "全市工作会议今天上午召开，会议研究部署下一步重点任务，市直各单位和各县区负责人参加，会期半天，" * 2 + "共同谋划。"
)
SECOND = (
    "会后与会人员到现场察看了在建项目的进展情况，听取了有关负责人的汇报，并对存在的问题提出意见，" * 2 + "限期整改。"
)


def after(text: str, edits: list[Edit]) -> str:
    aligned = AlignedText(text).apply(edits)
    aligned.check()
    return aligned.text


def test_a_long_line_is_broken_at_its_blanks() -> None:
    parts = [SENTENCE * 5, SENTENCE * 6, SENTENCE * 5]
    text = " ".join(parts)
    assert after(text, lost_breaks(text)).split("\n") == parts


def test_a_blank_behind_a_dateline_is_no_break() -> None:
    parts = ["本报太原4月1日电 " + SENTENCE * 5, SENTENCE * 6, SENTENCE * 6]
    text = " ".join(parts)
    assert after(text, lost_breaks(text)).split("\n") == parts


def test_short_lines_and_single_blanks_stay() -> None:
    assert lost_breaks("甲乙 丙丁 戊己") == []
    assert lost_breaks(SENTENCE * 8 + " " + SENTENCE * 8) == []


def test_blanks_inside_sentences_are_no_breaks() -> None:
    assert lost_breaks("要 切实 抓好 " * 80) == []


def test_a_body_that_stands_twice_is_left_once_with_its_headline() -> None:
    text = "\n".join(["会议召开了", FIRST, SECOND, "会议召开了", FIRST, SECOND, "编辑"])
    assert after(text, doubled_body(text)).split() == ["会议召开了", FIRST, SECOND, "编辑"]


def test_a_long_paragraph_that_returns_alone_goes_and_a_short_one_stays() -> None:
    assert after(f"{FIRST}\n{SECOND}\n{FIRST}", doubled_body(f"{FIRST}\n{SECOND}\n{FIRST}")).split() == [FIRST, SECOND]
    short = "会议要求各级各部门认真学习领会会议精神，结合实际抓好贯彻落实工作，确保取得实效，务必做到。"
    assert doubled_body(f"{short}\n{SECOND}\n{short}") == []


def test_repeated_short_lines_stay() -> None:
    text = "一、总体要求\n甲\n一、总体要求\n乙\n一、总体要求"
    assert doubled_body(text) == []


def test_a_doubled_body_whose_paragraph_is_doubled_too_is_left_once() -> None:
    copy = ["会议召开了", FIRST, FIRST, SENTENCE, "青禾区文化馆，供稿。"]
    text = "\n".join([*copy, *copy, "编辑"])
    assert after(text, doubled_body(text)).split() == ["会议召开了", FIRST, SENTENCE, "青禾区文化馆，供稿。", "编辑"]
