"""Treebank files -> one of the language models that ship, in the package or in a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from corpus_tools.errors import ModelError
from corpus_tools.lexicon import package_lexicon


def train_language_model(
    name: str, data: Path, raw: Path | None, work: Path, output: Path, *, report: Callable[[str], None]
) -> None:
    """Train the model ``name`` (fast or accurate) from the treebank files in ``data`` and write it to ``output``.

    The accurate model also counts the raw documents in ``raw``. Raises ModelError if files or an extra are missing.
    """
    from corpus_tools.model.train import read_parts, train_shipped  # noqa: PLC0415 (spaCy's training is slow to load)

    if name == "fast":
        train_shipped(data, work, output, report=report)
        return
    if raw is None:
        raise ModelError("the accurate model needs a folder with raw documents")
    try:
        from corpus_tools.model.joint.train import train_joint  # noqa: PLC0415 (torch is an extra)
    except ModuleNotFoundError as error:
        raise ModelError(f"{error.name} is missing: pip install 'corpus-tools[train]'") from error
    words = package_lexicon("words.tsv").forms()
    train_joint(read_parts(data)["train"], raw, work, output, words=words, report=report)
