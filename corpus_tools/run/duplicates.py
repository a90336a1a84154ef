"""Pages and tables of texts -> which documents are copies of one another, and what each shares with the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

from corpus_tools.document import TextDocument
from corpus_tools.errors import CorpusToolsError, ReadError, WriteError
from corpus_tools.overlap import Overlap, Reuse
from corpus_tools.read import Columns, InputDocument, InputFile, open_inputs
from corpus_tools.run.one import read_document
from corpus_tools.study.clause_reuse import ClauseReuse
from corpus_tools.study.duplicates import THRESHOLD, Cluster, DuplicateFinder, duplicates_of

#: Hands on texts as ``read_cleaned`` yields them.
Watch = Callable[[Iterator[tuple[str, str, str]]], Iterable[tuple[str, str, str]]]


@dataclass
class Duplicates:
    """What was found in a corpus: its clusters by name, the reuse of each document, where each document is.

    ``reuse`` is empty if it was not asked for.
    """

    clusters: list[Cluster] = field(default_factory=list)
    reuse: dict[str, Reuse] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)

    def overlaps(self) -> dict[str, Overlap]:
        """Return for each document what its manifest row and its TEI header say."""
        clustered = duplicates_of(self.clusters)
        return {name: Overlap(clustered.get(name), self.reuse.get(name, Reuse(0, 0))) for name in self.sources}


def read_cleaned(
    inputs: Iterable[InputFile],
    failures: list[str],
    columns: Columns | None = None,
    read: Callable[[InputDocument], TextDocument] = read_document,
) -> Iterator[tuple[str, str, str]]:
    """Yield (identifier, where it is, cleaned text) of each document; one that can't be read is named in ``failures``.

    Identifiers are those that a run over the same inputs gives. ``read`` reads and cleans one document.
    """
    for source in open_inputs(inputs, columns):
        try:
            document = read(source)
        except CorpusToolsError as error:
            failures.append(str(error))
            continue
        yield source.doc_id, source.name, document.text


def overlaps_before(
    inputs: Sequence[InputFile],
    columns: Columns | None = None,
    read: Callable[[InputDocument], TextDocument] = read_document,
    *,
    threshold: float = THRESHOLD,
    watch: Watch = iter,
) -> dict[str, Overlap]:
    """Read all inputs once, ahead of a run over them, and return for each document what it shares with the others.

    ``read`` has to clean as the run does. What can't be read is left out here: the run names it. ``watch`` hands the
    texts on, for a display of progress. Raises ReadError for standard input and pipes, which can be read once only, and
    WriteError as ``find_duplicates``.
    """
    check_readable_twice(inputs)
    return _found(watch(read_cleaned(inputs, [], columns, read)), threshold, with_reuse=True).overlaps()


def check_readable_twice(inputs: Iterable[InputFile]) -> None:
    """Raise ReadError for standard input, a pipe or a device: the run would find it empty."""
    for file in inputs:
        if not file.fault and (file.path is None or not file.path.is_file()):
            kind = "standard input" if file.path is None else "a pipe or device"
            raise ReadError(
                f"{file.name}: duplicates are searched before the run, and {kind} can be read once; save it to a file "
                "and name that"
            )


def find_duplicates(
    texts: Iterable[tuple[str, str, str]], *, threshold: float = THRESHOLD, with_reuse: bool = True
) -> Duplicates:
    """Return what texts, as ``read_cleaned`` yields them, share. ``threshold`` is a Jaccard index, 0 to 1.

    Raises ReadError if there is no text, WriteError if the temporary files can't be written.
    """
    found = _found(texts, threshold, with_reuse=with_reuse)
    if not found.sources:
        raise ReadError("no document could be read; see the messages above, or name other inputs")
    return found


def _found(texts: Iterable[tuple[str, str, str]], threshold: float, *, with_reuse: bool) -> Duplicates:
    found = Duplicates()
    try:
        with ExitStack() as files:
            finder = files.enter_context(DuplicateFinder(threshold))
            clauses = files.enter_context(ClauseReuse()) if with_reuse else None
            for doc_id, name, text in texts:
                found.sources[doc_id] = name
                finder.add(doc_id, text)
                if clauses:
                    clauses.add(doc_id, text)
            found.clusters = finder.clusters()
            found.reuse = clauses.reuse() if clauses else {}
    except OSError as error:
        raise WriteError(
            f"{error.filename or 'the folder for temporary files'}: can't be written: {error.strerror}; "
            "make room, or set TMPDIR to a folder with more"
        ) from error
    return found
