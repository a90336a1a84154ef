from __future__ import annotations

import pytest

from corpus_tools.clean.page import page_lines
from corpus_tools.clean.page_metadata import iso_date, read_page, recorder
from corpus_tools.metadata import TextMetadata

BODY = "全市防汛工作会议今天召开，市委书记王明强调，要守住底线，确保安全。"


def read(*lines: str) -> dict[str, list[str]]:
    text = "\n".join(lines)
    metadata = TextMetadata()
    read_page(page_lines(text), recorder(metadata, lambda start, end: (start, end)))
    for name, evidence in metadata:
        if name not in ("published", "event_date", "place_code", "place_level"):
            assert text[evidence.start_char : evidence.end_char] == evidence.value
    return {name: metadata.all(name) for name, _ in metadata}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2022年4月11日 12:25 来源：云岭日报", {"published": ["2022-04-11T12:25:00"], "source": ["云岭日报"]}),
        (
            "网络编辑 太原 2022-04-11 12:25:50 13 防汛 抗旱",
            {
                "published": ["2022-04-11T12:25:50"],
                "place": ["太原"],
                "place_code": ["140100"],
                "place_level": ["prefecture"],
                "keywords": ["防汛", "抗旱"],
            },
        ),
        ("时间：2022/4/1 编辑：王甲、李乙", {"published": ["2022-04-01"], "editor": ["王甲", "李乙"]}),
        (
            "发布时间：2022年04月11日 08:05:09 | 来源： 云岭网 | 点击：33",
            {"published": ["2022-04-11T08:05:09"], "source": ["云岭网"]},
        ),
        ("[ 来源：云岭日报 ] [ 作者：王甲 ]", {"source": ["云岭日报"], "author": ["王甲"]}),
        ("稿源：云岭日报  2022.04.11", {"source": ["云岭日报"], "published": ["2022-04-11"]}),
        ("标签：防汛，抗旱", {"keywords": ["防汛", "抗旱"]}),
        ("本文链接：http://a.cn/1.html", {"url": ["http://a.cn/1.html"]}),
    ],
)
def test_a_date_line_in_any_layout_is_read(line: str, expected: dict[str, list[str]]) -> None:
    found = read("全市防汛工作会议召开", line, BODY)
    assert found.pop("headline") == ["全市防汛工作会议召开"]
    if "published" in found:
        assert found.pop("event_date") == [found["published"][0][:10]]  # 今天
    assert found == expected


@pytest.mark.parametrize(
    ("line", "field", "names"),
    [
        ("（记者 李华）", "reporter", ["李华"]),
        ("本报记者 李华 赵敏", "reporter", ["李华", "赵敏"]),
        ("记者：李华、赵敏", "reporter", ["李华", "赵敏"]),
        ("责任编辑：李华", "editor", ["李华"]),
    ],
)
def test_people_in_bylines_are_read(line: str, field: str, names: list[str]) -> None:
    assert read("全市防汛工作会议召开", BODY, line)[field] == names


def test_reporter_and_correspondent_in_one_line_are_both_read() -> None:
    assert read("全市防汛工作会议召开", BODY, "记者：李华 通讯员：赵敏")["reporter"] == ["李华", "赵敏"]


def test_the_next_label_is_no_author() -> None:
    line = "作者：李华 来源：云岭日报 更新时间：2022-4-11"
    assert read("全市防汛工作会议召开", line, BODY)["author"] == ["李华"]


@pytest.mark.parametrize("line", ["2022年4月11日", "（2022-04-11）", "2022-04-11 08:30"])
def test_a_bare_date_under_the_headline_is_the_time_of_publication(line: str) -> None:
    assert read("全市防汛工作会议召开", line, BODY)["published"][0].startswith("2022-04-11")


def test_a_name_in_brackets_behind_the_last_sentence_is_the_author() -> None:
    assert read("全市防汛工作会议召开", BODY, BODY + "（李华）")["author"] == ["李华"]


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("新华社北京4月11日电 " + BODY, "新华社北京4月11日电"),
        ("本报太原4月11日讯 " + BODY, "本报太原4月11日讯"),
        ("【云岭日报讯】" + BODY, "云岭日报讯"),
        ("本网讯 " + BODY, "本网讯"),
    ],
)
def test_the_dateline_is_read(line: str, dateline: str) -> None:
    assert read("全市防汛工作会议召开", line, BODY)["dateline"] == [dateline]


def test_the_body_gives_no_other_metadata() -> None:
    body = "会议要求，要把作者：李华、来源：云岭日报、http://a.cn 和2022年4月11日写进材料，逐项落实。"
    assert read("全市防汛工作会议召开", body, body) == {
        "headline": ["全市防汛工作会议召开"],
        "event_date": ["2022-04-11"],
    }


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2022年4月1日", "2022-04-01"),
        ("2022-04-11 12:25:50", "2022-04-11T12:25:50"),
        ("2022/4/1 9:05", "2022-04-01T09:05:00"),
        ("2022.4.1 12：25", "2022-04-01T12:25:00"),
    ],
)
def test_dates_become_iso(text: str, iso: str) -> None:
    assert iso_date(text) == iso


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="is no date"):
        iso_date("四月")


def test_a_dateline_with_blanks_inside_its_words_is_read() -> None:
    text = f"全市防汛工作会议召开\n2022年4月12日\n本 报太 原4月11日讯 4月10日，{BODY}"
    metadata = TextMetadata()
    read_page(page_lines(text), recorder(metadata, lambda start, end: (start, end)))
    found = dict(metadata)
    assert found["dateline"].value == "本报太原4月11日讯"
    assert text[found["dateline"].start_char : found["dateline"].end_char] == "本 报太 原4月11日讯"
    assert (found["place"].value, found["place_code"].value) == ("太原", "140100")
    assert text[found["place"].start_char : found["place"].end_char] == "太 原"
    assert found["event_date"].value == "2022-04-10"
