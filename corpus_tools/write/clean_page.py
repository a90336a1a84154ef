"""Turn cleaned documents into one self-contained HTML report: the original beside the cleaned text."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from importlib import resources
from itertools import pairwise

from corpus_tools.changes import Piece, StepCount, counts_by_step, pieces_of
from corpus_tools.counted import counted
from corpus_tools.document import TextDocument
from corpus_tools.metadata import FIELDS
from corpus_tools.write.clean_diff import count_rows, visible
from corpus_tools.write.clean_rows import is_same, rows_of

#: Beyond this many characters a stretch that was taken out is folded behind its first ones.
LONGEST, FIRST = 400, 160
FOOT = "</main>\n</div>\n<script>{script}</script>\n</body>\n</html>\n"
COLUMNS = ("step", "edits", "taken out", "changed", "put in", "what it does")


@dataclass
class ReportEntry:
    """What the head of the report says on one document; ``fault`` is why there is no section on it, else empty."""

    doc_id: str
    name: str
    fault: str = ""
    original: int = 0
    cleaned: int = 0
    counts: dict[str, StepCount] = field(default_factory=dict)


def report_entry(doc_id: str, name: str, document: TextDocument) -> ReportEntry:
    """Return the entry of a cleaned document; sizes are characters."""
    aligned = document.aligned
    counts = counts_by_step(aligned.edits)
    return ReportEntry(doc_id, name, "", len(aligned.original), len(aligned.text), counts)


def report_head(entries: Sequence[ReportEntry], glosses: Mapping[str, str]) -> str:
    """Return the report down to its first document: summary by step over all documents, list of documents, failures.

    Nothing is loaded from anywhere: a content security policy admits the page's own style and script and no other.
    """
    total = _total(entries, glosses)
    style = _resource("page.css") + _resource("clean_page.css") + _switch_rules(total)
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(_script())}'; "
        "base-uri 'none'; form-action 'none'"
    )
    done = [entry for entry in entries if not entry.fault]
    facts = (
        f"{counted(len(done), 'document')} · {counted(sum(e.original for e in done), 'character')} read, "
        f"{sum(e.cleaned for e in done):,} left"
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f'<title>What cleaning changed</title>\n<style>{style}</style>\n</head>\n<body>\n<div class="report">\n'
        f'<header>\n<p class="kicker"><b>corpus-tools clean</b> <span>{facts}</span></p>\n'
        '<h1>What cleaning changed <span lang="zh-Hans">清理对照</span></h1>\n'
        '<p class="key"><del class="x removed">taken out</del> <del class="x replaced">replaced</del> '
        '<ins class="x added">put in</ins> <span class="md">read as metadata</span> '
        '<label><input type="checkbox" id="only-changed"> only lines that changed</label></p>\n'
        '<p class="hint">Point at a change for its step and characters; a click holds that, Esc lets go. '
        "A step's box takes its colours away.</p>\n"
        f"{_failures(entries)}{_steps(total, glosses)}{_documents(done)}</header>\n"
        '<section id="card" aria-live="polite" aria-label="Change" hidden></section>\n<main>\n'
    )


def report_foot() -> str:
    """Return the end of the report."""
    return FOOT.format(script=_script())


def report_section(number: int, doc_id: str, document: TextDocument) -> str:
    """Return the part on the document ``number`` (from 1): facts, metadata, the two texts line by line."""
    source = document.source
    marks = _Marks(number, document)
    lines = "".join(_row(row, marks) for row in rows_of(pieces_of(document.aligned)))
    facts = f"{source.name} · {source.media_type} · {source.encoding} · {source.size:,} bytes · SHA-256 {source.sha256}"
    remarks = "".join(f"<li>{_text(remark)}</li>" for remark in document.remarks)
    remarks += "".join(
        f"<li>characters {damage.start_char}–{damage.end_char}: {_text(damage.what)}</li>" for damage in document.damage
    )
    return (
        f'<section class="document" id="d{number}">\n<h2>{_text(doc_id)}</h2>\n<p class="facts">{_text(facts)}</p>\n'
        + (f'<div class="remarks"><p>Remarks</p><ul>{remarks}</ul></div>\n' if remarks else "")
        + f"{marks.table()}"
        '<div class="texts"><div class="pair heads"><div class="o">original</div><div class="c">cleaned</div></div>\n'
        f"{lines}</div>\n</section>\n"
    )


class _Marks:
    """The characters that metadata were read from, and the numbers of the changes, of one document."""

    def __init__(self, number: int, document: TextDocument) -> None:
        self.number = number
        self.changes = 0
        self._original = document.aligned.original
        self._rows = list(document.metadata)
        self.spans = sorted(
            (e.start_char, e.end_char, row)
            for row, (_, e) in enumerate(self._rows)
            if e.start_char is not None and e.end_char is not None and e.start_char < e.end_char
        )
        self._placed: set[int] = set()

    def table(self) -> str:
        if not self._rows:
            return ""
        rows = []
        for row, (name, evidence) in enumerate(self._rows):
            place = "from outside the text"
            if evidence.start_char is not None and evidence.end_char is not None:
                read = self._original[evidence.start_char : evidence.end_char]
                place = (
                    f'<a href="#{self._id(row)}">{evidence.start_char}–{evidence.end_char}</a> '
                    f'<q lang="zh">{_text(visible(read))}</q>'
                )
            rows.append(
                f'<tr><td title="{_text(FIELDS[name])}">{_text(name)}</td><td lang="zh">{_text(evidence.value)}</td>'
                f'<td class="from">{place}</td></tr>'
            )
        heads = '<tr><th scope="col">metadata</th><th scope="col">value</th><th scope="col">read from</th></tr>'
        return f'<table class="found"><thead>{heads}</thead><tbody>{"".join(rows)}</tbody></table>\n'

    def original(self, start: int, end: int, *, changed: bool) -> str:
        """The characters ``start`` to ``end`` of the original, with those marked that metadata were read from."""
        inside = [span for span in self.spans if span[0] < end and start < span[1]]
        borders = sorted({start, end, *(min(max(place, start), end) for span in inside for place in span[:2])})
        parts = []
        for first, last in pairwise(borders):
            text = _text(_shown(self._original[first:last], changed=changed))
            here = [row for low, high, row in inside if low < last and first < high]
            parts.append(self._marked(text, here) if here else text)
        return "".join(parts)

    def _marked(self, text: str, rows: Sequence[int]) -> str:
        names = ", ".join(dict.fromkeys(self._rows[row][0] for row in rows))
        anchors = "".join(f'<a id="{self._id(row)}"></a>' for row in rows if row not in self._placed)
        self._placed.update(rows)
        return f'{anchors}<span class="md" title="read as {names}">{text}</span>'

    def _id(self, row: int) -> str:
        return f"d{self.number}-m{row}"


def _row(row: Sequence[Piece], marks: _Marks) -> str:
    original, cleaned = [], []
    for piece in row:
        if piece.kind == "kept":
            original.append(marks.original(piece.start_char, piece.end_char, changed=False))
            cleaned.append(_text(_shown(piece.cleaned, changed=False)))
            continue
        marks.changes += 1
        steps = " ".join(f"s-{_name(step)}" for step in piece.steps)
        shared = (
            f'class="x {piece.kind} {steps}" data-c="{marks.number}-{marks.changes}" '
            f'data-steps="{_text(", ".join(piece.steps))}" data-place="{piece.start_char}–{piece.end_char}" '
            f'title="{_text(", ".join(piece.steps))}"'
        )
        original.append(_old(piece, shared, marks) if piece.original else f"<i {shared}></i>")
        cleaned.append(
            f"<ins {shared}>{_text(_shown(piece.cleaned, changed=True))}</ins>"
            if piece.cleaned
            else f"<i {shared}></i>"
        )
    kind = " same" if is_same(row) else "" if any(piece.cleaned for piece in row) else " gone"
    return f'<div class="pair{kind}"><div class="o" lang="zh">{"".join(original)}</div>' + (
        f'<div class="c" lang="zh">{"".join(cleaned)}</div></div>\n'
    )


def _old(piece: Piece, shared: str, marks: _Marks) -> str:
    start, end = piece.start_char, piece.end_char
    if end - start <= LONGEST:
        return f'<del {shared} tabindex="0">{marks.original(start, end, changed=True)}</del>'
    head, rest = (marks.original(a, b, changed=True) for a, b in ((start, start + FIRST), (start + FIRST, end)))
    fold = f"<details><summary>⋯ {end - start - FIRST:,} more characters</summary>{rest}</details>"
    return f'<del {shared} tabindex="0">{head}{fold}</del>'


def _shown(text: str, *, changed: bool) -> str:
    """Characters that show nothing are named; line ends that were changed are shown and still break the line."""
    if not changed:
        return visible(text, breaks=False)
    # Empty lines that went are one line here, or a page's gaps would fill the report.
    return re.sub(r"(⏎[⏎ \t\u3000]*)(?=[^⏎])", r"\1\n", visible(text)) if text.strip() else visible(text)


def _total(entries: Sequence[ReportEntry], glosses: Mapping[str, str]) -> dict[str, StepCount]:
    """Sum the counts, in the order of the glosses."""
    total: dict[str, StepCount] = {}
    for entry in entries:
        for step, count in entry.counts.items():
            total.setdefault(step, StepCount()).add(count)
    order = {step: number for number, step in enumerate(glosses)}
    return dict(sorted(total.items(), key=lambda item: order.get(item[0], -1)))


def _steps(total: Mapping[str, StepCount], glosses: Mapping[str, str]) -> str:
    if not total:
        return '<p class="empty">No step changed anything.</p>\n'
    rows = []
    for step, *numbers in count_rows(total.items()):
        cells = "".join(f'<td class="n">{number}</td>' for number in numbers)
        box = f'<label><input type="checkbox" id="step-{_name(step)}" checked> {_text(step)}</label>'
        gloss = f'<td class="gloss">{_text(glosses.get(step, ""))}</td>'
        rows.append(f'<tr data-step="{_text(step)}"><td>{box}</td>{cells}{gloss}</tr>')
    heads = "".join(f'<th scope="col">{name}</th>' for name in COLUMNS)
    return f'<table class="steps"><thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table>\n'


def _documents(entries: Sequence[ReportEntry]) -> str:
    if len(entries) < 2:
        return ""
    items = "".join(
        f'<li><a href="#d{number}">{_text(entry.doc_id)}</a> <span>{entry.original:,} → {entry.cleaned:,}</span></li>'
        for number, entry in enumerate(entries, start=1)
    )
    return f'<nav aria-label="Documents"><ol>{items}</ol></nav>\n'


def _failures(entries: Sequence[ReportEntry]) -> str:
    items = "".join(f"<li>{_text(entry.fault)}</li>" for entry in entries if entry.fault)
    return f'<div class="remarks"><p>Failed</p><ul>{items}</ul></div>\n' if items else ""


def _switch_rules(total: Mapping[str, StepCount]) -> str:
    """Return the style rules by which a step's switch takes its marks away."""
    return "\n".join(
        f":root:has(#step-{_name(step)}:not(:checked)) .x.s-{_name(step)}"
        "{background:none;color:inherit;text-decoration:none;border-color:transparent}"
        for step in total
    )


def _name(step: str) -> str:
    return re.sub(r"[^a-z0-9-]", "-", step.lower())


def _script() -> str:
    return _resource("clean_page.js")


def _resource(name: str) -> str:
    return resources.files("corpus_tools.write").joinpath(name).read_text("utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _text(value: object) -> str:
    """Escape a value for element content and quoted attributes; lone surrogates, which no file can hold, are named."""
    return escape("".join(f"⟨U+{ord(ch):04X}⟩" if "\ud800" <= ch <= "\udfff" else ch for ch in str(value)))
