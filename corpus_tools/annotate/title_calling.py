"""Occupations, certificates and grades that are named like posts: 社会体育|指导员, 科技|特派员."""

from __future__ import annotations

import re

#: Posts -> the fields in which the same word names whoever does the work or has the certificate.
_FIELDS = {
    "指导员": r"体育|就业|职业|创业|健康|营养|农技|技术|健身|锻炼|运动|养老|家庭教育|分类|心理|服务|用药|生殖保健",
    "特派员": r"科技|金融",
    "辅导员": r"心理|就业|创业|校外|法治|纳税",
    "管理师": r"健康|睡眠|收纳",
    "工程师": r"注册[\u4e00-\u9fff]{0,4}|执业|助理|见习",
}
_CALLINGS = {post: re.compile(rf"(?:{fields})\Z") for post, fields in _FIELDS.items()}
_LONGEST_FIELD = 8


def is_calling(text: str, start: int, post: str) -> bool:
    """Whether what stands before the post at ``start`` makes it an occupation, which is a title only beside a name."""
    calling = _CALLINGS.get(post)
    return calling is not None and calling.search(text, max(0, start - _LONGEST_FIELD), start) is not None
