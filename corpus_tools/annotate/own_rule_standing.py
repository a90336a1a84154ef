"""Spans of ours and of the user's rules in one layer -> those that stand, and why the others don't."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus_tools.annotate.verdicts import Loser
from corpus_tools.spans import Annotation

#: What a span takes over from one of ours that it displaces: who holds the post, who gives the order.
_KEPT = ("holder", "holders", "speaker")


@dataclass(frozen=True)
class Candidate:
    """What a rule of the user found; ``order`` is the rule's place in its file, ``wins`` whether it displaces ours."""

    annotation: Annotation
    wins: bool
    order: int


@dataclass
class Standing:
    """``kept`` are all spans that stand, ``added`` those of them that are the user's, ``displaced`` ours that went."""

    kept: list[Annotation] = field(default_factory=list)
    added: list[Annotation] = field(default_factory=list)
    displaced: list[Annotation] = field(default_factory=list)
    losers: list[Loser] = field(default_factory=list)


def settle(ours: Sequence[Annotation], found: Sequence[Candidate], *, nesting: bool) -> Standing:
    """Put the user's spans beside ours, so that no two of the layer share characters.

    With ``nesting`` a span inside another one of another type stays. Rules that win come first, then the longer span,
    the higher score, the earlier one, the earlier rule.
    """
    standing = Standing(kept=list(ours))
    for row in sorted(found, key=_rank):
        a = row.annotation
        rivals = [b for b in standing.kept if not _beside(a, b, nesting=nesting)]
        own = next((b for b in rivals if b in standing.added), None)
        if own is not None:
            standing.losers.append(Loser(a, f"shares characters with {_named(own)}, which goes before"))
        elif rivals and not row.wins:
            standing.losers.append(
                Loser(a, f"shares characters with {_named(rivals[0])}; a rule with wins = true displaces it")
            )
        else:
            for b in rivals:
                standing.kept.remove(b)
                standing.displaced.append(b)
                standing.losers.append(Loser(b, f"displaced by {_named(a)}, which wins"))
            taken = {key: b.attributes[key] for b in rivals for key in _KEPT if key in b.attributes}
            a = replace(a, attributes={**taken, **a.attributes})
            standing.kept.append(a)
            standing.added.append(a)
    return standing


def _rank(row: Candidate) -> tuple[bool, int, float, int, int]:
    a = row.annotation
    return not row.wins, a.start_char - a.end_char, -a.evidence.score, a.start_char, row.order


def _beside(a: Annotation, b: Annotation, *, nesting: bool) -> bool:
    if a.end_char <= b.start_char or b.end_char <= a.start_char:
        return True
    if not nesting or a.type == b.type or (a.start_char, a.end_char) == (b.start_char, b.end_char):
        return False
    inside = b.start_char <= a.start_char and a.end_char <= b.end_char
    return inside or (a.start_char <= b.start_char and b.end_char <= a.end_char)


def _named(a: Annotation) -> str:
    return f"{a.type} {a.start_char}-{a.end_char} of rule {a.evidence.rule}"
