"""Turn a view of a document into coloured text for a terminal."""

from __future__ import annotations

import re

from rich import box
from rich.align import Align
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.constrain import Constrain
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from corpus_tools.labels import LAYERS, SCHEME_VERSION, Layer
from corpus_tools.write.view import View, counts, fields, lines, segments

#: Each layer has a channel of its own, so that layers which nest or cross stay readable: the colour of the characters,
#: their ground, the line below. The colours stand out from a black ground and from a white one.
STYLES = {
    "title": Style(color="color(33)", bold=True),
    "slogan": Style(color="color(16)", bgcolor="color(222)"),
    "directive": Style(underline=True),
}
#: A title inside a slogan lies on the slogan's ground, where only a dark colour can be read.
TITLE_IN_SLOGAN = Style(color="color(25)", bgcolor="color(222)", bold=True)

#: Where there are no colours, brackets show the layers; the second set is for terminals that know only ASCII.
BRACKETS = {"title": "⟨⟩", "slogan": "⟦⟧", "directive": "⌊⌋"}
ASCII_BRACKETS = {"title": "<>", "slogan": "{}", "directive": "[]"}

MAX_WIDTH = 100

#: What no line break may cut: a Latin word or one character, with the opening marks before it and the closing after it.
UNBROKEN = re.compile(r"[“‘（《〈「『【〔⟨⟦⌊<{\[]*(?:[!-~]+|.)[，。、；：！？”’）》〉」』】〕…—⟩⟧⌋>}\]]* *", re.DOTALL)

#: Control characters but tab and line end: a document must not steer the reader's terminal.
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class TerminalView:
    """The view as a rich renderable; ``brackets=None`` asks the console whether it has colours."""

    def __init__(self, view: View, *, brackets: bool | None = None) -> None:
        self.view = view
        self.brackets = brackets

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield headline, metadata, text, legend with counts, and remarks."""
        plain = console.color_system is None or console.no_color
        marks = None
        if plain if self.brackets is None else self.brackets:
            marks = ASCII_BRACKETS if options.ascii_only else BRACKETS
        width = min(MAX_WIDTH, options.max_width)
        yield Constrain(Group(*_parts(self.view, marks, width)), width)


def to_terminal(view: View, *, brackets: bool | None = None) -> TerminalView:
    """Return the document with its layers marked, a legend with counts by layer and type, and the remarks.

    With colours: titles in blue, slogans on a yellow ground, directives underlined. Without, or with
    ``brackets=True``: ⟨title⟩ ⟦slogan⟧ ⌊directive⌋, which may cross. Evidence is left to the page.
    """
    return TerminalView(view, brackets=brackets)


def annotated_text(view: View, start_char: int, end_char: int, *, brackets: dict[str, str] | None = None) -> Text:
    """Return a stretch of the text with styles, and with brackets at the borders if a set of them is given.

    Control characters become their pictures (␛), one for one.
    """
    text = Text(overflow="fold")
    for segment in segments(view, start_char, end_char):
        opening = [m for m in segment.marks if m.annotation.start_char == segment.start_char]
        closing = [m for m in segment.marks if m.annotation.end_char == segment.end_char]
        layers = [mark.layer for mark in segment.marks]
        style = _style(layers)
        if brackets:
            text.append("".join(brackets[mark.layer][0] for mark in opening))
        text.append(printable(view.text[segment.start_char : segment.end_char]), style)
        if brackets:
            text.append("".join(brackets[mark.layer][1] for mark in reversed(closing)))
    return text


def printable(text: str) -> str:
    """Return the text with its control characters made visible; as long as before."""
    return CONTROLS.sub(lambda found: _picture(ord(found.group())), text)


def _picture(code: int) -> str:
    if code == 0x7F:
        return "␡"
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


def wrapped(text: Text, width: int) -> Text:
    """Return the text with line ends set by the rules of Chinese print; ``width`` counts cells of the terminal."""
    breaks: list[int] = []
    used = 0
    for unit in UNBROKEN.finditer(text.plain):
        size = cell_len(unit.group().rstrip(" "))
        if used and used + size > width:
            breaks.append(unit.start())
            used = 0
        used += cell_len(unit.group())
    rows = text.divide(breaks)
    for row in rows[:-1]:
        row.rstrip()
    return Text("\n", overflow="fold").join(rows)


def _style(layers: list[str]) -> Style:
    found = [STYLES[layer] for layer in dict.fromkeys(layers)]
    if "title" in layers and "slogan" in layers:
        found.append(TITLE_IN_SLOGAN)
    return Style.combine(found) if found else Style.null()


def _parts(view: View, brackets: dict[str, str] | None, width: int) -> list[RenderableType]:
    parts: list[RenderableType] = [Text(printable(view.doc_id), style="dim")]
    blocks = lines(view)
    if view.headline and all(block.kind != "headline" for block in blocks):
        parts.append(Text(printable(view.headline), style="bold"))
    parts += [Text(f"{name}: {printable(value)}", style="dim") for name, value in fields(view)]
    for block in blocks:
        line = annotated_text(view, block.start_char, block.end_char, brackets=brackets)
        parts += ["", _block(block.kind, line, width)]
    parts += ["", _legend(view, brackets)]
    parts += [Text(f"! {printable(remark)}", style="italic") for remark in view.remarks]
    return parts


def _block(kind: str, line: Text, width: int) -> RenderableType:
    indent = 2 if kind == "item" else 0
    text = wrapped(line, max(2, width - indent))
    if kind in ("headline", "head"):
        text.stylize_before("bold")
    if kind == "headline":
        return Align.center(text)
    return Align.right(text) if kind == "byline" else Padding(text, (0, 0, 0, indent), expand=False)


def _legend(view: View, brackets: dict[str, str] | None) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, title=f"scheme {SCHEME_VERSION}", title_justify="left")
    table.add_column("layer")
    table.add_column("type")
    table.add_column("spans", justify="right")
    table.add_column("what", overflow="fold")
    found = counts(view)
    for layer in LAYERS:
        total = sum(found[layer.name, span_type.name] for span_type in layer.types)
        table.add_row(_sample(layer, brackets), "", Text(str(total), style="bold"), layer.gloss)
        for span_type in layer.types:
            number = found[layer.name, span_type.name]
            if number:
                table.add_row("", f"{span_type.name} {span_type.gloss_zh}", str(number), span_type.gloss)
        table.add_section()
    return table


def _sample(layer: Layer, brackets: dict[str, str] | None) -> Text:
    name = Text(f"{layer.name} {layer.gloss_zh}", style=STYLES[layer.name])
    if not brackets:
        return name
    return Text.assemble(brackets[layer.name][0], name, brackets[layer.name][1])
