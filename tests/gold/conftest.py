"""Small gold files of our own invention."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus_tools.gold.document import GoldDocument, GoldSpan

TEXT = "云溪县委书记沈明岚强调，要压实责任，确保堤坝安全。县长许问渠到场。"


@pytest.fixture
def span_in() -> Callable[..., GoldSpan]:
    """Mark a wording in a text: layer, type, attributes."""

    def build(text: str, wording: str, layer: str, kind: str, *, rule: str = "", **attributes: Any) -> GoldSpan:
        at = text.index(wording)
        return GoldSpan(at, at + len(wording), layer, kind, attributes, rule)

    return build


@pytest.fixture
def document(span_in: Callable[..., GoldSpan]) -> GoldDocument:
    """A document with a span of each layer but slogans, and a second directive."""
    spans = (
        span_in(TEXT, "云溪县委书记", "title", "office", holder="沈明岚"),
        span_in(TEXT, "要压实责任", "directive", "obligation", trigger="要", speaker="沈明岚"),
        span_in(TEXT, "确保堤坝安全", "directive", "assurance", trigger="确保", speaker="沈明岚"),
        span_in(TEXT, "县长", "title", "office", holder="许问渠"),
    )
    return GoldDocument("flood", TEXT, spans)


@pytest.fixture
def write_rows(tmp_path: Path) -> Callable[..., Path]:
    """Write a JSONL file: dicts become objects, strings stay as they are."""

    def write(*rows: object, name: str = "gold.jsonl") -> Path:
        lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write
