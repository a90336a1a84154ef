"""The lines of a page -> what each of them is: headline, body, metadata, furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus_tools.clean.line import Line, lines_of

DATE = re.compile(
    r"(?<!\d)(?:19|20)\d{2}(?:[-/.年])\d{1,2}(?:[-/.月])\d{1,2}日?(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
)
#: Lines that only a page's furniture has; what follows the first of them below the body is furniture too.
_FOOTER = re.compile(
    r"^(?:版权(?:声明|所有)|免责声明|相关(?:链接|阅读|新闻|报道|推荐|文章)|延伸阅读|推荐阅读|热点推荐|更多(?:新闻|资讯|>)|"
    r"留言与评论|网友评论|发表评论|我要评论|评论列表|验证码|扫一扫|扫码|打印本页|关闭窗口|返回(?:顶部|首页|列表)|"
    r"上一[篇条]|下一[篇条]|关于(?:我们|本站|本网)|联系我们|网站地图|友情链接|设为首页|加入收藏|"
    r"附件(?:下载)?[:：]|(?:主办|承办|协办|技术支持)(?:单位)?[:：]|联系电话[:：]|copyright|©|\(c\)|本文(?:地址|链接|仅代表|系)|"
    r"(?:点赞|收藏|举报|打赏|转发)(?:\s|$)|.{0,14}(?:ICP[备证]|公网安备|许可证|经营许可|版权所有|All Rights Reserved))",
    re.IGNORECASE,
)
#: Furniture wherever it stands.
_FURNITURE = re.compile(
    r"^(?:\d{1,6}|[|｜·\-—_=*#>«»\s]+|首页.{0,40}|(?:您)?(?:的)?当前(?:的)?位置.*|您(?:的|所在的?)位置.*|(?:[^\s|｜]{2,8}\s*[|｜]\s*){2,}[^\s|｜]{2,8}|.{0,30}\s[>›»]\s.{0,40}|分享(?:到|至)?[:：]?.{0,20}|"
    r"字号[:：].{0,20}|【?(?:打印|关闭|字体|大 中 小|收藏)】?.{0,20}|\[?(?:打印|关闭)\]?|点击(?:查看|进入|关注|上方|下方).{0,30}|"
    r"(?:责编|责任编辑)?[:：]?|.{0,12}(?:广告|推广)[:：].{0,60}|点击数?[:：]?\d*|(?:下载|打开)(?:客户端|APP).{0,20}|扫码.{0,40}|更多精彩.{0,40})$",
    re.IGNORECASE,
)
_SITE_NAME = re.compile(
    r"^[\u4e00-\u9fffA-Za-z]{2,14}(?:网|频道|在线|门户|论坛|资讯)(?:\s*[-_—|·]+\s*[\u4e00-\u9fffA-Za-z]{2,20})*$"
)
#: Lines that tell about the page: label and value.
_LABELS = (
    "来源", "稿源", "信息来源", "发布时间", "发布日期", "更新时间", "时间", "日期", "作者", "编辑", "责任编辑", "网络编辑", "责编", "编审", "校对",
    "审核", "浏览", "浏览次数", "浏览量", "阅读", "阅读次数", "阅读量", "点击", "点击数", "点击量", "关键词", "关键字", "标签", "发布机构", "索引号",
    "主题分类", "信息分类", "发文机关", "发文字号", "文号", "成文日期", "生成日期", "公文种类", "有效性", "公开方式", "名称", "体裁分类", "组配分类",
    "服务对象",
)  # fmt: skip
#: Blanks may stand inside a label: 索 引 号.
_LABEL = "(?:" + "|".join(r"\s*".join(label) for label in _LABELS) + ")"
_METADATA = re.compile(rf"^[\[【(（]?\s*{_LABEL}\s*[:：]")
_SIGNED = re.compile(
    r"^[(（【\[]?(?:本报|本网|本台|通讯员|特约)?(?:记者|通讯员|撰稿|摄影|文/|图/)[:：\s].{1,40}$|^[(（][\u4e00-\u9fff·、\s]{2,12}[)）]$"
)
_ITEM = re.compile(r"^(?:[●•■◆▪○★☆·◎]|[-*]\s)\s*")
_HEADING = re.compile(
    r"^(?:[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十百]+[章节编部]|\d{1,2}[.、．])\s*[^。！？；]{2,30}$"
)
#: A line that greets or names whom the text is for: 各位代表： 各市、县人民政府：
_ADDRESS = re.compile(r"^[^。！？]{2,80}[:：]$")
_ENDS = tuple("。！？；!?;…”）)")


@dataclass(frozen=True)
class PageLine:
    """A line of the page with its role: headline, lead, head, paragraph, item, byline, metadata or furniture."""

    line: Line
    role: str


def page_lines(text: str) -> list[PageLine]:
    """Give each line of a page its role.

    The body is what lies between the head (before the first long line or item) and the foot (from the first footer
    line behind the body). In the head, the line before the date line is the headline (else the first that is no
    furniture); what is left there sums the text up. A text without a body line keeps all that is no furniture.
    """
    lines = lines_of(text)
    body = [number for number, line in enumerate(lines) if _is_body(line)]
    first = body[0] if body else len(lines)
    foot = _foot(lines, first)
    roles = [_role(line, number, first, foot) for number, line in enumerate(lines)]
    _name_headline(lines, roles, first)
    return [PageLine(line, role) for line, role in zip(lines, roles, strict=True)]


def _is_body(line: Line) -> bool:
    """A line of running text: long, or ended like a sentence; and no furniture."""
    text = line.text
    if _FOOTER.match(text) or _is_metadata(line) or _FURNITURE.match(text):
        return False
    return (
        line.han >= 60
        or (line.han >= 8 and text.endswith(_ENDS) and any(m in text for m in "，。,；"))
        or bool(_ITEM.match(text) or _HEADING.match(text))
    )


def _is_metadata(line: Line, *, in_head: bool = False) -> bool:
    """A line of label and value; in the head also one that has a date beside it, or is nothing but a date."""
    if _METADATA.match(line.text):
        return len(line.text) < 120
    dated = DATE.search(line.text)
    if (
        not dated
        or _ITEM.match(line.text)
        or re.search("[，。；！？]", line.text)
        or len(line.text) >= 100
        or line.han >= 40
    ):
        return False
    return in_head or line.text.strip("()（）") != dated.group()


def _foot(lines: list[Line], first: int) -> int:
    """The number of the first footer line behind the body; a lone one inside the body does not count."""
    total = sum(line.han for line in lines)
    above = 0
    for number, line in enumerate(lines):
        if (
            number > first
            and _FOOTER.match(line.text)
            and above >= 0.5 * (total - above - _furniture_han(lines[number:]))
        ):
            return number
        above += line.han
    return len(lines)


def _furniture_han(lines: list[Line]) -> int:
    """Chinese characters in lines that are furniture by themselves, or short."""
    return sum(line.han for line in lines if not _is_body(line) or _FOOTER.match(line.text))


def _role(line: Line, number: int, first: int, foot: int) -> str:
    text = line.text
    if _is_metadata(line, in_head=number < first):
        return "metadata"
    if number >= foot or _FOOTER.match(text) or _FURNITURE.match(text) or _is_foreign_notice(line):
        return "furniture"
    if _HEADING.match(text):
        return "head"
    if number < first:
        if _ADDRESS.match(text):
            return "paragraph"
        return "furniture" if _SITE_NAME.match(text) else "lead"
    if _SIGNED.match(text):
        return "byline"
    return "item" if _ITEM.match(text) else "paragraph"


def _is_foreign_notice(line: Line) -> bool:
    return line.han == 0 and len(line.text) > 30


def _name_headline(lines: list[Line], roles: list[str], first: int) -> None:
    """Turn one line of the head into the headline: the last before the date line, else the first."""
    head = [n for n in range(first) if roles[n] == "lead"]
    if not head:
        return
    dated = next((n for n in range(first) if roles[n] == "metadata"), None)
    before = [n for n in head if dated is not None and n < dated]
    roles[before[-1] if before else head[0]] = "headline"
    if before:
        for n in before[:-1]:
            roles[n] = "lead" if lines[n].han >= 8 else "furniture"
