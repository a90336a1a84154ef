"""Pages and files of texts -> formulas that no lexicon lists; a marked table -> rows of a user's lexicon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from corpus_tools.clean import Profile
from corpus_tools.errors import CorpusToolsError, ReadError, WriteError
from corpus_tools.lexicon import Lexicon, package_lexicon, read_lexicon
from corpus_tools.metadata import TextMetadata
from corpus_tools.read import find_inputs, open_inputs
from corpus_tools.run.one import read_document
from corpus_tools.study.accept import accepted_rows, add_to_lexicon
from corpus_tools.study.formula_counts import KINDS
from corpus_tools.study.formula_ranking import Formula, rank_formulas
from corpus_tools.study.formula_shape import FormulaShape
from corpus_tools.study.independent_texts import IndependentTexts
from corpus_tools.study.listed_forms import ListedForms

#: Shipped tables whose forms are nothing new; those that are not there are passed over.
SHIPPED = ("slogans.tsv", "quoted_names.tsv")


@dataclass
class Reading:
    """What became of the inputs, filled as they are read: documents read, and a message for each that failed."""

    documents: int = 0
    characters: int = 0
    failures: list[str] = field(default_factory=list)


def read_texts(
    inputs: Iterable[str], reading: Reading, profile: Profile | None = None
) -> Iterator[tuple[str, str, str]]:
    """Yield (identifier, ISO date or empty, cleaned text) of each document; ``profile`` says how it is cleaned.

    A table gives the date of a document in its column ``date``; else it is the page's own. A document that can't be
    read or cleaned is named in ``reading`` and left out.
    """
    for source in open_inputs(find_inputs(inputs)):
        try:
            document = read_document(source, profile=profile)
        except CorpusToolsError as error:
            reading.failures.append(str(error))
            continue
        reading.documents += 1
        reading.characters += len(document.text)
        yield source.doc_id, _date(document.metadata), document.text


def mine(
    texts: Iterable[tuple[str, str, str]],
    *,
    lexicons: Iterable[Path] = (),
    kinds: Iterable[str] = KINDS,
    min_documents: int,
) -> tuple[list[Formula], IndependentTexts]:
    """Return the formulas that neither the shipped tables nor ``lexicons`` list, best first, and the texts they are in.

    Raises LexiconError for a lexicon with faults, ReadError if there is no text.
    """
    listed = ListedForms([*_shipped(), *(read_lexicon(path) for path in lexicons)])
    corpus = IndependentTexts(texts)
    if not len(corpus):
        raise ReadError("no document could be read; see the messages above, or name other inputs")
    shape = FormulaShape(*map(package_lexicon, ("directives.tsv", "posts.tsv", "surnames.tsv")))
    return rank_formulas(corpus, listed, shape, kinds=kinds, min_documents=min_documents), corpus


def accept(table: Path, into: Path, *, subtype: str = "") -> tuple[list[str], list[str]]:
    """Write the marked rows of a table into the lexicon ``into``; return the forms added and those that stood there.

    The lexicon is made if it is not there. It is checked first and afterwards, and replaced only by a sound one. Raises
    LexiconError for faults of either file, ReadError and WriteError.
    """
    rows = accepted_rows(_text_of(table), name=table.name, subtype=subtype)
    before = ""
    if into.exists():
        read_lexicon(into)
        before = _text_of(into)
    text, added, left_out = add_to_lexicon(before, rows)
    if not added:
        return added, left_out
    partial = into.with_name(f".{into.name}.partial")
    try:
        partial.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(text, encoding="utf-8", newline="\n")
        read_lexicon(partial)
        partial.replace(into)
    except OSError as error:
        raise WriteError(f"{into}: can't be written: {error.strerror}; name another file with --into") from error
    finally:
        partial.unlink(missing_ok=True)
    return added, left_out


def _shipped() -> Iterator[Lexicon]:
    for name in SHIPPED:
        try:
            yield package_lexicon(name)
        except FileNotFoundError:
            continue


def _date(metadata: TextMetadata) -> str:
    """The day of publication, as far as the page tells."""
    return (metadata.first("published") or "").split("T")[0]


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise ReadError(f"{path}: no such file; check the spelling") from error
    except UnicodeDecodeError as error:
        raise ReadError(f"{path}: not UTF-8 (byte {error.start}); save the table as UTF-8 text") from error
    except OSError as error:
        raise ReadError(f"{path}: can't be read: {error.strerror}; check its permissions") from error
