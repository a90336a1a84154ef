"""The tables of docs/formats.md are those that the registry gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus_tools.content import CONTENTS
from corpus_tools.errors import CorpusToolsError
from corpus_tools.run.format_matrix import format_matrix, with_tables


@pytest.fixture
def matrix() -> str:
    try:
        return format_matrix()
    except CorpusToolsError as error:
        pytest.skip(str(error))


def test_the_page_has_the_tables_of_the_registry(root: Path, matrix: str) -> None:
    path = root / "docs" / "formats.md"
    page = path.read_text(encoding="utf-8")
    assert matrix in with_tables(page)
    assert page == with_tables(page), f"write what run.format_matrix.with_tables returns to {path.name}"


def test_each_content_has_a_row(matrix: str) -> None:
    rows = matrix.splitlines()
    assert [row.split("`")[1] for row in rows[2:]] == list(CONTENTS)
    assert len({row.count("|") for row in rows}) == 1
