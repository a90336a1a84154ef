"""The document with everything in it, which the tests of the writers have, and a folder for inputs."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location("writers_conftest", Path(__file__).parents[1] / "write" / "conftest.py")
assert _SPEC is not None
assert _SPEC.loader is not None
_WRITERS = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_WRITERS)

doc = _WRITERS.doc
provenance = _WRITERS.provenance


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder ``in``, whose name the tests cut names at."""
    (tmp_path / "in").mkdir()
    return tmp_path / "in"
