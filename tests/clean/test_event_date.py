from __future__ import annotations

import pytest

from corpus_tools.clean.document_number import order_number, yeared_number
from corpus_tools.clean.event_date import event_day


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("5月10日，会议召开", "2023-05-11", "2023-05-10"),
        ("12月30日，会议召开", "2023-01-02T08:00:00", "2022-12-30"),
        ("昨日，会议召开", "2023-03-01", "2023-02-28"),
        ("泽阳今天召开会议", "2023-03-01", "2023-03-01"),
        ("交易会3日在望川开幕", "2023-11-03", "2023-11-03"),
        ("交易会31日在望川开幕", "2023-11-03", "2023-10-31"),
        ("2022年4月1日上午，会议召开", None, "2022-04-01"),
        ("——2023年1月6日在县人民代表大会上", "2023-01-16", "2023-01-06"),
        ("5月10日，会议召开", None, None),
        ("请于6月20日前报送", "2023-06-02", None),
        ("自2023年2月1日起施行", "2023-06-02", None),
        ("13月40日", "2023-06-02", None),
        ("会议指出，今年以来", "2023-06-02", None),
    ],
)
def test_the_day_of_an_event_is_resolved_by_that_of_publication(
    text: str, published: str | None, expected: str | None
) -> None:
    found = event_day(text, published)
    assert (found and found.value) == expected
    if found:
        assert text[found.start : found.end] in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云政办发〔2023〕15号", "云政办发〔2023〕15号"),
        ("文号：云政办发[2023]15号", "云政办发〔2023〕15号"),
        ("云政发（2023）第7号", "云政发〔2023〕7号"),
        ("〔2023〕15号", None),
        ("云岭2023年15号", None),
    ],
)
def test_numbers_with_a_year_are_written_in_one_way(text: str, expected: str | None) -> None:
    found = yeared_number(text)
    assert (found and found[0]) == expected


def test_an_order_names_its_body() -> None:
    text = "2022年12月20日云岭市人民政府令第37号公布"
    found = order_number(text)
    assert found is not None
    assert found[:2] == ("云岭市人民政府令第37号", "云岭市人民政府")
    assert text[found[2] : found[3]] == "云岭市人民政府令第37号"
