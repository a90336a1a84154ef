"""HTML and Markdown source -> plain text, each tag an edit, so that every character keeps its place in the page."""

from __future__ import annotations

import bisect
import html
import re
from collections.abc import Callable
from html.parser import HTMLParser

from corpus_tools.alignment import Edit
from corpus_tools.clean.line import HAN

#: Elements whose content is no text of the page, or furniture by its very name.
_DROPPED = frozenset(
    {
        "script",
        "style",
        "head",
        "title",
        "nav",
        "footer",
        "form",
        "aside",
        "select",
        "button",
        "noscript",
        "iframe",
        "svg",
    }
    | {"template", "object", "textarea"}
)
#: ``head`` is dropped, and HTML lets it stay unclosed: the body closes it.
_CLOSES_HEAD = {"body"}
_BLOCKS = frozenset(
    {"address", "article", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt", "figcaption"}
    | {"figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section"}
    | {"table", "tbody", "td", "th", "thead", "title", "tr", "ul"}
)
#: A link that has its line to itself: navigation, other news. Not in a heading, and no longer than a headline is.
_LONE_LINK = re.compile(
    r"<(?:/?(?:li|td|tr|div|p|dd|dt|ul|ol|table)|br|b|/b)\b[^<>]*>\s*(?:<(?:span|i|em)\b[^<>]*>[^<>]*</(?:span|i|em)>\s*)?"
    r"(?P<link><a\b[^<>]*>[^<>]{0,50}</a>)\s*(?:<(?:span|i|em)\b[^<>]*>[^<>]*</(?:span|i|em)>\s*)?"
    r"(?=<(?:/?(?:li|td|tr|div|p|dd|dt|ul|ol|table)|br)\b)",
    re.IGNORECASE,
)
_MARKDOWN_HEAD = re.compile(r"^#{1,4} +[^\s#]", re.MULTILINE)
_HEADS = 2
#: Chinese characters; a form with more of them holds the text of the page.
_PAGE = 200
#: A mark of opening with no mark of closing before the next one; a page that was torn once or twice has a few.
_TORN = re.compile(r"<(?=[^<>]*(?:<|\Z))")
_TORN_TAGS = 100
_TAG = re.compile(r"<(?:/?[A-Za-z][^<>]*|!--.*?--|!DOCTYPE[^>]*)>", re.DOTALL | re.IGNORECASE)


_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9A-Fa-f]{2,6});")


def looks_like_html(text: str) -> bool:
    """Tell whether a text holds HTML paragraphs though nothing says so (saved snippets, feeds)."""
    return len(re.findall(r"<(?:p|br|div|strong|span)\b[^<>]*>", text[:20_000], re.IGNORECASE)) >= 2


def looks_like_page(text: str) -> bool:
    """Tell whether a text is a whole HTML page, whatever its name or source (standard input) says."""
    return bool(re.search(r"<(?:!doctype\s+html|html|head|body)\b", text[:4_000], re.IGNORECASE))


def looks_like_markdown(text: str) -> bool:
    """Tell whether a text is Markdown though nothing says so: a heading in its first line, or at least two in all."""
    if "# " not in text:
        return False
    heads = len(_MARKDOWN_HEAD.findall(text[:200_000]))
    return heads >= _HEADS or (heads == 1 and text.lstrip().startswith("# "))


class _Source(HTMLParser):
    """Collects edits over the page's source; positions are exact because nothing is decoded on the way."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.edits: list[Edit] = []
        self._text = text
        self._closing: dict[str, list[int]] = {}
        self._line_starts = [0, *(m.end() for m in re.finditer("\n", text))]
        self._dropped: list[str] = []
        self._drop_from = 0
        self.feed(_without_torn_tags(text))
        self.close()
        if self._dropped:
            self._edit(self._drop_from, len(text), "\n")

    def _at(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    def _edit(self, start: int, end: int, replacement: str) -> None:
        self.edits.append(Edit(start, end, replacement, "markup"))

    def _closes(self, tag: str, at: int) -> bool:
        """Whether a dropped element ends somewhere and so may go with its content; a form with the page in it stays."""
        end = self._next(rf"</{tag}\b" + (r"|<body\b" if tag == "head" else ""), at)
        if end is None or tag != "form":
            return end is not None or tag in ("script", "style")
        paragraph = self._next("<p", at)
        if paragraph is not None and paragraph < end:
            return False
        han = self._places(HAN.pattern)
        return bisect.bisect_left(han, end) - bisect.bisect_left(han, at) < _PAGE

    def _next(self, pattern: str, at: int) -> int | None:
        """Where the pattern next stands."""
        places = self._places(pattern)
        number = bisect.bisect_left(places, at)
        return places[number] if number < len(places) else None

    def _places(self, pattern: str) -> list[int]:
        """All places of a pattern; looked for once, so that a page of nothing but forms takes no square of its size."""
        if pattern not in self._closing:
            self._closing[pattern] = [m.start() for m in re.finditer(pattern, self._text, re.IGNORECASE)]
        return self._closing[pattern]

    def _tag(self, name: str, end: int) -> None:
        self._edit(self._at(), end, "\n" if name in _BLOCKS else "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remove a tag; begin to drop where its element is dropped."""
        if self._dropped:
            if tag in _CLOSES_HEAD and self._dropped == ["head"]:
                self._close_dropped(self._at() + len(self.get_starttag_text() or ""))
            elif tag == self._dropped[-1]:
                self._dropped.append(tag)
            return
        start, end = self._at(), self._at() + len(self.get_starttag_text() or "")
        if tag in _DROPPED and self._closes(tag, end):
            self._dropped, self._drop_from = [tag], start
        else:
            self._tag(tag, end)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remove a tag such as ``<br/>``."""
        if not self._dropped:
            self._tag(tag, self._at() + len(self.get_starttag_text() or ""))

    def handle_endtag(self, tag: str) -> None:
        """Remove a closing tag; end dropping where it closes the dropped element."""
        end = self._text.find(">", self._at()) + 1 or len(self._text)
        if not self._dropped:
            beside = tag == "a" and self._text[end : end + 2].lower() == "<a"
            self._edit(self._at(), end, " ") if beside else self._tag(tag, end)
        elif tag == self._dropped[-1]:
            self._dropped.pop()
            if not self._dropped:
                self._dropped = [tag]
                self._close_dropped(end)

    def _close_dropped(self, end: int) -> None:
        self._dropped = []
        self._edit(self._drop_from, end, "\n")

    def handle_entityref(self, name: str) -> None:
        """Decode ``&nbsp;`` and the like."""
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        """Decode ``&#8220;`` and the like."""
        self._reference(f"&#{name}")

    def _reference(self, source: str) -> None:
        if self._dropped:
            return
        start = self._at()
        end = start + len(source)
        end += self._text[end : end + 1] == ";"
        decoded = html.unescape(self._text[start:end])
        if decoded != self._text[start:end]:
            self._edit(start, end, decoded)

    def handle_data(self, data: str) -> None:
        """Turn line ends inside a paragraph into blanks: in HTML they mean no more than that."""
        if self._dropped:
            return
        start = self._at()
        for m in re.finditer(r"\s+", data):  # not \s*\n\s*, which takes the square of a run of blanks
            if "\n" in m.group():
                between_han = m.start() > 0 and m.end() < len(data) and data[m.start() - 1] > "\u2e7f" < data[m.end()]
                self._edit(start + m.start(), start + m.end(), "" if between_han else " ")

    def handle_comment(self, data: str) -> None:
        """Remove a comment; what only looks like one (``<!foo>``) ends at the first ``>``."""
        self._remove_upto("-->" if self._text.startswith("<!--", self._at()) else ">")

    def handle_decl(self, decl: str) -> None:
        """Remove a declaration."""
        self._remove_upto(">")

    def handle_pi(self, data: str) -> None:
        """Remove a processing instruction."""
        self._remove_upto(">")

    def unknown_decl(self, data: str) -> None:
        """Remove a marked section."""
        self._remove_upto(">")

    def _remove_upto(self, mark: str) -> None:
        if not self._dropped:
            found = self._text.find(mark, self._at())
            if found < 0:  # never closed: what follows is text
                found, mark = self._text.find(">", self._at()), ">"
            self._edit(self._at(), len(self._text) if found < 0 else found + len(mark), "")


def _without_torn_tags(text: str) -> str:
    """Hide each ``<`` that opens no tag, if there are many of them: the parser tries every one up to the page's end."""
    if text.count("<") - text.count(">") <= _TORN_TAGS:
        return text
    return _TORN.sub("\ufdd0", text)


def html_markup(text: str) -> list[Edit]:
    """Take the markup out of HTML source: block elements become line ends, entities the characters they stand for."""
    others = _disjoint(_Source(text).edits)
    dropped = _covered(sorted(others))
    links = [Edit(m.start("link"), m.end("link"), "", "lone-links") for m in _LONE_LINK.finditer(text)]
    links = [edit for edit in links if not dropped(edit)]
    in_link = _covered(links)
    return _disjoint([*links, *(edit for edit in others if not in_link(edit))])


def _covered(outer: list[Edit]) -> Callable[[Edit], bool]:
    """Return a test whether an edit lies inside one of ``outer``; edits that hold an outer one are left to win."""
    starts = [edit.start for edit in outer]

    def inside(edit: Edit) -> bool:
        at = bisect.bisect_right(starts, edit.start) - 1
        return at >= 0 and edit.end <= outer[at].end

    return inside


_MARKDOWN = (
    (re.compile(r"\A---\n.*?\n---\n", re.DOTALL), ""),  # front matter
    (re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"), ""),  # images
    (re.compile(r"^ {0,3}(?:#{1,6} +|> ?|(?:\*{3,}|-{3,}|_{3,})$)", re.MULTILINE), ""),
    (re.compile(r"^ {0,8}[-*+] +(?=\S)", re.MULTILINE), "● "),
)
_LINK = re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)")
_EMPHASIS = re.compile(r"(\*\*|__|\*|`)(?=\S)([^*`\n]+?)(?<=\S)\1")


def markdown_markup(text: str) -> list[Edit]:
    """Take the markup out of Markdown: heads, emphasis, quotes, images; links keep their text, list items get ●."""
    edits = [Edit(m.start(), m.end(), new, "markup") for pattern, new in _MARKDOWN for m in pattern.finditer(text)]
    for m in _LINK.finditer(text):
        if m.start() == 0 or text[m.start() - 1] != "!":
            edits += [Edit(m.start(), m.start(1), "", "markup"), Edit(m.end(1), m.end(), "", "markup")]
    for m in _EMPHASIS.finditer(text):
        edits += [Edit(m.start(), m.start(2), "", "markup"), Edit(m.end(2), m.end(), "", "markup")]
    return _disjoint(edits)


def tag_remains(text: str) -> list[Edit]:
    """Take out tags that stand in Markdown or plain text, and read the entities beside them."""
    edits = [
        Edit(m.start(), m.end(), decoded, "markup")
        for m in _ENTITY.finditer(text)
        if (decoded := html.unescape(m.group())) != m.group()
    ]
    for m in _TAG.finditer(text):
        name = re.match(r"</?([A-Za-z0-9]+)", m.group())
        block = name is not None and name.group(1).lower() in _BLOCKS
        edits.append(Edit(m.start(), m.end(), "\n" if block else "", "markup"))
    return _disjoint(edits)


def _disjoint(edits: list[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept
