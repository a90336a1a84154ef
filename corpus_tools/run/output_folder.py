"""The folder that a run writes into: checked before, and each file there whole or not at all."""

from __future__ import annotations

from pathlib import Path

from corpus_tools.errors import WriteError


def check_output(output: Path, *, overwrite: bool) -> None:
    """Raise WriteError if the output folder holds something and ``overwrite`` is not said. Nothing is touched."""
    if output.exists() and not output.is_dir():
        raise WriteError(f"{output}: this is a file; name a folder for the output")
    if output.is_dir() and any(output.iterdir()) and not overwrite:
        raise WriteError(f"{output}: the folder is not empty; name another or say --overwrite")


def write_whole(path: Path, data: bytes) -> Path:
    """Write a file so that it is there whole or not at all; a link of that name is replaced, never followed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    partial.unlink(missing_ok=True)
    partial.write_bytes(data)
    partial.replace(path)
    return path
