from __future__ import annotations

import pytest

from corpus_tools.annotate.modal import find_modal, mask_quotes


@pytest.mark.parametrize(
    ("clause", "trigger", "kind"),
    [
        ("各级要抓好预警", "要", "obligation"),
        ("要求真务实", "要", "obligation"),
        ("也要抓好值守", "也要", "obligation"),
        ("既要抓好值守", "既要", "obligation"),
        ("应抓紧落实", "应", "obligation"),
        ("各地应当落实", "应当", "obligation"),
        ("须当日销号", "须", "obligation"),
        ("学校必须落实", "必须", "obligation"),
        ("务必到位", "务必", "obligation"),
        ("需要加强值守", "需要", "obligation"),
        ("场所一律关闭", "一律", "obligation"),
        ("不得聚集", "不得", "prohibition"),
        ("不准带病上课", "不准", "prohibition"),
        ("严禁酒后上岗", "严禁", "prohibition"),
        ("禁止野外用火", "禁止", "prohibition"),
        ("决不能松懈", "决不能", "prohibition"),
        ("绝不允许漏报", "绝不允许", "prohibition"),
        ("一律禁止通行", "一律禁止", "prohibition"),
        ("可以依法征用车辆", "可以", "permission"),
        ("允许村民通行", "允许", "permission"),
        ("准许通行", "准许", "permission"),
        ("有权拒绝", "有权", "permission"),
        ("可居家学习", "可", "permission"),
        ("方可卸下沙袋", "方可", "permission"),
        ("登记后即可领取", "即可", "permission"),
        ("双方可以就近调用民船", "可以", "permission"),
        ("主管机关得委托水利会办理", "得", "permission"),
        ("并得派员检查", "得", "permission"),
        ("得以书面通知", "得", "permission"),
        ("用药前先要问医生", "先要", "obligation"),
        ("优先要备足沙袋", "要", "obligation"),
        ("最迟应当三日内报告", "最迟应当", "obligation"),
        ("必须改掉应有的毛病", "必须", "obligation"),
    ],
)
def test_a_modal_is_found_with_its_type(clause: str, trigger: str, kind: str) -> None:
    modal = find_modal(clause)
    assert modal is not None
    assert (clause[modal.start : modal.end], modal.type) == (trigger, kind)


@pytest.mark.parametrize(
    "clause",
    [
        "主要领导靠前指挥",
        "重要讲话精神",
        "工作要点如下",
        "发展规划纲要",
        "会议要求",
        "只要共同努力",
        "要是下雨",
        "重中之重、要中之要",
        "应检尽检",
        "应收尽收",
        "通过审查",
        "应急管理",
        "响应号召",
        "供应充足",
        "生活必需品",
        "可持续发展",
        "许可证",
        "认可度高",
        "“要抓好”三个字",
        "学习《关于必须落实的通知》",
        "摘要",
        "要素市场",
        "十分必要",
        "需要量大",
        "按需配备急救药品",
        "不得不说",
        "要不要去",
        "更换不需要更换的零件",
        "村民应尽的义务",
        "应纳税额的大小",
        "进口的应税物品",
        "可采区和可采期",
        "这种做法不得人心",
        "宅基地所有权登记",
        "点击【我要转移】",
        "做得好",
        "机关得到支持",
        "得以实现",
        "记者得知",
    ],
)
def test_what_only_looks_like_a_modal_is_none(clause: str) -> None:
    assert find_modal(clause) is None


def test_a_ban_or_duty_goes_before_a_permission() -> None:
    modal = find_modal("可以说必须落实")
    assert modal is not None
    assert modal.type == "obligation"


def test_masking_keeps_the_length() -> None:
    assert mask_quotes("甲“乙丙”丁《戊》（己）") == "甲□□□□丁□□□□□□"
