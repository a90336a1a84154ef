"""An annotated Doc -> its words, sentences and spans inside the TEI of others that its text was read from."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from spacy.tokens import Doc

from corpus_tools.document import TextDocument, document_of
from corpus_tools.errors import WriteError
from corpus_tools.formats.tei_segment import Segment
from corpus_tools.labels import LAYERS
from corpus_tools.write.numbered_spans import NumberedSpan, certainty, numbered_spans
from corpus_tools.write.sentences import Sentence, SentenceToken, name_start, numbered_sentences

HOLDS = frozenset(
    {"sentences", "tokens", "lemma", "upos", "xpos", "feats", "white-space", "metadata", "source", "spans", "types"}
    | {"nested-spans", "crossing-spans", "same-extent-spans", "cross-sentence-spans"}
)
_TEI = "http://www.tei-c.org/ns/1.0"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_PARTS = ("I", "M", "F")


@dataclass(frozen=True)
class _Stretch:
    """A part of a token in one node: characters ``start`` to ``end`` of it."""

    start: int
    end: int
    sentence: int
    word: etree._Element


def annotate_in_place(tei: etree._Element, doc: Doc, segments: Sequence[Segment], *, doc_id: str) -> Counter[str]:
    """Put ``s``, ``w``, ``pc`` and ``spanGrp`` into a ``TEI`` element; all that is there stays.

    ``segments`` say where the original text of the Doc's document stands. A token or sentence that crosses the border
    of an element is in parts (``@part``). Spans stand at the end of their sentence, those over a sentence border, or
    in a sentence in parts, in ``standOff``. Returns how many words and sentences are in parts, and how many tokens have
    no place in the file (they are left out). Raises WriteError for a Doc of a bare string.
    """
    document = document_of(doc)
    if document is None:
        raise WriteError("the Doc was not made from a document; there is no file that it could be written into")
    start = _free_start(tei, name_start(doc_id))
    sentences = numbered_sentences(doc, doc_id=start)
    counts: Counter[str] = Counter()
    nodes: dict[tuple[etree._Element, bool], list[_Stretch]] = {}
    written: set[str] = set()
    for sentence in sentences:
        for token in sentence.tokens:
            _place(token, sentence, document, segments, nodes, written, counts)
    words: dict[int, list[etree._Element]] = {}
    for (element, tail), stretches in nodes.items():
        _cut(element, tail, stretches)
        for stretch in stretches:
            words.setdefault(stretch.sentence, []).append(stretch.word)
    whole = {}
    owner = {word: number for number, found in words.items() for word in found}
    for sentence in sentences:
        if found := words.get(sentence.number):
            whole[sentence.number] = _wrap(sentence.id, found, sentence.number, owner, counts)
    _put_spans(tei, start, numbered_spans(doc, sentences), whole, written)
    return counts


def _free_start(tei: etree._Element, start: str) -> str:
    """Return what identifiers may begin with so that none is one of the file's."""
    taken = [str(each) for each in tei.xpath("//@xml:id")]
    while any(each.startswith(f"{start}.") for each in taken):
        start += "_"
    return start


def _place(
    token: SentenceToken,
    sentence: Sentence,
    document: TextDocument,
    segments: Sequence[Segment],
    nodes: dict[tuple[etree._Element, bool], list[_Stretch]],
    written: set[str],
    counts: Counter[str],
) -> None:
    first = token.token.idx
    low, high = document.aligned.origin(first, first + len(token.token))
    pieces = list(_pieces(segments, low, high))
    if not pieces:
        counts["tokens without a place"] += 1
        return
    counts["tokens in parts"] += len(pieces) > 1
    source = "".join(text for *_, text in pieces)
    for number, (element, tail, at, text) in enumerate(pieces):
        word = etree.Element(f"{{{_TEI}}}{'pc' if token.upos == 'PUNCT' else 'w'}")
        if number == 0:
            word.set(_XML_ID, token.id)
            written.add(token.id)
            _describe(word, token, source)
        if len(pieces) > 1:
            word.set("part", _part(number, len(pieces)))
        if number < len(pieces) - 1 or not token.space_after:
            word.set("join", "right")
        word.text = text
        stretches = nodes.setdefault((element, tail), [])
        if stretches and at < stretches[-1].end:
            counts["tokens without a place"] += 1
            continue
        stretches.append(_Stretch(at, at + len(text), sentence.number, word))


def _describe(word: etree._Element, token: SentenceToken, source: str) -> None:
    values = {
        "lemma": token.lemma,
        "pos": token.xpos,
        "msd": "|".join(each for each in (token.upos and f"UPosTag={token.upos}", token.feats) if each),
        "norm": token.form if token.form != source else "",
    }
    for name, value in values.items():
        if value:
            word.set(name, value)


def _pieces(segments: Sequence[Segment], low: int, high: int) -> Iterator[tuple[etree._Element, bool, int, str]]:
    """Yield node, place in it and characters of a stretch of the original text; a line end inside it is taken along."""
    found: list[tuple[etree._Element, bool, int, str]] = []
    number = max(0, bisect_right(segments, low, key=lambda segment: segment.start) - 1)
    for segment in segments[number:]:
        if segment.start >= high:
            break
        start, end = max(low, segment.start), min(high, segment.start + segment.length)
        if start < end:
            text = (segment.element.tail if segment.tail else segment.element.text) or ""
            at = segment.at + start - segment.start
            if found and found[-1][:2] == (segment.element, segment.tail):
                before = found.pop()[2]
                found.append((segment.element, segment.tail, before, text[before : at + end - start]))
            else:
                found.append((segment.element, segment.tail, at, text[at : at + end - start]))
    yield from found


def _part(number: int, count: int) -> str:
    return _PARTS[0 if number == 0 else 2 if number == count - 1 else 1]


def _cut(element: etree._Element, tail: bool, stretches: Sequence[_Stretch]) -> None:
    """Put the words into a node, with what stands between them behind each."""
    text = (element.tail if tail else element.text) or ""
    parent = element.getparent() if tail else element
    assert parent is not None  # a root has no tail
    at = parent.index(element) + 1 if tail else 0
    if tail:
        element.tail = text[: stretches[0].start]
    else:
        element.text = text[: stretches[0].start]
    for number, stretch in enumerate(stretches):
        behind = stretches[number + 1].start if number + 1 < len(stretches) else len(text)
        parent.insert(at + number, stretch.word)
        stretch.word.tail = text[stretch.end : behind]


def _wrap(
    identifier: str, words: list[etree._Element], number: int, owner: dict[etree._Element, int], counts: Counter[str]
) -> etree._Element | None:
    """Put the words into ``s``; return it, None if it had to be in parts."""
    runs = [_run(words, number, owner)]
    if not runs[0]:
        runs = list(_siblings(words))
        counts["sentences in parts"] += 1
    for place, run in enumerate(runs):
        parent = run[0].getparent()
        assert parent is not None  # a word stands in the text
        sentence = etree.Element(f"{{{_TEI}}}s")
        if place == 0:
            sentence.set(_XML_ID, identifier)
        if len(runs) > 1:
            sentence.set("part", _part(place, len(runs)))
        parent.insert(parent.index(run[0]), sentence)
        sentence.tail, run[-1].tail = run[-1].tail, None
        sentence.extend(run)
        if len(runs) == 1:
            return sentence
    return None


def _run(words: list[etree._Element], number: int, owner: dict[etree._Element, int]) -> list[etree._Element]:
    """Return the children of the nearest common ancestor that hold the words, if they hold no others."""
    above = [[word, *word.iterancestors()] for word in words]
    parents = [lines[1:] for lines in above]
    common = next(each for each in parents[0] if all(each in others for others in parents))
    tops = [lines[lines.index(common) - 1] for lines in above]
    children = list(common)
    run = children[children.index(tops[0]) : children.index(tops[-1]) + 1]
    inside = (each for top in run for each in top.iter())
    return run if all(owner.get(each, number) == number for each in inside) else []


def _siblings(words: Iterable[etree._Element]) -> Iterator[list[etree._Element]]:
    """Yield the words in runs that stand side by side."""
    run: list[etree._Element] = []
    for word in words:
        if run and run[-1].getnext() is not word:
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _put_spans(
    tei: etree._Element,
    start: str,
    spans: Sequence[NumberedSpan],
    whole: dict[int, etree._Element | None],
    written: set[str],
) -> None:
    apart: etree._Element | None = None
    for layer in LAYERS:
        groups: dict[etree._Element, etree._Element] = {}
        for span in (each for each in spans if each.layer == layer):
            tokens = [token for token in span.tokens if token.id in written]
            if not tokens:
                continue
            place = whole.get(span.parts[0].sentence.number) if len(span.parts) == 1 else None
            if place is None:
                apart = etree.SubElement(tei, f"{{{_TEI}}}standOff") if apart is None else apart
                place = apart
            if place not in groups:
                groups[place] = etree.SubElement(place, f"{{{_TEI}}}spanGrp", type=layer.name)
            found = etree.SubElement(groups[place], f"{{{_TEI}}}span")
            found.set(_XML_ID, f"{start}.span.{span.eid}")
            found.set("type", span.annotation.type)
            if rule := span.annotation.evidence.rule:
                found.set("n", rule)
            found.set("cert", certainty(span.annotation.evidence.score))
            found.set("from", f"#{tokens[0].id}")
            found.set("to", f"#{tokens[-1].id}")
