"""What a page says about its own encoding: in a meta element, an XML declaration or a style sheet's first rule."""

from __future__ import annotations

import codecs
import re

#: Bytes; pages with long scripts declare late, but none declares behind this.
_HEAD = 1_000_000
_DECLARED = re.compile(
    rb"""<meta[^<>]{1,400}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})"""
    rb"""|<\?xml[^<>]{1,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})"""
    rb"""|\A@charset\s+["']([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
#: Declared encodings are read as their supersets: strict gb2312 fails on 镕 and 䶮, strict big5 on 裏 and 粧.
_SUPERSETS = {
    **dict.fromkeys(
        [
            "gb2312",
            "gbk",
            "gb_2312-80",
            "gb_2312",
            "gb2312-80",
            "csgb2312",
            "x-gbk",
            "cp936",
            "936",
            "ms936",
            "euc-cn",
            "chinese",
            "iso-ir-58",
            "x-euc-cn",
            "windows-936",
            "gb18030-2000",
            "gb18030-2005",
            "gb18030-2022",
        ],
        "gb18030",
    ),
    **dict.fromkeys(("big5", "big5-hkscs", "cp950", "x-x-big5", "cn-big5", "csbig5", "big5-tw", "950"), "big5hkscs"),
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252"), "cp1252"),
    **dict.fromkeys(("utf8", "utf_8", "unicode-1-1-utf-8", "utf-8-sig"), "utf-8"),
}


def declared_encodings(data: bytes) -> list[str]:
    """Return the codecs that a page declares, in order and each once; what Python does not know is passed over."""
    named = (next(filter(None, groups)).decode("ascii").lower() for groups in _DECLARED.findall(data[:_HEAD]))
    codecs_named = (_SUPERSETS.get(name, name) for name in named)
    return list(dict.fromkeys(codec for codec in codecs_named if _is_byte_codec(codec)))


def _is_byte_codec(name: str) -> bool:
    """Tell whether a codec decodes text in which ASCII stands as it is: a page could be read so far."""
    try:
        return codecs.lookup(name)._is_text_encoding and "<meta>".encode(name) == b"<meta>"
    except (LookupError, UnicodeError):
        return False
