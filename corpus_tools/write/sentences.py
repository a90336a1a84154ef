"""A Doc -> its numbered sentences: real tokens with identifiers, original characters, names and one tree each."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from corpus_tools.document import document_of
from corpus_tools.identifiers import sentence_id, xml_id
from corpus_tools.write.columns import UPOS, features, field, legal
from corpus_tools.write.tree import native_label, tree
from corpus_tools.write.words import Words

#: What may not stand in an ``xml:id`` (① and ² are digits to Python, not to XML).
NOT_A_NAME = re.compile(
    "[^-._0-9A-Za-z\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff\u200c\u200d\u203f\u2040\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]"
)
_BLANKS = re.compile(r"\s+")
#: How spaCy keeps that a token has no features.
_NO_FEATURES = "_"
#: Form, lemma, UPOS, XPOS, features; the values of the Doc that had to be changed for them.
_Columns = tuple[str, str, str | None, str, str, dict[str, str] | None]


@dataclass(slots=True)
class SentenceToken:
    """A token that is no white space; ``number`` counts from 1, ``head`` is 0 for the root, None without a parse.

    ``upos`` is None if the Doc was not tagged; ``lemma`` is the form where there is none, ``xpos`` and ``feats`` are
    empty. ``orig`` holds the original characters up to the next token of the sentence, removed ones included (the last
    token's own only), None where they are the form and the blank. ``spaces`` is the white space behind the token where
    it is not what the place of the token tells: a blank where ``space_after``, a line end behind a block, nothing
    behind the text; ``before`` is what stands before the first token of the text. ``entity`` is the name it belongs to:
    number and label. ``exact`` holds the values of the Doc that had to be changed for the columns. ``native`` is the
    parser's label where UD has the relation by another name. ``place`` is the token's index in ``doc``, ``start`` and
    ``end`` are its characters in the cleaned text.
    """

    doc: Doc
    place: int
    start: int
    end: int
    id: str
    number: int
    form: str
    lemma: str
    upos: str | None
    xpos: str
    feats: str
    space_after: bool
    spaces: str | None
    before: str
    orig: str | None
    head: int | None
    deprel: str | None
    entity: tuple[int, str] | None
    damaged: bool
    exact: dict[str, str] | None
    native: str | None

    @property
    def token(self) -> Token:
        """The token itself; making it takes time, the values beside it don't."""
        return self.doc[self.place]


@dataclass(frozen=True)
class Sentence:
    """A sentence within one block; ``block`` counts the blocks that hold text, from 1.

    ``original`` is the stretch of the original text from its first to its last token.
    """

    id: str
    number: int
    kind: str
    level: int
    block: int
    begins_block: bool
    tokens: tuple[SentenceToken, ...]
    original: str

    @property
    def text(self) -> str:
        """The forms with one blank wherever white space stands between two tokens."""
        return "".join(t.form + (" " if t.space_after else "") for t in self.tokens).rstrip(" ")


def name_start(doc_id: str) -> str:
    """Return what all identifiers of a document begin with: its own, what no ``xml:id`` may hold as ``u`` and hex."""
    return xml_id(NOT_A_NAME.sub(lambda m: f"u{ord(m[0]):x}", doc_id) or "document")


def form(text: str) -> str:
    """Return a token's text as both formats can hold it: NFC, white space inside it as ``_``."""
    return _BLANKS.sub("_", legal(unicodedata.normalize("NFC", text)))


def numbered_sentences(doc: Doc, *, doc_id: str) -> list[Sentence]:
    """Return the sentences that hold more than white space, cut where a line or block ends.

    A Doc without sentence boundaries has one sentence a line; without a TextDocument every line is a paragraph.
    """
    words = Words(doc)
    origin = _Origin(doc, words)
    text = doc.text
    entities = {i: (number, ent.label_) for number, ent in enumerate(doc.ents) for i in range(ent.start, ent.end)}
    tagged = any(words.pos)
    columns: dict[tuple[int, ...], _Columns] = {}
    start = name_start(doc_id)
    strings = doc.vocab.strings
    starts, ends, deps, keys = words.starts, words.ends, words.deps, words.keys
    result: list[Sentence] = []
    block, last_place = 0, (-1, -1)
    pieces = list(_pieces(doc, words))
    for number, (place, (kind, level), tokens) in enumerate(pieces, start=1):
        begins = place != last_place
        block, last_place = block + begins, place
        name = sentence_id(start, number)
        after = pieces[number] if number < len(pieces) else None
        goes_on = after is not None and after[0] == place
        heads: list[tuple[int, str]] | None = tree(words, tokens) if any(deps[i] for i in tokens) else None
        rows: list[SentenceToken] = []
        behind = tokens[1:]
        for n, i in enumerate(tokens):
            following = behind[n] if n < len(behind) else None
            neighbour = following if following is not None else after[2][0] if after else None
            begin, end = starts[i], ends[i]
            gap = text[end : starts[neighbour] if neighbour is not None else len(text)]
            blank = " " if gap else ""
            usual = blank if following is not None or goes_on else "\n" if gap and after else ""
            key = keys[i]
            found = columns.get(key)
            if found is None:
                lemma, tag, morph = strings[key[1]], strings[key[3]], strings[key[4]]
                morph = "" if morph == _NO_FEATURES else morph
                found = columns[key] = _columns(words.texts[i], lemma, tag, morph, words.pos[i], tagged)
            orig = origin.of(i, following)
            head, deprel = heads[n] if heads else (None, None)
            rows.append(
                SentenceToken(
                    doc,
                    i,
                    begin,
                    end,
                    f"{name}.t{n + 1}",
                    n + 1,
                    *found[:5],
                    bool(gap) or neighbour is None,
                    None if gap == usual else gap,
                    "" if result or rows else text[:begin],
                    None if orig == (found[0] + blank if following is not None else found[0]) else orig,
                    head,
                    deprel,
                    entities.get(i),
                    origin.damaged(i),
                    found[5],
                    None if deprel is None or deps[i] == deprel else native_label(deps[i], head or 0, deprel),
                )
            )
        original = origin.between(tokens[0], tokens[-1])
        result.append(Sentence(name, number, kind, level, block, begins, tuple(rows), original))
    return result


@lru_cache(maxsize=1 << 16)
def _columns(text: str, lemma: str, tag: str, morph: str, pos: str, tagged: bool) -> _Columns:
    """Return form, lemma, UPOS, XPOS and features of a token, and what of them had to be changed."""
    written = form(text)
    lemma_written = (field(lemma) if lemma else "") or written
    tag_written = field(tag) if tag else ""
    morph_written = features(morph) if morph else ""
    exact = None
    if written != text or tag_written != tag or morph_written != morph or (lemma and lemma_written != lemma):
        exact = {"text": text} if written != text else {}
        exact |= {"lemma": lemma} if lemma and lemma_written != lemma else {}
        exact |= {"xpos": tag} if tag_written != tag else {}
        exact |= {"feats": morph} if morph_written != morph else {}
    upos = (pos if pos in UPOS else "X") if tagged else None
    return written, lemma_written, upos, tag_written, morph_written, exact


def _pieces(doc: Doc, words: Words) -> Iterator[tuple[tuple[int, int], tuple[str, int], list[int]]]:
    """Yield place (line, block), kind and level of the block of each sentence, with the indices of its tokens."""
    document = document_of(doc)
    blocks = sorted(document.blocks, key=lambda b: b.start_char) if document else []
    block_starts = [b.start_char for b in blocks]
    line, sentence = 0, 0
    last: tuple[int, int, int] | None = None
    placed: list[tuple[tuple[int, int, int], list[int]]] = []
    for i, (start, blank, begins) in enumerate(zip(words.starts, words.blank, words.sentence_starts, strict=True)):
        sentence += begins
        if blank:
            line += "\n" in words.texts[i]
            continue
        at = (line, bisect_right(block_starts, start), sentence)
        if at != last:
            placed.append((at, []))
            last = at
        placed[-1][1].append(i)
    for (at_line, at_block, _), tokens in placed:
        inside = at_block and words.starts[tokens[0]] < blocks[at_block - 1].end_char
        kind = (blocks[at_block - 1].kind, blocks[at_block - 1].level) if inside else ("paragraph", 0)
        yield (at_line, at_block), kind, tokens


class _Origin:
    """The original characters of tokens; of a Doc without a TextDocument its own text is the original."""

    def __init__(self, doc: Doc, words: Words) -> None:
        document = document_of(doc)
        self._original = document.aligned.original if document else doc.text
        self._damage = document.damage if document else []
        self._starts, self._ends = words.starts, words.ends
        if document:
            starts, ends = document.aligned.starts.tolist(), document.aligned.ends.tolist()
            self._starts = [starts[first] for first in words.starts]
            self._ends = [ends[behind - 1] for behind in words.ends]

    def of(self, token: int, following: int | None) -> str:
        """Return the characters from the token to the one that follows it in the sentence."""
        return self._original[self._starts[token] : self._ends[token] if following is None else self._starts[following]]

    def between(self, first: int, last: int) -> str:
        """Return the characters from the first token to the end of the last."""
        return self._original[self._starts[first] : self._ends[last]]

    def damaged(self, token: int) -> bool:
        """Whether the token stands on a place that is broken in the source."""
        if not self._damage:
            return False
        start, end = self._starts[token], self._ends[token]
        return any(d.start_char < end and start < max(d.end_char, d.start_char + 1) for d in self._damage)
