"""The one model of a document: where it came from, its text before and after cleaning, its structure and metadata."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus_tools.alignment import AlignedText
from corpus_tools.cleaning_record import CleaningRecord
from corpus_tools.errors import CorpusToolsError
from corpus_tools.metadata import TextMetadata

if TYPE_CHECKING:  # reading and cleaning need no spaCy, and start fast without it
    from spacy.tokens import Doc

    from corpus_tools.stored.text import StoredText

#: Where a Doc carries the document it was made from (``doc.user_data``; no global extension is set).
KEY = "corpus_tools.document"

#: Kinds of blocks, one a line of the cleaned text, with what each is.
BLOCKS = {
    "headline": "headline of the text",
    "lead": "line beside the headline",
    "head": "heading; its level is 1 for 一、 and chapters, 2 for （一）, 3 for 1. and 4 for （1）",
    "paragraph": "running text",
    "item": "item of a list (●, 1.)",
    "quote": "pull line: a sentence in quotation marks that stands for itself",
    "verse": "line of verse",
    "cell": "cell of a table; its level is the column, so 1 begins a row",
    "byline": "who wrote or speaks",
    "closing": "line that closes a document: organ, day, 特此通知",
}
BLOCK_KINDS = tuple(BLOCKS)


@dataclass(frozen=True)
class Source:
    """The bytes a document was read from; ``name`` is what the user called them."""

    name: str
    sha256: str
    size: int
    encoding: str
    media_type: str


@dataclass(frozen=True)
class Damage:
    """A stretch of the *original* text that is broken in the source; ``what`` tells how (undecodable bytes in hex)."""

    start_char: int
    end_char: int
    what: str


@dataclass(frozen=True)
class Block:
    """A line of the *cleaned* text: ``text[start_char:end_char]``, without its line end; 0 is no level."""

    kind: str
    start_char: int
    end_char: int
    level: int = 0


@dataclass
class TextDocument:
    """A document on its way from source to Doc; ``attach`` ties it to its Doc.

    ``remarks`` are things a reader of the corpus should know (the body stood twice, the text begins broken).
    ``cleaning`` names the steps that changed something, ``cleaned_by`` the profile that was in force (None: unknown).
    ``annotation`` holds words, tags and trees of a file that was annotated already; None for a page.
    """

    source: Source
    aligned: AlignedText
    metadata: TextMetadata = field(default_factory=TextMetadata)
    blocks: list[Block] = field(default_factory=list)
    damage: list[Damage] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    cleaning: tuple[str, ...] = ()
    cleaned_by: CleaningRecord | None = None
    annotation: StoredText | None = None

    @property
    def text(self) -> str:
        """The text as it stands after the cleaning steps that have run."""
        return self.aligned.text


def attach(doc: Doc, document: TextDocument) -> Doc:
    """Tie a Doc to the document it was made from. Raises CorpusToolsError if their texts differ."""
    if doc.text != document.text:
        raise CorpusToolsError(f"{document.source.name}: the Doc's text is not the document's cleaned text")
    doc.user_data[KEY] = document
    return doc


def document_of(doc: Doc) -> TextDocument | None:
    """Return the document a Doc was made from, None for a Doc made from a bare string."""
    found = doc.user_data.get(KEY)
    return found if isinstance(found, TextDocument) else None
