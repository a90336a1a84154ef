"""Rule of the title tagger -> the score of what it finds: how often it was right in gold that it was made with."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources


def smoothed(right: int, marked: int) -> float:
    """Return (right + 1) / (marked + 2), Laplace's rule of succession: 0.5 where nothing was seen."""
    return (right + 1) / (marked + 2)


@cache
def trust() -> dict[str, float]:
    """Return the score of every rule: its columns ``right`` and ``marked`` in ``rules.tsv``, smoothed.

    Exact borders count. ``benchmarks/title_trust.py`` counts and writes them.
    """
    table = resources.files("corpus_tools").joinpath("lexicons", "rules.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {
        row["id"]: smoothed(int(row["right"] or 0), int(row["marked"] or 0)) for row in rows if row["layer"] == "title"
    }
