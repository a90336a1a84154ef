"""Mark what rules of the user's own find: patterns of tokens or of a tree, beside the spans of our taggers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import srsly
from spacy.language import Language
from spacy.matcher import DependencyMatcher, Matcher
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from corpus_tools.annotate.clause import clauses
from corpus_tools.annotate.own_rule_pattern import pattern_faults
from corpus_tools.annotate.own_rule_standing import Candidate, Standing, settle
from corpus_tools.annotate.title_parts import TITLE_PARTS
from corpus_tools.annotate.verdicts import Loser, keep_losers, losers_of
from corpus_tools.errors import RuleError
from corpus_tools.labels import LAYERS, TITLE, Layer
from corpus_tools.lexicon import Lexicon
from corpus_tools.own_rules import OwnRule, RuleFile, Selector, parse_rules
from corpus_tools.spans import Annotation, Evidence, annotations_of, set_spans

VERSION = "1"
_STORE = "rules.json"


class OwnRuleTagger:
    """Add the spans of the user's rules to those of the taggers before it; what they displace is kept as a loser.

    A span carries the rule's id, the file's name and the beginning of its SHA-256 as version, and the rule's score. It
    gives way to a span of ours in the same layer that shares characters with it, unless the rule ``wins``; titles may
    stand inside one another if their types differ. A pattern never reaches over a line's end.
    """

    def __init__(self, vocab: Vocab, *, off: Sequence[str] = (), candidates: bool = False) -> None:
        self.vocab = vocab
        self.off = frozenset(off)
        self.candidates = candidates
        self.files: list[RuleFile] = []
        self._matchers: list[tuple[RuleFile, OwnRule, Matcher | DependencyMatcher]] = []

    def add(self, rules: RuleFile) -> OwnRuleTagger:
        """Add the rules of a file; several files may be added. Raises RuleError that lists all faulty patterns."""
        taken = {rule.id: file.name for file in self.files for rule in file.rules}
        faults = [f"{r.id}: id: stands in {taken[r.id]} too; take another name" for r in rules.rules if r.id in taken]
        faults += [f"{rule.id}: {fault}" for rule in rules.rules for fault in pattern_faults(rule, self.vocab)]
        if faults:
            raise RuleError("\n".join(f"{rules.name}: {fault}" for fault in faults))
        self.files.append(rules)
        self._matchers += [(rules, rule, _matcher(rule, self.vocab)) for rule in rules.rules]
        return self

    @property
    def lexicons(self) -> tuple[Lexicon, ...]:
        """The files as a run's record takes them: name and SHA-256, no entries."""
        return tuple(Lexicon(file.name, file.sha256, ()) for file in self.files)

    def rule(self, identifier: str) -> OwnRule | None:
        """Return the rule with this id."""
        return next((rule for file in self.files for rule in file.rules if rule.id == identifier), None)

    def __call__(self, doc: Doc) -> Doc:
        """Add spans to the groups of the layers that have rules; a border inside a token splits the token.

        Raises RuleError if a pattern asks for what the pipeline does not give (a lemma, a tree).
        """
        found: dict[str, list[Candidate]] = {}
        ends = [(clause.start, clause.end) for clause in clauses(doc.text)]
        for order, (file, rule, matcher) in enumerate(self._matchers):
            for annotation in _unique(self._found(doc, file, rule, matcher, ends)):
                found.setdefault(rule.layer, []).append(Candidate(annotation, wins=rule.wins, order=order))
        for layer in LAYERS:
            if layer.name in found:
                doc = self._settled(doc, layer, found[layer.name])
        return doc

    def _settled(self, doc: Doc, layer: Layer, found: list[Candidate]) -> Doc:
        off = [row.annotation for row in found if row.annotation.evidence.rule in self.off]
        on = [row for row in found if row.annotation.evidence.rule not in self.off]
        ours = annotations_of(doc, layer)
        lost = [Loser(a, reason) for a, reason in losers_of(doc, layer)]
        standing = settle(ours, on, nesting=layer is TITLE)
        if standing.added:
            doc = set_spans(doc, layer, standing.kept)
            if layer is TITLE:
                _drop_parts(doc, standing)
        if self.candidates:
            lost += [Loser(a, f"rule {a.evidence.rule} is switched off") for a in off]
            keep_losers(doc, layer, [*lost, *standing.losers])
        return doc

    def _found(
        self,
        doc: Doc,
        file: RuleFile,
        rule: OwnRule,
        matcher: Matcher | DependencyMatcher,
        ends: Sequence[tuple[int, int]],
    ) -> Iterator[Annotation]:
        text = doc.text
        for tokens in _matches(doc, file, rule, matcher):
            stretch = _stretch(tokens, rule.span)
            if stretch is None:
                continue
            start, end = stretch
            if rule.to_clause_end:
                end = next((last for first, last in ends if first <= start and end <= last), end)
            wording = text[start:end]
            start, end = start + len(wording) - len(wording.lstrip()), end - len(wording) + len(wording.rstrip())
            if start >= end or "\n" in text[start:end]:
                continue
            attributes = {
                name: text[place[0] : place[1]]
                for name in ("trigger", "holder")
                if (chosen := getattr(rule, name)) is not None and (place := _stretch(tokens, chosen)) is not None
            }
            yield Annotation(start, end, rule.type, Evidence(rule.id, file.version, rule.score), attributes)

    def to_bytes(self, *, exclude: Collection[str] = ()) -> bytes:
        """Return the rules with the names and hashes of their files."""
        return srsly.json_dumps(self._stored()).encode()  # type: ignore[no-any-return]

    def from_bytes(self, data: bytes, *, exclude: Collection[str] = ()) -> OwnRuleTagger:
        """Take over what :meth:`to_bytes` gave, in place of the rules that are there."""
        return self._restore(srsly.json_loads(data.decode()))

    def to_disk(self, path: str | Path, *, exclude: Collection[str] = ()) -> None:
        """Write the rules into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        srsly.write_json(folder / _STORE, self._stored())

    def from_disk(self, path: str | Path, *, exclude: Collection[str] = ()) -> OwnRuleTagger:
        """Take over what :meth:`to_disk` wrote, in place of the rules that are there."""
        return self._restore(srsly.read_json(Path(path) / _STORE))

    def _stored(self) -> list[dict[str, Any]]:
        return [{"name": f.name, "sha256": f.sha256, "rules": [dict(rule.row) for rule in f.rules]} for f in self.files]

    def _restore(self, stored: list[dict[str, Any]]) -> OwnRuleTagger:
        self.files, self._matchers = [], []
        for file in stored:
            rules, faults = parse_rules(file["rules"], (), file=file["name"])
            if faults:
                raise RuleError("\n".join(faults))
            self.add(RuleFile(file["name"], file["sha256"], tuple(rules)))
        return self


def _matcher(rule: OwnRule, vocab: Vocab) -> Matcher | DependencyMatcher:
    if rule.dependency:
        by_tree = DependencyMatcher(vocab)
        by_tree.add(rule.id, [[dict(token) for token in rule.tokens]])
        return by_tree
    matcher = Matcher(vocab)
    matcher.add(rule.id, [[dict(token) for token in rule.tokens]], greedy="LONGEST")
    return matcher


def _matches(
    doc: Doc, file: RuleFile, rule: OwnRule, matcher: Matcher | DependencyMatcher
) -> Iterator[list[tuple[int, Token]]]:
    """Yield for each match its tokens, each with the place of its description in the pattern."""
    if all(token.is_space for token in doc):
        return
    try:
        if isinstance(matcher, DependencyMatcher):
            found = [list(enumerate(tokens)) for _, tokens in matcher(doc)]
        else:
            rows: Any = matcher(doc, with_alignments=True)
            found = [list(zip(places, range(start, end), strict=True)) for _, start, end, places in rows]
    except ValueError as error:  # spaCy's E155, E156: an attribute that no component of the pipeline sets
        reason = str(error).splitlines()[0].split(" Try using")[0]
        raise RuleError(
            f"{file.name}: {rule.id}: the pipeline does not give what the pattern asks for: {reason}"
        ) from (error)
    for row in found:
        yield [(place, doc[at]) for place, at in row]


def _stretch(tokens: Sequence[tuple[int, Token]], chosen: Selector | None) -> tuple[int, int] | None:
    """The characters from the first to the last of the chosen tokens; None if the match has none of them."""
    picked = [token for place, token in tokens if chosen is None or chosen[0] <= place <= chosen[1]]
    if not picked:
        return None
    return min(token.idx for token in picked), max(token.idx + len(token) for token in picked)


def _unique(annotations: Iterable[Annotation]) -> list[Annotation]:
    """One annotation for the same borders: two matches of a tree may differ in tokens that are not in the span."""
    found: dict[tuple[int, int], Annotation] = {}
    for a in annotations:
        found.setdefault((a.start_char, a.end_char), a)
    return list(found.values())


def _drop_parts(doc: Doc, standing: Standing) -> None:
    """Take the parts of displaced titles out of their span group."""
    if TITLE_PARTS not in doc.spans:
        return

    def inside(span: Any, among: Iterable[Annotation]) -> bool:
        return any(a.start_char <= span.start_char and span.end_char <= a.end_char for a in among)

    stays = [a for a in standing.kept if a not in standing.added]
    doc.spans[TITLE_PARTS] = [
        part for part in doc.spans[TITLE_PARTS] if inside(part, stays) or not inside(part, standing.displaced)
    ]


@Language.factory("own_rule_tagger", assigns=["doc.spans"], default_config={"off": [], "candidates": False})
def make_own_rule_tagger(nlp: Language, name: str, off: list[str], candidates: bool) -> OwnRuleTagger:
    """Build the component without rules; ``add`` gives it those of a file, and a saved pipeline brings its own along.

    It stands behind the taggers. ``off`` are ids of rules that mark nothing, ``candidates`` true: what lost is kept in
    ``doc.spans["…_candidates"]``.
    """
    return OwnRuleTagger(nlp.vocab, off=off, candidates=candidates)
