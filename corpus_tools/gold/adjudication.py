"""Two annotations of the same texts -> what they agree on, what must be decided, and the gold that decisions make."""

from __future__ import annotations

import csv
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus_tools.errors import GoldError
from corpus_tools.gold.document import GoldDocument, GoldSpan, numbered_rows, read_documents, write_documents
from corpus_tools.labels import LAYERS, TITLE

LEFT, RIGHT, BOTH, NEITHER = "left", "right", "both", "neither"
CHOICES = (LEFT, RIGHT, BOTH, NEITHER)
#: Characters of the text shown on each side of a difference.
CONTEXT = 40
COLUMNS = ("key", "document", "layer", "kind", "left", "right", "context", "decision", "reason")


@dataclass(frozen=True)
class Difference:
    """Something the annotators don't agree on. ``kind``: type, attribute, boundary or missing."""

    key: str
    document: str
    kind: str
    left: GoldSpan | None
    right: GoldSpan | None

    @property
    def layer(self) -> str:
        """Name of the layer."""
        span = self.left or self.right
        return span.layer if span else ""

    @property
    def choices(self) -> tuple[str, ...]:
        """What may be decided: not both where both can't stand. Only titles may nest, no two spans share borders."""
        if self.left is None or self.right is None:
            return CHOICES
        (_, a, b), (_, c, d) = self.left.place, self.right.place
        nested = self.layer == TITLE.name and (a, b) != (c, d) and (a <= c <= d <= b or c <= a <= b <= d)
        return CHOICES if nested else tuple(choice for choice in CHOICES if choice != BOTH)


@dataclass(frozen=True)
class Decision:
    """What a third reader decided on a difference, and why."""

    key: str
    choice: str
    reason: str


def check_same_texts(left: dict[str, GoldDocument], right: dict[str, GoldDocument]) -> None:
    """Raise GoldError unless both annotate the same documents with the same texts, character by character."""
    faults = [f"{key}: only one of the two files has this document" for key in sorted(left.keys() ^ right.keys())]
    shared = left.keys() & right.keys()
    faults += [
        f"{key}: the two files have different texts" for key in sorted(shared) if left[key].text != right[key].text
    ]
    if faults:
        raise GoldError("\n".join(faults))


def differences(left: GoldDocument, right: GoldDocument) -> list[Difference]:
    """Return what has to be decided in a document, in text order.

    Spans with the same borders differ in type or in an attribute (holders, speaker; the first annotator's trigger is
    kept). Of the others, those that share most characters are one difference of boundary; the rest is missing on one
    side.
    """
    found = []
    for layer in LAYERS:
        ours = {s.place: s for s in left.of_layer(layer.name)}
        theirs = {s.place: s for s in right.of_layer(layer.name)}
        for place in ours.keys() & theirs.keys():
            if kind := _kind(ours[place], theirs[place]):
                found.append(_difference(left.id, kind, ours[place], theirs[place]))
        lonely = [s for place, s in ours.items() if place not in theirs]
        others = [s for place, s in theirs.items() if place not in ours]
        for a, b in _overlapping(lonely, others):
            lonely.remove(a)
            others.remove(b)
            found.append(_difference(left.id, "boundary", a, b))
        found += [_difference(left.id, "missing", a, None) for a in lonely]
        found += [_difference(left.id, "missing", None, b) for b in others]
    return sorted(found, key=lambda d: (_start(d), d.key))


def gold_document(left: GoldDocument, right: GoldDocument, decisions: dict[str, Decision]) -> GoldDocument:
    """Return the document with what both agree on and what was decided. Raises GoldError for an open difference."""
    open_ones = []
    shared = {s.place for s in right.spans}
    spans = {s.place: s for s in left.spans if s.place in shared}
    for difference in differences(left, right):
        if difference.key not in decisions:
            open_ones.append(difference.key)
            continue
        choice = decisions[difference.key].choice
        for span in (difference.left, difference.right):
            if span is not None:
                spans.pop(span.place, None)
        if difference.left is not None and choice in (LEFT, BOTH):
            spans[difference.left.place] = difference.left
        if difference.right is not None and choice in (RIGHT, BOTH):
            spans[difference.right.place] = difference.right
    if open_ones:
        raise GoldError(f"{left.id}: {len(open_ones)} differences are not decided: {', '.join(open_ones)}")
    return GoldDocument(left.id, left.text, tuple(sorted(spans.values(), key=lambda s: (s.start, -s.end, s.layer))))


def read_decisions(path: Path) -> dict[str, Decision]:
    """Read the decisions made so far; none if the file is not there. Raises GoldError for what is no decision."""
    faults: list[str] = []
    decisions: dict[str, Decision] = {}
    for number, row in numbered_rows(path, faults) if path.exists() else []:
        key = row.get("key")
        if isinstance(key, str) and row.get("choice") in CHOICES and key not in decisions:
            decisions[key] = Decision(key, row["choice"], str(row.get("reason", "")))
        else:
            faults.append(f"{path.name}:{number}: no decision, or one on a key that stands above: {key}")
    if faults:
        raise GoldError("\n".join(faults))
    return decisions


class Adjudication:
    """A running adjudication: two annotations, their differences, the decisions made and their files."""

    def __init__(
        self,
        left: dict[str, GoldDocument],
        right: dict[str, GoldDocument],
        output: Path,
        decisions: dict[str, Decision],
    ) -> None:
        self.left, self.right, self.output = left, right, output
        self.decisions = decisions
        self.differences = [d for key, ours in left.items() for d in differences(ours, right[key])]

    @classmethod
    def open(cls, first: Path, second: Path, output: Path) -> Adjudication:
        """Read both annotations and what was decided before. Raises GoldError unless the texts are the same."""
        left, right = read_documents(first), read_documents(second)
        check_same_texts(left, right)
        return cls(left, right, output, read_decisions(_decisions_file(output)))

    @property
    def pending(self) -> list[Difference]:
        """The differences that nobody has decided."""
        return [d for d in self.differences if d.key not in self.decisions]

    def describe(self, difference: Difference) -> str:
        """Return the difference in four lines: what it is, its context, both sides."""
        text = self.left[difference.document].text
        left, right = describe(difference.left, text), describe(difference.right, text)
        head = f"{difference.document}, {difference.layer}, {difference.kind}"
        return f"{head}\n  {context(difference, text)}\n  left:  {left}\n  right: {right}"

    def decide(self, decision: Decision) -> None:
        """Write a decision behind the others.

        Raises GoldError, and changes nothing, if it was decided otherwise or if both were chosen and can't stand.
        """
        made = self.decisions.get(decision.key)
        log = _decisions_file(self.output)
        if decision.choice not in CHOICES:
            raise GoldError(f"{decision.key}: decision is {decision.choice!r}; write one of {', '.join(CHOICES)}")
        if decision.choice not in next((d.choices for d in self.differences if d.key == decision.key), CHOICES):
            raise GoldError(f"{decision.key}: both can't stand, with the same borders or overlapping; choose one")
        if made is not None and made.choice != decision.choice:
            raise GoldError(
                f"{decision.key}: was decided as {made.choice} ({made.reason}); remove that line from {log.name} by "
                "hand if it is to be decided anew"
            )
        if made is None:
            _write(log, json.dumps(asdict(decision), ensure_ascii=False) + "\n", mode="a")
            self.decisions[decision.key] = decision

    def take_table(self, path: Path) -> None:
        """Take the decisions of a filled table. Raises GoldError naming keys that are no difference of this case."""
        known = {d.key for d in self.differences}
        decided = read_table(path)
        if strange := [d.key for d in decided if d.key not in known]:
            raise GoldError("\n".join(f"{path.name}: {key} is no difference between these files" for key in strange))
        for decision in decided:
            self.decide(decision)

    def write_table(self, path: Path) -> None:
        """Write all differences, with the decisions made so far, as a table for a spreadsheet."""
        rows = [COLUMNS, *map(self._row, self.differences)]
        _write(path, "".join("\t".join(map(_one_line, row)) + "\n" for row in rows))

    def write_gold(self) -> None:
        """Write the documents with what was agreed and decided. Raises GoldError while a difference is open."""
        documents = [gold_document(ours, self.right[key], self.decisions) for key, ours in self.left.items()]
        _write(self.output, write_documents(documents))

    def _row(self, d: Difference) -> tuple[str, ...]:
        text, made = self.left[d.document].text, self.decisions.get(d.key)
        shown = (describe(d.left, text), describe(d.right, text), context(d, text))
        return (d.key, d.document, d.layer, d.kind, *shown, made.choice if made else "", made.reason if made else "")


def _write(path: Path, text: str, *, mode: str = "w") -> None:
    try:
        with path.open(mode, encoding="utf-8", newline="") as target:
            target.write(text)
    except OSError as error:
        raise GoldError(f"{path}: can't be written: {error.strerror}") from error


def _decisions_file(output: Path) -> Path:
    return output.with_name(f"{output.stem}.decisions.jsonl")


def read_table(path: Path) -> list[Decision]:
    """Read the decisions of a filled table; rows without one are passed over. Raises GoldError naming the faults."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as source:
            reader = csv.DictReader(source, delimiter="\t", quoting=csv.QUOTE_NONE)
            rows, columns = list(reader), list(reader.fieldnames or ())
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: can't be read as UTF-8 text: {error}") from error
    if not {"key", "decision"} <= set(columns):
        raise GoldError(f"{path}:1: columns key and decision are needed; the table has {', '.join(columns) or 'none'}")
    faults, decisions = [], []
    for number, row in enumerate(rows, 2):
        choice = (row["decision"] or "").strip().lower()
        if choice and choice not in CHOICES:
            faults.append(f"{path.name}:{number}: decision is {choice!r}; write one of {', '.join(CHOICES)}")
        elif choice:
            decisions.append(Decision(row["key"], choice, (row.get("reason") or "").strip()))
    if faults:
        raise GoldError("\n".join(faults))
    return decisions


def describe(span: GoldSpan | None, text: str) -> str:
    """Return a span in one line: type, wording, attributes; a dash where there is none."""
    if span is None:
        return "–"
    names = "、".join(sorted(span.names))
    extra = [f"holder {names}"] * bool(names) + [f"speaker {span.speaker}"] * bool(span.speaker)
    return " ".join([f"{span.type} ⟦{_one_line(text[span.start : span.end])}⟧", *extra])


def context(difference: Difference, text: str) -> str:
    """Return the text around a difference in one line, the first annotator's span in ⟦⟧, the second's in ⟨⟩."""
    spans = [span for span in (difference.left, difference.right) if span is not None]
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    marks: list[tuple[int, int, str]] = []
    for span, (opening, closing) in ((difference.left, "⟦⟧"), (difference.right, "⟨⟩")):
        if span is not None:
            marks += [(span.start, 1, opening), (span.end, 0, closing)]
    shown, at = "", max(0, first - CONTEXT)
    for place, _, mark in sorted(marks):
        shown += text[at:place] + mark
        at = place
    return _one_line(shown + text[at : last + CONTEXT])


def _one_line(text: str) -> str:
    return text.replace("\r", "").replace("\n", "⏎").replace("\t", " ")


def _kind(left: GoldSpan, right: GoldSpan) -> str:
    if left.type != right.type:
        return "type"
    return "attribute" if (left.names, left.speaker) != (right.names, right.speaker) else ""


def _overlapping(left: list[GoldSpan], right: list[GoldSpan]) -> list[tuple[GoldSpan, GoldSpan]]:
    """Pair spans that share characters, those that share most first; each stands in one pair at most."""
    shared = [
        (min(a.end, b.end) - max(a.start, b.start), a, b)
        for a in left
        for b in right
        if a.start < b.end > b.start < a.end
    ]
    pairs: list[tuple[GoldSpan, GoldSpan]] = []
    for _, a, b in sorted(shared, key=lambda row: (-row[0], row[1].start, row[2].start)):
        if not any(a is c or b is d for c, d in pairs):
            pairs.append((a, b))
    return pairs


def _difference(document: str, kind: str, left: GoldSpan | None, right: GoldSpan | None) -> Difference:
    places = "|".join(f"{s.start}-{s.end}" if s else "–" for s in (left, right))
    layer = (left or right).layer if (left or right) else ""  # type: ignore[union-attr]
    return Difference(f"{document}:{layer}:{places}", document, kind, left, right)


def _start(difference: Difference) -> int:
    return min(span.start for span in (difference.left, difference.right) if span is not None)
