"""The name of a file as it can stand in messages, JSON and XML."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff\u2028\u2029\u202a-\u202e]")


def printable(name: str) -> str:
    """Return a name without control characters; names that are not UTF-8 are read as GB 18030 where they are that."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        data = name.encode("utf-8", "surrogateescape") if _escaped_only(name) else name.encode("utf-8", "replace")
        try:
            name = data.decode("gb18030")
        except UnicodeDecodeError:
            name = data.decode("utf-8", "replace")
    return _CONTROL.sub("\ufffd", name)


def _escaped_only(name: str) -> bool:
    """Tell whether all lone surrogates are bytes that the file system's names held."""
    return all("\udc80" <= ch <= "\udcff" for ch in name if "\ud800" <= ch <= "\udfff")
