"""Lines of label and value (来源：…, 发布日期：…) and lines that tell the day of a page."""

from __future__ import annotations

import re

from corpus_tools.clean.line import Line
from corpus_tools.clean.line_kind import is_signed_and_dated

DATE = re.compile(
    r"(?<!\d)(?:19|20)\d{2}(?:[-/.年])\d{1,2}(?:[-/.月])\d{1,2}日?(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
)
_LABELS = (
    "来源",
    "稿源",
    "信息来源",
    "文章来源",
    "新闻来源",
    "消息来源",
    "发布时间",
    "发布日期",
    "发文日期",
    "印发日期",
    "公开日期",
    "更新时间",
    "更新日期",
    "发表时间",
    "发表日期",
    "发送时间",
    "时间",
    "日期",
    "作者",
    "编辑",
    "责任编辑",
    "网络编辑",
    "本期编辑",
    "责编",
    "编审",
    "校对",
    "审核",
    "审签",
    "监制",
    "值班主任",
    "总编辑",
    "编校",
    "摄影",
    "供稿",
    "撰稿",
    "文字",
    "通讯员",
    "浏览",
    "浏览次数",
    "浏览量",
    "阅读",
    "阅读次数",
    "阅读量",
    "阅读数",
    "访问量",
    "访问次数",
    "点击",
    "点击数",
    "点击量",
    "点击率",
    "人气",
    "关键词",
    "关键字",
    "标签",
    "发布机构",
    "发布单位",
    "发布人",
    "发布者",
    "索引号",
    "信息索引号",
    "主题分类",
    "主题词",
    "信息分类",
    "所属分类",
    "发文机关",
    "发文单位",
    "发文字号",
    "文号",
    "成文日期",
    "生成日期",
    "公文种类",
    "公文类型",
    "文种",
    "有效性",
    "是否有效",
    "公开方式",
    "公开形式",
    "公开时限",
    "公开范围",
    "名称",
    "标题",
    "体裁分类",
    "组配分类",
    "服务对象",
    "信息名称",
    "发件人",
    "收件人",
    "抄送人",
    "主题",
    "附件大小",
    "信息编号",
    "生效日期",
    "失效日期",
    "废止日期",
    "施行日期",
)
#: Blanks may stand inside a label: 索 引 号.
_LABEL = "(?:" + "|".join(r"\s*".join(label) for label in sorted(_LABELS, key=len, reverse=True)) + ")"
_LABELLED = re.compile(rf"^[\[【(（]?\s*{_LABEL}\s*[:：]")
_BARE = re.compile(rf"^[\[【(（]?\s*{_LABEL}\s*[:：]?$")
_BARE_COLON = re.compile(rf"^{_LABEL}\s*[:：]$")
#: What laws and reports say of their own making belongs to the text.
ENACTED = re.compile(
    r"会议上|(?:会议|代表大会)[^，。]{0,12}(?:通过|批准|修订|修正)|令.{0,8}第\s?[\d一二三四五六七八九十百]+\s?号|施行|公布|发布[)）]?$|修订|修正|批准|^[—–―─-]{1,4}"
)
#: The head of a newspaper's page: 云岭日报 2023年05月11日 星期四.
MASTHEAD = re.compile(r"星期[一二三四五六日天]")
_TIME = re.compile(r"\d[:：]\d\d")
_SENTENCE = re.compile("[，。；！？]")
_LONGEST = 120
_LONGEST_DATED = 100


def is_labelled(line: Line) -> bool:
    """Whether a line is a label with its value, and no sentence."""
    return (
        bool(_LABELLED.match(line.text))
        and len(line.text) < _LONGEST
        and not (line.text.endswith("。") and line.han > 30)
        and not is_enumeration(line.text)
    )


def is_enumeration(text: str) -> bool:
    """Whether a line with a label in front goes on as a text does (时间：2023年3月1日至5日。地点：…)."""
    return bool(re.match(r"(?:时间|日期|名称|主题|标题)\s*[:：]", text)) and ("。" in text or "；" in text)


def is_bare_label(text: str) -> bool:
    """Whether a line is a label whose value stands in the next line."""
    return bool(_BARE_COLON.match(text))


def is_dated(line: Line, *, in_head: bool) -> bool:
    """Whether a line has a date and few words beside it; in the head also one that is nothing but a date."""
    if len(line.text) >= _LONGEST_DATED or line.han >= 40 or _SENTENCE.search(line.text):
        return False
    dated = DATE.search(line.text)
    if not dated:
        return False
    if ENACTED.search(line.text) and not _TIME.search(line.text):
        return False
    if not in_head and is_signed_and_dated(line.text):
        return False
    return in_head or line.text.strip("()（）") != dated.group()


#: Labels whose value is what the text is called.
_TITLE = re.compile(
    r"^[\[【(（]?\s*(?:名\s*称|标\s*题|主\s*题|信\s*息\s*名\s*称)\s*[:：]\s*(?:(?:Fwd?|Re|转发|回复|转帖|转载)\s*[:：]\s*)*(.*)$",
    re.IGNORECASE,
)


def titles_in(lines: list[Line]) -> list[str]:
    """Return what label lines call the text (名称：…, 主题：转发: …), also where the value stands in the next line."""
    found = []
    for number, line in enumerate(lines):
        if len(line.text) < _LONGEST and (m := _TITLE.match(line.text)):
            found.append(m.group(1) or (lines[number + 1].text if number + 1 < len(lines) else ""))
    return [title for title in found if len(title) >= 4]
