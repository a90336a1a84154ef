"""A title -> its parts: jurisdiction, organ, unit, prefix and post, with where each begins and ends."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from corpus_tools.annotate.title_found import Found
from corpus_tools.annotate.title_jurisdiction import divisions, place_at_end

JURISDICTION, ORGAN, UNIT, PREFIX, POST = "jurisdiction", "organ", "unit", "prefix", "post"
#: Key of the group in ``doc.spans``.
TITLE_PARTS = "title_parts"
#: Names that may follow one another at the beginning: 江岭省云溪县青石镇.
_PLACE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,9}?(?:特别行政区|自治[区州县旗])|[\u4e00-\u9fff]{2,4}?[省市县州盟旗镇乡村]|[\u4e00-\u9fff]{2,3}区|全[国省市县])"
)
#: A lone unit before an organ or a post: 县|水务局, 市|长.
_UNIT_ONLY = re.compile(r"[省市县区州盟旗镇乡村](?=[\u4e00-\u9fff])")
#: The organ that belongs to a lone unit as one word: 县委, 省纪委 keeps its unit.
_FUSED = re.compile(r"[省市县区州盟旗镇乡地]委(?!员)")
_ORGAN_END = re.compile(
    r"人民政府|政府|人民代表大会常务委员会|人大常委会|人大|政协|人民法院|法院|人民检察院|检察院|委员会|纪委监委|纪委|监委|[部委厅局署行院社府]|公司|集团|大学|学院|医院|银行|协会|联合会|工会|总工会|妇联|指挥部|领导小组|军区|战区"
)
_UNIT_END = re.compile(r"(?:办公厅|办公室|党组|党委|党总支|党支部|支部|中心|[处科室股组所站队班系团营连组])")


@dataclass(frozen=True)
class Part:
    """A part of a title; offsets count characters of the text."""

    start: int
    end: int
    part: str

    def packed(self) -> dict[str, object]:
        """Return what stands in the title's attributes."""
        return {"start": self.start, "end": self.end, "part": self.part}


def parts_of(text: str, f: Found, organs: Collection[str] = ()) -> list[Part]:
    """Take an office apart; parts are in text order, never overlap and may leave characters out (list marks, 驻).

    In 云溪县委 the unit belongs to the organ, which is one word: jurisdiction 云溪, organ 县委. A body that begins with
    one of ``organs`` begins with no place: 公安部 is not the 部 of 公安县. The body of a collective is taken apart the
    same way, its head is the ``post``.
    """
    if f.type not in ("office", "collective") or f.post < 0:
        return []
    parts = _body(text, f.start, f.prefix, organs) if f.start < f.prefix else []
    if f.prefix < f.post:
        parts.append(Part(f.prefix, f.post, PREFIX))
    return [*parts, Part(f.post, f.end, POST)]


def set_parts(doc: Doc, parts: Mapping[tuple[int, int], Iterable[Part]]) -> Doc:
    """Fill ``doc.spans["title_parts"]``, label = part; a part whose border cuts a token is left out of the group."""
    spans = []
    for part in sorted({p for each in parts.values() for p in each}, key=lambda p: (p.start, -p.end, p.part)):
        span = doc.char_span(part.start, part.end, label=part.part, alignment_mode="strict")
        if span is not None:
            spans.append(span)
    doc.spans[TITLE_PARTS] = spans
    return doc


def _body(text: str, start: int, end: int, organs: Collection[str]) -> list[Part]:
    if named := max((len(organ) for organ in organs if text.startswith(organ, start, end)), default=0):
        rest = [Part(start + named, end, UNIT)] if start + named < end else []
        return [Part(start, start + named, ORGAN), *rest]
    parts: list[Part] = []
    at = start
    while at < end and (length := _place_length(text, at, end)):
        parts.append(Part(at, at + length, JURISDICTION))
        at += length
    if at < end and not _FUSED.match(text, at, end) and (m := _UNIT_ONLY.match(text, at, end)):
        parts.append(Part(at, m.end(), JURISDICTION))
        at = m.end()
    if at >= end:
        return parts
    organ = _organ_end(text, at, end)
    parts.append(Part(at, organ, ORGAN if organ < end or not _UNIT_END.search(text[at:end][-3:]) else UNIT))
    if organ < end:
        parts.append(Part(organ, end, UNIT))
    return parts


def _place_length(text: str, at: int, end: int) -> int:
    """Length of the place's name that begins at ``at``: a division of the tables first, else by its form."""
    for length in range(min(12, end - at), 1, -1):
        name = text[at : at + length]
        if place_at_end(name, length, longest=length) == length or (length >= 3 and divisions(name)):
            fused = _FUSED.match(text, at + length - 1, end)
            return length - 1 if fused else length
    for length in (3, 2):
        if at + length < end and divisions(text[at : at + length]):
            return length
    m = _PLACE.match(text, at, end)
    if not m:
        return 0
    return len(m.group()) - 1 if _FUSED.match(text, m.end() - 1, end) and len(m.group()) > 2 else len(m.group())


def _organ_end(text: str, start: int, end: int) -> int:
    """Where the outermost organ ends: behind the first head that more of the body follows, else at the end."""
    for m in _ORGAN_END.finditer(text, start + 1 if not _FUSED.match(text, start, end) else start, end):
        if m.end() == end:
            return end
        rest = text[m.end() : end]
        if len(rest) >= 2 and (_UNIT_END.search(rest[-3:]) or _ORGAN_END.search(rest[-4:])):
            return m.end() if m.end() - start >= 2 else end
    fused = _FUSED.match(text, start, end)
    return fused.end() if fused and fused.end() < end else end
