"""What the user names (files, folders, globs, -) -> the files and corpora to be checked."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus_tools.validation.corpus_folder import MANIFEST

STANDARD_INPUT = "-"
#: Suffixes that folders are searched for beside those of the formats.
_SUFFIXES = (".xml", ".conllu", ".conllup")


@dataclass(frozen=True)
class Target:
    """A file (``path`` None: standard input), or a corpus; ``fault`` says why it can't be checked."""

    name: str
    path: Path | None
    corpus: bool = False
    fault: str = ""


def find_targets(names: Iterable[str], *, suffixes: Iterable[str] = ()) -> list[Target]:
    """Return the targets in their order, each once; folders are searched at all levels, a corpus in one is whole."""
    wanted = (*_SUFFIXES, *suffixes)
    found: dict[str, Target] = {}
    for name in names:
        for target in _targets(name, wanted):
            key = target.name if target.path is None or target.fault else str(target.path.resolve())
            found.setdefault(key, target)
    return list(found.values())


def _targets(name: str, suffixes: tuple[str, ...]) -> Iterator[Target]:
    if name == STANDARD_INPUT:
        yield Target("stdin", None)
        return
    path = Path(name)
    try:
        if path.is_dir():
            yield from _folder(path, name, suffixes)
            return
        if path.exists():
            yield Target(name, path)
            return
        matches = sorted(Path(match) for match in glob.glob(name, recursive=True))  # noqa: PTH207 (see read/sources.py)
    except (OSError, ValueError) as error:
        yield Target(name, None, fault=f"can't be looked up ({error}); check the spelling")
        return
    for match in matches:
        if match.is_dir():
            yield from _folder(match, str(match), suffixes)
        else:
            yield Target(str(match), match)
    if not matches:
        reason = "the pattern matches no file" if glob.has_magic(name) else "no such file or folder"
        yield Target(name, None, fault=f"{reason}; check the spelling")


def _folder(folder: Path, name: str, suffixes: tuple[str, ...]) -> Iterator[Target]:
    found = False
    for target in _inside(folder, suffixes):
        found = True
        yield target
    if not found:
        reason = f"no annotated file in the folder ({', '.join(dict.fromkeys(suffixes))}); name the folder of a corpus"
        yield Target(name, None, fault=reason)


def _inside(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Target]:
    if (folder / MANIFEST).is_file():
        yield Target(str(folder), folder, corpus=True)
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _inside(path, suffixes)
        elif path.name.lower().endswith(suffixes) and path.is_file():
            yield Target(str(path), path)
