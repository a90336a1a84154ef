"""The characters that XML 1.0 can hold."""

import re

#: Characters that XML 1.0 can't hold; they are written as U+FFFD.
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """Return the text with U+FFFD for characters that XML can't hold; its length stays."""
    return ILLEGAL.sub("\ufffd", text)
