"""The lines of a page -> headline, dates, place, source, people, keywords, each with where it was read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from corpus_tools.clean.broadcast import LEAD_IN, MEDIA, TAIL
from corpus_tools.clean.document_number import order_number, yeared_number
from corpus_tools.clean.event_date import event_day
from corpus_tools.clean.labels_of_page import DATE, is_bare_label
from corpus_tools.clean.line import Line
from corpus_tools.clean.page import PageLine
from corpus_tools.clean.page_head import DOCUMENT_NUMBER, is_name_line
from corpus_tools.clean.published import iso_date, publication
from corpus_tools.clean.word_blanks import without_word_blanks
from corpus_tools.division import decide
from corpus_tools.metadata import TextMetadata

__all__ = ["iso_date", "read_page", "recorder"]

#: Called with a field, a value and the value's span in the cleaned text.
Found = Callable[[str, str, int, int], None]

_NAME = r"[\u4e00-\u9fff·]{2,12}"
_PEOPLE = rf"{_NAME}(?:[、\s]+{_NAME}(?![\u4e00-\u9fff]|\s*[:：]))*"
_LABELLED = (
    ("source", re.compile(r"(?:信息来源|文章来源|新闻来源|来\s*源|稿\s*源)\s*[:：]\s*([^\s|｜\]】）)]+)")),
    ("author", re.compile(rf"作\s*者\s*[:：]\s*({_PEOPLE})")),
    ("editor", re.compile(rf"(?:责任编辑|网络编辑|本期编辑|编辑|责编|编审)\s*[:：]\s*({_PEOPLE})")),
    ("reporter", re.compile(rf"(?:记者|通讯员)\s*[:：]\s*({_PEOPLE})")),
    ("reporter", re.compile(rf"(?:记者|通讯员)\s*({_PEOPLE})\s*[)）】\]]?$")),
    ("url", re.compile(r"(https?://[^\s\u4e00-\u9fff，。）)]+)")),
    ("keywords", re.compile(r"(?:关键[词字]|标签)\s*[:：]\s*(.+)$")),
    ("issuer", re.compile(r"(?:发布机构|发布单位|发文机关|发文单位)\s*[:：]\s*([\u4e00-\u9fff（）()、]{3,40})")),
)
#: Fields that lines of furniture may give: a foot names its editor and the page's address.
_IN_FURNITURE = ("url", "editor")
_WHOLE = ("source", "url", "issuer")
_DATELINE = re.compile(
    r"^(?:[【\[（(])?((?P<agency>新华社|中新社|中新网|人民网|央视网|本报|本网|本台|[\u4e00-\u9fff]{2,10}?[网社报])(?P<place>[^，。（(\d]{0,12}?)"
    r"(?:\d{1,2}月\d{1,2}日(?:电|讯)|讯|消息))(?=[)）】\]:：\s（(])"
)
#: （记者 甲 通讯员 乙） behind a dateline or at the end of a text.
_REPORTERS = re.compile(r"[（(](?:本报|本网|本台)?(?:记者|通讯员)\s*([^（）()，。]{2,30})[）)]")
_BY_NAME = re.compile(rf"[(（](?!此件|完$|全文)({_NAME})[)）]$")
_WRITTEN_BY = re.compile(rf"^(?:文/|撰文\s*[:：/]?)\s*({_NAME})$")
#: 网络编辑 PLACE DATE TIME COUNT KEYWORDS.
_SITE_EDITOR = re.compile(r"^(?:网络编辑|编辑|责任编辑|来源)\s+")
_MEDIUM = re.compile(r"(?:报|网|台|社|发布|新闻|在线|客户端|频道|日报|晚报|中心|办公室|政府|委员会|局|厅|委|办)$")
#: 《 云岭日报 》（ 2020年03月17日 01 版）
_PAPER = re.compile(r"^《\s?([\u4e00-\u9fff]{2,10})\s?》\s?[（(]")
_POSTED_FROM = re.compile(r"发表于\s?([\u4e00-\u9fff]{2,8})$")
_SUBHEAD = re.compile(r"^(?:[—–―─-]{1,4}|[（(])")
#: Characters of the name of a place, at most.
_PLACE = 8
_ORGAN = re.compile(r"^(?!特此|谢谢|此复|附件|抄送)([\u4e00-\u9fff]{4,40})(?:$| \d{4}年)")
#: The event is told in the first sentence of a report; a speech's day stands under its headline.


def read_page(lines: list[PageLine], found: Found) -> None:
    """Report the metadata of a page to ``found``; from the body only what a by-line, dateline or closing gives."""
    body = [page_line for page_line in lines if page_line.role in ("paragraph", "item", "quote")]
    published = publication(lines, found)
    for number, page_line in enumerate(lines):
        line, role = page_line.line, page_line.role
        if role == "headline":
            found("headline", _headline_value(line.text), line.start, line.end)
        elif role == "lead":
            _lead(line, found)
        elif role == "metadata":
            _beside_date(line.text, line.start, found)
            if is_bare_label(line.text) and number + 1 < len(lines) and lines[number + 1].role == "metadata":
                _labelled_pair(line, lines[number + 1].line, found)
        elif role == "byline" and is_name_line(line.text):
            name = re.search(r"\S{2,4}$|\S\s\S$", line.text)
            if name:
                found("author", name.group().replace(" ", ""), line.start + name.start(), line.end)
        if role in ("metadata", "byline", "furniture"):
            _labelled(line.text, line.start, found, role)
    _closing_issuer(lines, found)
    if body:
        _first_and_last(body[0].line, body[-1].line, found)
    _event(lines, body, published, found)


def _headline_value(text: str) -> str:
    """The headline as the later steps leave it: without [视频], not letter-spaced."""
    text = MEDIA.sub("", text, count=1) if MEDIA.match(text) else text
    return without_word_blanks(text)[0]


def _lead(line: Line, found: Found) -> None:
    if DOCUMENT_NUMBER.match(line.text):
        if number := yeared_number(line.text):
            found("document_number", number[0], line.start + number[1], line.start + number[2])
        _order(line, found)
        return
    found("subhead" if _SUBHEAD.match(line.text) else "lead", line.text, line.start, line.end)
    _order(line, found)


def _order(line: Line, found: Found) -> None:
    if order := order_number(line.text):
        number_text, issuer, start, end = order
        found("document_number", number_text, line.start + start, line.start + end)
        found("issuer", issuer, line.start + start, line.start + start + len(issuer))


def _first_and_last(first: Line, last: Line, found: Found) -> None:
    _opening(first, found)
    for line in dict.fromkeys((first, last)):
        for m in _REPORTERS.finditer(line.text):
            for name in re.finditer(r"(?!记者|通讯员)[\u4e00-\u9fff·]{2,8}", m.group(1)):
                start = line.start + m.start(1) + name.start()
                found("reporter", name.group(), start, start + len(name.group()))
    text = last.text
    if tail := TAIL.search(text):
        _labelled(tail.group(), last.start + tail.start(), found, "tail")
        text = text[: tail.start()]
    if named := _BY_NAME.search(text):
        found("author", named.group(1), last.start + named.start(1), last.start + named.end(1))


def _opening(first: Line, found: Found) -> None:
    """The lead-in or dateline of the first paragraph, also where blanks stand inside its words."""
    joined, places = without_word_blanks(first.text)
    at = [first.start + place for place in places]
    if m := LEAD_IN.match(joined):
        found("source", m["medium"], at[m.start("medium")], at[m.end("medium") - 1] + 1)
    elif m := _DATELINE.match(joined):
        found("dateline", m.group(1), at[m.start(1)], at[m.end(1) - 1] + 1)
        place = re.sub(r"(?:新闻|频道|分社)$", "", m["place"].strip())
        if re.fullmatch(r"[\u4e00-\u9fff]{2,8}", place):
            first_char = joined.index(place, m.start("place"))
            _place(place, at[first_char], found, end=at[first_char + len(place) - 1] + 1)


def _place(name: str, start: int, found: Found, *, end: int | None = None) -> None:
    """Report a place, and its code and level where GB/T 2260 has one division of this name."""
    end = end or start + len(name)
    found("place", name, start, end)
    division = decide(name)
    if division is not None:
        found("place_code", division.code, start, end)
        found("place_level", division.level, start, end)


def _labelled_pair(label: Line, value: Line, found: Found) -> None:
    """A label and its value in two lines, as the cells of a table are."""
    name = re.sub(r"\s", "", label.text)
    for field, pattern in _LABELLED:
        if (m := pattern.match(name + value.text)) and m.end() == len(name + value.text):
            found(field, value.text, value.start, value.end)
    if name.startswith(("文号", "发文字号")) and (number := yeared_number(value.text)):
        found("document_number", number[0], value.start + number[1], value.start + number[2])


def _labelled(text: str, at: int, found: Found, role: str) -> None:
    for field, pattern in _LABELLED:
        if role == "furniture" and field not in _IN_FURNITURE:
            continue
        for m in pattern.finditer(text):
            if field in _WHOLE:
                found(field, m.group(1), at + m.start(1), at + m.end(1))
                continue
            for part in re.finditer(r"[^\s、,，;；]+", m.group(1)):
                start = at + m.start(1) + part.start()
                if text[start - at + len(part.group()) :].lstrip().startswith((":", "：")):
                    break  # the label of the next field
                found(field, part.group(), start, start + len(part.group()))
    if role == "metadata" and re.match(r"(?:发文字号|文\s*号)\s*[:：]", text) and (number := yeared_number(text)):
        found("document_number", number[0], at + number[1], at + number[2])
    if written := _WRITTEN_BY.match(text):
        found("author", written.group(1), at + written.start(1), at + written.end(1))


def _beside_date(text: str, at: int, found: Found) -> None:
    """Read what stands beside the date without a label: place, medium, keywords."""
    m = DATE.search(text)
    if not m:
        return
    before = _SITE_EDITOR.sub("", text[: m.start()])
    sited = len(before) < m.start()
    if re.fullmatch(r"[\u4e00-\u9fff]{2,16}\s*", before):
        start = at + m.start() - len(before)
        name = before.strip()
        if _MEDIUM.search(name):
            found("source", name, start, start + len(name))
        elif sited and len(name) <= _PLACE:
            _place(name, start, found)
    if paper := _PAPER.match(text):
        found("source", paper.group(1), at + paper.start(1), at + paper.end(1))
    rest = text[m.end() :]
    if posted := _POSTED_FROM.search(rest):
        _place(posted.group(1), at + m.end() + posted.start(1), found)
    if not sited or any(mark in rest for mark in ":：|"):
        return
    for part in re.finditer(r"\S+", rest):
        if not part.group().isdigit():
            start = at + m.end() + part.start()
            found("keywords", part.group(), start, start + len(part.group()))


def _closing_issuer(lines: list[PageLine], found: Found) -> None:
    """The organ that signs a document: a closing line of its own, or before the day."""
    for page_line in lines:
        if page_line.role == "closing" and (m := _ORGAN.match(page_line.line.text)):
            found("issuer", m.group(1), page_line.line.start, page_line.line.start + m.end(1))


def _event(lines: list[PageLine], body: list[PageLine], published: str | None, found: Found) -> None:
    places = [p.line for p in lines if p.role in ("lead", "metadata") and _SUBHEAD.match(p.line.text)]
    places = [line for line in places if re.fullmatch(r"[（(][^（）()]*日[）)]", line.text) or "会议上" in line.text]
    texts: list[tuple[str, Sequence[int]]] = [(line.text, range(line.start, line.end + 1)) for line in places]
    for page_line in [p for p in body if p.role == "paragraph" and not p.line.text.endswith(("：", ":"))][:1]:
        sentence, at = without_word_blanks(page_line.line.text)
        dateline = LEAD_IN.match(sentence) or _DATELINE.match(sentence)
        skipped = dateline.end() if dateline else 0
        told = re.split("[。！？]", sentence[skipped:], maxsplit=1)[0]
        texts.append((told, [page_line.line.start + place for place in at[skipped:]]))
    for text, places_of in texts:
        if day := event_day(text, published):
            found("event_date", day.value, places_of[day.start], places_of[day.end - 1] + 1)
            return


def recorder(metadata: TextMetadata, origin: Callable[[int, int], tuple[int, int]]) -> Found:
    """Return a ``Found`` that writes into ``metadata``, with spans mapped by ``origin`` to the original text."""

    def found(field: str, value: str, start: int, end: int) -> None:
        metadata.add(field, value, *origin(start, end))

    return found
