"""What an annotated document may hold, how often each occurs in one, and so what a format can lose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from corpus_tools.document import TextDocument, document_of
from corpus_tools.labels import LAYERS
from corpus_tools.provenance import Provenance
from corpus_tools.span_facts import facts_of
from corpus_tools.spans import Annotation, annotations_of
from corpus_tools.ud_relations import relation

#: Name of a content -> what is counted. Writers say with these names what their format can hold (``HOLDS``).
CONTENTS = {
    "original": "edits that lead back to the source text",
    "damage": "places that are broken in the source",
    "remarks": "remarks on the text",
    "source": "name, hash and encoding of the source",
    "metadata": "values of metadata",
    "metadata-places": "places of the source text that metadata were read from",
    "blocks": "lines with their kind and level",
    "sentences": "sentences",
    "tokens": "tokens",
    "white-space": "stretches of white space other than one blank or line end",
    "lemma": "lemmas",
    "upos": "universal tags",
    "xpos": "tags of the tagset of the language",
    "feats": "tokens with features",
    "tree": "heads and relations of tokens",
    "native-labels": "parser's labels that are not UD's",
    "names": "names",
    "spans": "titles, slogans and directives",
    "types": "types of spans",
    "evidence": "rules, scores and lexicon entries of spans",
    "attributes": "attributes of spans (strength, polarity, level …)",
    "relations": "relations of spans (holder, speaker …)",
    "stretches": "triggers, addressees, actions and parts of titles",
    "nested-spans": "spans inside another span",
    "crossing-spans": "spans that cross another span",
    "same-extent-spans": "spans over the same characters as another",
    "cross-sentence-spans": "spans over the border of a sentence",
    "split-spans": "spans of several stretches",
    "provenance": "model, tables and components that made the annotation",
}
ALL = frozenset(CONTENTS)
#: What the spans of a document hold and how they lie.
OF_SPANS = frozenset(
    {"spans", "types", "evidence", "attributes", "relations", "stretches"}
    | {"nested-spans", "crossing-spans", "same-extent-spans", "cross-sentence-spans", "split-spans"}
)
_OF_TOKENS = frozenset({"tokens", "lemma", "upos", "xpos", "feats", "tree", "native-labels"})


def content_of(doc: Doc, provenance: Provenance | None = None, *, wanted: Iterable[str] = ALL) -> Counter[str]:
    """Return how often each of the ``wanted`` contents occurs; what does not occur is no key.

    Spans of all layers are compared with each other. Raises ValueError for a name that is not in ``CONTENTS``.
    """
    asked = frozenset(wanted)
    if unknown := asked - ALL:
        raise ValueError(f"{', '.join(sorted(unknown))}: no content; there are {', '.join(CONTENTS)}")
    document = document_of(doc)
    found: Counter[str] = Counter()
    if document is not None:
        _count_document(document, found)
    if asked & _OF_TOKENS:
        _count_tokens(doc, found)
    if "white-space" in asked:
        found["white-space"] = _white_space(doc)
    starts = _sentence_starts(doc) if asked & {"sentences", "cross-sentence-spans"} else []
    found["sentences"] = len(starts)
    found["names"] = len(doc.ents)
    if asked & OF_SPANS:
        _count_spans(doc, starts, found)
    found["provenance"] = provenance is not None
    return Counter({name: found[name] for name in CONTENTS if name in asked and found[name]})


def _count_document(document: TextDocument, found: Counter[str]) -> None:
    found["original"] = len(document.aligned.edits)
    found["damage"] = len(document.damage)
    found["remarks"] = len(document.remarks)
    found["source"] = 1
    values = [evidence for _, evidence in document.metadata]
    found["metadata"] = len(values)
    found["metadata-places"] = sum(evidence.start_char is not None for evidence in values)
    found["blocks"] = len(document.blocks)


def _count_tokens(doc: Doc, found: Counter[str]) -> None:
    for token in doc:
        if token.text.isspace():
            continue
        found["tokens"] += 1
        found["lemma"] += bool(token.lemma)
        found["upos"] += bool(token.pos)
        found["xpos"] += bool(token.tag)
        found["feats"] += token.has_morph() and bool(str(token.morph))
        if token.dep:
            label = token.dep_
            found["tree"] += 1
            found["native-labels"] += label != "ROOT" and relation(label) != label


def _white_space(doc: Doc) -> int:
    """Count stretches of white space that are no blank and no line end, and those at the ends of the text."""
    count, at = 0, 0
    text = doc.text
    for token in doc:
        if not token.text.isspace():
            gap = text[at : token.idx]
            count += gap not in ("", " ", "\n") or (at == 0 and bool(gap))
            at = token.idx + len(token)
    return count + (at < len(text) if at else bool(text))


def _sentence_starts(doc: Doc) -> list[int]:
    """Return where sentences begin, in characters; a line end is the end of a sentence too."""
    split = doc.has_annotation("SENT_START")
    starts: list[int] = []
    pending = True
    for token in doc:
        pending |= split and bool(token.is_sent_start)
        if token.text.isspace():
            pending |= "\n" in token.text
        elif pending:
            starts.append(token.idx)
            pending = False
    return starts


def _count_spans(doc: Doc, starts: Sequence[int], found: Counter[str]) -> None:
    text = doc.text
    spans = [annotation for layer in LAYERS for annotation in annotations_of(doc, layer)]
    for span in spans:
        facts = facts_of(span, text, _anywhere)
        evidence = span.evidence
        found["spans"] += 1
        found["types"] += bool(span.type)
        found["evidence"] += bool(evidence.rule or evidence.version or evidence.entry or evidence.score != 1)
        found["attributes"] += len(facts.values)
        found["relations"] += len(facts.relations)
        found["stretches"] += len(facts.stretches) + (facts.trigger is not None)
    for name, met in spans_that_meet(spans).items():
        found[name] = len(met)
    places = [(span.start_char, span.end_char) for span in spans]
    found["cross-sentence-spans"] = sum(any(start < border < end for border in starts) for start, end in places)


def _anywhere(start: int, end: int) -> bool:
    """Whether a stretch can be said in tokens is a matter of the format, not of the content."""
    return True


def spans_that_meet(spans: Sequence[Annotation]) -> dict[str, set[int]]:
    """Return which of the spans (by their place in the sequence) are nested, crossing and of one extent with another.

    Of two spans of one extent both count; of a span inside another the inner one; of two that cross both.
    """
    met: dict[str, set[int]] = {"nested-spans": set(), "crossing-spans": set(), "same-extent-spans": set()}
    order = sorted(range(len(spans)), key=lambda n: (spans[n].start_char, -spans[n].end_char))
    open_ones: list[int] = []
    for n in order:
        span = spans[n]
        open_ones = [other for other in open_ones if spans[other].end_char > span.start_char]
        for other in open_ones:
            outer = spans[other]
            if (outer.start_char, outer.end_char) == (span.start_char, span.end_char):
                met["same-extent-spans"] |= {n, other}
            elif span.end_char <= outer.end_char:
                met["nested-spans"].add(n)
            else:
                met["crossing-spans"] |= {n, other}
        open_ones.append(n)
    return met
