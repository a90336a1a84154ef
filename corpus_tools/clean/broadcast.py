"""Words of the medium around a text: lead-ins of broadcasts, editors' tails."""

from __future__ import annotations

import re

from corpus_tools.alignment import Edit
from corpus_tools.clean.line import lines_of
from corpus_tools.clean.word_blanks import without_word_blanks

#: 央视网消息（新闻联播）： – a medium, 消息, its programme in brackets.
LEAD_IN = re.compile(
    r"(?P<medium>[\u4e00-\u9fffA-Za-z]{2,12}?)消息\s?[（(](?P<programme>[^（）()\n]{2,12})[）)]\s?[:：]\s?"
    r"(?:本台消息\s?[，,：:]\s?)?"
)
#: Characters of a lead-in, at most.
_LONGEST_LEAD_IN = 60
#: [视频] before a headline.
MEDIA = re.compile(r"[\[【](?:视频|图文|组图|高清组图|图|音频|视频新闻)[\]】]\s?")
_EDITOR = r"(?:责任编辑|网络编辑|本期编辑|编辑|责编|编审|校对|审核|审签|监制|值班主任|编校|总编辑)"
#: （责任编辑：赵敏）, [责编：赵敏 校对：许问渠] or the same without brackets, at the end of a line.
TAIL = re.compile(
    rf"\s?(?:[（(【\[]\s?{_EDITOR}\s?[:：\s][^（）()【】\[\]\n。]{{1,40}}[）)】\]]"
    rf"|(?<=[。！？”）)]){_EDITOR}\s?[:：]\s?[^\n，。；]{{2,40}})$"
)
#: Editors stand below a text: in its last lines.
_LAST_LINES = 3


def lead_ins(text: str) -> list[Edit]:
    """Remove 央视网消息（新闻联播）： at the beginning of paragraphs and [视频] at that of lines."""
    edits = []
    if "消息" in text or "消 息" in text or "[" in text or "【" in text:
        for line in lines_of(text):
            if (m := MEDIA.match(line.text)) and m.end() < len(line.text):
                edits.append(Edit(line.start, line.start + m.end(), "", "lead-ins"))
            elif end := _lead_in(line.text):
                edits.append(Edit(line.start, line.start + end, "", "lead-ins"))
    return edits


def _lead_in(text: str) -> int:
    """Where the lead-in of a line ends, also with blanks inside its words; 0 if it has none."""
    if m := LEAD_IN.match(text):
        return m.end()
    if " " not in text[:_LONGEST_LEAD_IN]:
        return 0
    joined, places = without_word_blanks(text)
    m = LEAD_IN.match(joined)
    return places[m.end()] if m else 0


def editors_tails(text: str) -> list[Edit]:
    """Remove （责任编辑：…） behind the last sentences of a text."""
    edits = []
    for line in lines_of(text)[-_LAST_LINES:]:
        if (m := TAIL.search(line.text)) and m.start() > 0:
            edits.append(Edit(line.start + m.start(), line.end, "", "editors-tails"))
    return edits
