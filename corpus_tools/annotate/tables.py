"""The name of a table in a pipeline's configuration -> the lexicon."""

from __future__ import annotations

from pathlib import Path

from corpus_tools.lexicon import Lexicon, package_lexicon, read_lexicon


def table(path: str | None, default: str) -> Lexicon:
    """Read the table at ``path``, or the package's table ``default`` where the configuration says null."""
    return package_lexicon(default) if path is None else read_lexicon(Path(path))
