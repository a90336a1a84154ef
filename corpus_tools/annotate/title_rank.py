"""The parts of a title -> code and level of its jurisdiction, and the rank of the post."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from corpus_tools.annotate.back_reference import back_references
from corpus_tools.annotate.title_found import Found
from corpus_tools.annotate.title_jurisdiction import (
    COUNTY,
    PREFECTURE,
    PROVINCE,
    TOWNSHIP,
    Division,
    decide,
    mentions,
    parent_code,
)
from corpus_tools.annotate.title_parts import JURISDICTION, ORGAN, POST, PREFIX, UNIT, Part
from corpus_tools.lexicon import Lexicon

CENTRAL, MINISTRY, BUREAU = "central", "ministry-province", "bureau-prefecture"
#: Cities and districts of the rank of a province.
_MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})
_LEVEL_OF_UNIT = {
    "省": PROVINCE,
    "自治区": PROVINCE,
    "州": PREFECTURE,
    "盟": PREFECTURE,
    "县": COUNTY,
    "旗": COUNTY,
    "镇": TOWNSHIP,
    "乡": TOWNSHIP,
}
_UNITS = frozenset("省市县区州盟旗镇乡")
_RANK_OF_LEVEL = {PROVINCE: MINISTRY, PREFECTURE: BUREAU, COUNTY: COUNTY, TOWNSHIP: TOWNSHIP}
_ONE_LOWER = {MINISTRY: BUREAU, BUREAU: COUNTY, COUNTY: TOWNSHIP}
#: Posts at the head of a jurisdiction's party committee, government, congress, conference: its own rank.
_HEADS = re.compile(r"(?:书记|省长|市长|县长|区长|州长|旗长|盟长|镇长|乡长|自治区主席)$")
_HEAD_ORGANS = re.compile(r"(?:[省市县区州盟旗镇乡地]委|党委|政府|人大|人大常委会|政协|工委)?$")
_OWN_HEADS = re.compile(r"(?:主席|主任)$")
_CONGRESS = re.compile(r"(?:人大|人大常委会|政协|人民代表大会常务委员会)$")
#: Heads of an organ one level below the jurisdiction's government: 省|厅长, 市|局长.
_ORGAN_HEADS = re.compile(r"(?:厅长|局长|部长|主任|院长|检察长|会长|秘书长|署长)$")
_STATE_HEADS = re.compile(
    r"(?:国家主席|国家副主席|总书记|国务院总理|国务院副总理|国务委员|委员长|军委主席|军委副主席)$"
)
_DEPUTY = re.compile(r"副")
_MINISTER = re.compile(r"(?:部长|主任|署长|局长|行长|审计长|社长|院长|(?<=全国总工会)主席)$")
#: Who stands at the head of a central organ: 最高人民法院|院长, not its 法官.
_CENTRAL_HEADS = re.compile(r"(?:主席|委员长|总理|国务委员|书记|院长|检察长|主任|常委|(?:政治局|军委)委员)$")


class RankTable:
    """Ranks of organs by name.

    The values follow the order of leading posts in article 18 of the Civil Servant Law (公务员法, 2018): state leaders
    (``central``), 省部级 (``ministry-province``), 厅局级 (``bureau-prefecture``), 县处级 (``county``), 乡科级
    (``township``). A deputy keeps the value of the post it is deputy to and is marked ``deputy``.
    """

    def __init__(self, organs: Lexicon) -> None:
        self._ranks = {entry.form: entry.subtype for entry in organs.entries}
        #: Organs of the state and ministries, whose names a body may begin with.
        self.organs = frozenset(
            form
            for form, rank in self._ranks.items()
            if rank in (CENTRAL, MINISTRY) and len(form) > 2 and not form.startswith(("省", "自治区"))
        )

    def attributes(self, text: str, parts: list[Part], above: Iterable[str]) -> dict[str, object]:
        """Return jurisdiction_code, jurisdiction_level, rank and deputy, as far as text and tables tell them.

        ``above`` are codes of divisions named before in the document, the nearest first; a name that several divisions
        bear takes the one inside them, or none.
        """
        found: dict[str, object] = {}
        division, level = self._jurisdiction(text, parts, above)
        if division is not None:
            found["jurisdiction_code"] = division.code
        if level is not None:
            found["jurisdiction_level"] = level
        rank = self._rank(text, parts, division, level)
        if rank is not None:
            found["rank"] = rank
            deputy = any(p.part in (PREFIX, POST) and _DEPUTY.search(text[p.start : p.end]) for p in parts)
            if deputy:
                found["deputy"] = True
        return found

    def _jurisdiction(self, text: str, parts: list[Part], above: Iterable[str]) -> tuple[Division | None, str | None]:
        division: Division | None = None
        level: str | None = None
        codes = list(above)
        for number, part in enumerate(parts):
            if part.part != JURISDICTION:
                continue
            name = text[part.start : part.end]
            following = text[part.end] if number + 1 < len(parts) else "-"
            whole = name + following if following in _UNITS else name
            found = decide(whole, codes)
            if found is not None and (division is None or found.level != PROVINCE):
                division, level = found, found.level
                codes = [found.code, *codes]
            elif found is None:
                unit = "自治区" if whole.endswith("自治区") else whole[-1:]
                level = _LEVEL_OF_UNIT.get(unit) or (COUNTY if unit == "区" and division else None)
                division = None
        return division, level

    def _rank(self, text: str, parts: list[Part], division: Division | None, level: str | None) -> str | None:
        whole = text[parts[0].start : parts[-1].end]
        post = text[parts[-1].start : parts[-1].end]
        organ = "".join(text[p.start : p.end] for p in parts if p.part == ORGAN)
        units = any(p.part == UNIT for p in parts)
        if _STATE_HEADS.search(whole.replace("副", "")) and not units:
            return CENTRAL
        named = self._ranks.get(organ)
        if named in (CENTRAL, MINISTRY) and level is None and not units:
            if named == CENTRAL:
                return CENTRAL if _CENTRAL_HEADS.search(whole) else None
            return MINISTRY if _MINISTER.search(whole) or "书记" in post else None
        if level is None:
            place = re.search(r"([省州盟县旗镇乡])长$", post)
            level = _LEVEL_OF_UNIT.get(place.group(1)) if place else None
            if level is None and (fused := re.match(r"([省州县旗])委$", organ)):
                level = _LEVEL_OF_UNIT[fused.group(1)]
        if level is None or units:
            return None
        rank = _RANK_OF_LEVEL[level]
        if division is not None and level == COUNTY and division.code[:2] + "0000" in _MUNICIPALITIES:
            rank = BUREAU
        if (_HEADS.search(post) and _HEAD_ORGANS.fullmatch(organ)) or (
            _OWN_HEADS.search(post) and _CONGRESS.search(organ)
        ):
            return rank
        return _ONE_LOWER.get(rank) if organ and _ORGAN_HEADS.search(post) and not _CONGRESS.search(organ) else None


def codes_above(code: str) -> list[str]:
    """Return a division's code and those of the divisions that hold it: 320506, 320500, 320000."""
    codes = [code]
    while (above := parent_code(codes[-1])) is not None:
        codes.append(above)
    return codes


def describe(
    text: str, found: list[Found], parts: dict[tuple[int, int], list[Part]], ranks: RankTable
) -> dict[tuple[int, int], dict[str, object]]:
    """Return the attributes beside the holders for the titles of a document: parts, jurisdiction, rank, reference."""
    references = back_references(text, found)
    named = any(p.part == JURISDICTION and p.end - p.start > 1 for each in parts.values() for p in each)
    places = mentions(text) if named else []
    described: dict[tuple[int, int], dict[str, object]] = {}
    for f in found:
        attributes: dict[str, object] = {}
        if f.start in references:
            attributes["refers_to"] = references[f.start]
        if own := parts.get((f.start, f.end)):
            attributes["parts"] = [part.packed() for part in own]
            last = bisect_left(places, (f.start, ""))
            above = [code for _, nearest in reversed(places[max(0, last - 3) : last]) for code in codes_above(nearest)]
            if f.type == "office":
                attributes.update(ranks.attributes(text, own, above))
        described[(f.start, f.end)] = attributes
    return described
