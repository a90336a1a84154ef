"""What the user names on the command line (files, folders, globs, -) -> the files to read, each with an identifier."""

from __future__ import annotations

import glob
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus_tools.errors import ReadError
from corpus_tools.identifiers import unique_ids

#: Files of a folder that are documents, by suffix; a file named by itself is read whatever its suffix.
SUFFIXES = {".txt": "text/plain", ".html": "text/html", ".htm": "text/html", ".md": "text/markdown"}
STANDARD_INPUT = "-"
#: Files that go with a folder and are no documents of it.
_COMPANIONS = {"readme.md"}


@dataclass(frozen=True)
class InputFile:
    """A document to be read; ``path`` is None for standard input; ``doc_id`` is unique in the run.

    ``fault`` says what is wrong with an input that can't even be found; reading it raises that as a ReadError.
    """

    doc_id: str
    name: str
    path: Path | None
    media_type: str
    fault: str = ""


def find_inputs(inputs: Iterable[str]) -> list[InputFile]:
    """Resolve the inputs in the order they were named; the files of a folder (all levels) in the order of their names.

    A file named twice is taken once. Links that lead out of a folder are not followed. An input that does not exist,
    matches nothing or is a folder without documents comes back with a ``fault``, so that the others can go on.
    """
    found: dict[str, tuple[Path | None, str]] = {}
    seen: set[Path] = set()
    for name in inputs:
        if name == STANDARD_INPUT:
            found[name] = (None, "")
            continue
        try:
            for path in _files(name):
                if path.resolve() not in seen:
                    seen.add(path.resolve())
                    found[str(path)] = (path, "")
        except ReadError as error:
            found[name] = (Path(name), str(error))
    ids = unique_ids("stdin" if path is None else path.stem for path, _ in found.values())
    return [
        InputFile(doc_id, name, path, _media_type(path), fault)
        for doc_id, (name, (path, fault)) in zip(ids, found.items(), strict=True)
    ]


def _media_type(path: Path | None) -> str:
    return SUFFIXES.get(path.suffix.lower(), "text/plain") if path else "text/plain"


def _files(name: str) -> list[Path]:
    path = Path(name)
    if path.is_dir():
        root = path.resolve()
        files = sorted(p for p in path.rglob("*") if _is_document(p) and p.resolve().is_relative_to(root))
        if not files:
            kinds = ", ".join(SUFFIXES)
            raise ReadError(f"{name}: the folder holds no documents ({kinds}); save Word or PDF files as text first")
        return files
    if path.exists() or path.is_symlink():
        return [path]
    matches = sorted(Path(match) for match in glob.glob(name, recursive=True))  # noqa: PTH207 (Path.glob takes no absolute pattern)
    if files := [match for match in matches if match.is_file()]:
        return files
    if matches:
        raise ReadError(f"{name}: matches folders only; name the folders, or their files")
    reason = "the pattern matches no file" if glob.has_magic(name) else "no such file or folder"
    raise ReadError(f"{name}: {reason}; check the spelling")


def _is_document(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() in SUFFIXES and path.name.lower() not in _COMPANIONS
