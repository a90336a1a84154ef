"""A Doc -> its numbered sentences: real tokens with identifiers, original characters, names and one tree each."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from spacy.tokens import Doc, Token

from corpus_tools.document import TextDocument, document_of
from corpus_tools.identifiers import sentence_id, xml_id
from corpus_tools.write.columns import UPOS, features, field, legal
from corpus_tools.write.tree import is_blank, tree

#: What may not stand in an ``xml:id`` (① and ² are digits to Python, not to XML).
NOT_A_NAME = re.compile(
    "[^-._0-9A-Za-z\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff\u200c\u200d\u203f\u2040\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]"
)
_BLANKS = re.compile(r"\s+")


@dataclass(slots=True)
class SentenceToken:
    """A token that is no white space; ``number`` counts from 1, ``head`` is 0 for the root, None without a parse.

    ``upos`` is None if the Doc was not tagged; ``lemma`` is the form where there is none, ``xpos`` and ``feats`` are
    empty. ``orig`` holds the original characters up to the next token of the sentence, removed ones included (the last
    token's own only), None where they are the form and the blank. ``spaces`` is the white space behind the token where
    it is not what the place of the token tells: a blank where ``space_after``, a line end behind a block, nothing
    behind the text; ``before`` is what stands before the first token of the text. ``entity`` is the name it belongs to:
    number and label. ``exact`` holds the values of the Doc that had to be changed for the columns.
    """

    token: Token
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


def form(token: Token) -> str:
    """Return a token's text as both formats can hold it: NFC, white space inside it as ``_``."""
    return _BLANKS.sub("_", legal(unicodedata.normalize("NFC", token.text)))


def numbered_sentences(doc: Doc, *, doc_id: str) -> list[Sentence]:
    """Return the sentences that hold more than white space, cut where a line or block ends.

    A Doc without sentence boundaries has one sentence a line; without a TextDocument every line is a paragraph.
    """
    origin = _Origin(doc)
    text = doc.text
    entities = {i: (number, ent.label_) for number, ent in enumerate(doc.ents) for i in range(ent.start, ent.end)}
    tagged = doc.has_annotation("POS")
    start = name_start(doc_id)
    result: list[Sentence] = []
    block, last_place = 0, (-1, -1)
    pieces = list(_pieces(doc))
    for number, (place, (kind, level), tokens) in enumerate(pieces, start=1):
        begins = place != last_place
        block, last_place = block + begins, place
        name = sentence_id(start, number)
        after = pieces[number] if number < len(pieces) else None
        next_token = after[2][0] if after else None
        parsed = any(token.dep for token in tokens)
        heads: list[tuple[int | None, str | None]] = [*tree(tokens)] if parsed else [(None, None)] * len(tokens)
        rows: list[SentenceToken] = []
        for n, (token, (head, deprel)) in enumerate(zip(tokens, heads, strict=True)):
            following = tokens[n + 1] if n + 1 < len(tokens) else None
            neighbour = following or next_token
            gap = text[token.idx + len(token) : neighbour.idx if neighbour else len(text)]
            blank = " " if gap else ""
            usual = blank if following or (after and after[0] == place) else "\n" if gap and after else ""
            orig = origin.of(token, following)
            written = form(token)
            same = written + (blank if following is not None else "")
            columns, exact = _columns(token, written, tagged=tagged)
            rows.append(
                SentenceToken(
                    token=token,
                    id=f"{name}.t{n + 1}",
                    number=n + 1,
                    form=written,
                    lemma=columns[0],
                    upos=columns[1],
                    xpos=columns[2],
                    feats=columns[3],
                    space_after=bool(gap) or neighbour is None,
                    spaces=None if gap == usual else gap,
                    before="" if result or rows else text[: token.idx],
                    orig=None if orig == same else orig,
                    head=head,
                    deprel=deprel,
                    entity=entities.get(token.i),
                    damaged=origin.damaged(token),
                    exact=exact,
                )
            )
        original = origin.between(tokens[0], tokens[-1])
        result.append(Sentence(name, number, kind, level, block, begins, tuple(rows), original))
    return result


def _columns(
    token: Token, written: str, *, tagged: bool
) -> tuple[tuple[str, str | None, str, str], dict[str, str] | None]:
    """Return lemma, UPOS, XPOS and features of a token, and what of them and of its text had to be changed."""
    text, lemma, tag, morph = token.text, token.lemma_, token.tag_, str(token.morph) if token.has_morph() else ""
    lemma_written = (field(lemma) if lemma else "") or written
    tag_written = field(tag) if tag else ""
    morph_written = features(morph) if morph else ""
    exact = None
    if written != text or tag_written != tag or morph_written != morph or (lemma and lemma_written != lemma):
        exact = {"text": text} if written != text else {}
        exact |= {"lemma": lemma} if lemma and lemma_written != lemma else {}
        exact |= {"xpos": tag} if tag_written != tag else {}
        exact |= {"feats": morph} if morph_written != morph else {}
    pos = token.pos_
    return (lemma_written, (pos if pos in UPOS else "X") if tagged else None, tag_written, morph_written), exact


def _pieces(doc: Doc) -> Iterator[tuple[tuple[int, int], tuple[str, int], list[Token]]]:
    """Yield place (line, block), kind and level of the block of each sentence, with its tokens."""
    starts = {sent.start for sent in doc.sents} if doc.has_annotation("SENT_START") else set()
    document = document_of(doc)
    blocks = sorted(document.blocks, key=lambda b: b.start_char) if document else []
    block_starts = [b.start_char for b in blocks]
    line, sentence = 0, 0
    placed: list[tuple[tuple[int, int, int], Token]] = []
    for token in doc:
        sentence += token.i in starts
        if is_blank(token):
            line += "\n" in token.text
            continue
        placed.append(((line, bisect_right(block_starts, token.idx), sentence), token))
    for (at_line, at_block, _), group in groupby(placed, key=lambda pair: pair[0]):
        tokens = [token for _, token in group]
        inside = at_block and tokens[0].idx < blocks[at_block - 1].end_char
        kind = (blocks[at_block - 1].kind, blocks[at_block - 1].level) if inside else ("paragraph", 0)
        yield (at_line, at_block), kind, tokens


class _Origin:
    """The original characters of tokens; of a Doc without a TextDocument its own text is the original."""

    def __init__(self, doc: Doc) -> None:
        self.document: TextDocument | None = document_of(doc)
        self.original = self.document.aligned.original if self.document else doc.text

    def place(self, token: Token) -> tuple[int, int]:
        """Return start and end of the token in the original text."""
        first, last = token.idx, token.idx + len(token) - 1
        if self.document is None:
            return first, last + 1
        return int(self.document.aligned.starts[first]), int(self.document.aligned.ends[last])

    def of(self, token: Token, following: Token | None) -> str:
        """Return the characters from the token to the one that follows it in the sentence."""
        start, end = self.place(token)
        return self.original[start : self.place(following)[0] if following is not None else end]

    def between(self, first: Token, last: Token) -> str:
        """Return the characters from the first token to the end of the last."""
        return self.original[self.place(first)[0] : self.place(last)[1]]

    def damaged(self, token: Token) -> bool:
        """Whether the token stands on a place that is broken in the source."""
        if not self.document or not self.document.damage:
            return False
        start, end = self.place(token)
        return any(d.start_char < end and start < max(d.end_char, d.start_char + 1) for d in self.document.damage)
