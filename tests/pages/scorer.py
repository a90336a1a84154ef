"""Gold pages and the cleaner -> precision and recall of body characters, F1 of each field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from generator import FIELDS, GoldPage

from corpus_tools.clean import clean
from corpus_tools.document import TextDocument
from corpus_tools.read import read_bytes


@dataclass
class Score:
    """Counts over pages; characters are those of the original that are no white space."""

    pages: int = 0
    right: int = 0
    kept: int = 0
    gold: int = 0
    unproved: list[str] = field(default_factory=list)
    fields: dict[str, Counter[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.kept if self.kept else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 1.0

    def f1(self, name: str) -> float:
        counts = self.fields.get(name, Counter())
        total = counts["gold"] + counts["found"]
        return 2 * counts["right"] / total if total else 1.0


def score(pages: Iterable[GoldPage]) -> Score:
    """Clean every page and compare. A page whose text was decoded wrongly counts with all it lost."""
    total = Score()
    for page in pages:
        total.pages += 1
        document = clean(read_bytes(page.data, name=page.name, media_type=page.media_type))
        aligned = document.aligned
        if aligned.rebuilt() != aligned.original or aligned.original != page.text.removeprefix("\ufeff"):
            total.unproved.append(page.name)
            continue
        kept = surviving(document)
        gold = {n for n, (mark, c) in enumerate(zip(page.body, page.text, strict=True)) if mark and not c.isspace()}
        total.right += len(kept & gold)
        total.kept += len(kept)
        total.gold += len(gold)
        total.faults += [f"{page.name}: + {run}" for run in runs(kept - gold, page.text)]
        total.faults += [f"{page.name}: - {run}" for run in runs(gold - kept, page.text)]
        _count_fields(total, page, document)
    return total


def surviving(document: TextDocument) -> set[int]:
    """Places of the original whose characters are in the cleaned text, white space left out."""
    aligned, found = document.aligned, set()
    for character, start, end in zip(aligned.text, aligned.starts.tolist(), aligned.ends.tolist(), strict=True):
        if not character.isspace():
            found.update(range(start, end))
    return found


def runs(places: set[int], text: str) -> list[str]:
    """The stretches of text at these places."""
    found: list[list[int]] = []
    for place in sorted(places):
        if found and place - found[-1][1] <= 2:
            found[-1][1] = place
        else:
            found.append([place, place])
    return [repr(text[a : b + 1])[:100] for a, b in found]


def _count_fields(total: Score, page: GoldPage, document: TextDocument) -> None:
    for name in FIELDS:
        gold = {fold(value) for value in page.metadata.get(name, [])}
        found = {fold(value) for value in document.metadata.all(name)}
        counts = total.fields.setdefault(name, Counter())
        counts.update(gold=len(gold), found=len(found), right=len(gold & found))
        total.faults += [f"{page.name}: {name} missed {value}" for value in sorted(gold - found)]
        total.faults += [f"{page.name}: {name} invented {value}" for value in sorted(found - gold)]


def fold(value: str) -> str:
    """A value as it counts: without blanks and marks that differ in width."""
    table = str.maketrans("，：；？！（）", ",:;?!()")
    return "".join(c for c in value.translate(table) if not c.isspace() and c not in "\u200b\ufeff\u200e\u00ad")
