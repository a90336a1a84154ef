"""An explanation -> lines of text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus_tools.explanation import Explained


def to_lines(found: Sequence[Explained], silent: Sequence[str]) -> Iterator[str]:
    """Yield the marked spans, then what was weighed and lost, then why layers have nothing there."""
    marked = [row for row in found if not row.reason]
    losers = [row for row in found if row.reason]
    for row in marked:
        yield from _span(row)
    if losers:
        yield "not marked:"
        for row in losers:
            yield from _span(row)
    for line in silent:
        yield f"nothing: {line}"


def _span(row: Explained) -> Iterator[str]:
    wording = row.wording.replace("\n", "⏎")
    yield f"⟦{wording}⟧ {row.layer} {row.type}, characters {row.start_char}–{row.end_char}"
    if row.reason:
        yield f"    why not: {row.reason}"
    gloss = f": {row.rule_gloss}" if row.rule_gloss else ""
    yield f"    rule {row.rule}, version {row.version}, score {row.score:.2f}{gloss}"
    if row.entry is not None:
        about = f", {row.entry.gloss}" if row.entry.gloss else ""
        since = f", since {row.entry.first_seen}" if row.entry.first_seen else ""
        yield f"    entry {row.entry.id} {row.entry.form}{about}{since}"
    for name in ("holder", "holders", "refers_to", "speaker", "trigger", "strength", "polarity", "rank"):
        if value := row.attributes.get(name):
            yield f"    {name}: {'、'.join(value) if isinstance(value, list) else value}"
    if row.weights:
        yield "    weighed: " + "; ".join(f"{name} {weight:+.2f}" for name, weight in row.weights)
