"""Tokens of a stored text split where a border of a span lies inside them, as ``token_split`` does it in a Doc."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from corpus_tools.stored.offsets import Place, text_and_places
from corpus_tools.stored.text import StoredSentence, StoredText, StoredToken
from corpus_tools.token_split import PART_RELATION


def split_stored(stored: StoredText, borders: Iterable[int]) -> int:
    """Split tokens at borders (characters of the text); return how many there are more.

    Spans may not be in the text yet: they count tokens. The last part keeps head, relation, features and children,
    the parts before it hang on it and share its tags.
    """
    _, places = text_and_places(stored)
    wanted = sorted(set(borders))
    before = len(places)
    at = 0
    for sentence in stored.sentences:
        own = places[at : at + len(sentence.tokens)]
        at += len(own)
        inside = [[b for b in wanted if start < b < end] for start, end in own] if _cuts(own, wanted) else []
        if any(inside):
            _split(sentence, own, inside)
    return sum(len(sentence.tokens) for sentence in stored.sentences) - before


def _cuts(places: list[Place], borders: list[int]) -> bool:
    return any(places[0][0] < border < places[-1][1] for border in borders)


def _split(sentence: StoredSentence, places: list[Place], inside: list[list[int]]) -> None:
    last_part = []
    count = 0
    for cuts in inside:
        count += len(cuts) + 1
        last_part.append(count)
    made: list[StoredToken] = []
    for number, (token, place, cuts) in enumerate(zip(sentence.tokens, places, inside, strict=True)):
        edges = [edge - place[0] for edge in (place[0], *cuts, place[1])]
        for start, end in pairwise(edges):
            borders = {"first": start == 0, "last": end == len(token.text), "whole": not cuts}
            made.append(_part(token, token.text[start:end], last_part[number], **borders))
        if token.head:
            made[-1].head = last_part[token.head - 1]
    sentence.tokens = made


def _part(token: StoredToken, text: str, head: int, *, whole: bool, last: bool, first: bool) -> StoredToken:
    if whole:
        return replace(token)
    continues = token.continues if first else token.name is not None
    if last:
        return replace(token, text=text, lemma=text, continues=continues)
    unparsed = token.head is None
    return replace(
        token,
        text=text,
        lemma=text,
        feats="",
        head=None if unparsed else head,
        deprel="" if unparsed else PART_RELATION,
        space="",
        continues=continues,
    )
