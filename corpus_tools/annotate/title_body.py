"""The place where a post stands -> where the name of the body before it begins."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from corpus_tools.annotate.person import is_likely_name, is_transliteration
from corpus_tools.lexicon import Lexicon

LONGEST_BODY = 36
_STOP_UPOS = frozenset({"ADP", "AUX", "CCONJ", "SCONJ", "PRON", "DET", "ADV", "INTJ", "PUNCT"})
#: Tags of suffixes and prefixes, which go on with a body's name whatever their UPOS.
_AFFIXES = frozenset({"SFN", "PFA", "FW"})
_QUOTED = re.compile(r"“[^“”\n]{1,12}”$")
_BRACKETED = re.compile(r"[\u4e00-\u9fff][（(][\u4e00-\u9fff、]{1,8}[）)]$")
#: A body named from its jurisdiction on, at the beginning of a clause or behind 、: 青浦泽市, 县林业和草原局.
_FROM_JURISDICTION = re.compile(
    r"(?:^|[，。、；：！？\s“”（）,])((?:[\u4e00-\u9fff]{2,5}[省市县区州镇乡旗]|[省市县区州镇乡旗])[\u4e00-\u9fff]{0,14})$"
)
#: A verb right before one of these is part of the unit's name: 纪念|馆, 救助|站.
_UNIT_ENDS = frozenset("馆所站院局部处室队组委会办署厅厂行社")
#: A single unit that begins a body's name even where the tagger sees something else: 市委, 县政府.
_UNITS = frozenset("省市县区州镇乡村旗盟党军院校厂部局厅国")


class BodyFinder:
    """Walks leftwards from a post over the words that name its body."""

    def __init__(self, bodies: Lexicon) -> None:
        self._inside = frozenset(bodies.forms("inside"))
        self._stop = frozenset(bodies.forms("stop"))
        self._countries = sorted(bodies.forms("country"), key=len, reverse=True)
        self._joined = sorted(bodies.forms("joined"), key=len, reverse=True)

    def start(self, doc: Doc, text: str, end: int, names: dict[int, int], *, lists: bool = False) -> int:
        """Return the offset where the body's name that ends at ``end`` begins; ``end`` if there is none.

        ``names`` are personal names (start -> end): a body holds none. With ``lists`` bodies joined by 、 or 和 are
        one (财政部、水利部和有关企业负责同志).
        """
        at = end
        while at > max(0, end - LONGEST_BODY):
            if (country := self._country(text, at)) and not lists:
                at -= country
                break
            before = self._step(doc, text, at, names, lists=lists and at < end)
            if before == at:
                break
            at = before
        foreign = any(name in text[at:end] for name in self._countries)
        whole = at if foreign else self.jurisdiction_start(text, end, names)
        start = _trimmed(text, min(at, whole), end)
        return end if end - start == 1 and text[start] not in _UNITS else start

    def _country(self, text: str, at: int) -> int:
        """Length of the name of a state or world body that ends at ``at``; a body's name begins there."""
        return next((len(name) for name in self._countries if text.endswith(name, 0, at)), 0)

    def jurisdiction_start(self, text: str, end: int, names: dict[int, int]) -> int:
        """Return the start of the stretch since the last mark if a jurisdiction opens it and no stop word is in it."""
        m = _FROM_JURISDICTION.search(text[max(0, end - 24) : end])
        if not m:
            return end
        body = m.group(1)
        start = end - len(body)
        stopped = any(word in body for word in self._stop if len(word) > 1) or any(
            ch in "在由对向将把被给让请从于的了着过为是就使" for ch in body
        )
        named = any(a < end and b > start for a, b in names.items())
        return end if stopped or named else start

    def is_no_body(self, text: str) -> bool:
        """Whether what stands before a post is rather its holder's name: three characters, or a transliteration."""
        return text not in self._countries and is_likely_name(text) and (len(text) == 3 or is_transliteration(text))

    def _step(self, doc: Doc, text: str, at: int, names: dict[int, int], *, lists: bool) -> int:
        if quoted := _QUOTED.search(text[:at][-16:]):
            return at - len(quoted.group())
        if bracketed := _BRACKETED.search(text[:at][-12:]):
            return at - len(bracketed.group()) + 1
        for form in self._joined:
            if text.endswith(form, 0, at):
                return at - len(form)
        if lists and text[at - 1] in "、和":
            return at - 1
        token = _token_before(doc, at)
        if token is None or token.is_space:
            return at
        piece = text[token.idx : at]
        if any(start < at <= stop for start, stop in names.items()):
            return at
        if not self._goes_on(token, piece, text[at : at + 1]) and not (lists and piece in ("有关", "相关")):
            return at
        return token.idx

    def _goes_on(self, token: Token, piece: str, following: str) -> bool:
        if piece in self._stop or not re.fullmatch(r"[\u3400-\u9fffA-Za-z0-9·]+", piece):
            return False
        if piece in self._inside or piece in _UNITS or token.tag_ in _AFFIXES:
            return True
        if piece.isdigit() or token.pos_ == "NUM":
            return token.pos_ == "NUM" and piece[0] in "第一二三四五六七八九十" and len(piece) > 1
        if token.pos_ == "VERB":
            return len(piece) > 1 and (piece[-1] in "委部局署厅院会组党团办县市省区" or following in _UNIT_ENDS)
        return token.pos_ not in _STOP_UPOS or (token.pos_ == "DET" and piece[0] in "全国")


def _token_before(doc: Doc, at: int) -> Token | None:
    """The token that ends at ``at`` or that ``at`` cuts."""
    span = doc.char_span(at - 1, at, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def _trimmed(text: str, start: int, end: int) -> int:
    """Leave out what can't begin a body's name: quantifiers, lone classifiers, list marks."""
    body = text[start:end]
    m = re.match(r"^(?:[、和]|各级|各位|各|全体|有关(?=[\u4e00-\u9fff]{0,3}$)|我|本|该|名|位|个|届|等|级)+", body)
    return start + (len(m.group()) if m else 0)
