from __future__ import annotations

import pytest

from corpus_tools.clean.page import page_lines

BODY = "全市防汛工作会议今天召开，市委书记王明强调，要守住底线，确保安全。"
LONG = "会议指出，今年以来全市各级各部门认真落实工作部署，统筹推进各项重点任务，取得了阶段性进展" * 2


def roles(*lines: str) -> list[str]:
    return [line.role for line in page_lines("\n".join(lines))]


def test_a_common_page_is_read() -> None:
    page = (
        "云岭新闻网",
        "首页 > 要闻 > 正文",
        "全市防汛工作会议召开",
        "2022年4月11日 12:25 来源：云岭日报",
        "王明主持并讲话",
        BODY,
        "● 抓好预警",
        LONG,
        "（记者 李华）",
        "责任编辑：赵敏",
        "相关链接",
        BODY,
        "版权所有：云岭新闻网",
    )
    assert roles(*page) == [
        "furniture",
        "furniture",
        "headline",
        "metadata",
        "lead",
        "paragraph",
        "item",
        "paragraph",
        "byline",
        "metadata",
        "furniture",
        "furniture",
        "furniture",
    ]


def test_without_a_date_line_the_first_line_of_the_head_is_the_headline() -> None:
    assert roles("全市会议召开", "王明主持", BODY) == ["headline", "lead", "paragraph"]


def test_a_page_without_a_head_has_no_headline() -> None:
    assert roles(BODY, BODY) == ["paragraph", "paragraph"]


def test_a_text_without_a_body_keeps_what_is_no_furniture() -> None:
    assert roles("全市会议召开", "王明主持", "0") == ["headline", "lead", "furniture"]


@pytest.mark.parametrize(
    "line",
    [
        "0",
        "12345",
        "分享到：微信",
        "【打印】",
        "字号：大 中 小",
        "当前位置：首页",
        "点击查看更多",
        "广告：某某",
        "|",
        "---",
    ],
)
def test_furniture_is_seen_inside_the_body(line: str) -> None:
    assert roles("全市会议召开", BODY, line, BODY)[2] == "furniture"


@pytest.mark.parametrize("line", ["相关阅读", "上一篇：某文", "版权声明", "我要评论", "京ICP备123号", "扫一扫"])
def test_the_foot_begins_at_a_footer_line(line: str) -> None:
    assert roles("全市会议召开", BODY, BODY, line, "某文标题一则")[3:] == ["furniture", "furniture"]


def test_a_footer_word_inside_the_body_does_not_end_it() -> None:
    assert roles("全市会议召开", BODY, "相关链接", *[BODY + str(n) + LONG for n in range(4)])[3:] == ["paragraph"] * 4


@pytest.mark.parametrize(
    "line",
    ["来源：云岭日报", "【来源：云岭日报】", "发布时间：2022-04-11", "作者：李华", "关键词：防汛 抗旱", "浏览次数：33"],
)
def test_labelled_lines_are_metadata(line: str) -> None:
    assert roles("全市会议召开", line, BODY)[1] == "metadata"


def test_a_sentence_with_a_date_is_no_metadata() -> None:
    assert roles("全市会议召开", BODY, "2022年4月11日上午，全市防汛工作会议召开。")[2] == "paragraph"


@pytest.mark.parametrize("line", ["● 2022年4月11日起施行新的防汛预案", "自2022年4月11日起，全市施行新的防汛预案；"])
def test_an_item_or_clause_with_a_date_stays(line: str) -> None:
    assert roles("全市会议召开", BODY, line, BODY)[2] in ("item", "paragraph")


def test_the_date_under_a_notice_stays() -> None:
    assert roles("关于防汛的通知", BODY, "云岭市人民政府", "2022年4月11日")[2:] == ["closing", "closing"]


def test_lines_in_another_language_are_furniture() -> None:
    assert roles("全市会议召开", BODY, "All rights of the site are reserved by its owner.")[2] == "furniture"


def test_an_address_alone_on_its_line_is_the_pages_above_and_below_the_text() -> None:
    address = "http://www.yunling.example.cn/zw/2023/1.html"
    assert roles(address, "全市会议召开", BODY, address) == ["metadata", "headline", "paragraph", "metadata"]
    assert roles("全市会议召开", BODY, address, BODY)[2] != "metadata"


@pytest.mark.parametrize(
    "line",
    [
        "(c) 2008-2009年度各区求诊人次",
        "1 2 3 4 5",
        "识别号码的部分，连同姓名",
        "1 400 1 098 2 477 907 3 744 3 808 640 14 074",
    ],
)
def test_the_words_of_tables_and_lists_are_no_furniture(line: str) -> None:
    assert "furniture" not in roles("全市会议召开", BODY, LONG, line)


@pytest.mark.parametrize(
    "line",
    [
        "(c) 2008-2023 Yunling Hotline",
        "(C) copyright",
        "长按识别二维码关注",
        "扫码阅读",
        "1 2 3 4 5 6 7",
        "0100201111200000000000000111000019027",
    ],
)
def test_what_looks_like_them_and_belongs_to_the_site_goes(line: str) -> None:
    assert roles("全市会议召开", BODY, LONG, line)[-1] == "furniture"


def test_a_third_of_a_long_text_is_no_foot() -> None:
    body = [f"{LONG[:-1]}（{number}）。" for number in range(400)]
    found = roles("全市会议召开", *body, "相关链接", *body[:130])
    assert found.count("furniture") <= 1
