"""What was read from an annotated file -> a spaCy Doc with its TextDocument, as if it had been annotated here."""

from __future__ import annotations

from itertools import accumulate

from spacy.attrs import IDX, LENGTH
from spacy.lang.zh import Chinese
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab, create_vocab

from corpus_tools.document import attach
from corpus_tools.labels import LAYER_BY_NAME, LAYERS
from corpus_tools.span_facts import SpanFacts, Stretch, attributes_of, title_parts
from corpus_tools.spans import Annotation, Evidence, set_spans
from corpus_tools.stored.document import text_document
from corpus_tools.stored.text import StoredSpan, StoredStretch, StoredText, StoredToken

#: The group of the parts of titles, as the title tagger fills it.
TITLE_PARTS = "title_parts"
#: Words; a vocabulary that grew larger is left to the Docs that have it, so that memory stays flat.
_LARGEST_VOCAB = 200_000
_VOCABS: list[Vocab] = []


class _Columns:
    """Annotation of all tokens of a Doc, white space among them; ``places`` are the Doc's indices of real tokens."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.spaces: list[bool] = []
        self.pos: list[str] = []
        self.tags: list[str] = []
        self.morphs: list[str] = []
        self.lemmas: list[str] = []
        self.deps: list[str] = []
        self.heads: list[int] = []
        self.sent_starts: list[bool | int | None] = []
        self.places: list[int] = []

    def white(self, characters: str) -> None:
        """Add white space: a blank belongs to the token before it, the rest is a token of its own."""
        if characters.startswith(" ") and self.words:
            self.spaces[-1] = True
            characters = characters[1:]
        if characters:
            at = len(self.words)
            self._add(characters, "SPACE", "", "", "", "", max(0, at - 1), False)

    def token(self, token: StoredToken, head: int, dep: str, *, first: bool) -> None:
        """Add a real token; ``head`` is the Doc's index of its head."""
        self.places.append(len(self.words))
        self._add(token.text, token.upos or "", token.xpos, token.feats, token.lemma, dep, head, first)

    def _add(self, word: str, pos: str, tag: str, morph: str, lemma: str, dep: str, head: int, first: bool) -> None:
        self.words.append(word)
        self.spaces.append(False)
        self.pos.append(pos)
        self.tags.append(tag)
        self.morphs.append(morph)
        self.lemmas.append(lemma)
        self.deps.append(dep)
        self.heads.append(head)
        self.sent_starts.append(first)


def to_doc(stored: StoredText, vocab: Vocab | None = None) -> Doc:
    """Build the Doc of a stored text; with ``vocab`` None it shares one with others that were read.

    Raises ReadError where the parts of the file contradict each other (edits of another text, blocks outside it).
    """
    columns = _columns(stored)
    doc = _annotated(columns, stored, vocab or _shared_vocab())
    if stored.source is not None:
        attach(doc, text_document(stored, stored.source))
    return _with_spans(doc, stored, columns)


def _shared_vocab() -> Vocab:
    """Return the vocabulary of Docs that were read: making one anew for each takes longer than all else."""
    if not _VOCABS or len(_VOCABS[-1]) > _LARGEST_VOCAB:
        _VOCABS[:] = [create_vocab("zh", Chinese.Defaults)]
    return _VOCABS[-1]


def _columns(stored: StoredText) -> _Columns:
    columns = _Columns()
    columns.white(stored.before if stored.sentences else stored.record.get("text", ""))
    for sentence in stored.sentences:
        spaced = [len(t.space) - t.space.startswith(" ") > 0 for t in sentence.tokens]
        places = [*accumulate((1 + s for s in spaced[:-1]), initial=len(columns.words))]
        for number, token in enumerate(sentence.tokens):
            head = places[token.head - 1] if token.head else places[0 if token.head is None else number]
            dep = "" if token.head is None else token.deprel
            if token.head == 0 and dep == "root":
                dep = "ROOT"
            columns.token(token, head, dep, first=number == 0)
            columns.white(token.space)
    return columns


def _annotated(columns: _Columns, stored: StoredText, vocab: Vocab) -> Doc:
    tokens = [token for sentence in stored.sentences for token in sentence.tokens]
    parsed = any(token.head is not None for token in tokens)
    tagged = any(token.upos for token in tokens)
    doc = Doc(
        vocab,
        words=columns.words,
        spaces=columns.spaces,
        pos=columns.pos if tagged else None,
        tags=columns.tags,
        morphs=columns.morphs,
        lemmas=columns.lemmas,
        heads=columns.heads if parsed else None,
        deps=columns.deps if parsed else None,
        sent_starts=None if parsed else columns.sent_starts,
    )
    names: list[tuple[int, int, str]] = []
    for place, token in zip(columns.places, tokens, strict=True):
        if token.name and token.continues and names:
            names[-1] = (names[-1][0], place + 1, token.name)
        elif token.name:
            names.append((place, place + 1, token.name))
    doc.set_ents([Span(doc, start, end, label=label) for start, end, label in names])
    return doc


def _with_spans(doc: Doc, stored: StoredText, columns: _Columns) -> Doc:
    tagged = stored.record.get("layers", [layer.name for layer in LAYERS if stored.spans])
    starts, ends = _borders(doc, columns.places) if stored.spans else ([], [])
    text = doc.text
    for layer in LAYERS:
        mine = sorted((s for s in stored.spans if s.layer == layer.name), key=lambda s: s.number)
        if mine or layer.name in tagged:
            doc = set_spans(doc, layer, [_annotation(s, text, starts, ends) for s in mine])
    if LAYERS[0].group in doc.spans:
        _set_title_parts(doc)
    return doc


def _borders(doc: Doc, places: list[int]) -> tuple[list[int], list[int]]:
    """Return where the tokens of ``places`` begin and end, in characters."""
    rows = doc.to_array([IDX, LENGTH]).reshape(len(doc), 2)[places]
    return rows[:, 0].tolist(), rows.sum(axis=1).tolist()


def _annotation(span: StoredSpan, text: str, starts: list[int], ends: list[int]) -> Annotation:
    stretches = tuple(_stretch(s, starts, ends) for s in span.stretches)
    facts = SpanFacts(tuple(span.relations), span.trigger, stretches, span.values)
    evidence = Evidence(span.rule, span.version, span.score, span.entry, span.variation)
    attributes = attributes_of(span.type, facts, text)
    return Annotation(starts[span.first], ends[span.last], span.type, evidence, attributes)


def _stretch(stretch: StoredStretch, starts: list[int], ends: list[int]) -> Stretch:
    start = starts[stretch.first]
    if stretch.chars is None:
        return Stretch(stretch.role, start, ends[stretch.last])
    return Stretch(stretch.role, start + stretch.chars[0], start + stretch.chars[1])


def _set_title_parts(doc: Doc) -> None:
    """Fill the group of the parts as the title tagger does; a part whose border cuts a token is in no group."""
    group = doc.spans[LAYER_BY_NAME["title"].group]
    size = len(doc.text)
    parts = {
        (part.start, -part.end, part.role)
        for packed in group.attrs.get("annotations", ())
        for part in title_parts(packed["attributes"])
        if 0 <= part.start < part.end <= size
    }
    spans = (doc.char_span(start, -end, label=role) for start, end, role in sorted(parts))
    doc.spans[TITLE_PARTS] = [span for span in spans if span is not None]
