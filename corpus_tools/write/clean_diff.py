"""The pieces of a cleaned document -> a text with what each step took out or changed, coloured or between marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from rich.style import Style
from rich.text import Text

from corpus_tools.changes import Piece, StepCount

#: Red for what goes, yellow for what is replaced, green for what stands there instead; on dark grounds and light ones.
REMOVED = Style(color="color(231)", bgcolor="color(124)")
REPLACED = Style(color="color(16)", bgcolor="color(222)")
ADDED = Style(color="color(16)", bgcolor="color(114)")
STEP = Style(dim=True, italic=True)

#: Characters of unchanged text left on each side of a change, and of a long one at its ends.
CONTEXT = 40
LONGEST = 240
#: Categories of Unicode that show nothing by themselves, or that steer a terminal.
_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}


def visible(text: str, *, breaks: bool = True) -> str:
    """Return the text with characters that show nothing as ``⟨U+200B⟩``; with ``breaks`` line ends as ``⏎`` too."""
    return "".join(_seen(ch, breaks) for ch in text)


def _seen(ch: str, breaks: bool) -> str:
    if ch == "\n":
        return "⏎" if breaks else ch
    if ch == "\r" and breaks:
        return "␍"
    if ch == "\t":
        return ch
    return f"⟨U+{ord(ch):04X}⟩" if unicodedata.category(ch) in _UNSEEN else ch


def marked_diff(pieces: Sequence[Piece], *, context: int | None = CONTEXT, longest: int | None = LONGEST) -> str:
    """Return the text with ``[-removed-]{+put in+}(step)`` at each change.

    Unchanged stretches are shortened to ``context`` characters beside a change, changes to ``longest`` (None: neither),
    each with the number of characters left out.
    """
    parts = []
    for number, piece in enumerate(pieces):
        if piece.kind == "kept":
            parts.append(visible(_kept(pieces, number, context), breaks=False))
            continue
        old, new = (visible(_shortened(text, longest)) for text in (piece.original, piece.cleaned))
        parts.append(f"[-{old}-]" if piece.original else "")
        parts.append(f"{{+{new}+}}" if piece.cleaned else "")
        parts.append(f"({', '.join(piece.steps)})" + "\n" * ("\n" in piece.cleaned))
    return "".join(parts)


def coloured_diff(pieces: Sequence[Piece], *, context: int | None = CONTEXT, longest: int | None = LONGEST) -> Text:
    """Return the text as ``marked_diff`` does, for a terminal with colours: red is taken out, yellow→green replaced.

    Steps are named where they change, not behind each of a row of changes by the same; where a line end went the line
    ends here too, or markup would be one block.
    """
    text = Text(overflow="fold")
    named: tuple[str, ...] = ()
    for number, piece in enumerate(pieces):
        if piece.kind == "kept":
            text.append(visible(_kept(pieces, number, context), breaks=False))
            continue
        old, new = (visible(_shortened(part, longest)) for part in (piece.original, piece.cleaned))
        text.append(old, REPLACED if new else REMOVED)
        if new:
            text.append("→" if old else "", STEP)
            text.append(new, ADDED)
        broken = "\n" in piece.original or "\n" in piece.cleaned
        if piece.steps != named:
            text.append(f" {', '.join(piece.steps)} ", STEP)
        named = () if broken else piece.steps
        if broken:
            text.append("\n")
    return text


def _kept(pieces: Sequence[Piece], number: int, context: int | None) -> str:
    text = pieces[number].original
    if context is None:
        return text
    head = context if number else 0
    tail = context if number + 1 < len(pieces) else 0
    return _cut(text, head, tail)


def _shortened(text: str, longest: int | None) -> str:
    return text if longest is None else _cut(text, longest // 2, longest // 2)


def _cut(text: str, head: int, tail: int) -> str:
    """Leave the middle of a text out, if what is said instead is shorter."""
    left_out = len(text) - head - tail
    note = f" ⋯ {left_out:,} characters ⋯ "
    if left_out <= len(note):
        return text
    return text[:head] + note + (text[-tail:] if tail else "")


def count_rows(counts: Iterable[tuple[str, StepCount]]) -> list[tuple[str, ...]]:
    """Return the rows of a table of steps: step, edits, characters taken out, changed, put in; 0 is left empty."""
    return [
        (step, *(f"{number:,}" if number else "" for number in (c.edits, c.removed, c.changed, c.added)))
        for step, c in counts
    ]
