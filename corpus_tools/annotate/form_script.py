"""Traditional characters -> simplified ones, one for one, for comparing forms in a text that keeps its script."""

from __future__ import annotations

from importlib import resources


def _table() -> dict[int, str]:
    """OpenCC's table of single characters; of several simplified ones the first, as OpenCC takes it."""
    rows = resources.files("opencc").joinpath("dictionary", "TSCharacters.txt").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in rows.splitlines() if "\t" in line)
    return {ord(old): new.split(" ")[0] for old, new in pairs if len(old) == 1 and len(new.split(" ")[0]) == 1}


#: For ``str.translate``.
SIMPLIFIED = _table()
