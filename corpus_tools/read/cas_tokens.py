"""The sentences, tokens, tags, trees and names of a CAS (types of DKPro Core) -> a stored text."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from cassis import Cas

from corpus_tools.errors import ReadError
from corpus_tools.formats.cas_layers import DEPENDENCY, NAME, SENTENCE, TOKEN
from corpus_tools.read.bare_text import bare_text
from corpus_tools.read.packed import name_tokens
from corpus_tools.stored.offsets import Place, text_and_places, touched
from corpus_tools.stored.text import StoredText, StoredToken
from corpus_tools.stored.tree import tree_fault

_NO_TREE = "sentences whose dependencies are no tree"
_OVERLAP = "names that overlap another"


def stored_tokens(cas: Cas, text: str, *, name: str) -> StoredText:
    """Return the text with its tokens; without tokens in the CAS every character is one.

    ``text`` has the characters of the CAS, exact ones where XML could not hold them. Raises ReadError for tokens that
    overlap or lie outside the text.
    """
    tokens = selected(cas, TOKEN, text, name)
    places = [(int(t.begin), int(t.end)) for t in tokens] if tokens else None
    starts = {_first(int(s.begin), text) for s in selected(cas, SENTENCE, text, name)}
    try:
        stored = bare_text(text, name=name, doc_id="", tokens=places, starts=starts)
    except ValueError as error:
        raise ReadError(f"{name}: {error}; mend the tokens") from error
    _, places = text_and_places(stored)
    _Annotations(stored, places).take(cas, tokens, text, name)
    return stored


def selected(cas: Cas, name: str, text: str, file: str) -> list[Any]:
    """Return the annotations of a type, none where the type is unknown; each has a place in the text, or ReadError."""
    if not cas.typesystem.contains_type(name):
        return []
    found: list[Any] = cas.select(name)
    for each in found:
        begin, end = each.begin, each.end
        if type(begin) is not int or type(end) is not int or not 0 <= begin <= end <= len(text):
            short = name.rpartition(".")[2]
            raise ReadError(f"{file}: {short} {each.xmiID} from {begin} to {end}, in a text of {len(text)} characters")
    return found


def _first(at: int, text: str) -> int:
    """Return the first character from a place on that is no white space."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at


class _Annotations:
    """Puts annotations on the tokens of a stored text."""

    def __init__(self, stored: StoredText, places: list[Place]) -> None:
        self._stored = stored
        self._places = places
        self._tokens = [token for sentence in stored.sentences for token in sentence.tokens]
        #: Number of a token's sentence, and of the token in it, from 1.
        self._numbers = [(s, n) for s, each in enumerate(stored.sentences) for n in range(1, len(each.tokens) + 1)]

    def take(self, cas: Cas, tokens: list[Any], text: str, name: str) -> None:
        """Take tags, trees and names."""
        found: dict[int, int] = {}
        for token in tokens:
            at = bisect_right(self._places, (_first(int(token.begin), text), len(text))) - 1
            if at >= 0 and self._places[at][0] < int(token.end):
                found[id(token)] = at
                _tag(self._tokens[at], token)
        if any(token.upos for token in self._tokens):
            for token in self._tokens:
                token.upos = token.upos or "X"
        self._take_trees(selected(cas, DEPENDENCY, text, name), found)
        for entity in selected(cas, NAME, text, name):
            self._take_name(entity)

    def _take_name(self, entity: Any) -> None:
        place = touched(self._places, int(entity.begin), int(entity.end))
        if place is None or any(self._tokens[n].name is not None for n in range(place[0], place[1] + 1)):
            self._lose(_OVERLAP)
        else:
            name_tokens(self._tokens, *place, entity.value or "")

    def _take_trees(self, dependencies: list[Any], found: dict[int, int]) -> None:
        sentences = set()
        for each in dependencies:
            if str(getattr(each, "flavor", None) or "basic") != "basic":
                self._lose("enhanced dependencies")
                continue
            dependent, governor = (found.get(id(end)) for end in (each.Dependent, each.Governor))
            if dependent is None or governor is None:
                self._lose("dependencies without a token")
                continue
            number, place = self._numbers[dependent]
            sentences.add(number)
            token = self._tokens[dependent]
            root = governor == dependent or str(each.DependencyType).lower() == "root"
            in_sentence = self._numbers[governor][0] == number
            token.head = 0 if root else self._numbers[governor][1] if in_sentence else place
            token.deprel = "root" if root else each.DependencyType or "dep"
        for number in sorted(sentences):
            tokens = self._stored.sentences[number].tokens
            if tree_fault([token.head for token in tokens]):
                self._lose(_NO_TREE)
                for token in tokens:
                    token.head, token.deprel = None, ""

    def _lose(self, what: str) -> None:
        self._stored.losses[what] = self._stored.losses.get(what, 0) + 1


def _tag(token: StoredToken, found: Any) -> None:
    pos, lemma, morph = (getattr(found, key, None) for key in ("pos", "lemma", "morph"))
    if pos is not None:
        token.upos = getattr(pos, "coarseValue", None)
        token.xpos = pos.PosValue or ""
    token.lemma = (lemma.value or "") if lemma is not None else ""
    token.feats = (morph.value or "") if morph is not None else ""
