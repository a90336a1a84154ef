"""What an annotated file (TEI, CoNLL-U) holds, read and checked, before it is a Doc."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from corpus_tools.cleaning_record import CleaningRecord
from corpus_tools.document import Damage, Source
from corpus_tools.metadata import TextMetadata
from corpus_tools.provenance import Provenance
from corpus_tools.span_change import SpanChange


@dataclass(slots=True)
class StoredToken:
    """A token that is no white space. ``head`` counts tokens of its sentence from 1, 0 is the root, None no parse.

    ``space`` is the white space behind it. ``name`` is the label of the name it belongs to, ``continues`` whether that
    name began with the token before.
    """

    text: str
    lemma: str
    upos: str | None
    xpos: str
    feats: str
    head: int | None
    deprel: str
    space: str
    name: str | None = None
    continues: bool = False


@dataclass(slots=True)
class StoredSentence:
    """A sentence; ``kind`` and ``level`` are those of its block, ``begins_block`` whether a block begins with it.

    ``line`` is where it stands in the file, for messages.
    """

    tokens: list[StoredToken]
    kind: str
    begins_block: bool
    line: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class StoredStretch:
    """A stretch with a role: tokens ``first`` to ``last`` of the document, from 0; both counted.

    ``chars``: only these characters, from the beginning of the first token on.
    """

    role: str
    first: int
    last: int
    chars: tuple[int, int] | None = None


@dataclass(slots=True)
class StoredSpan:
    """A span of a layer over the tokens ``first`` to ``last`` of the document, from 0; both counted."""

    layer: str
    number: int
    type: str
    first: int
    last: int
    score: float
    rule: str = ""
    version: str = ""
    entry: str | None = None
    variation: str | None = None
    trigger: str | None = None
    relations: list[tuple[str, str]] = field(default_factory=list)
    stretches: list[StoredStretch] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class StoredText:
    """One document. Without ``source`` it was made of a bare string.

    ``before`` is the white space before the first token. ``record`` is what no element or column of the format holds:
    edits of the cleaning (``edits``), places of metadata (``places``), blocks with other borders than their tokens
    (``blocks``), exact values of tokens (``tokens``), layers that were tagged where it is not all of
    them beside a span, or none (``layers``), a text without a token
    (``text``). ``losses`` names what the file has and a Doc has no place for. ``annotator`` is who worked on the
    spans, where the file or the user says so; ``changes`` are what they changed, where that can be told.
    """

    name: str
    doc_id: str
    sentences: list[StoredSentence] = field(default_factory=list)
    spans: list[StoredSpan] = field(default_factory=list)
    before: str = ""
    source: Source | None = None
    metadata: TextMetadata = field(default_factory=TextMetadata)
    damage: list[Damage] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    cleaning: tuple[str, ...] = ()
    cleaned_by: CleaningRecord | None = None
    record: dict[str, Any] = field(default_factory=dict)
    provenance: Provenance | None = None
    losses: dict[str, int] = field(default_factory=dict)
    annotator: str = ""
    changes: list[SpanChange] = field(default_factory=list)
