"""What belongs to a site and not to its text: lines known by their words."""

# ruff: noqa: E501 (tables of words and phrases in one expression)
from __future__ import annotations

import re
from itertools import pairwise

#: Words of buttons, share bars, menus of a reader: a line of nothing else is furniture.
_WIDGETS = frozenset(
    "分享 分享到 分享至 收藏 点赞 举报 打印 打印本页 打印此页 关闭 关闭窗口 关闭本页 大 中 小 特大 加大 还原 减小 增大 缩小 放大 默认 "
    "字号 字体 字体大小 复制链接 复制 微信 微博 新浪微博 新浪 腾讯微博 人人网 豆瓣 QQ QQ空间 QQ好友 朋友圈 微信好友 更多 登录 请登录 注册 "
    "免费注册 立即注册 退出 搜索 帮助 首页 网站首页 返回首页 返回 返回列表 返回顶部 返回目录 返回上一页 顶部 回复 支持 反对 评论 转发 "
    "发帖 朗读 语音播报 上一期 下一期 上一版 下一版 上一篇 下一篇 上一页 下一页 尾页 末页 版面导航 版面概览 标题导航 只看该作者 倒序浏览 "
    "阅读模式 楼主 沙发 板凳 地板 点分享 点收藏 点在看 点点赞 阅读原文 写留言 留言 知道了 赞 在看 已赞 电脑版 触屏版 手机版 客户端 "
    "打开APP 下载APP 打开客户端 下载客户端 全屏 下载 我要纠错 纠错 展开全文 收起 展开 无障碍 长者模式 繁体 简体 English 图片 图 点击查看大图 "
    "查看大图 广告 推广 扫一扫 二维码 按日期检索 小黑屋 Archiver 新闻 生活 房产 招聘 头条 要闻 直播 视频 网站地图 联系我们 关于我们 "
    "法律声明 广告服务 联系方式 网站声明 站点地图 友情链接 设为首页 加入收藏 RSS 订阅 收听 播放 暂停 查看原文 阅读全文 网友评论 发表评论 我要评论 "
    "中文 时政 地方 财经 县区 问政 客户端下载 政务微博 政务微信 微信公众号 官方微博 官方微信 编辑推荐 赞赏 喜欢 踩 顶".lower().split()
)
_TOKEN = re.compile(r"[\s|｜·•/、()（）【】\[\]:：»›>«<,，\-—_]+")
_COUNT = re.compile(r"^\d+$|^(?:收藏|点赞|评论|阅读|赞|在看|回复|支持|反对|浏览|分享|转发)\d+$")

_LICENCE = re.compile(
    r"(?:ICP[备证]|公网安备|网安备案|网站标识码|备案序?号[:：]"
    r"|许可证(?:编?号)?\s*[:：]?\s*[A-Z]{0,4}-?\d{3,}|许可证(?:编号|号)\s*[:：]|国新网许可证|版权所有|All Rights? Reserved|Copyright)",
    re.IGNORECASE,
)
#: A licence is named within so many characters.
_LICENCE_BEFORE = 34
#: Lines with which the foot of a page begins.
_FOOT = re.compile(
    r"^[【\[（(※*●■>»\s]*(?:版权(?:声明|所有)|(?:免责|特别|郑重|重要|本站)?声明\s*[:：]|免责声明|网站声明"
    r"|相关(?:链接|阅读|新闻|报道|推荐|文章|解读|专题|资讯|信息|内容|稿件|附件)(?!.{12})|延伸阅读|推荐阅读|拓展阅读"
    r"|(?:热点|热门|精彩|今日|为您|编辑|小编)推荐|往期(?:推荐|回顾|精选|精彩)|猜你喜欢|大家都在看|热门(?:新闻|文章|评论|排行)|新闻排行|点击排行"
    r"|更多(?:新闻|资讯|精彩|>)|深度观察$|新闻评论$|留言与评论|留言板|(?:网友|最新|全部|热门|用户)?(?:评论|留言|跟帖)(?:列表|区)?(?:\s*[(（]|$)"
    r"|发表评论|我要评论|验证码|昵称[:：]|扫一扫|扫[描码]|【?打印(?:本页|此页)|【?关闭(?:窗口|本页)|返回(?:顶部|首页|列表|目录)"
    r"|上一[篇条页版则](?:\s|[:：]|$)|下一[篇条页版则](?:\s|[:：]|$)|关于(?:我们|本站|本网)|联系我们|网站地图|友情链接|设为首页|加入收藏"
    r"|附件下载|copyright|©|\(c\)\s*(?:copyright|\d{4}(?:\s?[-–—]\s?\d{4})?(?!\s?[-–—\d年]))|本文(?:地址|链接|网址|仅代表|系(?!统)|来自|转自)|原文(?:链接|地址|标题|出处)|阅读原文"
    r"|预览时标签|写留言|您需要登录|本版积分|Powered by|GMT\s?[+-]|Archiver|(?:点赞|收藏|举报|打赏|转发)(?:\s|$|\d)|分享\s+收藏"
    r"|此邮件|本邮件|【?纠错|【?我要纠错|打开.{2,8}客户端|展开全文|特别声明|建议使用\d+|制作单位[:：]|制作单位)",
    re.IGNORECASE,
)
#: Contacts of a site, or of a text: of a site only if the lines beside them are.
_CONTACT = re.compile(
    r"^(?:(?:主办|承办|协办|主管|运行维护|运维|技术支持|维护|指导)(?:单位)?|联系电话|电话|地址|邮编|邮箱|电子邮箱|传真|新闻热线|热线电话|投稿邮箱"
    r"|举报电话|违法和不良信息举报)\s*[:：]"
)
#: Furniture wherever it stands.
_ANYWHERE = re.compile(
    r"^(?:[|｜·\-—_=*#>«»~<\s/┄─]+|首页.{0,40}|(?:您|你)?(?:的|所在)?(?:的)?当前(?:的)?位置.*|(?:您|你)(?:的|所在的?|现在的?)位置.*"
    r"|(?:[^\s|｜]{2,8}\s*[|｜]\s*){2,}[^\s|｜]{2,8}|.{0,30}\s[>›»]\s.{0,40}|[^\s>›»。，]{2,12}(?:\s*[>›»]\s*[^\s>›»。，]{2,16}){2,}"
    r"|分享(?:到|至)?[:：]?.{0,20}|【?(?:字号|字体)[:：].{0,20}|【?(?:打印|关闭|字体|大 中 小|收藏)】?.{0,20}|\[?(?:打印|关闭)\]?"
    r"|点击(?:查看|进入|关注|上方|下方|蓝字|播放|图片|加载|此处|收听).{0,30}|.{0,6}(?:广告|推广|赞助|推荐商品)[:：].{0,60}|[（(]?(?:广告|推广|本文来源.{0,12}|图片来源.{0,12})[)）]?"
    r"|(?:责编|责任编辑)?[:：]?|点击数?[:：]?\d*|(?:下载|打开)(?:客户端|APP).{0,20}|(?:扫码|长按(?:识别|图片|保存|复制|关注)|(?:扫描|长按|识别)(?:上方|下方|左侧|右侧|图中|以下)?(?:二维码|小程序)).{0,40}"
    r"|下载.{2,10}APP.{0,20}|打开.{2,8}(?:客户端|APP).{0,20}|更多精彩.{0,40}|(?:您好|你好)?[，,]?欢迎(?:您)?(?:来到|访问|光临|登录|关注).{0,40}|今天是.{0,40}|天气[:：].{0,20}"
    r"|我要评论\s*[(（]\d*[)）].{0,10}|已有\s?\d*\s?[条人].{0,30}|共有?\s?\d*\s?[条人](?:评论|参与).{0,20}|只看该作者.{0,20}|.{1,16}发表于\s?\d{4}-.{0,60}"
    r"|[\[【]?(?:图片|组图|视频)[\]】]?|<!--.*?-->|--[^\s-]{2,12}--|第\d{1,2}版[:：].{0,40}|(?:一\s*二\s*三\s*四\s*五\s*六\s*日|日\s*一\s*二\s*三\s*四\s*五\s*六)"
    r"|(?:阅读|浏览|访问|赞|在看)(?:量|次数)?\s?[:：]?\s?[\d.]+万?\+?.{0,12}|正在加载.{0,6}|loading.{0,6}|.{2,12}数字报|.{0,20}关注我们.{0,10})$",
    re.IGNORECASE,
)
#: A longer line that ends in a stop is text, whatever its first words.
_SENTENCE = 60
#: Days in a row of a calendar; fewer numbers in a row may be the heading of a table.
_WEEK = 7
_SITE_NAME = re.compile(
    r"^[\u4e00-\u9fffA-Za-z]{2,14}(?:网|频道|在线|门户|论坛|资讯|热线|门户网站|数字报|客户端)(?:\s*[-_—|·]+\s*[\u4e00-\u9fffA-Za-z]{2,20})*$"
)
#: Sentences that only sites say: they don't count as text below the body.
_DISCLAIMER = re.compile(r"本[站网]|版权|转载|侵权|网站|观点|平台|网友|建站|浏览器|邮件|管理员|站长|免责|客户端")


def is_foot(text: str) -> bool:
    """Whether a line is one with which a page's foot begins; a line of the law with 许可证 in it is none."""
    if not _FOOT.match(text) and not _names_licence(text[:_LICENCE_BEFORE]):
        return False
    return not (len(text) > _SENTENCE and text.endswith("。") and not _DISCLAIMER.search(text))


def _names_licence(text: str) -> bool:
    likely = any(word in text for word in ("备", "证", "网", "权", "opyright", "eserved", "OPYRIGHT"))
    return likely and _LICENCE.search(text) is not None


def is_contact(text: str) -> bool:
    """Whether a line names who keeps a site, or whom to ask about a text."""
    return bool(_CONTACT.match(text))


def is_disclaimer(text: str) -> bool:
    """Whether a sentence speaks about the site."""
    return bool(_DISCLAIMER.search(text))


def is_site_name(text: str) -> bool:
    """Whether a line is the name of a site, with its sections."""
    return bool(_SITE_NAME.match(text))


def is_furniture(text: str) -> bool:
    """Whether a line is furniture wherever it stands; numbers alone are not decided here."""
    if len(text) > 100:
        return False
    return bool(_ANYWHERE.match(text)) or _is_widgets(text) or _is_calendar(text)


def _is_widgets(text: str) -> bool:
    if len(text) > _SENTENCE or text.endswith("。"):
        return False
    tokens = [token for token in _TOKEN.split(text.lower()) if token]
    words = [token for token in tokens if token in _WIDGETS]
    return bool(words) and all(token in _WIDGETS or _COUNT.match(token) for token in tokens)


def _is_calendar(text: str) -> bool:
    if not text[:1].isdigit():
        return False
    numbers = text.split()
    if len(numbers) < _WEEK or not all(number.isdigit() and len(number) <= 2 for number in numbers):
        return False
    return all(b - a == 1 for a, b in pairwise(map(int, numbers)))
