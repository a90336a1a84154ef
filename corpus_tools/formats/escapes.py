"""Any text <-> a text that fits on one line of CoNLL-U: escapes of the UD documentation, and JSON on one line."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

#: Escapes of the UD documentation (misc.html, SpacesAfter); ``\u{…}`` is ours, for what NFC would change.
_ESCAPES = {"\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"}
#: ``=`` because libraries cut a value at a second one.
_MISC_ESCAPES = {**_ESCAPES, " ": r"\s", "|": r"\p", "=": r"\u{3d}"}
_PLAIN = {written[1]: character for character, written in _MISC_ESCAPES.items() if character != "="}
#: What stands for an undecodable character; validators take it for a fault of the file.
UNREADABLE = "\ufffd"
_CUT = re.compile(r"[ |=]")
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]{1,6})\}|(.?))", re.DOTALL)
#: Control characters, halves of characters, code points without a character.
_NO_CHARACTER = ("Cc", "Cs", "Cn")


def escaped(text: str, *, misc: bool = False) -> str:
    r"""Return a text that fits on one line: ``\n``, ``\t``, ``\\``, in MISC ``\s`` and ``\p`` too.

    Characters that NFC would change, or that break lines, become ``\u{hex}``.
    """
    if text.isascii() and text.isprintable() and "\\" not in text and not (misc and _CUT.search(text)):
        return text
    table = _MISC_ESCAPES if misc else _ESCAPES
    made = _replaced(text, table, composed=unicodedata.is_normalized("NFC", "=" + text))
    # a combining mark may join the letter of an escape before it: \s and U+0301
    return made if unicodedata.is_normalized("NFC", made) else _replaced(text, table, composed=False)


def _replaced(text: str, table: dict[str, str], *, composed: bool) -> str:
    return "".join(table.get(c) or (c if _plain(c, composed) else rf"\u{{{ord(c):x}}}") for c in text)


def escaped_value(text: str) -> str:
    """Return a text as the value of a comment, which may neither begin nor end with a blank."""
    made = escaped(text)
    if made.startswith(" "):
        made = r"\s" + made[1:]
        if not unicodedata.is_normalized("NFC", made):
            made = r"\s" + _replaced(text[1:], _ESCAPES, composed=False)
    return made[:-1] + r"\s" if made.endswith(" ") else made


def unescaped(text: str) -> str:
    """Undo :func:`escaped`. Raises ValueError for an escape that there isn't."""
    return _ESCAPED.sub(_character, text) if "\\" in text else text


def json_line(value: Any) -> str:
    """Return JSON that fits on one line of any format; what NFC or a reader of lines would change is escaped."""
    made = json.dumps(value, ensure_ascii=False)
    if made.isascii() and made.isprintable():
        return made
    changed = {c for c in set(made) if not _plain(c, unicodedata.is_normalized("NFC", "=" + c))}
    if changed:
        made = "".join(json.dumps(c)[1:-1] if c in changed else c for c in made)
    return made if unicodedata.is_normalized("NFC", made) else json.dumps(value)


def _character(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    if match[2] not in _PLAIN:
        raise ValueError(f"{match[0]} is no escape; write a backslash as \\\\")
    return _PLAIN[match[2]]


def _plain(character: str, composed: bool) -> bool:
    if character == UNREADABLE:
        return False
    if character != " " and (character.isspace() or unicodedata.category(character) in _NO_CHARACTER):
        return False
    return composed or character.isascii()
