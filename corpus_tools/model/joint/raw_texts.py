"""Raw documents of a folder -> texts whose characters and pieces are counted, without markup."""

from __future__ import annotations

import json
import lzma
import random
import re
from collections.abc import Iterator
from pathlib import Path

from corpus_tools.errors import ModelError

_MARKUP = re.compile(r"<[^>]*>|&nbsp;|[\r\u3000\xa0]")
_ADDRESS = re.compile(r"https?://\S+|!?\[([^\]]*)\]\([^)]*\)")
_BLANKS = re.compile(r"[ \t]+")
_HALF_COMMA = re.compile(r"(?<=[\u4e00-\u9fff]),")
_LINES = re.compile(r"\n+")
_SHORTEST = 50
#: Collections in traditional script stay out: the cleaner hands the model simplified text.
_TRADITIONAL = ("tw-", "hk-")


def raw_texts(folder: Path) -> list[str]:
    """Return the texts of ``folder/*.jsonl.xz`` (field ``text``) in a fixed order that mixes the sources.

    Raises ModelError if there is no such file.
    """
    files = [path for path in sorted(folder.glob("*.jsonl.xz")) if not path.name.startswith(_TRADITIONAL)]
    if not files:
        raise ModelError(f"{folder}: no .jsonl.xz file with raw documents in it")
    texts = [text for path in files for text in _texts(path)]
    random.Random(1).shuffle(texts)
    return texts


def _texts(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = _BLANKS.sub(" ", _MARKUP.sub("", json.loads(line)["text"]))
            text = _HALF_COMMA.sub("，", _ADDRESS.sub(r"\1", text))
            text = _LINES.sub("\n", text).strip()
            if len(text) > _SHORTEST:
                yield text
