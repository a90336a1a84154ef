"""An order and its tree -> what is to be done: the verbs, the object's head noun and its whole phrase.

One order costs no more than its clause is long.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from corpus_tools.annotate.clause_reading import ClauseReading
from corpus_tools.annotate.predicate import PredicateReader
from corpus_tools.annotate.word import Word

#: Start and end in the document's text (characters).
Stretch = tuple[int, int]

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


@dataclass(frozen=True)
class Action:
    """What is to be done: the head verb with the verbs joined to it, the object's head noun and its whole phrase."""

    verbs: tuple[Stretch, ...]
    object: Stretch | None
    phrase: Stretch | None


def read_action(reading: ClauseReading, begin: int, reader: PredicateReader) -> Action | None:
    """Read the action off the tree, and off the order of words where the tree is cut short.

    ``begin`` is where the predicate begins behind modal and adverbs (characters of the clause).
    """
    first = reading.clause.start + begin
    words = [word for word in reading.words if word.start >= first]
    while len(words) > 1 and words[0].text in _MANNER:
        words.pop(0)
    if not words:
        return None
    tree = _Tree(reading.words, words)
    offset = words[0].start - reading.clause.start
    length = reader.verb_length(reading.text, offset)
    if length > 1 or (length and words[0].pos == "VERB"):
        end = reading.clause.start + offset + length
        verb = [word for word in words if word.start < end][-1]
        spans = [(words[0].start, max(end, _verb_end(verb, tree)))]
    else:
        head = _head_verb(tree)
        if head is None:
            return None
        verb, spans = head, [(head.start, _verb_end(head, tree))]
    joined = _joined(verb, words)
    spans += [(v.start, _verb_end(v, tree)) for v in joined]
    noun = _object_of([verb, *joined], tree, clausal=_ends_clausal(spans, reading))
    if noun is None:
        return Action(tuple(spans), None, None)
    return Action(tuple(spans), _noun(noun, tree), _phrase(noun, [verb, *joined], tree))


class _Tree:
    """The words of a predicate, and which words of its clause depend on which."""

    def __init__(self, clause: Sequence[Word], words: Sequence[Word]) -> None:
        self.words = words
        self.inside = {word.i: word for word in words}
        self._children: dict[int, list[Word]] = {}
        for word in clause:
            if word.head != word.i:
                self._children.setdefault(word.head, []).append(word)

    def children(self, word: Word) -> Sequence[Word]:
        """What depends on a word, in order."""
        return self._children.get(word.i, ())

    def reach(self, word: Word) -> list[int]:
        """The numbers of a word and of all that hangs on it."""
        found, waiting = [], [word]
        while waiting:
            found.append(waiting[-1].i)
            waiting += self.children(waiting.pop())
        return found


def _ends_clausal(spans: Sequence[Stretch], reading: ClauseReading) -> bool:
    start, end = spans[-1]
    return reading.text[start - reading.clause.start : end - reading.clause.start] in _CLAUSAL


def _object_of(verbs: Sequence[Word], tree: _Tree, *, clausal: bool) -> Word | None:
    """The object in the tree, or the noun that ends the clause where the tree breaks off before it."""
    noun = next((found for v in reversed(verbs) if (found := _object(v, tree)) is not None), None)
    if clausal:
        predicates = [t for t in tree.words if t.i > verbs[-1].i and t.pos == "VERB" and t.relation not in _MODIFIES]
        return None if predicates else noun
    if noun is None or (noun.i > verbs[-1].i and not _reaches(noun, tree)):
        return _last_noun(verbs[-1], tree) or noun
    return noun


def _head_verb(tree: _Tree) -> Word | None:
    """The verb that opens the predicate; behind a preposition the one on which the rest depends."""
    words = tree.words
    if words[0].pos == "VERB" and (len(words) == 1 or words[1].text not in ("的", "地")):
        return words[0]
    for word in words:
        if word.head not in tree.inside or word.head == word.i:
            if word.pos == "VERB" and word.relation not in ("acl:relcl", "acl"):
                return word
            for child in tree.children(word):
                if child.i in tree.inside and child.relation in _COMPLEMENTS and child.pos == "VERB":
                    return child
    return next((word for word in tree.words if word.pos == "VERB" and word.relation not in _MODIFIES), None)


def _verb_end(verb: Word, tree: _Tree) -> int:
    """Where the verb ends, its result included (characters)."""
    following = tree.inside.get(verb.i + 1)
    if following is not None and verb.text[-1] not in _RESULT and following.text in _RESULT:
        return following.end
    return verb.end


def _reaches(noun: Word, tree: _Tree) -> bool:
    """Whether the object ends the clause, or what follows it is a predicate of its own."""
    end = max(tree.reach(noun))
    rest = [word for word in tree.words if word.i > end]
    return not rest or rest[-1].pos not in ("NOUN", "PROPN", "PART")


def _last_noun(verb: Word, tree: _Tree) -> Word | None:
    """The noun that ends the clause, where only the verb and its object stand there: 提高…效率, 推动…的发展."""
    behind = [word for word in tree.words if word.i > verb.i]
    if not behind:
        return None
    last = behind[-1]
    if last.pos in ("NOUN", "PROPN") or last.tag == "SFN":
        return last
    return last if last.pos == "VERB" and any(word.text == "的" for word in behind[:-1][-3:]) else None


def _joined(verb: Word, words: Sequence[Word]) -> list[Word]:
    """The verbs joined to the head verb without an object between: 加强和改进, 建立健全."""
    found: list[Word] = []
    at = next(number for number, word in enumerate(words) if word.i == verb.i) + 1
    if at + 1 < len(words) and words[at].text in _SECOND:
        found.append(words[at])
        at += 1
    while at + 2 < len(words) and words[at].text in _JOINS and words[at + 1].pos == "VERB":
        if words[at + 1].relation != "conj" and words[at + 1].text not in _SECOND:
            break
        found.append(words[at + 1])
        at += 2
    return found


def _object(verb: Word, tree: _Tree) -> Word | None:
    """The object behind the verb, or the one that 把 puts before it."""
    for child in tree.children(verb):
        if child.i in tree.inside and child.i > verb.i and child.relation == "obj":
            return child
    for child in tree.children(verb):
        if child.i in tree.inside and child.i < verb.i and any(c.text in _DISPOSAL for c in tree.children(child)):
            return child
    return None


def _noun(noun: Word, tree: _Tree) -> Stretch:
    """The head noun with what its suffix belongs to (责任|制)."""
    first = noun
    while first.tag == "SFN" and (before := tree.inside.get(first.i - 1)) is not None and before.head == first.i:
        first = before
    return first.start, noun.end


def _phrase(noun: Word, verbs: Sequence[Word], tree: _Tree) -> Stretch:
    """The object with what stands between it and the verb (or 把); behind it only what depends on it."""
    starts = [v.i for v in verbs if v.i < noun.i]
    starts += [c.i for c in tree.children(noun) if c.text in _DISPOSAL]
    behind = max(starts, default=-1)
    before = min((v.i for v in verbs if v.i > noun.i), default=sys.maxsize)
    reach = tree.reach(noun)
    last = max(i for i in reach if i in tree.inside and noun.i <= i < before)
    members = [t for t in tree.words if behind < t.i <= last]
    if not starts:
        members = [t for t in members if t.i >= min(reach)]
    while len(members) > 1 and (members[0].text in _RESULT or members[0].text in "了、"):
        members.pop(0)
    while len(members) > 1 and members[-1].text in "，。；：、":
        members.pop()
    return members[0].start, members[-1].end
