from __future__ import annotations

import re
from pathlib import Path

from corpus_tools.labels import LAYER_BY_NAME, LAYERS, SCHEME_VERSION


def test_groups_letters_and_types_are_unique() -> None:
    assert len({layer.group for layer in LAYERS}) == len({layer.name for layer in LAYERS}) == 3
    for layer in LAYERS:
        assert len({kind.name for kind in layer.types}) == len(layer.types)
        assert all(kind.gloss and kind.gloss_zh for kind in layer.types)
    assert list(LAYER_BY_NAME) == [layer.name for layer in LAYERS]


def test_types_are_those_of_the_annotation_scheme(shared: Path) -> None:
    scheme = (shared / "annotation-scheme.md").read_text(encoding="utf-8")
    assert f"version {SCHEME_VERSION}" in scheme
    for layer in LAYERS:
        section = scheme.split(f"## Layer `{layer.name}`")[1].split("\n## ")[0]
        rows = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
        assert rows == [kind.name for kind in layer.types]
