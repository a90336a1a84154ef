"""A document as it was read -> the same document cleaned, with metadata, blocks and damage."""

from __future__ import annotations

import bisect
import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from corpus_tools.alignment import AlignedText, Edit
from corpus_tools.clean.line import HAN, Line, lines_of
from corpus_tools.clean.markup import (
    html_markup,
    looks_like_html,
    looks_like_markdown,
    looks_like_page,
    markdown_markup,
    tag_remains,
)
from corpus_tools.clean.mojibake import mojibake_remark
from corpus_tools.clean.page import page_lines
from corpus_tools.clean.page_edits import REMOVED, edits_of
from corpus_tools.clean.page_metadata import read_page, recorder
from corpus_tools.clean.private_use import remaining
from corpus_tools.clean.profile import SCRIPT_STEPS, Profile, default_profile
from corpus_tools.clean.registry import STEPS
from corpus_tools.clean.table import cells_of
from corpus_tools.document import BLOCK_KINDS, Block, Damage, TextDocument
from corpus_tools.errors import CleaningError
from corpus_tools.metadata import TextMetadata

_TITLE = re.compile(r"<title[^<>]*>([^<>]+)</title>", re.IGNORECASE)
#: Characters of the source in which its title must stand.
_HEAD = 50_000
Markup = Callable[[str], list[Edit]]

#: Where the lines of the page are read, once for both steps that take lines out.
_PAGE = "metadata-lines"
_FIRST_BYTES = 8
#: A question mark where a digit must have stood, or a character that could not be decoded.
_DAMAGED = re.compile(r"\?(?<=\d\?)(?=[日月年])|\ufffd")


@dataclass(frozen=True)
class _Place:
    """Where a line of the page stands in the original, what it is, and its level or column."""

    start: int
    end: int
    role: str
    level: int


def clean(
    document: TextDocument, *, keep_script: bool = False, full: bool = True, profile: Profile | None = None
) -> TextDocument:
    """Return the document cleaned by the steps that ``profile`` has on (None: the shipped one).

    Of a document whose blocks are known already (TEI) the structure is kept; it is searched for neither furniture nor
    metadata. ``keep_script`` leaves traditional characters; without ``full`` only markup and the essential steps are
    done.

    Raises CleaningError if nothing but furniture is left or the alignment can't be proved.
    """
    profile = profile or default_profile()
    if keep_script:
        profile = profile.without(*SCRIPT_STEPS)
    if not full:
        profile = profile.without(*(step.name for step in STEPS if not step.essential))
    metadata = TextMetadata({name: list(values) for name, values in document.metadata.values.items()})
    result = replace(document, metadata=metadata, damage=list(document.damage), remarks=list(document.remarks))
    result.cleaned_by = profile.record()
    for edits in _markup(document):
        _apply(result, edits(result.text))
    stated = [_Place(block.start_char, block.end_char, block.kind, block.level) for block in document.blocks]
    places = _run_steps(result, profile, read=full and not stated) or stated
    if not result.text.strip():
        raise CleaningError(
            f"{document.source.name}: nothing is left after cleaning: no text but page furniture or markup"
        )
    starts = [place.start for place in places]
    result.blocks = [_block(result.aligned, places, starts, line) for line in lines_of(result.text)]
    if remark := mojibake_remark(result.text):
        result.remarks.append(remark)
    if "doubled-body" in result.cleaning:
        result.remarks.append("the body stood twice; the second one was removed")
    _mark_damage(result)
    result.aligned.check()
    return result


def _markup(document: TextDocument) -> tuple[Markup, ...]:
    if document.blocks:  # the reader has taken the markup for the structure
        return ()
    if document.source.media_type == "text/markdown":
        return markdown_markup, tag_remains
    if document.source.media_type == "text/plain" and looks_like_markdown(document.text):
        return markdown_markup, tag_remains
    if document.source.media_type == "text/html" or looks_like_page(document.text):
        return (html_markup,)
    return (tag_remains,) if looks_like_html(document.text) else ()


def _run_steps(document: TextDocument, profile: Profile, *, read: bool) -> list[_Place]:
    """Run the steps; return the places of the page's lines in the original, with what they are."""
    places: list[_Place] = []
    for step in STEPS:
        if step.name == _PAGE and read:
            origin = document.aligned.origin
            columns = _columns(document)
            titles = _titles(document.aligned.original)
            page = page_lines(document.text, profile.settings, titles=titles, cells=columns)
            read_page(page, recorder(document.metadata, origin))
            places = [
                _Place(*origin(p.line.start, p.line.end), p.role, columns.get(p.line.start, p.level)) for p in page
            ]
            wanted = [name for name in REMOVED.values() if name not in profile.off]
            _apply(document, edits_of(page, wanted))
        elif step.name not in REMOVED.values() and profile.runs(step):
            _apply(document, step.edits(document.text, profile.settings))
    return places


def _columns(document: TextDocument) -> dict[int, int]:
    """The starts of the lines that are cells of tables, with their columns."""
    cells = cells_of(document.aligned.original)
    starts = [cell.start for cell in cells]
    columns = {}
    for line in lines_of(document.text) if cells else ():
        place = document.aligned.origin(line.start, line.start + 1)[0]
        number = bisect.bisect_right(starts, place) - 1
        if number >= 0 and place < cells[number].end:
            columns[line.start] = cells[number].column
    return columns


def _titles(original: str) -> list[str]:
    """What an HTML page calls itself in its head."""
    return [html.unescape(m.group(1)).strip() for m in _TITLE.finditer(original[:_HEAD])]


def _apply(document: TextDocument, edits: Iterable[Edit]) -> None:
    before = document.aligned
    document.aligned = before.apply(edits)
    if document.aligned is not before:
        done = dict.fromkeys((*document.cleaning, *(edit.step for edit in document.aligned.edits[len(before.edits) :])))
        document.cleaning = tuple(done)


def _block(aligned: AlignedText, places: list[_Place], starts: list[int], line: Line) -> Block:
    """The block of a line: what the page's line is that its first character comes from."""
    place = aligned.origin(line.start, line.start + 1)[0]
    number = bisect.bisect_right(starts, place) - 1
    if number < 0 or place >= places[number].end:
        return Block("paragraph", line.start, line.end)
    found = places[number]
    kind = found.role if found.role in BLOCK_KINDS else "paragraph"
    return Block(kind, line.start, line.end, found.level)


def _mark_damage(document: TextDocument) -> None:
    for start, end, found in remaining(document.text):
        codes = " ".join(f"U+{ord(character):04X}" for character in found)
        document.damage.append(Damage(*document.aligned.origin(start, end), f"private-use characters {codes}"))
    known = {(damage.start_char, damage.end_char) for damage in document.damage}
    for m in _DAMAGED.finditer(document.text):
        place = document.aligned.origin(m.start(), m.end())
        if place not in known:
            document.damage.append(Damage(*place, f"unreadable character {m.group()!r} in the source"))
    inside = any(damage.start_char <= _body_start(document) + _FIRST_BYTES for damage in document.damage)
    if inside and document.damage:
        document.remarks.append("the text begins broken")


def _body_start(document: TextDocument) -> int:
    first = HAN.search(document.text)
    return document.aligned.origin(first.start(), first.end())[0] if first else 0
