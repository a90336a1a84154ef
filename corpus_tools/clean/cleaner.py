"""A document as it was read -> the same document cleaned, with metadata, blocks and damage."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable
from dataclasses import replace

from corpus_tools.alignment import AlignedText, Edit
from corpus_tools.clean.characters import blank_lines, blanks, composed, invisible, line_ends
from corpus_tools.clean.line import HAN, lines_of
from corpus_tools.clean.markup import html_markup, looks_like_html, looks_like_page, markdown_markup, tag_remains
from corpus_tools.clean.page import PageLine, page_lines
from corpus_tools.clean.page_metadata import read_page, recorder
from corpus_tools.clean.paragraphs import doubled_body, inner_blanks, lost_breaks
from corpus_tools.clean.punctuation import full_width, paired_quotes
from corpus_tools.clean.script import pinyin_glosses, to_simplified
from corpus_tools.document import Block, Damage, TextDocument
from corpus_tools.errors import CleaningError
from corpus_tools.metadata import TextMetadata

Step = Callable[[str], list[Edit]]

#: Always done: without them a text can't be annotated at all.
ESSENTIAL: tuple[Step, ...] = (line_ends, invisible, composed)
#: In this order; ``--no-clean`` leaves them out.
BEFORE_PAGE: tuple[Step, ...] = (blanks, pinyin_glosses, to_simplified, doubled_body)
AFTER_PAGE: tuple[Step, ...] = (lost_breaks, paired_quotes, full_width, inner_blanks, blank_lines)
STEPS = tuple(step.__name__ for step in (*ESSENTIAL, *BEFORE_PAGE, *AFTER_PAGE))

_FIRST_BYTES = 8
#: A question mark where a digit must have stood, or a character that could not be decoded.
_DAMAGED = re.compile(r"(?<=\d)\?(?=[日月年])|\ufffd")


def clean(document: TextDocument, *, keep_script: bool = False, full: bool = True) -> TextDocument:
    """Return the document cleaned.

    ``keep_script`` leaves traditional characters; without ``full`` only markup and invisible characters go.

    Raises CleaningError if nothing but furniture is left or the alignment can't be proved.
    """
    metadata = TextMetadata({name: list(values) for name, values in document.metadata.values.items()})
    result = replace(document, metadata=metadata, damage=list(document.damage), remarks=list(document.remarks))
    for step in (*_markup(document), *ESSENTIAL):
        _run(result, step)
    if full:
        _clean_page(result, keep_script=keep_script)
    else:
        _run(result, blank_lines)
        result.blocks = [Block("paragraph", line.start, line.end) for line in lines_of(result.text)]
    if not result.text.strip():
        raise CleaningError(
            f"{document.source.name}: nothing is left after cleaning: no text but page furniture or markup"
        )
    _mark_damage(result)
    result.aligned.check()
    return result


def _markup(document: TextDocument) -> tuple[Step, ...]:
    if document.source.media_type == "text/markdown":
        return markdown_markup, tag_remains
    if document.source.media_type == "text/html" or looks_like_page(document.text):
        return (html_markup,)
    return (tag_remains,) if looks_like_html(document.text) else ()


def _run(document: TextDocument, step: Step) -> None:
    _apply(document, step(document.text))


def _apply(document: TextDocument, edits: list[Edit]) -> None:
    before = document.aligned
    document.aligned = before.apply(edits)
    if document.aligned is not before:
        done = dict.fromkeys((*document.cleaning, *(edit.step for edit in document.aligned.edits[len(before.edits) :])))
        document.cleaning = tuple(done)


def _clean_page(document: TextDocument, *, keep_script: bool) -> None:
    for step in BEFORE_PAGE:
        if not (keep_script and step in (to_simplified, pinyin_glosses)):
            _run(document, step)
    if "doubled-body" in document.cleaning:
        document.remarks.append("the body stood twice; the second one was removed")
    page = page_lines(document.text)
    read_page(page, recorder(document.metadata, document.aligned.origin))
    roles = [(*document.aligned.origin(p.line.start, p.line.end), p.role) for p in page]
    _apply(document, _furniture(page))
    for step in AFTER_PAGE:
        _run(document, step)
    document.blocks = [
        Block(_role_at(document.aligned, roles, line.start), line.start, line.end) for line in lines_of(document.text)
    ]


def _furniture(page: list[PageLine]) -> list[Edit]:
    return [
        Edit(p.line.start, p.line.end, "", "metadata-lines" if p.role == "metadata" else "furniture")
        for p in page
        if p.role in ("metadata", "furniture")
    ]


def _role_at(aligned: AlignedText, roles: list[tuple[int, int, str]], start: int) -> str:
    """The role of the page's line, in order of the original, that a character of the cleaned text comes from."""
    place = aligned.origin(start, start + 1)[0]
    number = bisect.bisect_right(roles, place, key=lambda row: row[0]) - 1
    return roles[number][2] if number >= 0 and place < roles[number][1] else "paragraph"


def _mark_damage(document: TextDocument) -> None:
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
