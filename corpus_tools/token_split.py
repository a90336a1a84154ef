"""Split the tokens of a Doc that a border cuts, and mend tags, tree, names and span groups."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from spacy.attrs import IDX, LENGTH
from spacy.tokens import Doc, SpanGroup, Token

#: Parts of a split token hang on the last part, as the parts of a Chinese compound do.
PART_RELATION = "compound"


@dataclass(frozen=True)
class _Piece:
    """A part of a token, ``token.text[start:end]``; the last part inherits the token's place in the tree."""

    token: Token
    start: int
    end: int

    @property
    def last(self) -> bool:
        return self.end == len(self.token.text)

    @property
    def text(self) -> str:
        return self.token.text[self.start : self.end]

    @property
    def whole(self) -> bool:
        return self.last and self.start == 0


def split_tokens(doc: Doc, borders: Iterable[int]) -> Doc:
    """Return ``doc`` itself if no border (a character offset) lies inside a token, else a Doc split at the borders.

    The last part keeps the token's head, relation, features and children; the parts before it are attached to it as
    ``compound`` and share its tags. Span groups keep their characters, ``user_data`` is carried over; tensors are not.
    """
    places = doc.to_array([IDX, LENGTH])  # one call instead of one for each token
    starts = places[:, 0] if len(doc) else places
    ends = places.sum(axis=1) if len(doc) else places
    length = int(ends[-1]) if len(doc) else 0
    free = {*starts.tolist(), *ends.tolist()}
    cuts = [border for border in sorted(set(borders)) if 0 < border < length and border not in free]
    if not cuts:
        return doc
    pieces = [piece for token in doc for piece in _pieces(token, cuts)]
    last_piece = {piece.token.i: number for number, piece in enumerate(pieces) if piece.last}
    new = Doc(
        doc.vocab,
        words=[p.text for p in pieces],
        spaces=[bool(p.token.whitespace_) and p.last for p in pieces],
        user_data=doc.user_data,
        **_annotation(doc, pieces, last_piece),
    )
    new._context = doc._context
    for name, group in doc.spans.items():
        new.spans[name] = _moved(new, name, group)
    return new


def _pieces(token: Token, cuts: list[int]) -> list[_Piece]:
    first = bisect_right(cuts, token.idx)
    last = bisect_left(cuts, token.idx + len(token))
    inside = [cut - token.idx for cut in cuts[first:last]]
    edges = [0, *inside, len(token.text)]
    return [_Piece(token, a, b) for a, b in pairwise(edges)]


def _annotation(doc: Doc, pieces: list[_Piece], last_piece: dict[int, int]) -> dict[str, Any]:
    """Values for the Doc constructor, for what the Doc has been annotated with."""
    values: dict[str, Any] = {}
    if doc.has_annotation("TAG"):
        values["tags"] = [p.token.tag_ for p in pieces]
    if doc.has_annotation("POS"):
        values["pos"] = [p.token.pos_ for p in pieces]
    if doc.has_annotation("MORPH"):
        values["morphs"] = [str(p.token.morph) if p.last else "" for p in pieces]
    if doc.has_annotation("LEMMA"):
        values["lemmas"] = [p.token.lemma_ if p.whole else p.text for p in pieces]
    if doc.has_annotation("ENT_IOB"):
        values["ents"] = [_name_tag(p) for p in pieces]
    if doc.has_annotation("DEP"):
        values["heads"] = [last_piece[p.token.head.i] if p.last else last_piece[p.token.i] for p in pieces]
        values["deps"] = [p.token.dep_ if p.last else PART_RELATION for p in pieces]
    elif doc.has_annotation("SENT_START"):
        values["sent_starts"] = [bool(p.token.is_sent_start) and p.start == 0 for p in pieces]
    return values


def _name_tag(piece: _Piece) -> str:
    token = piece.token
    if not token.ent_type_:
        return "O"
    return f"{'B' if token.ent_iob_ == 'B' and piece.start == 0 else 'I'}-{token.ent_type_}"


def _moved(new: Doc, name: str, group: SpanGroup) -> SpanGroup:
    spans = [new.char_span(s.start_char, s.end_char, label=s.label_, span_id=s.id_) for s in group]
    return SpanGroup(new, name=name, attrs=dict(group.attrs), spans=[s for s in spans if s is not None])
