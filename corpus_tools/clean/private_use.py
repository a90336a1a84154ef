"""Private-use characters: those with one certain meaning become that, the others stay and are damage."""

from __future__ import annotations

import re

from corpus_tools.alignment import Edit

#: Code points that GB 18030-2000 put into the private use area, with those that GB 18030-2005 and -2022 give them.
_GB18030 = {
    **dict(zip(range(0xE78D, 0xE797), (0xFE10, 0xFE12, 0xFE11, *range(0xFE13, 0xFE1A)), strict=True)),
    **dict(zip((0xE81E, 0xE826, 0xE82B, 0xE82C, 0xE832, 0xE843, 0xE854, 0xE864), range(0x9FB4, 0x9FBC), strict=True)),
    **{0xE816: 0x20087, 0xE817: 0x20089, 0xE818: 0x200CC, 0xE831: 0x215D7, 0xE83B: 0x2298F, 0xE855: 0x241FE},
}
#: GBK A3A0, the blank of the full-width row, which Microsoft's table puts here.
_BLANK = {0xE5E5: 0x3000}
_CERTAIN = {chr(old): chr(new) for old, new in (_GB18030 | _BLANK).items()}
#: Bullets of the fonts Symbol and Wingdings, as Word writes them; certain only where a bullet can stand.
_BULLETS = frozenset("\uf0b7\uf06c\uf06e\uf075\uf0a7\uf0d8\uf09f\uf076\uf077\uf0fc")
#: Characters that an indent has at most.
_INDENT = 16
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")


def private_use(text: str) -> list[Edit]:
    """Replace the private-use characters whose meaning is certain; a symbol font's bullet at a line's start is ●."""
    edits = []
    for m in _PRIVATE.finditer(text):
        new = _CERTAIN.get(m.group())
        before = text[max(0, m.start() - _INDENT) : m.start()].rsplit("\n", 1)[-1]
        if new is None and m.group() in _BULLETS and not before.strip():
            new = "●"
        if new is not None:
            edits.append(Edit(m.start(), m.end(), new, "private-use"))
    return edits


def remaining(text: str) -> list[tuple[int, int, str]]:
    """Return start, end and the characters of each run of private-use characters: damage that nobody can read."""
    return [(m.start(), m.end(), m.group()) for m in re.finditer(f"(?:{_PRIVATE.pattern})+", text)]
