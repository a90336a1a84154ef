"""The steps that mend one fault each: a text before and after."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.alignment import AlignedText
from corpus_tools.clean import STEPS, clean
from corpus_tools.read import read_bytes

BODY = "全市防汛工作会议今天召开，市委书记王明强调，要守住底线，确保安全。"


def after(name: str, text: str) -> str:
    aligned = AlignedText(text).apply(next(step for step in STEPS if step.name == name).edits(text))
    aligned.check()
    return aligned.text


@pytest.mark.parametrize(
    ("step", "text", "expected"),
    [
        ("private-use", "\uf06c抓好\ue81e粮", "●抓好\u9fb4粮"),
        ("private-use", "甲\uf06c乙", "甲\uf06c乙"),
        ("private-use", "甲\ue5e5乙", "甲\u3000乙"),
        ("private-use", "甲\ue123乙", "甲\ue123乙"),
        ("indents", "抓好落实。\u3000\u3000会议指出", "抓好落实。\n会议指出"),
        ("indents", "张三\u3000\u3000李四", "张三\u3000\u3000李四"),
        ("word-blanks", "政 府 工 作 报 告", "政府工作报告"),
        ("word-blanks", "目 录", "目录"),
        ("word-blanks", "张强 艾宇出席", "张强 艾宇出席"),
        ("word-blanks", "要坚 决打 赢防汛硬 仗，确保安 全。", "要坚决打赢防汛硬仗，确保安全。"),
        ("word-blanks", "第十二条 市人民政府应当。", "第十二条 市人民政府应当。"),
        ("word-blanks", "本报讯（记者 王明 李华）会议召开。", "本报讯（记者 王明 李华）会议召开。"),
        ("doubled-marks", "会议召开，，要求、、甲；;乙。", "会议召开，要求、甲；乙。"),
        ("doubled-marks", "会议，。召开", "会议。召开"),
        ("doubled-marks", "真好！！等等。。。谁？？", "真好！！等等。。。谁？？"),
        ("doubled-marks", "甲……乙——丙", "甲……乙——丙"),
        ("lead-ins", "央视网消息（新闻联播）：泽阳今天", "泽阳今天"),
        ("lead-ins", "云岭网消息(早间新闻):本台消息，泽阳", "泽阳"),
        ("lead-ins", "[视频]泽阳部署", "泽阳部署"),
        ("lead-ins", "央视网消 息（新闻 联播）：泽阳今天要求各地抓好秋收。", "泽阳今天要求各地抓好秋收。"),
        (
            "break-marks",
            "各位代表：[SEP]现在报告工作。[SEP]\u3000\u3000一、回顾.[SEP]过去一年",
            "各位代表：\n现在报告工作。\n\u3000\u3000一、回顾.\n过去一年",
        ),
        ("break-marks", "模型用[SEP]分隔两句，[SEP]记号与[SEP]一样", "模型用[SEP]分隔两句，[SEP]记号与[SEP]一样"),
        (
            "break-marks",
            "2024-03-18 00:00:00 | 新政出台 | 县里发文。 | https://example.org/1",
            "2024-03-18 00:00:00\n新政出台\n县里发文。\nhttps://example.org/1",
        ),
        (
            "break-marks",
            "2024-03-18 | 甲县 | 26 | 7.8 | https://example.org/1",
            "2024-03-18\n甲县 | 26 | 7.8\nhttps://example.org/1",
        ),
        ("break-marks", "甲县 | 乙县 | https://example.org/1", "甲县 | 乙县 | https://example.org/1"),
        ("lead-ins", "据消息（人士）称：泽阳", "据消息（人士）称：泽阳"),
        ("editors-tails", f"{BODY}（责任编辑：王明）", BODY),
        ("editors-tails", f"{BODY}[责编：王明 校对：李华]", BODY),
        ("editors-tails", f"{BODY}（李华）", f"{BODY}（李华）"),
        ("doubled-lines", f"{BODY}\n\n{BODY}\n甲\n甲", f"{BODY}\n\n\n甲\n甲"),
        ("half-width", "２０２３年ＧＤＰ增长５．１％，《甲．乙》", "2023年GDP增长5.1%，《甲．乙》"),
        ("to-simplified", "乾縣發展經濟", "乾县发展经济"),
        ("table-cells", "序号\t姓名\n1\t王明\n正文", "序号\n姓名\n1\n王明\n正文"),
        ("table-cells", "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |", "甲\n乙\n\n1\n2"),
        ("table-cells", "\t抓好防汛\n\t抓好抗旱", "\t抓好防汛\n\t抓好抗旱"),
    ],
)
def test_a_fault_is_mended_and_what_only_looks_like_it_stays(step: str, text: str, expected: str) -> None:
    assert after(step, text) == expected


def paged(pages: int, head: str = "云岭市人民政府公报 2023年第6期") -> str:
    return "\n".join(f"{head}\n{BODY * 2}\n{BODY}第{n}段\n— {n} —" for n in range(1, pages + 1))


def test_running_heads_and_page_numbers_go() -> None:
    text = after("page-heads", paged(4))
    assert "公报" not in text
    assert "— 3 —" not in text
    assert text.count(BODY) == 12


def test_a_counter_a_list_of_numbers_and_a_line_said_twice_are_no_pages() -> None:
    for text in (f"甲\n0\n{BODY}\n0", f"{BODY}\n— 7 —\n{BODY}", f"同志们\n{BODY}\n同志们\n{BODY}\n同志们"):
        assert after("page-heads", text) == text


def test_lines_of_one_width_are_joined_to_paragraphs() -> None:
    paragraph = "　　" + (BODY[:-1] + "，") * 6 + "抓好落实。"
    wrapped = "\n".join(paragraph[n : n + 24] for n in range(0, len(paragraph), 24))
    text = "防汛会议召开\n" + wrapped + "\n" + wrapped
    assert after("wrapped-lines", text) == f"防汛会议召开\n{paragraph}\n{paragraph}"


def test_lines_that_end_where_they_want_stay() -> None:
    text = "\n".join(BODY * n for n in (1, 2, 1, 3, 1, 2, 1, 4, 1, 2, 1, 5))
    assert after("wrapped-lines", text) == text


def test_a_body_that_stands_twice_goes_with_its_short_lines() -> None:
    long = "各级各部门要扛起责任，把各项措施落实到每一座水库、每一段堤防、每一个村庄，"
    long += "确保人民群众生命财产安全，绝不出现溃堤垮坝。"
    body = ["各位代表：", long, "一、抓好预警", "二、抓好值守", long + "完", "谢谢大家。"]
    assert after("doubled-body", "\n".join([*body, *body])).split() == body


def test_private_use_characters_that_stay_are_damage() -> None:
    document = clean(read_bytes(f"{BODY}\ue123\ue124甲。".encode(), name="a.txt"))
    (damage,) = document.damage
    assert damage.what == "private-use characters U+E123 U+E124"
    assert document.aligned.original[damage.start_char : damage.end_char] == "\ue123\ue124"


DIRT = st.sampled_from(
    (
        *(
            "\t",
            "|",
            " ",
            "\u3000\u3000",
            "\n",
            "，，",
            "。",
            "— 1 —",
            "第2页",
            "央视网消息（新闻联播）：",
            ",",
            "甲",
            "\uf06c",
        ),
        *("（责任编辑：王明）", "\ue81e", "政 府 工 作", "乾縣", "１．２", BODY, BODY[:24], "一、总则", "|---|---|"),
        *("云岭公报 3", "2023年5月1日", "同志们：", "# 甲"),
    )
)


@given(st.lists(DIRT, max_size=30).map("".join))
@settings(max_examples=150, deadline=None)
def test_every_step_leaves_a_record_that_can_be_proved(text: str) -> None:
    aligned = AlignedText(text)
    for step in STEPS:
        aligned = aligned.apply(step.edits(aligned.text))
    aligned.check()
    assert aligned.rebuilt() == text


def test_few_full_lines_are_wrapped_where_a_line_begins_with_a_mark_that_opens_none() -> None:
    lines = [
        "根据《云岭市河长制工作考核办法》有关规定，经逐级推荐",
        "、资格审核、集体研究，拟对下列同志予以表彰，为充分听取",
        "各方意见，现予公示。",
    ]
    table = ["序号", "姓名", "1", "许问渠", "2", "唐知远", "3", "柏青山", "完"]
    tail = ["公示期间任何单位和个人如有异议，可以通过来信、来电和", "来访反映。"]
    text = "\n".join([*lines, *table, *tail])
    assert after("wrapped-lines", text).split("\n") == ["".join(lines), *table, "".join(tail)]
    without = text.replace("\n、资格", "\n资格")
    assert after("wrapped-lines", without) == without


@pytest.mark.parametrize("speaker", ["临澜县人民政府县长 唐知远", "臨瀾縣人民政府縣長\u3000唐知遠"])
def test_a_speakers_line_is_not_joined_to_the_one_above(speaker: str) -> None:
    full = "要坚持稳中求进，把各项任务落到实处，让群众得到实惠，"
    subhead = "——二〇二三年一月六日在临澜县第十六届人民代表大会上"
    text = "\n".join(["政府工作报告", subhead, speaker, *[full] * 12])
    assert f"{subhead}\n{speaker}\n" in after("wrapped-lines", text)
