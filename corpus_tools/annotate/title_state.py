"""States in one or two characters before a post: 美|国务卿, 俄|外长, 美俄|总统."""

from __future__ import annotations

import re

from corpus_tools.annotate.person import Names
from corpus_tools.annotate.title_post import Post

#: 美|国务卿, 俄|外长: states in one character, only before posts of states.
_OF_STATES = frozenset({"国务卿", "总统", "外长", "防长", "财长", "首相", "外交大臣", "国防部长", "外交部长"})
STATES = "美俄英法德日韩朝印越泰伊以巴乌叙土埃澳加意西斯匈波捷希葡荷瑞挪芬丹奥比墨古阿哈吉塔蒙缅老柬菲马新"
_STATE = re.compile(rf"(?<![\d一二三四五六七八九十])[{STATES}]\Z")
#: States in one character that names end with as well: only where the clause begins.
_STATE_AT_MARK = re.compile(r"(?:^|[，。、；：！？（）()“\s])[塞黎罗保智秘委冰卢科卡沙苏肯立拉白格摩突约刚赞孟尼克]\Z")
_TWO_STATES = re.compile(rf"(?:^|[，。、；：！？\s“])[{STATES}]{{2,3}}\Z")


def state_start(names: Names, post: Post, form: str) -> int:
    """Return where a state in one character before the post stands: 美|国务卿, 俄|外长."""
    text = names.text
    at = post.prefix - 1
    if form in _OF_STATES and (two := _TWO_STATES.search(text, max(0, at - 3), post.prefix)):
        return two.end() - len(two.group().lstrip("，。、；：！？“ \n\t"))
    if form in _OF_STATES and at >= 0 and _STATE_AT_MARK.search(text, max(0, at - 1), post.prefix):
        return at
    if form not in _OF_STATES or at < 0 or not _STATE.search(text, max(0, at - 1), post.prefix):
        return post.prefix
    return at if names.is_border(at) or not text[max(0, at - 1) : at].strip() else post.prefix
