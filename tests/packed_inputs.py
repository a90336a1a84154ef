"""Archives made in memory, and what reading a folder of them gives."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

from corpus_tools.document import TextDocument
from corpus_tools.errors import ReadError
from corpus_tools.read import Columns, find_inputs, open_inputs


def read_all(*inputs: str | Path, columns: Columns | None = None) -> list[tuple[str, str, str | TextDocument]]:
    """(identifier, name, document or reason) of each document; names are shortened to what follows the folder."""
    found: list[tuple[str, str, str | TextDocument]] = []
    for document in open_inputs(find_inputs(map(str, inputs)), columns):
        name = document.name.rpartition("/in/")[2]
        try:
            found.append((document.doc_id, name, document.read()))
        except ReadError as error:
            found.append((document.doc_id, name, str(error)))
    return found


def texts(*inputs: str | Path) -> dict[str, str]:
    """Name -> text, or the reason for a failure."""
    return {name: got if isinstance(got, str) else got.text for _, name, got in read_all(*inputs)}


def zipped(members: dict[str, bytes | str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return target.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as packed:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            packed.addfile(info, io.BytesIO(data))
    return target.getvalue()
