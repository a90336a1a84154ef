"""An order -> its parts: how strong it is, whether it forbids, who is told, and the action with its object.

All offsets count characters of the document's text. One order costs no more than its clause is long.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from spacy.tokens import Token

from corpus_tools.annotate.clause_reading import ClauseReading
from corpus_tools.annotate.clause_subject import leading
from corpus_tools.annotate.modal import PREVENTION, find_modal, mask_quotes
from corpus_tools.annotate.predicate import PredicateReader
from corpus_tools.lexicon import package_lexicon

#: Start and end in the document's text (characters).
Stretch = tuple[int, int]


class Strength(StrEnum):
    """How binding a modal is, on the scale 必须 > 要 > 应 > 可; what has no modal has no strength."""

    MUST = "must"
    HAVE_TO = "have to"
    SHOULD = "should"
    MAY = "may"


class Polarity(StrEnum):
    """Whether something is to be done or not to be done."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


@dataclass(frozen=True)
class Action:
    """What is to be done: the head verb with the verbs joined to it, the object's head noun and its whole phrase."""

    verbs: tuple[Stretch, ...]
    object: Stretch | None
    phrase: Stretch | None


@dataclass(frozen=True)
class DirectiveParts:
    """The parts of an order; None for what is not given or what the tree does not show."""

    strength: Strength | None
    polarity: Polarity
    addressee: Stretch | None
    action: Action | None


#: The first that is found decides, so the stronger stands first.
_STRENGTHS = (
    (
        Strength.MUST,
        re.compile(r"必须|务必|务须|必需|一律|[决绝]不|万万不|切[忌勿不]|勿|严禁|禁止|不[得准许予]|不允许|(?<!无)须"),
    ),
    (Strength.SHOULD, re.compile(r"应|不宜")),
    (Strength.HAVE_TO, re.compile(r"要|需|不能|不可|得")),
    (Strength.MAY, re.compile(r"可|允许|准许|有权")),
)
#: Verbs whose object is told what to do.
_TELLS = re.compile(
    r"(?<!申)请(?![求示假教])|要求|希望|号召|勉励|叮嘱|嘱咐|鼓励|提醒|建议|敦促|呼吁|倡议|寄语|督促|责成|部署|强调|指出|提出|表示|认为|规定|明确"
)
#: Who can be told, beside the doers of the table of directives.
_TOLD = re.compile(
    r"(?:[部委局厅署院会组办团队党处社校所站省市县区州镇乡村国方]|地区?|政府|中央|部门|机关|单位|集团|公司|机构|中心|组织|国家|方面|领导|"
    r"负责人|干部|群众|党员|代表|委员|专家|官兵|学生|同学|老师|青年|大家|同志|人士|人民|记者|[员长者民们人家户商]|企业|主体|双方|各界|"
    r"全党|全军|全社会|各级|各地|上下|师生|子女)$"
)
#: A phrase that the verb behind it is about, not one that is told.
_NOT_TOLD = re.compile(
    r"^(?:对|把|将|为|以|在|从|就|按|由|与|同|向|于|用|通过|根据|针对|围绕|关于|凡|如|若|当|其|这|那|此|每|是|有(?!关)|使|让)|"
    r"[，；：。]|(?:机会|社会|大会|议会|国会|任务|服务|义务|业务|基地|阵地|用地|土地|场地|工作方|地方法|好处|用处|原因)$"
)
_PREPOSITION = re.compile(
    r"(?:在|对(?![外内口])|从|按照|按|根据|通过|围绕|针对|结合|以(?![外上下内及来])|把|将|为|向|就|与|同|于)"
)
_JOINS = frozenset("、和与及并或")
#: Relations of a token that heads no predicate.
_MODIFIES = frozenset(
    ("acl", "acl:relcl", "amod", "compound", "nmod", "case", "advmod", "mark", "mark:rel", "nsubj", "csubj", "obl")
)
#: Verbs that only say how the next one is done.
_MANNER = frozenset(("继续", "深入", "持续", "加快", "注意", "联合", "带头", "帮助"))
#: What completes a verb: 做|优, 抓|实.
_RESULT = frozenset("好到实细牢住优强大足紧严准稳深活出成至")
#: Second verbs that share the first one's object: 建立健全, 组织开展.
_SECOND = frozenset(("健全", "开展", "拓展", "完善", "改进", "实施", "落实", "推进", "规范"))
#: Verbs whose complement is a clause: what ends the clause is not their object.
_CLAUSAL = frozenset(
    ("确保", "保证", "力争", "做到", "让", "使", "防止", "避免", "引导", "鼓励", "支持", "帮助", "促使", "争取")
)
_COMPLEMENTS = ("xcomp", "ccomp")
_DISPOSAL = frozenset("把将")


def directive_parts(
    reading: ClauseReading, begin: int, reader: PredicateReader, before: ClauseReading | None = None
) -> DirectiveParts:
    """Return the parts of the order that begins at ``begin`` (characters of the clause).

    ``before`` is the clause before, None where there is none.
    """
    body = reading.text[begin:]
    modal = find_modal(body)
    adverbs = reader.adverbs_end(body)
    head = modal.end if modal is not None and modal.start <= adverbs else 0
    head += reader.adverbs_end(body[head:])
    forbids = (modal is not None and modal.type == "prohibition") or bool(PREVENTION.match(body, head))
    return DirectiveParts(
        _strength(body[modal.start : modal.end]) if modal is not None else None,
        Polarity.NEGATIVE if forbids else Polarity.POSITIVE,
        _addressee(reading, begin, before),
        _action(reading, begin + head, reader),
    )


def parts_as_attributes(parts: DirectiveParts, text: str) -> dict[str, Any]:
    """Return the parts as attributes of an annotation: strength, polarity, addressee, action (with offsets)."""
    row: dict[str, Any] = {"polarity": parts.polarity.value}
    if parts.strength is not None:
        row["strength"] = parts.strength.value
    if parts.addressee is not None:
        row["addressee"] = _stretch(parts.addressee, text)
    if parts.action is not None:
        action: dict[str, Any] = {"verbs": [_stretch(verb, text) for verb in parts.action.verbs]}
        if parts.action.object is not None:
            action["object"] = _stretch(parts.action.object, text)
        if parts.action.phrase is not None:
            action["phrase"] = _stretch(parts.action.phrase, text)
        row["action"] = action
    return row


def _stretch(place: Stretch, text: str) -> dict[str, Any]:
    return {"start": place[0], "end": place[1], "text": text[place[0] : place[1]]}


def _strength(modal: str) -> Strength | None:
    return next((strength for strength, words in _STRENGTHS if words.search(modal)), None)


def _addressee(reading: ClauseReading, begin: int, before: ClauseReading | None) -> Stretch | None:
    """Who is told: named before the trigger, or alone in the clause before."""
    if found := _told(reading, begin):
        return found
    if before is None or reading.text[reading.lead : begin].strip() or not _continues(before, reading):
        return None
    if before.modal is not None:  # it orders something itself
        return None
    return _told(before, len(before.text), alone=True)


def _continues(before: ClauseReading, reading: ClauseReading) -> bool:
    """Whether a clause carries on the one before: same line, and a comma between."""
    return before.clause.line == reading.clause.line and before.clause.mark in ("，", ",")


def _told(reading: ClauseReading, end: int, *, alone: bool = False) -> Stretch | None:
    """Return who is told in ``text[:end]`` of a clause: behind the last verb of telling, or at the beginning.

    With ``alone`` nothing else may stand there, save what introduces it.
    """
    text = mask_quotes(reading.text)
    first = 0
    for verb in _TELLS.finditer(text, 0, end):
        first = verb.end()
    stretch = text[first:end]
    lead = leading(stretch) if stretch.strip() else 0
    lead += len(stretch[lead:]) - len(stretch[lead:].lstrip(" *“，：□"))
    phrase = stretch[lead:].rstrip(" *")
    if not alone and (m := _PREPOSITION.search(phrase, 2)) and _is_told(phrase[: m.start()]):
        phrase = phrase[: m.start()]
    begin = reading.clause.start + first + lead
    if not _is_told(phrase) or _begins_with_verb(reading.tokens, begin, begin + len(phrase)):
        return None
    return begin, begin + len(phrase)


def _begins_with_verb(tokens: Sequence[Token], begin: int, end: int) -> bool:
    """进入场所, 办好大会: a verb and its object, not a noun phrase (参会|人员 is one, though a verb opens it)."""
    inside = [token for token in tokens if begin <= token.idx < end]
    if len(inside) < 2 or inside[0].pos_ != "VERB" or inside[0].ent_type_ == "ORG":
        return False
    return inside[0].dep_ not in ("compound", "amod", "acl", "acl:relcl", "nmod") and inside[1].tag_ != "SFN"


def _is_told(phrase: str) -> bool:
    if len(phrase) < 2 or _NOT_TOLD.search(phrase):
        return False
    return bool(_TOLD.search(phrase)) or phrase.endswith(_doers())


@cache
def _doers() -> tuple[str, ...]:
    return tuple(form for form in package_lexicon("directives.tsv").forms("doer") if len(form) > 1)


def _action(reading: ClauseReading, begin: int, reader: PredicateReader) -> Action | None:
    """Read the action off the tree, and off the order of words where the tree is cut short.

    ``begin`` is where the predicate begins behind modal and adverbs (characters of the clause).
    """
    first = reading.clause.start + begin
    tokens = [token for token in reading.tokens if token.idx >= first]
    while len(tokens) > 1 and tokens[0].text in _MANNER:
        tokens.pop(0)
    if not tokens:
        return None
    offset = tokens[0].idx - reading.clause.start
    length = reader.opens_with(reading.text, offset).get("verb", 0)
    inside = {token.i for token in tokens}
    if length > 1 or (length and tokens[0].pos_ == "VERB"):
        end = reading.clause.start + offset + length
        verb = [token for token in tokens if token.idx < end][-1]
        spans = [(tokens[0].idx, max(end, _verb_end(verb, inside)))]
    else:
        head = _head_verb(tokens)
        if head is None:
            return None
        verb, spans = head, [(head.idx, _verb_end(head, inside))]
    joined = _joined(verb, tokens)
    spans += [(v.idx, _verb_end(v, inside)) for v in joined]
    noun = _object_of([verb, *joined], tokens, clausal=_ends_clausal(spans, reading))
    if noun is None:
        return Action(tuple(spans), None, None)
    return Action(tuple(spans), _noun(noun, inside), _phrase(noun, [verb, *joined], tokens))


def _ends_clausal(spans: Sequence[Stretch], reading: ClauseReading) -> bool:
    start, end = spans[-1]
    return reading.text[start - reading.clause.start : end - reading.clause.start] in _CLAUSAL


def _object_of(verbs: Sequence[Token], tokens: Sequence[Token], *, clausal: bool) -> Token | None:
    """The object in the tree, or the noun that ends the clause where the tree breaks off before it."""
    inside = {token.i for token in tokens}
    noun = next((found for v in reversed(verbs) if (found := _object(v, inside)) is not None), None)
    if clausal:
        predicates = [t for t in tokens if t.i > verbs[-1].i and t.pos_ == "VERB" and t.dep_ not in _MODIFIES]
        return None if predicates else noun
    if noun is None or (noun.i > verbs[-1].i and not _reaches(noun, tokens)):
        return _last_noun(verbs[-1], tokens) or noun
    return noun


def _head_verb(tokens: Sequence[Token]) -> Token | None:
    """The verb that opens the predicate; behind a preposition the one on which the rest depends."""
    if tokens[0].pos_ == "VERB" and (len(tokens) == 1 or tokens[1].text not in ("的", "地")):
        return tokens[0]
    inside = {token.i for token in tokens}
    for token in tokens:
        if token.head.i not in inside or token.head.i == token.i:
            if token.pos_ == "VERB" and token.dep_ not in ("acl:relcl", "acl"):
                return token
            for child in token.children:
                if child.i in inside and child.dep_ in _COMPLEMENTS and child.pos_ == "VERB":
                    return child
    return next((token for token in tokens if token.pos_ == "VERB" and token.dep_ not in _MODIFIES), None)


def _verb_end(verb: Token, inside: set[int]) -> int:
    """Where the verb ends, its result included (characters)."""
    following = verb.i + 1
    if verb.text[-1] not in _RESULT and following in inside and verb.doc[following].text in _RESULT:
        return verb.doc[following].idx + len(verb.doc[following].text)
    return verb.idx + len(verb.text)


def _reaches(noun: Token, tokens: Sequence[Token]) -> bool:
    """Whether the object ends the clause, or what follows it is a predicate of its own."""
    end = noun.right_edge.i
    rest = [token for token in tokens if token.i > end]
    return not rest or rest[-1].pos_ not in ("NOUN", "PROPN", "PART")


def _last_noun(verb: Token, tokens: Sequence[Token]) -> Token | None:
    """The noun that ends the clause, where only the verb and its object stand there: 提高…效率, 推动…的发展."""
    behind = [token for token in tokens if token.i > verb.i]
    if not behind:
        return None
    last = behind[-1]
    if last.pos_ in ("NOUN", "PROPN") or last.tag_ == "SFN":
        return last
    return last if last.pos_ == "VERB" and any(token.text == "的" for token in behind[:-1][-3:]) else None


def _joined(verb: Token, tokens: Sequence[Token]) -> list[Token]:
    """The verbs joined to the head verb without an object between: 加强和改进, 建立健全."""
    found: list[Token] = []
    at = next(number for number, token in enumerate(tokens) if token.i == verb.i) + 1
    if at + 1 < len(tokens) and tokens[at].text in _SECOND:
        found.append(tokens[at])
        at += 1
    while at + 2 < len(tokens) and tokens[at].text in _JOINS and tokens[at + 1].pos_ == "VERB":
        if tokens[at + 1].dep_ != "conj" and tokens[at + 1].text not in _SECOND:
            break
        found.append(tokens[at + 1])
        at += 2
    return found


def _object(verb: Token, inside: set[int]) -> Token | None:
    """The object behind the verb, or the one that 把 puts before it."""
    for child in verb.children:
        if child.i in inside and child.i > verb.i and child.dep_ == "obj":
            return child
    for child in verb.children:
        if child.i in inside and child.i < verb.i and any(c.text in _DISPOSAL for c in child.children):
            return child
    return None


def _noun(noun: Token, inside: set[int]) -> Stretch:
    """The head noun with what its suffix belongs to (责任|制)."""
    start, token = noun.idx, noun
    while token.tag_ == "SFN" and token.i - 1 in inside and token.nbor(-1).head.i == token.i:
        token = token.nbor(-1)
        start = token.idx
    return start, noun.idx + len(noun.text)


def _phrase(noun: Token, verbs: Sequence[Token], tokens: Sequence[Token]) -> Stretch:
    """The object with what stands between it and the verb (or 把); behind it only what depends on it."""
    inside = {token.i for token in tokens}
    starts = [v.i for v in verbs if v.i < noun.i]
    starts += [c.i for c in noun.children if c.text in _DISPOSAL]
    behind = max(starts, default=-1)
    before = min((v.i for v in verbs if v.i > noun.i), default=len(noun.doc))
    last = max(t.i for t in noun.subtree if t.i in inside and noun.i <= t.i < before)
    members = [t for t in tokens if behind < t.i <= last]
    if not starts:
        members = [t for t in members if t.i >= noun.left_edge.i]
    while len(members) > 1 and (members[0].text in _RESULT or members[0].text in "了、"):
        members.pop(0)
    while len(members) > 1 and members[-1].text in "，。；：、":
        members.pop()
    return members[0].idx, members[-1].idx + len(members[-1].text)
