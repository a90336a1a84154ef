"""What the user names on the command line (files, folders, globs, -) -> the files to read, each with an identifier."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus_tools.errors import ReadError
from corpus_tools.identifiers import unique_ids
from corpus_tools.read.kinds import SUFFIXES, TEXT, is_companion, media_type_of, stem_of
from corpus_tools.read.printable import printable
from corpus_tools.read.refused import refused_name

STANDARD_INPUT = "-"
#: A folder with such a file is a corpus that annotate wrote.
_MANIFEST = "manifest.jsonl"


@dataclass(frozen=True)
class InputFile:
    """A file to be read: a document, or an archive or table of documents.

    ``path`` is None for standard input; ``doc_id`` is unique in the run. ``fault`` says what is wrong with an input
    that can't even be found; reading it raises that as a ReadError. ``stated`` is the suffix that the user said it has.
    """

    doc_id: str
    name: str
    path: Path | None
    media_type: str
    fault: str = ""
    stated: str = ""

    @property
    def name_inside(self) -> str:
        """The name in records and messages."""
        return "stdin" if self.path is None else self.name


def find_inputs(inputs: Iterable[str], *, as_kind: str | None = None) -> list[InputFile]:
    """Resolve the inputs in the order they were named; the files of a folder (all levels) in the order of their names.

    A file named twice is taken once. An input that does not exist, matches nothing, is a folder without documents or of
    a kind that is not read comes back with a ``fault``, so that the others can go on; so do, in folders, links that
    lead out of it, pipes and devices. ``as_kind`` (``html``, ``jsonl.xz``) says what standard input is, and files whose
    suffix is not known. Raises ValueError for a kind that is not read.
    """
    stated = "" if as_kind is None else _kind(as_kind)
    found: dict[str, tuple[Path | None, str]] = {}
    seen: set[Path] = set()
    for name in inputs:
        if name == STANDARD_INPUT:
            found[name] = (None, "")
            continue
        try:
            for path, fault in _files(name):
                if path.resolve() not in seen or fault:
                    seen.add(path.resolve())
                    found.setdefault(str(path), (path, fault))
        except ReadError as error:
            found[name] = (Path(name), str(error))
        except (OSError, RuntimeError, ValueError) as error:  # a name that is too long, a loop of links, a NUL
            found[name] = (Path("-"), f"{printable(name)[:200]}: can't be looked up ({error}); check the spelling")
    ids = unique_ids("stdin" if path is None else stem_of(printable(path.name)) for path, _ in found.values())
    return [
        InputFile(doc_id, printable(name), path, *_described(name, path, fault, stated))
        for doc_id, (name, (path, fault)) in zip(ids, found.items(), strict=True)
    ]


def _kind(as_kind: str) -> str:
    """Check a kind; return it as the end of a file's name."""
    parts = [f".{part}" for part in as_kind.lower().lstrip(".").split(".")]
    if any(part not in SUFFIXES for part in parts):
        kinds = ", ".join(suffix.lstrip(".") for suffix in SUFFIXES)
        raise ValueError(f"{as_kind}: no kind of input; there are {kinds}, and packed ones such as jsonl.xz")
    return "".join(parts)


def _described(name: str, path: Path | None, fault: str, stated: str) -> tuple[str, str, str]:
    """The media type of a file, its fault, and the suffix that the user said it has."""
    known = media_type_of(path.name) if path else None
    if known or (path and fault):
        return known or TEXT, fault, ""
    if stated:
        return media_type_of(f"x{stated}") or TEXT, "", stated
    if path and (reason := refused_name(path.suffix)):
        return TEXT, f"{printable(name)}: this is {reason}", ""
    return TEXT, "", ""


def _files(name: str) -> Iterator[tuple[Path, str]]:
    """Yield the files of an input with what is wrong with each. Raises ReadError if there are none."""
    path = Path(name)
    if path.is_dir():
        yield from _folder(path)
        return
    if path.exists() or path.is_symlink():
        yield path, ""
        return
    matches = sorted(Path(match) for match in glob.glob(name, recursive=True))  # noqa: PTH207 (Path.glob takes no absolute pattern)
    if files := [match for match in matches if match.is_file()]:
        yield from ((match, "") for match in files)
        return
    if matches:
        raise ReadError(f"{name}: matches folders only; name the folders, or their files")
    reason = "the pattern matches no file" if glob.has_magic(name) else "no such file or folder"
    raise ReadError(f"{printable(name)}: {reason}; check the spelling")


def _folder(folder: Path) -> Iterator[tuple[Path, str]]:
    root = folder.resolve()
    found = False
    paths = sorted(folder.rglob("*"))
    twins = {twin for path in paths if path.name == _MANIFEST for twin in _twins(path.parent)}
    for path in paths:
        if is_companion(path.name) or not (path.is_symlink() or not path.is_dir()):
            continue
        if path in twins or path.parent in twins:
            continue
        refused = refused_name(path.suffix)
        if media_type_of(path.name) is None and not refused and not (path.is_symlink() and path.is_dir()):
            continue
        fault = _fault(path, root, refused)
        if fault is None:
            continue
        found = True
        yield path, f"{printable(str(path))}: {fault}" if fault else ""
    if not found:
        kinds = ", ".join(SUFFIXES)
        raise ReadError(f"{folder}: the folder holds no documents ({kinds}); save Word or PDF files as text first")


def _twins(corpus: Path) -> set[Path]:
    """What of a corpus that annotate wrote holds the documents of its TEI files once more."""
    return {corpus / "corpus.xml", corpus / "conllu"} if (corpus / "tei").is_dir() else set()


def _fault(path: Path, root: Path, refused: str) -> str | None:
    """What is wrong with a file of a folder; None for a link to what is in the folder anyway."""
    if path.is_symlink():
        target = path.resolve()
        if not target.is_relative_to(root):
            return "a link that leads out of the folder, and is not followed; name what it leads to as an input"
        if not target.exists():
            return "a link that leads nowhere; take it out"
        if target.is_dir():
            return None
    if not path.is_file():
        return "a pipe, socket or device, no file; take it out of the folder"
    return f"this is {refused}" if refused else ""
