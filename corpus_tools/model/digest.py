"""Which weights a report is of: a digest over the files of a pipeline's folder."""

from __future__ import annotations

import hashlib
from pathlib import Path

#: Facts for people; to change them changes no score.
_NOT_WEIGHTS = {"meta.json"}


def weights_digest(folder: Path) -> str:
    """Return the SHA-256 over names and bytes of all files of a saved pipeline but ``meta.json``, in order of names."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in _NOT_WEIGHTS:
            data = path.read_bytes()
            digest.update(f"{name}\n{len(data)}\n".encode())
            digest.update(data)
    return digest.hexdigest()
